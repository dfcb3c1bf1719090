"""A programme to be timetabled: tracks of talks, sessions made of slots, rooms, and what each choice costs.

The costs are those of the CoSPLib conference library (Kheiri, Pylyavskyy and Jacko, GECCO 2025 Companion), plus
what a convening needs: pins, needs of a talk and what a room offers, audiences that overlap, a released version.
"""

from collections.abc import Iterable, Iterator

import msgspec

from pendopo.planning.timetable.solution import Place

MOST = 100_000_000  # of a weight, of a penalty, of people
_SIZES = {"sessions": 200, "rooms": 200, "tracks": 1_000, "talks": 5_000}
_MOST_PLACES = 500_000  # tracks by sessions by rooms
_DEAREST = 10**15  # a score above this would not be counted exactly
_DAY = 24 * 60


class Session(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A stretch of time cut into slots; all rooms run it at once. `start` and `end` are minutes after midnight."""

    id: str
    slots: int
    start: int | None = None
    end: int | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.slots <= 1_000:
            raise ValueError(f"Session {self.id!r} has {self.slots} slots; 1 to 1000 are allowed.")
        if (self.start is None) != (self.end is None):
            raise ValueError(f"Session {self.id!r} has a start without an end, or an end without a start.")
        if any(minute is not None and not 0 <= minute < _DAY for minute in (self.start, self.end)):
            raise ValueError(f"Session {self.id!r} starts or ends outside the day of {_DAY} minutes.")


class Room(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A room, how many people it holds (None: any number) and what it offers."""

    id: str
    capacity: int | None = None
    features: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.capacity is not None and self.capacity < 0:
            raise ValueError(f"Room {self.id!r} holds {self.capacity} people.")


class Track(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Talks that belong together, and who chairs them."""

    id: str
    chairs: tuple[str, ...] = ()


class Talk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One talk: how many slots it takes, its place in the order of its track (0: any), and who gives and follows it.

    `zone` says how many minutes the presenters' clocks are ahead of the sessions'. `needs` and `people` must be met
    by the room. `session`, `room` and `slot` pin the talk as far as they are given.
    """

    id: str
    track: str
    slots: int = 1
    order: int = 0
    presenters: tuple[str, ...] = ()
    attendees: tuple[str, ...] = ()
    zone: int = 0
    needs: tuple[str, ...] = ()
    people: int = 0
    session: str | None = None
    room: str | None = None
    slot: int | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.slots <= 1_000:
            raise ValueError(f"Talk {self.id!r} takes {self.slots} slots; 1 to 1000 are allowed.")
        if not 0 <= self.order <= MOST:
            raise ValueError(f"Talk {self.id!r} is number {self.order} of its track; 0 means any.")
        if not -_DAY < self.zone < _DAY:
            raise ValueError(f"Talk {self.id!r} is {self.zone} minutes ahead, more than a day.")
        if not 0 <= self.people <= MOST:
            raise ValueError(f"Talk {self.id!r} expects {self.people} people; 0 to {MOST} are allowed.")
        if self.slot is not None and self.slot < 0:
            raise ValueError(f"Talk {self.id!r} is pinned to slot {self.slot}.")


class Penalty(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What it costs when `of` meets `at`: for instance a track in a session."""

    of: str
    at: str
    penalty: int

    def __post_init__(self) -> None:
        if not 0 <= self.penalty <= MOST:
            raise ValueError(f"{self.of!r} at {self.at!r} costs {self.penalty}; 0 to {MOST} are allowed.")


class Overlap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many people said that they want to hear both talks."""

    first: str
    second: str
    people: int

    def __post_init__(self) -> None:
        if self.first == self.second:
            raise ValueError(f"Talk {self.first!r} overlaps with itself.")
        if not 0 <= self.people <= MOST:
            raise ValueError(f"{self.first!r} and {self.second!r} share {self.people} people.")


class Cell(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A room during a session; kept for `track`, or closed where that is empty."""

    session: str
    room: str
    track: str = ""


class Hours(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Times of day in a presenter's own zone, in minutes: good ones, fair ones around them, and what the rest costs."""

    good_from: int
    good_until: int
    fair_from: int
    fair_until: int
    fair_penalty: int = 1
    poor_penalty: int = 10

    def __post_init__(self) -> None:
        if not 0 <= self.fair_from <= self.good_from <= self.good_until <= self.fair_until <= _DAY:
            raise ValueError("Fair hours must enclose good hours, within one day of 1440 minutes.")
        if (
            not 0
            <= min(self.fair_penalty, self.poor_penalty)
            <= max(self.fair_penalty, self.poor_penalty)
            <= MOST
        ):
            raise ValueError(
                f"Hours cost {self.fair_penalty} or {self.poor_penalty}; 0 to {MOST} are allowed."
            )


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much one unit of each term counts; 0 leaves it out."""

    track_sessions: int = 1
    track_rooms: int = 1
    session_rooms: int = 1
    similar_tracks: int = 1
    rooms_per_track: int = 1
    parallel_tracks: int = 1
    gaps: int = 1
    zones: int = 1
    order: int = 1
    talk_sessions: int = 1
    talk_rooms: int = 1
    presenters: int = 100
    attendees: int = 10
    chairs: int = 100
    presenters_at_once: int = 0
    attendees_at_once: int = 0
    overlaps: int = 1
    moves: int = 0

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            if not 0 <= getattr(self, name) <= MOST:
                raise ValueError(f"The weight {name} is {getattr(self, name)}; 0 to {MOST} are allowed.")


class Problem(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="format", tag="pendopo.timetable/1"
):
    """The whole question; sessions in the order of time, rooms in the order of the programme."""

    sessions: tuple[Session, ...]
    rooms: tuple[Room, ...]
    tracks: tuple[Track, ...]
    talks: tuple[Talk, ...]
    weights: Weights = Weights()
    track_sessions: tuple[Penalty, ...] = ()
    track_rooms: tuple[Penalty, ...] = ()
    session_rooms: tuple[Penalty, ...] = ()
    talk_sessions: tuple[Penalty, ...] = ()
    talk_rooms: tuple[Penalty, ...] = ()
    similar_tracks: tuple[Penalty, ...] = ()
    hours: Hours | None = None
    cells: tuple[Cell, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    released: tuple[Place, ...] = ()

    def __post_init__(self) -> None:
        for name, most in _SIZES.items():
            if not 1 <= len(getattr(self, name)) <= most:
                raise ValueError(f"There are {len(getattr(self, name))} {name}; 1 to {most} are allowed.")
            _once((one.id for one in getattr(self, name)), name)
        if (places := len(self.tracks) * len(self.sessions) * len(self.rooms)) > _MOST_PLACES:
            raise ValueError(
                f"Tracks, sessions and rooms combine in {places} ways; {_MOST_PLACES} are allowed."
            )
        if self._dearest() > _DEAREST:
            raise ValueError(f"Weights times penalties add up to more than {_DEAREST}; scale them down.")
        if self.hours is not None and any(session.start is None for session in self.sessions):
            raise ValueError("With hours, every session needs its start and its end.")
        names = {kind: {one.id for one in getattr(self, kind)} for kind in _SIZES}
        for kind, name in self._references():
            if name not in names[kind]:
                raise ValueError(f"There is no {kind[:-1]} {name!r}.")
        _once((f"{cell.session} / {cell.room}" for cell in self.cells), "cells")
        _once((place.talk for place in self.released), "released")
        _once((" / ".join(sorted((pair.first, pair.second))) for pair in self.overlaps), "overlaps")
        for table in ("track_sessions", "track_rooms", "session_rooms", "talk_sessions", "talk_rooms"):
            _once((f"{one.of} / {one.at}" for one in getattr(self, table)), table)
        _once((" / ".join(sorted((one.of, one.at))) for one in self.similar_tracks), "similar_tracks")
        if wrong := next((one.of for one in self.similar_tracks if one.of == one.at), None):
            raise ValueError(f"Track {wrong!r} is similar to itself.")

    def _dearest(self) -> int:
        """No less than any score."""
        heaviest = max(getattr(self.weights, name) for name in self.weights.__struct_fields__)
        hours = self.hours.poor_penalty + self.hours.fair_penalty if self.hours else 0
        penalty = max((one.penalty for table in _TABLES for one in getattr(self, table)), default=1) + hours
        units = len(self.sessions) * len(self.rooms) ** 2 + sum(talk.slots for talk in self.talks)
        people = sum(pair.people for pair in self.overlaps)
        return heaviest * (max(1, penalty) * units + people + len(self.talks) ** 2)

    def _references(self) -> Iterator[tuple[str, str]]:
        for talk in self.talks:
            yield "tracks", talk.track
            yield from (("sessions", one) for one in (talk.session,) if one is not None)
            yield from (("rooms", one) for one in (talk.room,) if one is not None)
        for cell in self.cells:
            yield from (("sessions", cell.session), ("rooms", cell.room))
            yield from (("tracks", one) for one in (cell.track,) if one)
        for pair in self.overlaps:
            yield from (("talks", pair.first), ("talks", pair.second))
        for table, kinds in _TABLES.items():
            for one in getattr(self, table):
                yield from zip(kinds, (one.of, one.at), strict=True)


_TABLES = {
    "track_sessions": ("tracks", "sessions"),
    "track_rooms": ("tracks", "rooms"),
    "session_rooms": ("sessions", "rooms"),
    "talk_sessions": ("talks", "sessions"),
    "talk_rooms": ("talks", "rooms"),
    "similar_tracks": ("tracks", "tracks"),
}


def suits(talk: Talk, room: Room) -> bool:
    """Whether the room holds the people and offers what the talk needs."""
    return set(talk.needs) <= set(room.features) and (room.capacity is None or talk.people <= room.capacity)


def _once(names: Iterable[str], kind: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"{name!r} stands twice among the {kind}.")
        seen.add(name)
