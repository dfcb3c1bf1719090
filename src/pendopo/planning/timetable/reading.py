"""Reads conferences of the CoSPLib library and timetables for them from workbooks, and writes timetables.

Empty cells are 0. Of two similar tracks the entry above the diagonal counts, as in the library's own program.
"""

import re
from datetime import datetime, time
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import openpyxl  # type: ignore[import-untyped]

from pendopo.planning.errors import InvalidDocument
from pendopo.planning.timetable.problem import (
    Hours,
    Penalty,
    Problem,
    Room,
    Session,
    Talk,
    Track,
    Weights,
)
from pendopo.planning.timetable.solution import Place, Plan

_MOST_ROWS, _MOST_COLUMNS, _MOST_BYTES = 6_000, 600, 200_000_000
# Rows of the sheet "parameters", column E, in their order.
_WEIGHTS = (
    *(
        "track_sessions",
        "track_rooms",
        "session_rooms",
        "similar_tracks",
        "rooms_per_track",
        "parallel_tracks",
    ),
    *("gaps", "zones", "order", "talk_sessions", "talk_rooms", "presenters", "attendees", "chairs"),
    *("presenters_at_once", "attendees_at_once"),
)
_FIXED = 7  # columns of "submissions" before the penalties


class _Sheet:
    """A sheet as rows of plain values, blank rows and columns at the end left out."""

    def __init__(self, book: Any, name: str) -> None:
        if name not in book.sheetnames:
            raise InvalidDocument(f"There is no sheet {name!r}.")
        self.name = name
        self.rows = [_trimmed(row) for row in self._read(book[name])]
        while self.rows and not self.rows[-1]:
            self.rows.pop()

    def _read(self, sheet: Any) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = []
        for row in sheet.iter_rows(values_only=True):
            rows.append(row)
            if len(rows) > _MOST_ROWS:
                raise InvalidDocument(f"More than {_MOST_ROWS} rows.", self.name)
        return rows

    def at(self, row: int, column: int) -> Any:
        """The value, None outside of what is filled; rows and columns count from 0."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return None
        return self.rows[row][column]

    def place(self, row: int, column: int) -> str:
        return f"{self.name}!{openpyxl.utils.get_column_letter(column + 1)}{row + 1}"

    def whole(self, row: int, column: int) -> int:
        value = self.at(row, column)
        if value in (None, ""):
            return 0
        if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
            raise InvalidDocument(f"{value!r} is no whole number.", self.place(row, column))
        return int(value)

    def text(self, row: int, column: int) -> str:
        value = self.at(row, column)
        return "" if value is None else str(value)

    def name_at(self, row: int, column: int, known: dict[str, Any] | None = None) -> str:
        name = self.text(row, column)
        if not name:
            raise InvalidDocument("A name is missing.", self.place(row, column))
        if known is not None and name not in known:
            raise InvalidDocument(f"{name!r} is not known.", self.place(row, column))
        return name

    def minutes(self, row: int, column: int) -> int:
        value = self.at(row, column)
        if isinstance(value, datetime):
            value = value.time()
        if isinstance(value, time):
            return value.hour * 60 + value.minute
        found = re.fullmatch(r"(\d{1,2}):(\d{2})(:\d{2})?", self.text(row, column))
        if found is None or int(found[1]) > 23 or int(found[2]) > 59:
            raise InvalidDocument(f"{value!r} is no time of day.", self.place(row, column))
        return int(found[1]) * 60 + int(found[2])

    def zone(self, row: int, column: int) -> int:
        found = re.fullmatch(r"(?:GMT|UTC)(?:([+-])(\d{1,2})(?::(\d{2}))?)?", self.text(row, column).strip())
        if found is None or int(found[2] or 0) > 14 or int(found[3] or 0) > 59:
            raise InvalidDocument(
                f'{self.text(row, column)!r} is no time zone such as "GMT+7".', self.place(row, column)
            )
        return (-1 if found[1] == "-" else 1) * (int(found[2] or 0) * 60 + int(found[3] or 0))


def read_workbook(path: Path) -> Problem:
    """The conference in a workbook.

    Raises InvalidDocument with the sheet and the cell.
    """
    book = _open(path)
    try:
        sheets = {
            name: _Sheet(book, name)
            for name in (
                *("parameters", "submissions", "tracks", "sessions", "rooms", "similar tracks"),
                *("tracks_sessions|penalty", "tracks_rooms|penalty", "sessions_rooms|penalty"),
            )
        }
    finally:
        book.close()
    try:
        return _problem(sheets)
    except InvalidDocument:
        raise
    except ValueError as error:
        raise InvalidDocument(str(error)) from error


def _problem(sheets: dict[str, _Sheet]) -> Problem:
    parameters, listed = sheets["parameters"], sheets["submissions"]
    sessions, rooms = _sessions(sheets["sessions"]), _rooms(sheets["rooms"])
    tracks = _tracks(sheets["tracks"])
    known = {
        kind: {one.id: one for one in many} for kind, many in (("s", sessions), ("r", rooms), ("t", tracks))
    }
    talks = tuple(_talk(listed, row, known["t"], parameters.zone(1, 1)) for row in range(1, len(listed.rows)))
    columns = (
        range(_FIXED, _FIXED + len(sessions)),
        range(_FIXED + len(sessions), _FIXED + len(sessions) + len(rooms)),
    )
    talk_names = {talk.id: talk for talk in talks}
    return Problem(
        sessions,
        rooms,
        tracks,
        talks,
        Weights(**{name: parameters.whole(row, 4) for row, name in enumerate(_WEIGHTS, 1)}, overlaps=0),
        _table(sheets["tracks_sessions|penalty"], known["t"], known["s"]),
        _table(sheets["tracks_rooms|penalty"], known["t"], known["r"]),
        _table(sheets["sessions_rooms|penalty"], known["s"], known["r"]),
        _table(listed, talk_names, known["s"], columns[0]),
        _table(listed, talk_names, known["r"], columns[1]),
        _similar(sheets["similar tracks"], known["t"]),
        _hours(parameters),
    )


def _hours(sheet: _Sheet) -> Hours:
    good_from, good_until, fair_from, fair_until = (sheet.minutes(row, 1) for row in (3, 4, 6, 7))
    return Hours(good_from, good_until, fair_from, fair_until, sheet.whole(8, 1), sheet.whole(10, 1))


def _sessions(sheet: _Sheet) -> tuple[Session, ...]:
    return tuple(
        Session(sheet.name_at(row, 0), sheet.whole(row, 1), sheet.minutes(row, 3), sheet.minutes(row, 4))
        for row in range(1, len(sheet.rows))
    )


def _rooms(sheet: _Sheet) -> tuple[Room, ...]:
    return tuple(Room(sheet.name_at(row, 0)) for row in range(1, len(sheet.rows)))


def _tracks(sheet: _Sheet) -> tuple[Track, ...]:
    return tuple(
        Track(sheet.name_at(row, 0), _people(sheet.text(row, 1))) for row in range(1, len(sheet.rows))
    )


def _talk(sheet: _Sheet, row: int, tracks: dict[str, Any], home: int) -> Talk:
    return Talk(
        sheet.name_at(row, 0),
        sheet.name_at(row, 1, tracks),
        sheet.whole(row, 2),
        sheet.whole(row, 3),
        _people(sheet.text(row, 5)),
        _people(sheet.text(row, 6)),
        sheet.zone(row, 4) - home,
    )


def _people(names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names.split(", ") if name))


def _table(
    sheet: _Sheet, rows: dict[str, Any], columns: dict[str, Any], span: range | None = None
) -> tuple[Penalty, ...]:
    """Penalties of rows by columns; the first row and the first column carry the names."""
    width = len(sheet.rows[0]) if sheet.rows else 0
    heads = {column: sheet.name_at(0, column, columns) for column in span or range(1, width)}
    found = []
    for row in range(1, len(sheet.rows)):
        name = sheet.name_at(row, 0, rows)
        found += [
            Penalty(name, head, cost) for column, head in heads.items() if (cost := sheet.whole(row, column))
        ]
    return tuple(found)


def _similar(sheet: _Sheet, tracks: dict[str, Any]) -> tuple[Penalty, ...]:
    names = [sheet.name_at(row, 0, tracks) for row in range(1, len(sheet.rows))]
    return tuple(
        Penalty(first, second, cost)
        for upper, first in enumerate(names, 1)
        for lower, second in enumerate(names[upper:], upper + 1)
        if (cost := sheet.whole(upper, lower))
    )


def read_timetable(path: Path, problem: Problem) -> Plan:
    """The timetable that a workbook holds for the problem.

    Raises InvalidDocument with the cell. A talk that is split, or missing, is refused.
    """
    book = _open(path)
    try:
        sheet = _Sheet(book, book.sheetnames[0])
    finally:
        book.close()
    talks = {talk.id: talk for talk in problem.talks}
    rooms = {room.id: room for room in problem.rooms}
    heads = [sheet.name_at(0, column, rooms) for column in range(1, len(sheet.rows[0]) if sheet.rows else 0)]
    found: dict[str, Place] = {}
    taken: dict[str, int] = {}
    row = len(problem.sessions) + 2
    for session in problem.sessions:
        for slot in range(session.slots):
            for column, room in enumerate(heads, 1):
                if not sheet.text(row, column):
                    continue
                name = sheet.name_at(row, column, talks)
                first = found.setdefault(name, Place(name, session.id, room, slot))
                taken[name] = taken.get(name, 0) + 1
                if first != Place(name, session.id, room, slot - taken[name] + 1):
                    raise InvalidDocument(f"Talk {name!r} is split.", sheet.place(row, column))
            row += 1
    wrong = next((talk for talk in problem.talks if taken.get(talk.id, 0) != talk.slots), None)
    if wrong is not None:
        raise InvalidDocument(
            f"Talk {wrong.id!r} has {taken.get(wrong.id, 0)} slots instead of {wrong.slots}.", sheet.name
        )
    return Plan(tuple(found[talk.id] for talk in problem.talks))


def write_timetable(path: Path, problem: Problem, plan: Plan) -> None:
    """Write the workbook that the library's own checker reads."""
    talks = {talk.id: talk for talk in problem.talks}
    held, tracks = {}, {}
    for place in plan.places:
        talk = talks[place.talk]
        tracks[place.session, place.room] = talk.track
        for slot in range(place.slot, place.slot + talk.slots):
            held[place.session, place.room, slot] = talk.id
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("sol")
    sheet.append([None, *(room.id for room in problem.rooms)])
    for session in problem.sessions:
        sheet.append([session.id, *(tracks.get((session.id, room.id)) for room in problem.rooms)])
    sheet.append([])
    for session in problem.sessions:
        for slot in range(session.slots):
            sheet.append([session.id, *(held.get((session.id, room.id, slot)) for room in problem.rooms)])
    book.save(path)


def _open(path: Path) -> Any:
    try:
        with ZipFile(path) as archive:
            if sum(part.file_size for part in archive.infolist()) > _MOST_BYTES:
                raise InvalidDocument(f"Unpacked, the workbook has more than {_MOST_BYTES} bytes.", path.name)
        return openpyxl.load_workbook(path, read_only=True, data_only=True)
    except InvalidDocument:
        raise
    except (OSError, MemoryError):
        raise
    except (BadZipFile, Exception) as error:  # openpyxl raises nearly anything on a broken part
        raise InvalidDocument(f"This is no workbook: {error}.", path.name) from error


def _trimmed(row: tuple[Any, ...]) -> tuple[Any, ...]:
    end = len(row)
    while end and row[end - 1] in (None, ""):
        end -= 1
    if end > _MOST_COLUMNS:
        raise InvalidDocument(f"More than {_MOST_COLUMNS} columns.")
    return row[:end]
