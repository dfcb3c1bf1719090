"""Which track has which room in which session, and which talks are held there, as CP-SAT variables and hard rules.

A model covers some tracks; the others stay as they are in a timetable at hand. Talks of a track choose a session;
they choose a room only in tracks called fine, where rooms differ for the talks of one track. Elsewhere talks are
packed into the rooms of their track afterwards.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from ortools.sat.python import cp_model

from pendopo.planning.timetable.greedy import Rooming
from pendopo.planning.timetable.lookup import Lookup, Pair
from pendopo.planning.timetable.problem import Talk, suits
from pendopo.planning.timetable.solution import Place

Var = cp_model.IntVar


class Structure:
    """Variables by name: `held` track, session, room; `used` track, session; `at` talk, session; `there` talk, cell."""

    def __init__(
        self,
        look: Lookup,
        tracks: Collection[str],
        fixed: Rooming,
        known: Mapping[str, Place],
        fine: Collection[str],
        timed: bool,
    ) -> None:
        self.look, self.tracks, self.known = look, [one for one in look.tracks if one in tracks], known
        self.timed = timed
        self.fine = {one for one in self.tracks if one in fine or differs(look, one)}
        self.fixed = {talk: cell for talk, cell in fixed.items() if look.talks[talk].track not in tracks}
        self.taken = {cell: look.talks[talk].track for talk, cell in self.fixed.items()}
        self.cp = cp_model.CpModel()
        self.costs: list[Any] = []
        self.moves: list[Var] = []
        self.held: dict[tuple[str, str, str], Var] = {}
        self.used: dict[Pair, Var] = {}
        self.rooms: dict[Pair, Any] = {}
        self.at: dict[Pair, Var] = {}
        self.there: dict[tuple[str, str, str], Var] = {}
        self.talks = [talk for talk in look.problem.talks if talk.track in tracks]
        self.start: dict[str, Var] = {}
        self._declare()

    def _declare(self) -> None:
        look = self.look
        longest = max(session.slots for session in look.problem.sessions)
        for talk in self.talks if self.timed else ():
            self.start[talk.id] = self.cp.new_int_var(0, max(0, longest - talk.slots), "")
        for track in self.tracks:
            for session in look.sessions:
                open_to = [room for room in look.rooms if self._may_hold(track, session, room)]
                for room in open_to:
                    self.held[track, session, room] = self.cp.new_bool_var("")
                if open_to:
                    self._declare_session(track, session, open_to)

    def _may_hold(self, track: str, session: str, room: str) -> bool:
        if (session, room) in self.taken:
            return False
        return any(self.look.fits(talk, session, room) for talk in self.look.talks_of[track])

    def _declare_session(self, track: str, session: str, open_to: list[str]) -> None:
        """What a track may do in one session with the rooms open to it."""
        used = self.used[track, session] = self.cp.new_bool_var("")
        self.rooms[track, session] = sum(self.held[track, session, room] for room in open_to)
        self.cp.add_max_equality(used, [self.held[track, session, room] for room in open_to])
        for talk in self.look.talks_of[track]:
            fitting = [room for room in open_to if self.look.fits(talk, session, room)]
            if not fitting:
                continue
            at = self.at[talk.id, session] = self.cp.new_bool_var("")
            self.cp.add_implication(at, used)
            if track in self.fine:
                for room in fitting:
                    there = self.there[talk.id, session, room] = self.cp.new_bool_var("")
                    self.cp.add_implication(there, self.held[track, session, room])
                self.cp.add(sum(self.there[talk.id, session, room] for room in fitting) == at)

    def _talks_at(self, track: str, session: str) -> list[tuple[Talk, Var]]:
        found = ((talk, self.at.get((talk.id, session))) for talk in self.look.talks_of[track])
        return [(talk, at) for talk, at in found if at is not None]

    def _talks_there(self, track: str, session: str, room: str) -> list[tuple[Talk, Var]]:
        found = ((talk, self.there.get((talk.id, session, room))) for talk in self.look.talks_of[track])
        return [(talk, there) for talk, there in found if there is not None]

    def add_one_track_per_room(self) -> None:
        """A room belongs to one track during a session; a kept one to its own."""
        by_cell: dict[Pair, list[Var]] = defaultdict(list)
        for (_track, session, room), held in self.held.items():
            by_cell[session, room].append(held)
        for several in by_cell.values():
            self.cp.add_at_most_one(several)

    def add_every_talk_once(self) -> None:
        """Every talk is held in one session."""
        by_talk: dict[str, list[Var]] = {talk.id: [] for talk in self.talks}
        for (talk, _session), at in self.at.items():
            by_talk[talk].append(at)
        for options in by_talk.values():
            self.cp.add_exactly_one(options)

    def add_capacity(self) -> None:
        """Talks fit into the slots of their rooms.

        For k = 1, 2, ... a room of n slots holds talks that take, in whole multiples of k, n // k at most.
        """
        for (track, session), rooms in self.rooms.items():
            if track not in self.fine:
                self._fit(self._talks_at(track, session), session, rooms)
        for (track, session, room), held in self.held.items():
            if track in self.fine:
                self._fit(self._talks_there(track, session, room), session, held)

    def _fit(self, talks: list[tuple[Talk, Var]], session: str, rooms: Any) -> None:
        slots = self.look.sessions[session].slots
        for unit in sorted({1} | {talk.slots for talk, _ in talks}):
            taking = [(talk.slots // unit) * at for talk, at in talks if talk.slots >= unit]
            if sum(talk.slots // unit for talk, _ in talks) > slots // unit or unit == 1:
                self.cp.add(sum(taking) <= (slots // unit) * rooms)

    def add_no_empty_room(self) -> None:
        """A room that a track has holds a talk of it."""
        for (track, session), rooms in self.rooms.items():
            if track not in self.fine:
                self.cp.add(rooms <= sum(at for _talk, at in self._talks_at(track, session)))
        for (track, session, room), held in self.held.items():
            if track in self.fine:
                self.cp.add_bool_or([there for _, there in self._talks_there(track, session, room)] + [~held])


def differs(look: Lookup, track: str) -> bool:
    """Whether the rooms matter differently to the talks of one track."""
    talks = look.talks_of[track]
    if look.problem.weights.talk_rooms and any(
        (talk.id, room) in look.talk_rooms for talk in talks for room in look.rooms
    ):
        return True
    wants = {(talk.room, frozenset(talk.needs), talk.people) for talk in talks}
    return len(wants) > 1 and len({_suited(look, talk) for talk in talks}) > 1


def _suited(look: Lookup, talk: Talk) -> tuple[bool, ...]:
    return tuple(talk.room in (None, room.id) and suits(talk, room) for room in look.problem.rooms)
