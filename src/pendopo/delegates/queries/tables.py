"""Tables as people send them: CSV of any spreadsheet program, or XLSX, as lines of plain text.

XLSX is read with what Python has: parts of a ZIP file of which no more is unpacked than a table can need, by a
parser that refuses every document type declaration, so that no entity can grow or reach for a file.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any
from xml.parsers import expat

from pendopo.delegates.errors import TableTooLong, TableUnreadable

MOST_ROWS = 5_000
MOST_COLUMNS = 60
LONGEST_CELL = 2_000
MOST_UNPACKED = 60 * 1024 * 1024
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_REFERENCE = re.compile(r"([A-Z]{1,3})\d+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table with something in it, under the number that the spreadsheet program shows."""

    number: int
    cells: tuple[str, ...]


def read_lines(content: bytes) -> list[Line]:
    """The lines of a table, the header among them.

    Raises TableUnreadable for what is no table, and TableTooLong for one with too many rows.
    """
    lines = _from_xlsx(content) if content.startswith(b"PK") else _from_csv(_decoded(content))
    found = list[Line]()
    for number, cells in lines:
        trimmed = [" ".join(_CONTROL.sub(" ", cell).split())[:LONGEST_CELL] for cell in cells]
        while trimmed and not trimmed[-1]:
            trimmed.pop()
        if trimmed:
            found.append(Line(number, tuple(trimmed)))
        if len(found) > MOST_ROWS + 1:
            raise TableTooLong(most=MOST_ROWS)
    return found


def _decoded(content: bytes) -> str:
    """The text of a CSV file: UTF-8 with or without its mark, UTF-16 with its mark, or Windows-1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        codes = ["utf-16"]
    elif b"\0" in content:
        codes = []
    else:
        codes = ["utf-8-sig", "cp1252"]
    for code in codes:
        try:
            return content.decode(code)
        except UnicodeDecodeError:
            continue
    raise TableUnreadable


def _from_csv(text: str) -> Iterator[tuple[int, list[str]]]:
    first, _, rest = text.partition("\n")
    skipped = 0
    if re.fullmatch(r"sep=[;,\t|]\s*", first):
        separator, text, skipped = first[4], rest, 1
    else:
        bare = re.sub(r'"[^"]*"', "", first)
        separator = max(";,\t|", key=bare.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    start = 1
    try:
        for cells in reader:
            yield start + skipped, cells
            start = reader.line_num + 1
    except csv.Error as error:
        raise TableUnreadable from error


def _from_xlsx(content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            unpack = _Unpack(book)
            sheet = _first_sheet(unpack)
            texts = _texts(unpack("xl/sharedStrings.xml")) if "xl/sharedStrings.xml" in unpack else []
            rows = _Rows(texts)
            _parse(unpack(sheet), rows)
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, KeyError, IndexError) as error:
        raise TableUnreadable from error
    except (NotImplementedError, RuntimeError, ValueError, UnicodeError) as error:  # encrypted, odd packing
        raise TableUnreadable from error
    yield from rows.found


class _Unpack:
    """Reads parts of a book, all together no more than a table can need."""

    def __init__(self, book: zipfile.ZipFile) -> None:
        self.book, self.left, self.names = book, MOST_UNPACKED, set(book.namelist())

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def __call__(self, name: str) -> bytes:
        with self.book.open(name) as part:
            content = part.read(self.left + 1)
        self.left -= len(content)
        if self.left < 0:
            raise TableTooLong(most=MOST_ROWS)
        return content


def _first_sheet(unpack: _Unpack) -> str:
    """The name of the part that holds the first sheet."""
    sheets = _Collected("sheet")
    _parse(unpack("xl/workbook.xml"), sheets)
    relations = _Collected("Relationship")
    _parse(unpack("xl/_rels/workbook.xml.rels"), relations)
    wanted = sheets.found[0][f"{_RELATIONS} id"]
    target = next(one["Target"] for one in relations.found if one["Id"] == wanted)
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _parse(content: bytes, handler: Any) -> None:
    """Feed a part to a handler; a document type declaration ends it."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: handler.start(name.rpartition(" ")[2], attributes)
    parser.EndElementHandler = lambda name: handler.end(name.rpartition(" ")[2])
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refuse
    parser.Parse(content, True)


def _refuse(*_declaration: Any) -> None:
    raise TableUnreadable


@dataclass
class _Collected:
    """The attributes of every element of one name."""

    name: str
    found: list[dict[str, str]] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == self.name:
            self.found.append(attributes)

    def end(self, name: str) -> None:
        """Nothing ends here."""

    def text(self, text: str) -> None:
        """Words stand elsewhere."""


@dataclass
class _Texts:
    """The texts that cells share: each is one or several runs; pronunciations beside them are left out."""

    found: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    reading: bool = False
    aside: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.aside = self.aside or name == "rPh"
        self.reading = name == "t" and not self.aside

    def end(self, name: str) -> None:
        self.reading = False
        if name == "rPh":
            self.aside = False
        elif name == "si":
            self.found.append("".join(self.parts))
            self.parts = []

    def text(self, text: str) -> None:
        if self.reading:
            self.parts.append(text)


def _texts(content: bytes) -> list[str]:
    texts = _Texts()
    _parse(content, texts)
    return texts.found


@dataclass
class _Rows:
    """The rows of a sheet, each with its number and the text of its cells; formulas are what they last gave."""

    texts: list[str]
    found: list[tuple[int, list[str]]] = field(default_factory=list)
    kind: str = ""
    column: int = 0
    parts: list[str] = field(default_factory=list)
    reading: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            before = self.found[-1][0] if self.found else 0
            self.found.append((int(attributes.get("r", before + 1)), []))
            self.column = 0
            if len(self.found) > 20 * MOST_ROWS:
                raise TableTooLong(most=MOST_ROWS)
        elif name == "c":
            self.kind, self.parts = attributes.get("t", "n"), []
            if place := _REFERENCE.fullmatch(attributes.get("r", "")):
                self.column = _column(place[1])
        self.reading = name in ("v", "t")

    def end(self, name: str) -> None:
        self.reading = False
        if name == "c":
            self._keep()
            self.column += 1

    def text(self, text: str) -> None:
        if self.reading:
            self.parts.append(text)

    def _keep(self) -> None:
        cells, value = self.found[-1][1], self._value("".join(self.parts))
        if value and self.column <= MOST_COLUMNS:
            cells.extend("" for _ in range(self.column + 1 - len(cells)))
            cells[self.column] = value

    def _value(self, raw: str) -> str:
        if self.kind == "s":
            return self.texts[int(raw)] if raw else ""
        return _number(raw) if self.kind == "n" else "" if self.kind == "e" else raw


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _number(raw: str) -> str:
    """Whole numbers without point and exponent, so that a telephone number stays one."""
    try:
        value = Decimal(raw)
    except InvalidOperation:
        return raw
    if value.is_finite() and abs(value.adjusted()) < 20 and value == value.to_integral_value():
        return str(int(value))
    return raw
