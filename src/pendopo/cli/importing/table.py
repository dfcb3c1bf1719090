"""Rows that read themselves: a dataclass per file says its columns, and a table reads the file by it."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import MISSING, Field, dataclass, field, fields
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from django.utils.translation import gettext as _

from pendopo.cli.importing import cells
from pendopo.cli.importing.faults import BadCell, Faults

LIMIT = 50_000
Reader = Callable[[str], Any]


def column(read: Reader = cells.text, *, needed: bool = False, refers: str = "", longest: int = 0) -> Any:
    """One column: how its cells are read, whether every row needs it, and whose codes it names.

    A column that is not needed may be missing from the file; its value is then empty.
    """
    facts = {"read": read, "needed": needed, "refers": refers, "longest": longest}
    empty = {"text": "", "several": (), "flag": False}.get(read.__name__)
    return field(metadata=facts) if needed else field(default=empty, metadata=facts)


@dataclass(frozen=True, kw_only=True)
class Row:
    """A line of a file. `source` and `note` may stand in every file; they are for the people who read it."""

    file: ClassVar[str]
    needed_file: ClassVar[bool] = False
    key: ClassVar[tuple[str, ...]] = ()
    together: ClassVar[tuple[tuple[str, ...], ...]] = ()

    line: int = 0
    source: str = column()
    note: str = column()

    def faults(self) -> Iterator[tuple[str, str]]:
        """What is wrong between the columns of this row: pairs of column and reason."""
        for names in self.together:
            if not any(getattr(self, name) for name in names):
                choice = ", ".join(names)
                yield names[0], _("Write at least one of these columns: %(columns)s.") % {"columns": choice}


R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class Table(Generic[R]):
    """The rows of one file that could be read."""

    kind: type[R]
    rows: Sequence[R] = ()

    def keys(self) -> set[str]:
        """The first key column of every row, which other files refer to."""
        return {str(getattr(row, self.kind.key[0])) for row in self.rows} if self.kind.key else set()


def read_table(kind: type[R], folder: Path, faults: Faults) -> Table[R]:
    """Read one file of the folder; what cannot be read is a fault, and the rest is read on."""
    path = folder / kind.file
    if not path.is_file():
        if kind.needed_file:
            faults.add(kind.file, 0, "", _("This file is missing, but every convening needs it. Add it."))
        return Table(kind)
    try:
        content = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        faults.add(kind.file, line, "", _("This line is not UTF-8. Save the file as “CSV UTF-8”."))
        return Table(kind)
    return Table(kind, tuple(_rows(kind, content, faults)))


def columns_of(kind: type[Row]) -> dict[str, "Field[Any]"]:
    """The columns a file may have, by name."""
    return {entry.name: entry for entry in fields(kind) if "read" in entry.metadata}


def _rows(kind: type[R], content: str, faults: Faults) -> Iterator[R]:
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        if not _header_fits(kind, header, faults):
            return
        start, seen = reader.line_num + 1, dict[tuple[str, ...], int]()
        for values in reader:
            line, start = start, reader.line_num + 1
            row = _row(kind, header, values, line, faults) if any(map(str.strip, values)) else None
            if row is not None and _is_first(row, seen, faults):
                yield row
            if line > LIMIT:
                faults.add(
                    kind.file,
                    line,
                    "",
                    _("The file has more lines than can be read at once. Make it shorter."),
                )
                return
    except csv.Error as error:
        faults.add(
            kind.file,
            reader.line_num,
            "",
            _("This line is not CSV: %(error)s. Save the file as “CSV UTF-8”.") % {"error": error},
        )


def _header_fits(kind: type[Row], header: list[str], faults: Faults) -> bool:
    known = columns_of(kind)
    for name in header:
        if name not in known:
            words = _(
                "This column is not known here. Rename it to one of these, or take it away: %(columns)s."
            ) % {"columns": ", ".join(known)}
            faults.add(kind.file, 1, name, words)
        elif header.count(name) > 1:
            faults.add(kind.file, 1, name, _("This column stands here twice. Remove one."))
    for name, entry in known.items():
        if entry.metadata["needed"] and name not in header:
            faults.add(kind.file, 1, name, _("This column is missing. Add it."))
    return len(set(header)) == len(header) and all(
        name in header for name, entry in known.items() if entry.metadata["needed"]
    )


def _row(kind: type[R], header: list[str], values: list[str], line: int, faults: Faults) -> R | None:
    if len(values) != len(header):
        words = _("This line has %(count)s cells, the header %(wanted)s. Look for a comma without quotes.")
        faults.add(kind.file, line, "", words % {"count": len(values), "wanted": len(header)})
        return None
    found: dict[str, Any] = {"line": line}
    known, sound = columns_of(kind), True
    for name, value in zip(header, values, strict=True):
        if name in known:
            try:
                found[name] = _value(known[name], value.strip())
            except BadCell as error:
                faults.add(kind.file, line, name, str(error))
                sound = False
    if not sound:
        return None
    row = kind(**found)
    for name, reason in row.faults():
        faults.add(kind.file, line, name, reason)
        sound = False
    return row if sound else None


def _value(entry: "Field[Any]", cell: str) -> Any:
    if not cell:
        if entry.metadata["needed"]:
            raise BadCell(_("This cell is empty, but every row needs it. Fill it in."))
        return None if entry.default is MISSING else entry.default
    longest = entry.metadata["longest"]
    if longest and len(cell) > longest:
        raise BadCell(_("This is longer than %(limit)s characters. Shorten it.") % {"limit": longest})
    return entry.metadata["read"](cell)


def _is_first(row: Row, seen: dict[tuple[str, ...], int], faults: Faults) -> bool:
    key = tuple(str(getattr(row, name)) for name in row.key)
    if not key:
        return True
    if key in seen:
        words = _("%(key)s stands already in line %(line)s. Change or remove one of the two.") % {
            "key": " ".join(key),
            "line": seen[key],
        }
        faults.add(row.file, row.line, row.key[0], words)
        return False
    seen[key] = row.line
    return True
