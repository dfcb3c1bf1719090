# Everything one does with Pendopo, from a clean checkout. `make` lists it.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
BASE := .venv/.base
DEV := .venv/.dev
CATALOGUES := $(wildcard src/pendopo/*/locale/*/LC_MESSAGES/django.po)

.PHONY: help demo demo-reset serve install assets test journeys browser check fmt lint types layers migrations \
	catalogues docs-check sizes hygiene contracts messages docs picture wheel bench lock clean

help: ## List the commands.
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(BASE) assets .venv/.catalogues ## Start Pendopo with a believable convening in it.
	@$(BIN)/pendopo demo $(ARGS)

demo-reset: $(BASE) assets .venv/.catalogues ## The same, after throwing away what you changed in the demonstration.
	@$(BIN)/pendopo demo --reset $(ARGS)

install: $(DEV) assets .venv/.catalogues ## Set up the environment for working on Pendopo.

# -- setting up --------------------------------------------------------------------------------------------

.venv/bin/python:
	@if [ -z "$(PYTHON)" ]; then echo "Pendopo needs Python 3.11 or newer; this machine has" \
		"$$(python3 --version 2>/dev/null || echo none). Install it, or name one: make PYTHON=/path/to/python3.12"; exit 1; fi
	@$(PYTHON) -m venv .venv || { echo "Python is here, but it cannot make an environment." \
		"On Debian and Ubuntu: sudo apt install python3-venv"; exit 1; }

$(BASE): requirements/base.txt requirements/build.txt pyproject.toml | .venv/bin/python
	@echo "Installing what Pendopo runs on (once)."
	@$(PIP) install --quiet --require-hashes -r requirements/base.txt -r requirements/build.txt
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements/dev.txt requirements/solver.txt $(BASE)
	@echo "Installing the solver and what tests and checks need (once)."
	@$(PIP) install --quiet --require-hashes -r requirements/solver.txt -r requirements/dev.txt
	@touch $@

assets: $(BASE)
	@$(BIN)/python tools/assets.py

.venv/.catalogues: $(CATALOGUES) | $(BASE)
	@$(BIN)/python tools/messages.py compile
	@touch $@

# -- every day ---------------------------------------------------------------------------------------------

test: install ## Run the tests: SQLite, then PostgreSQL where one answers. REQUIRE=postgres,chromium insists.
	@$(BIN)/python tools/test.py --require "$(REQUIRE)" $(ARGS)

browser: ## Install Chromium for the tests that use a browser (Debian and Ubuntu).
	@command -v chromium chromium-browser google-chrome >/dev/null || \
		{ apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; }

check: lint types layers migrations catalogues docs-check sizes hygiene ## Everything that is checked without running tests.

fmt: $(DEV) ## Put the code into its one format.
	@$(BIN)/ruff format --quiet . && $(BIN)/ruff check --quiet --fix .

lint: $(DEV) ## Format and lint.
	@$(BIN)/ruff format --check . && $(BIN)/ruff check .

types: $(DEV) ## Check types.
	@PENDOPO_TESTING=1 PENDOPO_SECRET_KEY=check $(BIN)/mypy

layers: $(DEV) ## Check who may import whom.
	@$(BIN)/lint-imports

migrations: $(DEV) ## Check that migrations are in step with the models.
	@PENDOPO_TESTING=1 PENDOPO_SECRET_KEY=check $(BIN)/pendopo makemigrations --check --dry-run --verbosity 1

catalogues: $(DEV) ## Check that every sentence is there in both languages.
	@$(BIN)/python tools/messages.py check

docs-check: $(DEV)
	@$(BIN)/python tools/docs.py --check

sizes: $(BASE)
	@$(BIN)/python tools/sizes.py

hygiene: $(BASE)
	@$(BIN)/python tools/hygiene.py

contracts: $(DEV) layers ## Check the shape of the house: layers, relations, documents, addresses.
	@$(BIN)/python -m pytest -q -n0 tests/contracts

messages: $(DEV) ## Collect new sentences into the catalogues and compile them.
	@$(BIN)/python tools/messages.py extract && $(BIN)/python tools/messages.py compile

docs: $(DEV) ## Write docs/reference anew from the code.
	@$(BIN)/python tools/docs.py

picture: install browser ## Take the picture in the README anew.
	@$(BIN)/python tools/picture.py

wheel: install ## Build a wheel that carries fonts, area codes and compiled catalogues.
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist .

bench: install ## Measure what pages cost on this machine (needs wrk).
	@command -v wrk >/dev/null || { echo "wrk is missing. On Debian and Ubuntu: sudo apt install wrk"; exit 1; }
	@$(BIN)/python benchmarks/web/run.py $(ARGS)

lock: ## Pin the requirements anew (needs uv).
	@cd requirements && for set in base solver build dev node; do uv pip compile --quiet --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-annotate --no-header $$set.in -o $$set.txt; done

clean: ## Remove what was installed and built; your data in var/ stays.
	@rm -rf .venv node_modules dist build src/pendopo/web/static/vendor src/pendopo/convenings/regions
	@find src -name '*.mo' -delete
