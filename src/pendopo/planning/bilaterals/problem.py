"""Parties, the meetings they ask for, and the slots, rooms and interpreters there are.

Slots are numbered from 0 to `slots` - 1 in the order of time.
"""

from collections.abc import Iterable
from typing import Literal

import msgspec


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody of a party: the slots in which they cannot meet, the features a room needs for them."""

    id: str
    forbidden: tuple[int, ...] = ()
    needs: tuple[str, ...] = ()


class Party(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A delegation. Where no people are listed it is one person.

    It sits in `at_once` meetings at a time at most, with different people in each.
    """

    id: str
    people: tuple[Person, ...] = ()
    forbidden: tuple[int, ...] = ()
    at_once: int = 1

    def __post_init__(self) -> None:
        if self.at_once < 1 or self.at_once > max(1, len(self.people)):
            raise ValueError(
                f"Party {self.id!r} cannot sit in {self.at_once} meetings at once"
                f" with {max(1, len(self.people))} people."
            )


class Session(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A set of slots with a name: a morning, a day."""

    id: str
    slots: tuple[int, ...]


class Room(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place with tables, each for one meeting at a time; closed in some slots."""

    id: str
    tables: int = 1
    features: tuple[str, ...] = ()
    closed: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.tables < 0:
            raise ValueError(f"Room {self.id!r} has {self.tables} tables; 0 or more are allowed.")


class Interpreter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A language, and how many can interpret it at the same time, except in some slots."""

    id: str
    count: int = 1
    away: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.count < 0:
            raise ValueError(f"There are {self.count} of interpreter {self.id!r}; 0 or more are allowed.")


class Presence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who of a party has to be at a meeting: all `people` named, or at least so many of them."""

    party: str
    people: tuple[str, ...]
    at_least: int | None = None

    def __post_init__(self) -> None:
        _once(self.people, f"person for party {self.party!r}")
        if not 1 <= self.number <= len(self.people):
            raise ValueError(
                f"{self.at_least} of {len(self.people)} people of {self.party!r} cannot be there."
            )

    @property
    def number(self) -> int:
        """How many of the people have to be there."""
        return len(self.people) if self.at_least is None else self.at_least


class Meeting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A meeting that must be held, is wanted, or would be accepted, and when it can be.

    `session` "" is any; `slots` None allows all, `after` names meetings that come strictly before it where both
    are held. A party without `present` comes with everybody. `weight` counts for a wanted or accepted one.
    """

    id: str
    parties: tuple[str, ...]
    kind: Literal["must", "want", "accept"] = "must"
    weight: int = 1
    session: str = ""
    slots: tuple[int, ...] | None = None
    forbidden: tuple[int, ...] = ()
    fixed: int | None = None
    after: tuple[str, ...] = ()
    interpreters: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    present: tuple[Presence, ...] = ()

    def __post_init__(self) -> None:
        if len(self.parties) < 2:
            raise ValueError(f"Meeting {self.id!r} needs two parties or more.")
        _once(self.parties, f"party of meeting {self.id!r}")
        _once([one.party for one in self.present], f"presence in meeting {self.id!r}")
        if not 1 <= self.weight <= 1_000_000:
            raise ValueError(f"Meeting {self.id!r} weighs {self.weight}; 1 to 1000000 is allowed.")
        if self.id in self.after:
            raise ValueError(f"Meeting {self.id!r} cannot come after itself.")


class Problem(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="format", tag="pendopo.bilaterals/1"
):
    """Everything there is to plan.

    `spread` bounds by how much the breaks of any two parties may differ, None leaves it open. `keep` "all" makes
    every must a rule; "most" holds as many of them as possible.
    """

    slots: int
    parties: tuple[Party, ...]
    rooms: tuple[Room, ...]
    meetings: tuple[Meeting, ...]
    sessions: tuple[Session, ...] = ()
    interpreters: tuple[Interpreter, ...] = ()
    spread: int | None = None
    keep: Literal["all", "most"] = "all"

    def __post_init__(self) -> None:
        if not 1 <= self.slots <= 1000:
            raise ValueError(f"There are {self.slots} slots; 1 to 1000 are allowed.")
        if self.spread is not None and self.spread < 0:
            raise ValueError(f"The spread is {self.spread}; 0 or more is allowed.")
        _once([one.id for one in self.parties], "party")
        _once([one.id for party in self.parties for one in party.people], "person")
        _once([one.id for one in self.rooms], "room")
        _once([one.id for one in self.meetings], "meeting")
        _once([one.id for one in self.sessions], "session")
        _once([one.id for one in self.interpreters], "interpreter")
        self._check_slots()
        self._check_names()

    def _check_slots(self) -> None:
        for party in self.parties:
            self._inside(party.forbidden, f"Party {party.id!r}")
            for person in party.people:
                self._inside(person.forbidden, f"Person {person.id!r}")
        for room in self.rooms:
            self._inside(room.closed, f"Room {room.id!r}")
        for session in self.sessions:
            self._inside(session.slots, f"Session {session.id!r}")
        for interpreter in self.interpreters:
            self._inside(interpreter.away, f"Interpreter {interpreter.id!r}")
        for meeting in self.meetings:
            fixed = () if meeting.fixed is None else (meeting.fixed,)
            self._inside((*(meeting.slots or ()), *meeting.forbidden, *fixed), f"Meeting {meeting.id!r}")

    def _inside(self, slots: Iterable[int], whose: str) -> None:
        for slot in slots:
            if not 0 <= slot < self.slots:
                raise ValueError(f"{whose} names slot {slot}; there are 0 to {self.slots - 1}.")

    def _check_names(self) -> None:
        people = {party.id: {one.id for one in party.people} for party in self.parties}
        sessions = {"", *(one.id for one in self.sessions)}
        meetings = {one.id for one in self.meetings}
        interpreters = {one.id for one in self.interpreters}
        for meeting in self.meetings:
            whose = f"Meeting {meeting.id!r}"
            _known(meeting.parties, people, whose, "party")
            _known((meeting.session,), sessions, whose, "session")
            _known(meeting.after, meetings, whose, "meeting")
            _known(meeting.interpreters, interpreters, whose, "interpreter")
            for one in meeting.present:
                _known((one.party,), meeting.parties, whose, "party of its own")
                _known(one.people, people[one.party], whose, f"person of {one.party!r}")


def _once(names: Iterable[str], what: str) -> None:
    seen = set()
    for name in names:
        if name in seen:
            raise ValueError(f"The {what} {name!r} is named twice.")
        seen.add(name)


def _known(names: Iterable[str], known: Iterable[str], whose: str, what: str) -> None:
    for name in names:
        if name not in known:
            raise ValueError(f"{whose} names the {what} {name!r}, which is not listed.")
