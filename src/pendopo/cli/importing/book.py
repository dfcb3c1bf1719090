"""Everything a folder says, read and checked before anything is stored."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from pendopo.cli.importing.faults import Faults
from pendopo.cli.importing.rows import KINDS, ConveningRow
from pendopo.cli.importing.table import Row, Table, columns_of, read_table

R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class Book:
    """The tables of one folder."""

    folder: Path
    tables: dict[str, Table[Any]]

    def rows(self, kind: type[R]) -> tuple[R, ...]:
        """The rows of one file."""
        return tuple(self.tables[kind.file].rows)


def read_book(folder: Path, faults: Faults) -> Book:
    """Read all files; every fault in them, and every reference that leads nowhere, is in `faults`."""
    tables: dict[str, Table[Any]] = {kind.file: read_table(kind, folder, faults) for kind in KINDS}
    book = Book(folder, tables)
    _check_folder(book, faults)
    unread = {fault.file for fault in faults.found}
    for kind in KINDS:
        for row in book.tables[kind.file].rows:
            _check_references(row, book, unread, faults)
    return book


def _check_folder(book: Book, faults: Faults) -> None:
    if not book.folder.is_dir():
        faults.add(str(book.folder), 0, "", _("There is no such folder. Check its path."))
        return
    for path in sorted(book.folder.glob("*.csv")):
        if path.name not in book.tables:
            words = _("This file is not known. Rename it to one of these, or take it away: %(files)s.")
            faults.add(path.name, 0, "", words % {"files": ", ".join(sorted(book.tables))})
    count = len(book.rows(ConveningRow))
    if count > 1:
        faults.add(
            ConveningRow.file,
            0,
            "",
            _("One folder holds one convening, this one holds several. Keep one row."),
        )


def _check_references(row: Row, book: Book, unread: set[str], faults: Faults) -> None:
    """Every code a row names must stand in its file; a file that has faults itself is not blamed twice."""
    for name, entry in columns_of(type(row)).items():
        target, value = entry.metadata["refers"], getattr(row, name)
        if not target or not value or target in unread:
            continue
        known = book.tables[target].keys()
        for code in value if isinstance(value, tuple) else (value,):
            if code not in known:
                words = _("%(code)s is not in %(file)s. Add it there, or correct it here.") % {
                    "code": code,
                    "file": target,
                }
                faults.add(row.file, row.line, name, words)
