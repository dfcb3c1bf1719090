"""Writes from the code docs/reference (settings, commands, tables, verbs) and the schemas in docs/planning.

`--check` only compares.
"""

import argparse
import ast
import inspect
import json
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import Field, fields
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "pendopo"
REFERENCE = ROOT / "docs" / "reference"
PLANNING = ROOT / "docs" / "planning"
NOTE = "*Written by `make docs`; change the code, not this page.*\n"

# Verbs that the code puts together; every one is written here, so that readers and tests know them.
COMPOSED = {
    "f'cooperation.commitment_{step.kind}'": (
        "cooperation.commitment_accepted",
        "cooperation.commitment_blocked",
        "cooperation.commitment_completed",
        "cooperation.commitment_reopened",
        "cooperation.commitment_sent_back",
        "cooperation.commitment_started",
        "cooperation.commitment_unblocked",
        "cooperation.commitment_verified",
    )
}

# What each setting is for. One that is only here, or only in the code, fails `make check`.
SETTINGS = {
    "PENDOPO_DATA": "Folder for the database, uploads, collected static files and the key. Back it up.",
    "PENDOPO_DEBUG": "Developer's error pages. Never on a public server.",
    "PENDOPO_DEMO": "Demonstration: mail goes to files, sign-in shortcuts are shown. Set by `pendopo demo`.",
    "PENDOPO_TODAY": "Pretend that today is this date (2024-03-28). Meant for the demonstration.",
    "PENDOPO_TESTING": "Set by the test runner: fast password hashing, mail in memory.",
    "PENDOPO_SECRET_KEY": "Key that signs sessions and links. Left out, one is kept in the data folder.",
    "PENDOPO_MARK_KEY": "Key of the marks by which the same telephone or e-mail is found again without opening it. "
    "Left out, the oldest of `PENDOPO_DATA_KEYS`; it never changes.",
    "PENDOPO_DATA_KEYS": "Keys that seal personal data, the newest first, divided by commas. "
    "Left out, one is kept in the data folder as `data_key`: without it sealed data is lost.",
    "PENDOPO_SITE_URL": "Address that people type. `https:` switches secure cookies and HSTS on.",
    "PENDOPO_HOSTS": "Host names this server answers to, divided by commas.",
    "PENDOPO_BEHIND_PROXY": "Trust the proxy's `X-Forwarded-Proto`. Only behind a proxy that sets it.",
    "DATABASE_URL": "Where the data is. `postgres://user:password@host:5432/name` for PostgreSQL.",
    "PENDOPO_TEST_DATABASE_URL": "Takes the place of `DATABASE_URL` while testing.",
    "PENDOPO_ATTACHMENT_MAX_MB": "Largest file that may be uploaded, in megabytes.",
    "PENDOPO_PAGES_MB": "Memory in which each process keeps finished public pages, in megabytes; 0 keeps none.",
    "PENDOPO_EMAIL_BACKEND": "Django mail backend. Left out: SMTP, or files in the demonstration.",
    "PENDOPO_EMAIL_HOST": "Mail server.",
    "PENDOPO_EMAIL_PORT": "Its port.",
    "PENDOPO_EMAIL_USER": "Name to sign in with, where the server asks.",
    "PENDOPO_EMAIL_PASSWORD": "Password to sign in with.",
    "PENDOPO_EMAIL_TLS": "Use STARTTLS.",
    "PENDOPO_EMAIL_FROM": "Sender of the mail that Pendopo sends.",
}


def settings_read() -> dict[str, str]:
    """Name of every setting that the code reads, and its default as written there."""
    found: dict[str, str] = {}
    for call in ast.walk(ast.parse((PACKAGE / "config" / "settings.py").read_text())):
        match call:
            case ast.Call(func=ast.Attribute(ast.Name("env"), "flag"), args=[ast.Constant(str(name))]):
                found[name] = "False"
            case ast.Call(func=ast.Attribute(ast.Name("env"), reader), args=[first, *rest]):
                if not reader.startswith("read_"):
                    default = ast.unparse(rest[0]) if rest else "''"
                    found |= dict.fromkeys(texts_in(first), default)
    return found


def texts_in(node: ast.AST) -> list[str]:
    return [
        one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)
    ]


def settings_page() -> str:
    read = settings_read()
    if strangers := set(read) ^ set(SETTINGS):
        names = ", ".join(sorted(strangers))
        raise SystemExit(
            f"tools/docs.py and config/settings.py disagree about: {names}. Describe or drop them."
        )
    lines = [
        "# Settings",
        "",
        NOTE,
        "Read from the environment, and from the file `.env` in the data folder. The environment wins.",
        "",
        "| name | what it does | when left out |",
        "|---|---|---|",
    ]
    defaults = {"DATABASE_URL": "SQLite in the data folder", "PENDOPO_DATA": "`var` in the current folder"}
    for name, sentence in SETTINGS.items():
        default = defaults.get(name) or readable(read[name])
        lines.append(f"| `{name}` | {sentence} | {default} |")
    return "\n".join(lines) + "\n"


def readable(default: str) -> str:
    """A default as a reader wants it: values as they are, expressions left to the description."""
    try:
        value = ast.literal_eval(default)
    except ValueError:
        return "see left"
    if value in ("", None):
        return "empty"
    if isinstance(value, bool):
        return "on" if value else "off"
    return f"`{','.join(value) if isinstance(value, list) else value}`"


def start_django() -> None:
    """Make the project's modules importable, with a folder for data that nobody misses."""
    os.environ["COLUMNS"] = "100"
    os.environ.setdefault("PENDOPO_TESTING", "1")
    os.environ.setdefault("PENDOPO_SECRET_KEY", "documents")
    os.environ.setdefault("PENDOPO_DATA", tempfile.gettempdir())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pendopo.config.settings")
    import django

    django.setup()


def commands() -> dict[str, str]:
    """Every command of our own and what its `--help` prints."""
    start_django()
    from django.core.management import get_commands, load_command_class

    ours = {name: app for name, app in get_commands().items() if str(app).startswith("pendopo.")}
    pages = {}
    for name, app in sorted(ours.items()):
        shown = name.replace("_", "-")
        parser = load_command_class(app, name).create_parser("pendopo", shown)
        pages[shown] = without_common_options(parser.format_help())
    return pages


def without_common_options(text: str) -> str:
    """Leave out the options that Django gives to every command."""
    common = (
        r"--version|-v |--settings|--pythonpath|--traceback|--no-color|--force-color|--skip-checks|-h, --help"
    )
    kept, dropping = [], False
    for line in text.splitlines():
        if line.startswith("  -"):
            dropping = bool(re.match(rf"  (?:{common})", line))
        elif not line.startswith("   "):
            dropping = False
        if not dropping:
            kept.append(line.rstrip())
    usage = re.sub(rf"\s*\[(?:{common}|-h)[^\]]*\]", "", "\n".join(kept))
    return re.sub(r"\noptions:\n(?=\n|$)", "", usage.strip() + "\n").strip()


def commands_page() -> str:
    lines = [
        "# Commands",
        "",
        NOTE,
        "`pendopo COMMAND --help` prints the same. Django's own commands work too.",
        "",
    ]
    for name, text in sorted((commands() | {"plan": plan_command()}).items()):
        lines += [f"## pendopo {name}", "", "```", text, "```", ""]
    return "\n".join(lines).rstrip() + "\n"


def plan_command() -> str:
    """What `pendopo plan --help` prints, and the options that every problem has."""
    from pendopo.planning.cli import parser

    os.environ["COLUMNS"] = "100"
    made = parser()
    groups = [group for group in made._actions if isinstance(group, argparse._SubParsersAction)]
    first = next(iter(groups[0].choices.values()))
    first.prog = "pendopo plan PROBLEM"
    return "\n\n".join(without_common_options(shown.format_help()) for shown in (made, first))


def schemas() -> Iterator[tuple[str, str]]:
    """File and text of the JSON Schema of every problem and of every plan."""
    from pendopo.planning import io
    from pendopo.planning.kinds import NAMES, kind

    for name in NAMES:
        found = kind(name)
        for file, document in ((name, found.problem), (f"{name}-plan", found.plan)):
            yield f"{file}.schema.json", json.dumps(io.schema(document), indent=2, sort_keys=True) + "\n"


def import_page() -> str:
    """The files that `pendopo import` reads, from the same declarations that read them."""
    start_django()
    from pendopo.cli.importing.rows import KINDS

    lines = [
        "# Tables for `pendopo import`",
        "",
        NOTE,
        "CSV in UTF-8 with commas and a header line. A file refers only to files above it.",
        "Columns in **bold** are needed in every row; the others may be empty or missing.",
        "Every file may also have `source` and `note`.",
    ]
    for kind in KINDS:
        must = " Every folder needs this file." if kind.needed_file else ""
        lines += ["", f"## {kind.file}", "", f"{(kind.__doc__ or '').splitlines()[0]}{must}", ""]
        lines += ["| column | what stands in it |", "|---|---|"]
        lines += [line for entry in fields(kind) if (line := column_line(entry))]
        for names in kind.together:
            lines += ["", f"At least one of {', '.join(f'`{name}`' for name in names)}."]
    return "\n".join(lines) + "\n"


def column_line(entry: Field[Any]) -> str:
    """One column as a row of the table; nothing for what stands in every file."""
    if "read" not in entry.metadata or entry.name in {"source", "note"}:
        return ""
    read, refers, longest = (entry.metadata[name] for name in ("read", "refers", "longest"))
    says = (read.__doc__ or "").splitlines()[0] if read.__doc__ else "One of: " + ", ".join(words_of(read))
    says = f"A code from {refers}." if refers and read.__name__ != "several" else says
    says = f"Codes from {refers}, semicolons between them." if refers and read.__name__ == "several" else says
    limit = f" At most {longest} characters." if longest else ""
    name = f"**`{entry.name}`**" if entry.metadata["needed"] else f"`{entry.name}`"
    return f"| {name} | {says}{limit} |"


def words_of(read: Callable[[str], Any]) -> list[str]:
    """The words that a choice accepts."""
    return [f"`{value}`" for value in inspect.getclosurevars(read).nonlocals.get("values", ())]


def verbs() -> Iterator[tuple[str, str]]:
    """Every verb that an action records, with the first sentence of that action."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text())):
            if not isinstance(function, ast.FunctionDef):
                continue
            sentence = (ast.get_docstring(function) or "").split("\n")[0]
            for call in ast.walk(function):
                match call:
                    case ast.Call(
                        func=ast.Name("record") | ast.Attribute(ast.Name("audit"), "record"), args=[said, *_]
                    ):
                        yield from ((verb, sentence) for verb in spelled(said, f"{path.name}:{call.lineno}"))


def spelled(said: ast.expr, place: str) -> list[str]:
    """The verbs that the first argument of `record` can be: one word, one of two, or a composed word below."""
    match said:
        case ast.Constant(str(verb)):
            return [verb]
        case ast.IfExp(body=one, orelse=other):
            return [*spelled(one, place), *spelled(other, place)]
        case ast.JoinedStr() if ast.unparse(said) in COMPOSED:
            return list(COMPOSED[ast.unparse(said)])
    raise SystemExit(f"{place}: {ast.unparse(said)} is no verb that can be read here. Spell it out.")


def events_page() -> str:
    lines = [
        "# Audit verbs",
        "",
        NOTE,
        "Every change writes one row to the audit log, chained to the row before it.",
        "",
        "| verb | what happened |",
        "|---|---|",
    ]
    lines += [f"| `{verb}` | {sentence} |" for verb, sentence in sorted(dict(verbs()).items())]
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a page is out of step")
    check = parser.parse_args().check
    pages = {
        REFERENCE / "settings.md": settings_page(),
        REFERENCE / "commands.md": commands_page(),
        REFERENCE / "import.md": import_page(),
        REFERENCE / "audit-verbs.md": events_page(),
    }
    pages |= {PLANNING / name: text for name, text in schemas()}
    stale = [path for path, text in pages.items() if not same(path, text)]
    names = ", ".join(str(path.relative_to(ROOT)) for path in stale)
    if check:
        print(f"Out of step: {names}. Run: make docs." if stale else "Pages and schemas are in step.")
        return 1 if stale else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(pages[path])
        print(f"wrote {path.relative_to(ROOT)}")
    return 0


def same(path: Path, text: str) -> bool:
    return path.exists() and path.read_text() == text


if __name__ == "__main__":
    sys.exit(main())
