"""Catalogues of interface sentences: `extract [APP…]`, `compile`, `check`.

English is the source, Indonesian is in `src/pendopo/<app>/locale/id/LC_MESSAGES/django.po`.
Extraction needs GNU gettext; compiling needs only polib, so setting up needs no gettext.
"""

import argparse
import contextlib
import io
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib
from django.core.management.commands.makemessages import Command as MakeMessages

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "pendopo"
CATALOGUE = Path("locale") / "id" / "LC_MESSAGES" / "django.po"
HEADER = {
    "Project-Id-Version": "Pendopo",
    "Language": "id",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sdif]|(?<!%)%[sd]|\{\w*\}")


class Extraction(MakeMessages):
    """Django's extraction without guessed translations: a guess that slips through misleads a reader."""

    msgmerge_options = ["-q", "--backup=none", "--update", "--no-fuzzy-matching"]


def apps() -> list[str]:
    """Names of the packages that may hold sentences."""
    return sorted(path.parent.name for path in PACKAGE.glob("*/apps.py"))


def key(entry: polib.POEntry) -> tuple[str, str, str]:
    return (entry.msgctxt or "", entry.msgid, entry.msgid_plural)


def said(keys: tuple[str, str, str]) -> str:
    return repr(keys[1] if len(keys[1]) < 90 else keys[1][:87] + "…")


def extract_in(folder: Path) -> None:
    """Bring the catalogue in `folder` in step with the sentences found there."""
    catalogue = folder / CATALOGUE
    catalogue.parent.mkdir(parents=True, exist_ok=True)
    options = {"locale": ["id"], "no_location": True, "no_wrap": True, "no_obsolete": True, "verbosity": 0}
    silence = io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(silence):
        command = Extraction(stdout=silence)
        parsed = command.create_parser("", "makemessages").parse_args([])
        command.handle(**{**vars(parsed), **options})
    if not catalogue.exists():
        return
    tidy(catalogue)


def tidy(catalogue: Path) -> None:
    """Write the catalogue the one way we keep it: no dates, nothing obsolete, no wrapped lines."""
    po = polib.pofile(str(catalogue), wrapwidth=0)
    po.header = ""
    po.metadata = dict(HEADER)
    po.metadata_is_fuzzy = False
    for entry in po.obsolete_entries():
        po.remove(entry)
    for entry in po:
        entry.previous_msgid = entry.previous_msgctxt = entry.previous_msgid_plural = None
        if entry.msgid_plural:  # Indonesian has one form for every count
            entry.msgstr_plural = {0: entry.msgstr_plural.get(0, "")}
    if po:
        po.save(str(catalogue))
    else:
        catalogue.unlink()


def extract(names: list[str]) -> int:
    for name in names or apps():
        extract_in(PACKAGE / name)
        catalogue = PACKAGE / name / CATALOGUE
        if catalogue.exists():
            po = polib.pofile(str(catalogue))
            print(f"{name}: {len(po)} sentences, {len(po.untranslated_entries())} still to translate.")
    return 0


def compile_all(folder: Path = PACKAGE) -> int:
    """Compile every catalogue that is newer than its compiled form."""
    for source in sorted(folder.glob("*/locale/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))
            print(f"compiled {source.relative_to(folder)}")
    return 0


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def faults_of_entry(entry: polib.POEntry) -> Iterator[str]:
    if entry.fuzzy:
        yield f"fuzzy: {said(key(entry))}"
    if not entry.translated() and not entry.fuzzy:
        yield f"not translated: {said(key(entry))}"
        return
    wanted = placeholders(entry.msgid_plural or entry.msgid)
    for text in [entry.msgstr] if not entry.msgid_plural else entry.msgstr_plural.values():
        if placeholders(text) != wanted:
            yield f"placeholders differ, expected {sorted(wanted)}: {said(key(entry))}"
        if entry.msgid.endswith(".") and not text.rstrip().endswith((".", "”", "…", ")")):
            yield f"the sentence lost its full stop: {said(key(entry))}"


def faults_of_app(name: str, scratch: Path) -> Iterator[str]:
    """Say what keeps the app's catalogue from being complete."""
    folder = scratch / name
    shutil.copytree(
        PACKAGE / name, folder, ignore=shutil.ignore_patterns("__pycache__", "static", "*.mo", "data")
    )
    ours = PACKAGE / name / CATALOGUE
    entries = list(polib.pofile(str(ours))) if ours.exists() else []
    extract_in(folder)
    fresh = folder / CATALOGUE
    wanted = {key(entry) for entry in polib.pofile(str(fresh))} if fresh.exists() else set()
    have = {key(entry) for entry in entries if not entry.obsolete}
    yield from (f"missing from the catalogue: {said(k)}" for k in sorted(wanted - have))
    yield from (f"no longer used: {said(k)}" for k in sorted(have - wanted))
    for entry in entries:
        if not entry.obsolete:
            yield from faults_of_entry(entry)


def faults_between_apps(folder: Path = PACKAGE) -> Iterator[str]:
    """Name what two apps translate differently: gettext gives the words of one of them to both."""
    first: dict[tuple[str, str, bool], tuple[str, Path]] = {}
    for path in sorted(folder.glob(f"*/{CATALOGUE}")):
        for entry in polib.pofile(str(path)):
            if entry.obsolete or not entry.translated():
                continue
            words = entry.msgstr_plural[0] if entry.msgid_plural else entry.msgstr
            wanted, owner = first.setdefault(
                (entry.msgctxt or "", entry.msgid, bool(entry.msgid_plural)), (words, path)
            )
            if words != wanted:
                yield (
                    f"{said(key(entry))} is {wanted!r} in {owner.relative_to(folder)}, "
                    f"but {words!r} in {path.relative_to(folder)}. Agree on one, or give one a context."
                )


def check(names: list[str] | None = None) -> int:
    faults = 0
    for fault in faults_between_apps():
        print(fault)
        faults += 1
    with tempfile.TemporaryDirectory() as scratch:
        for name in names or apps():
            for fault in faults_of_app(name, Path(scratch)):
                print(f"{name}: {fault}")
                faults += 1
    print(f"{faults} faults. Run: make messages." if faults else "The catalogues are complete.")
    return 1 if faults else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=["extract", "compile", "check"])
    parser.add_argument("apps", nargs="*", help="names of apps; all when left out")
    given = parser.parse_args()
    if given.command != "compile" and not shutil.which("xgettext"):
        print("GNU gettext is missing. Install the package 'gettext', then try again.", file=sys.stderr)
        return 2
    if given.command == "compile":
        return compile_all()
    return extract(given.apps) if given.command == "extract" else check(given.apps)


if __name__ == "__main__":
    sys.exit(main())
