"""The `pendopo` command: ours and Django's commands under one name, dashes or underscores alike."""

import argparse
import ast
import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
# The demonstration's clock stands at the day that its data tells about.
DEMONSTRATION = {"PENDOPO_DEMO": "1", "PENDOPO_TODAY": "2024-04-26", "PENDOPO_DATA": "var/demo"}


def main(arguments: list[str] | None = None) -> None:
    """Run one command, or list ours."""
    given = sys.argv[1:] if arguments is None else arguments
    if not given or given in (["help"], ["--help"], ["-h"]):
        sys.stdout.write(overview())
        return
    if given[0] == "plan":
        from pendopo.planning.cli import main as plan  # needs neither Django nor a database

        sys.exit(plan(given[1:]))
    if given[0] == "serve":
        gc.disable()  # until the application is loaded; see config.wsgi
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pendopo.config.settings")
    if given[0] == "demo":
        for name, value in DEMONSTRATION.items():
            os.environ.setdefault(name, value)
        os.environ.setdefault("PENDOPO_SITE_URL", f"http://{_bound(given[1:])}")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["pendopo", *_underscored(given)])


def _bound(given: list[str]) -> str:
    """Address and port where the demonstration will listen, for the links that it writes."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--bind", default="127.0.0.1:8000")
    return str(parser.parse_known_args(given)[0].bind)


def overview() -> str:
    """Our commands with one line each."""
    ours = [*_commands(), ("plan", "Solve a planning problem, or check anybody's plan for one.")]
    lines = [f"  pendopo {name:<14} {says}" for name, says in sorted(ours)]
    return "\n".join(
        [
            "Pendopo – keep what a network and its host government agreed.",
            "",
            *lines,
            "",
            "pendopo COMMAND --help says more. Django's commands work too: migrate, collectstatic, shell.",
            "",
        ]
    )


def _underscored(given: list[str]) -> list[str]:
    """The command's name as a module: verify-log is verify_log, also after `help`."""
    first = 1 if given[0] == "help" else 0
    return [*given[:first], given[first].replace("-", "_"), *given[first + 1 :]]


def _commands() -> Iterator[tuple[str, str]]:
    """Name and `help` of each of our commands, read from the source so that listing them starts nothing."""
    for path in PACKAGE.glob("*/management/commands/[!_]*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Assign(targets=[ast.Name(id="help")], value=ast.Constant(value=says)):
                    yield path.stem.replace("_", "-"), str(says)


if __name__ == "__main__":
    main()
