"""When each meeting can be held looked at alone, and which rules stand against the other slots. No solver."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from pendopo.planning.bilaterals.problem import Meeting, Party, Person, Presence, Problem


@dataclass(frozen=True)
class Times:
    """What follows from a problem for each meeting alone.

    `slots` are the slots in which it can be held, `needs` the features its room has to have, `presence` who has
    to come, by meeting id; `strict` are the parties in one place at a time whose meetings all have to be held.
    """

    problem: Problem
    slots: dict[str, tuple[int, ...]] = field(init=False)
    needs: dict[str, frozenset[str]] = field(init=False)
    presence: dict[str, tuple[Presence, ...]] = field(init=False)
    strict: dict[str, bool] = field(init=False)

    def __post_init__(self) -> None:
        looked = _Looked(self.problem)
        meetings = self.problem.meetings
        object.__setattr__(self, "presence", {one.id: looked.presence(one) for one in meetings})
        object.__setattr__(self, "needs", {one.id: looked.needs(one) for one in meetings})
        object.__setattr__(self, "slots", {one.id: looked.slots(one) for one in meetings})

        busy = {name for one in meetings if self.optional(one) for name in one.parties}
        strict = {party.id: party.at_once == 1 and party.id not in busy for party in self.problem.parties}
        object.__setattr__(self, "strict", strict)

    def optional(self, meeting: Meeting) -> bool:
        """Whether a plan may leave a meeting out."""
        return meeting.kind != "must" or self.problem.keep == "most"

    @cached_property
    def meetings(self) -> dict[str, Meeting]:
        """The meetings by id."""
        return {one.id: one for one in self.problem.meetings}

    @cached_property
    def of(self) -> dict[str, tuple[Meeting, ...]]:
        """The meetings of each party."""
        made: dict[str, list[Meeting]] = {party.id: [] for party in self.problem.parties}
        for meeting in self.problem.meetings:
            for party in meeting.parties:
                made[party].append(meeting)
        return {party: tuple(meetings) for party, meetings in made.items()}

    @cached_property
    def _rooms(self) -> dict[tuple[frozenset[str], int], tuple[str, ...]]:
        return {}

    def rooms(self, needs: frozenset[str], slot: int) -> tuple[str, ...]:
        """The rooms with tables and these features that are open in a slot."""
        if (needs, slot) not in self._rooms:
            self._rooms[needs, slot] = tuple(
                room.id
                for room in self.problem.rooms
                if room.tables and slot not in room.closed and needs <= set(room.features)
            )
        return self._rooms[needs, slot]

    def against(self, meeting: Meeting, slot: int) -> tuple[str, ...]:
        """The rules that keep a meeting out of a slot whatever else is planned; empty where it can be held."""
        return tuple(_Looked(self.problem).against(meeting, slot))

    def attendance(self, meeting: Meeting, slot: int) -> tuple[str, ...]:
        """Everybody asked for who is free of prohibitions in the slot, for parties that are in one place."""
        return tuple(
            name
            for wanted in self.presence[meeting.id]
            for name in wanted.people
            if slot not in self._away[name]
        )

    @cached_property
    def _away(self) -> dict[str, frozenset[int]]:
        people = (person for party in self.problem.parties for person in party.people)
        return {person.id: frozenset(person.forbidden) for person in people}


class _Looked:
    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.parties: dict[str, Party] = {one.id: one for one in problem.parties}
        self.people: dict[str, Person] = {one.id: one for party in problem.parties for one in party.people}
        self.sessions = {one.id: frozenset(one.slots) for one in problem.sessions}
        self.interpreters = {one.id: one for one in problem.interpreters}
        self._open: dict[tuple[frozenset[str], int], bool] = {}

    def presence(self, meeting: Meeting) -> tuple[Presence, ...]:
        said = {one.party: one for one in meeting.present}
        return tuple(
            said.get(name) or Presence(name, tuple(person.id for person in self.parties[name].people))
            for name in meeting.parties
            if name in said or self.parties[name].people
        )

    def needs(self, meeting: Meeting) -> frozenset[str]:
        names = (name for one in self.presence(meeting) for name in one.people)
        return frozenset(meeting.features).union(*(self.people[name].needs for name in names))

    def slots(self, meeting: Meeting) -> tuple[int, ...]:
        likely = range(self.problem.slots) if meeting.fixed is None else (meeting.fixed,)
        return tuple(slot for slot in likely if next(self.against(meeting, slot), None) is None)

    def against(self, meeting: Meeting, slot: int) -> Iterator[str]:
        if meeting.fixed is not None and slot != meeting.fixed:
            yield f"fixed slot of {meeting.id}"
        if meeting.session and slot not in self.sessions[meeting.session]:
            yield f"session {meeting.session}"
        if slot in meeting.forbidden or (meeting.slots is not None and slot not in meeting.slots):
            yield f"slots of {meeting.id}"
        for name in meeting.parties:
            if slot in self.parties[name].forbidden:
                yield f"absence of {name}"
        for wanted in self.presence(meeting):
            if sum(slot not in self.people[name].forbidden for name in wanted.people) < wanted.number:
                yield f"people of {wanted.party}"
        for name in meeting.interpreters:
            if slot in self.interpreters[name].away or not self.interpreters[name].count:
                yield f"interpreter {name}"
        if not self._room_open(self.needs(meeting), slot):
            yield "rooms"

    def _room_open(self, needs: frozenset[str], slot: int) -> bool:
        if (needs, slot) not in self._open:
            self._open[needs, slot] = any(
                room.tables and slot not in room.closed and needs <= set(room.features)
                for room in self.problem.rooms
            )
        return self._open[needs, slot]
