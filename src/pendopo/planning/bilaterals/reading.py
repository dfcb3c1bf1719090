"""Reads the published files of business-to-business meetings (MiniZinc data, `.dzn`).

The format is that of Bofill, Coll, Garcia, Giráldez-Cru, Pesant, Suy and Villaret, "Constraint Solving Approaches
to the Business-to-Business Meeting Scheduling Problem", Journal of Artificial Intelligence Research 74 (2022).
Participants, meetings and slots are numbered from 1 there; here slots start at 0 and the numbers become names.
"""

import re
from pathlib import Path
from typing import TypeVar

from pendopo.planning.bilaterals.problem import Meeting, Party, Problem, Room, Session
from pendopo.planning.errors import InvalidDocument

T = TypeVar("T")
MAX_BYTES = 4 * 1024 * 1024
SPREAD = 2  # the difference in breaks that the paper allows where it says nothing else
_NAME = re.compile(r"[A-Za-z_]\w{0,60}")
_COMMENT = re.compile(r"%[^\n]*")
_NUMBER = re.compile(r"-?\d{1,9}")
_SET = re.compile(r"\{([^{}]*)\}")
_SESSIONS = {1: "morning", 2: "afternoon", 3: ""}


def read_dzn(path: Path) -> Problem:
    """The problem in a `.dzn` file: every meeting a must, one room, breaks that differ by 2 at most.

    Raises InvalidDocument when the file is not of this format.
    """
    if path.stat().st_size > MAX_BYTES:
        raise InvalidDocument(f"The file has {path.stat().st_size} bytes; {MAX_BYTES} are allowed.")
    try:
        return problem_of(path.read_text("utf-8"))
    except UnicodeDecodeError as error:
        raise InvalidDocument(f"This is not text: {error}.") from error


def problem_of(text: str, spread: int | None = SPREAD) -> Problem:
    """The problem in the text of a `.dzn` file.

    Raises InvalidDocument when the text is not of this format.
    """
    entries = _Entries(text)
    slots, morning = entries.number("nTotalSlots", 1, 1000), entries.number("nMorningSlots", 0, 1000)
    if morning > slots:
        raise InvalidDocument(f"{morning} of {slots} slots cannot be in the morning.", "$.nMorningSlots")
    parties = entries.number("nBusiness", 0, 100_000)
    rows = entries.rows("requested", entries.number("nMeetings", 0, 100_000))
    forbidden = entries.sets("forbidden", parties, 0, slots)
    before = entries.sets("precedences", len(rows), 1, len(rows))
    fixed = entries.numbers("fixed", len(rows), 0, slots)
    try:
        return Problem(
            slots=slots,
            parties=tuple(
                Party(str(p + 1), forbidden=tuple(slot - 1 for slot in forbidden[p] if slot))
                for p in range(parties)
            ),
            rooms=(Room("tables", entries.number("nTables", 0, 100_000)),),
            meetings=tuple(
                Meeting(
                    str(m + 1),
                    (str(first), str(second)),
                    session=_session(session, m),
                    fixed=fixed[m] - 1 if fixed[m] else None,
                    after=tuple(str(other) for other in before[m]),
                )
                for m, (first, second, session) in enumerate(rows)
            ),
            sessions=(
                Session("morning", tuple(range(morning))),
                Session("afternoon", tuple(range(morning, slots))),
            ),
            spread=spread,
        )
    except InvalidDocument:
        raise
    except ValueError as error:
        raise InvalidDocument(str(error)) from error


def _session(number: int, meeting: int) -> str:
    if number not in _SESSIONS:
        raise InvalidDocument(f"{number} is no session; 1, 2 and 3 are.", f"$.requested[{meeting}]")
    return _SESSIONS[number]


class _Entries:
    """The entries of a file by name; each error names the entry."""

    def __init__(self, text: str) -> None:
        *parts, rest = _COMMENT.sub("", text).split(";")
        self._of: dict[str, str] = {}
        for part in parts:
            name, _, value = (piece.strip() for piece in part.partition("="))
            if not _NAME.fullmatch(name):
                raise InvalidDocument(f"{part.strip()[:40]!r} is no entry of the form `name = value;`.")
            self._of[name] = value
        if rest.strip():
            raise InvalidDocument(f"The file ends inside an entry: {rest.strip()[:40]!r}.")

    def number(self, name: str, low: int, high: int) -> int:
        return self._whole(self._text(name), name, low, high)

    def rows(self, name: str, count: int) -> list[tuple[int, int, int]]:
        text = self._text(name)
        if not (text.startswith("[|") and text.endswith("|]")):
            raise InvalidDocument("A table between [| and |] is expected.", f"$.{name}")
        made: list[tuple[int, int, int]] = []
        for row in (part for part in text[2:-2].split("|") if part.strip()):
            cells = [cell for cell in row.split(",") if cell.strip()]
            if len(cells) != 3:
                raise InvalidDocument(
                    f"Row {row.strip()[:40]!r} has {len(cells)} numbers, not 3.", f"$.{name}[{len(made)}]"
                )
            first, second, third = (self._whole(cell, name, 0, 100_000) for cell in cells)
            made.append((first, second, third))
        return self._counted(made, name, count)

    def numbers(self, name: str, count: int, low: int, high: int) -> list[int]:
        if name not in self._of:
            return [0] * count
        cells = [cell for cell in self._list(name).split(",") if cell.strip()]
        return self._counted([self._whole(cell, name, low, high) for cell in cells], name, count)

    def sets(self, name: str, count: int, low: int, high: int) -> list[list[int]]:
        if name not in self._of:
            return [[] for _ in range(count)]
        text = self._list(name)
        if _SET.sub("", text).replace(",", "").strip():
            raise InvalidDocument("A list of sets between { and } is expected.", f"$.{name}")
        made = [
            [self._whole(cell, name, low, high) for cell in inside.split(",") if cell.strip()]
            for inside in _SET.findall(text)
        ]
        return self._counted(made, name, count)

    def _text(self, name: str) -> str:
        if name not in self._of:
            raise InvalidDocument(f"The entry {name!r} is missing.")
        return self._of[name]

    def _list(self, name: str) -> str:
        text = self._text(name)
        if not (text.startswith("[") and text.endswith("]")):
            raise InvalidDocument("A list between [ and ] is expected.", f"$.{name}")
        return text[1:-1]

    @staticmethod
    def _counted(made: list[T], name: str, count: int) -> list[T]:
        if len(made) != count:
            raise InvalidDocument(f"{len(made)} items are there, {count} are announced.", f"$.{name}")
        return made

    @staticmethod
    def _whole(text: str, name: str, low: int, high: int) -> int:
        text = text.strip()
        if not _NUMBER.fullmatch(text) or not low <= int(text) <= high:
            raise InvalidDocument(f"{text[:40]!r} is no whole number from {low} to {high}.", f"$.{name}")
        return int(text)
