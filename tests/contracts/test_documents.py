"""Documents say what the code does."""

import re
import tomllib
from pathlib import Path

import pytest
from tools import docs

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), ROOT / "benchmarks" / "README.md"]


def test_every_setting_is_described():
    page = (ROOT / "docs" / "reference" / "settings.md").read_text()

    assert [name for name in docs.settings_read() if f"`{name}`" not in page] == []


def test_settings_page_is_in_step():
    assert (ROOT / "docs" / "reference" / "settings.md").read_text() == docs.settings_page()


def test_every_command_is_described():
    page = (ROOT / "docs" / "reference" / "commands.md").read_text()

    assert [name for name in docs.commands() if f"## pendopo {name}\n" not in page] == []


def test_commands_page_is_in_step():
    assert (ROOT / "docs" / "reference" / "commands.md").read_text() == docs.commands_page()


def test_import_page_is_in_step():
    assert (ROOT / "docs" / "reference" / "import.md").read_text() == docs.import_page()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(page):
    targets = re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", page.read_text())

    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_documents_name_only_targets_that_make_knows():
    known = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {
        name
        for page in PAGES
        for name in re.findall(r"(?:`|^)make ([a-z-]+)", page.read_text(), re.MULTILINE)
    }

    assert named - known == set()


def wanted(name: str) -> list[str]:
    lines = (ROOT / "requirements" / f"{name}.in").read_text().splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-c"))]


def test_wheel_asks_for_what_requirements_pin():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    assert project["dependencies"] == wanted("base")
    assert project["optional-dependencies"]["solver"] == wanted("solver")


def test_commands_are_modules_with_underscores():
    # `pendopo verify-log` looks for verify_log.py.
    assert [path.name for path in (ROOT / "src").rglob("management/commands/*.py") if "-" in path.name] == []
