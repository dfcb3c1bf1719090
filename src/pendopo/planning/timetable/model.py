"""The score as a CP-SAT model: which track has which room in which session, and which talks are held there.

A model covers some tracks; the others stay as they are in a timetable at hand. Slots inside a session are left out,
so that its bound holds and `slots.arrange` does the rest. Talks of a track choose a session; they choose a room
only in tracks called fine, where rooms differ for the talks of one track. Elsewhere talks are packed afterwards.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from ortools.sat.python import cp_model

from pendopo.planning.timetable.greedy import Rooming
from pendopo.planning.timetable.lookup import Lookup, Pair
from pendopo.planning.timetable.problem import Talk
from pendopo.planning.timetable.solution import Place

Var = cp_model.IntVar
_LEVELS = 3  # rooms of one track in one session that are told apart when tracks are compared


class Model:
    """Variables by name: `held` track, session, room; `used` track, session; `at` talk, session; `there` talk, cell."""

    def __init__(
        self,
        look: Lookup,
        tracks: Collection[str],
        fixed: Rooming,
        known: Mapping[str, Place],
        fine: Collection[str],
    ) -> None:
        self.look, self.tracks, self.known = look, [one for one in look.tracks if one in tracks], known
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
        self._declare()
        for rule in (
            self.add_one_track_per_room,
            self.add_every_talk_once,
            self.add_capacity,
            self.add_no_empty_room,
            self.pay_cells,
            self.pay_rooms_per_track,
            self.pay_parallel_tracks,
            self.pay_gaps,
            self.pay_tracks_together,
            self.pay_talks,
            self.pay_talks_apart,
            self.pay_order,
            self.count_moves,
        ):
            rule()
        self.score = sum(self.costs)

    def _declare(self) -> None:
        look = self.look
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

    def pay_cells(self) -> None:
        """Every room in use costs what its track costs in the session and the room, and the room in the session."""
        weights, look = self.look.problem.weights, self.look
        for (track, session, room), held in self.held.items():
            cost = weights.track_sessions * look.track_sessions.get((track, session), 0)
            cost += weights.track_rooms * look.track_rooms.get((track, room), 0)
            cost += weights.session_rooms * look.session_rooms.get((session, room), 0)
            if cost:
                self.costs.append(cost * held)

    def pay_rooms_per_track(self) -> None:
        """Every room of a track beyond its first costs one unit."""
        if not (weight := self.look.problem.weights.rooms_per_track):
            return
        for track in self.tracks:
            own = []
            for room in self.look.rooms:
                held = [
                    one
                    for session in self.look.sessions
                    if (one := self.held.get((track, session, room))) is not None
                ]
                if held:
                    own.append(self.cp.new_bool_var(""))
                    for one in held:
                        self.cp.add_implication(one, own[-1])
            further = self.cp.new_int_var(0, max(0, len(own) - 1), "")
            self.cp.add(further >= sum(own) - 1)
            self.costs.append(weight * further)

    def pay_parallel_tracks(self) -> None:
        """Every room of a track beyond its first in one session costs one unit."""
        weight = self.look.problem.weights.parallel_tracks
        for (track, session), rooms in self.rooms.items() if weight else ():
            most = min(len(self._talks_at(track, session)), len(self.look.rooms))
            further = self.cp.new_int_var(0, max(0, most - 1), "")
            self.cp.add(further >= rooms - self.used[track, session])
            self.costs.append(weight * further)

    def pay_gaps(self) -> None:
        """A track with a session left out between its first and its last costs one unit."""
        weight, names = self.look.problem.weights.gaps, list(self.look.sessions)
        for track in self.tracks if weight and len(names) > 2 else ():
            gap = self.cp.new_bool_var("")
            used = [self.used.get((track, session)) for session in names]
            before, after = self._spread(used), self._spread(used[::-1])[::-1]
            for first, here, last in zip(before, used[1:], after[2:], strict=False):
                if first is not None and last is not None:
                    self.cp.add_bool_or([gap, ~first, ~last, *([] if here is None else [here])])
            self.costs.append(weight * gap)

    def _spread(self, used: list[Var | None]) -> list[Var | None]:
        """Literals that are true from the first session in use on."""
        found: list[Var | None] = []
        for one in used:
            last = found[-1] if found else None
            if one is None or last is None:
                found.append(last if one is None else one)
                continue
            so_far = self.cp.new_bool_var("")
            self.cp.add_implication(one, so_far)
            self.cp.add_implication(last, so_far)
            found.append(so_far)
        return found

    def pay_tracks_together(self) -> None:
        """Similar tracks, and tracks with one chair, cost for every two rooms that hold them in one session."""
        there: dict[Pair, int] = defaultdict(int)
        for (session, _room), track in self.taken.items():
            there[track, session] += 1
        levels: dict[Pair, list[Var]] = {}
        for (one, other), cost in self.look.together_costs.items():
            for session in self.look.sessions:
                for mine, fixed in ((one, other), (other, one)):
                    if (mine, session) in self.rooms and (fixed, session) in there:
                        self.costs.append(cost * there[fixed, session] * self.rooms[mine, session])
                if (one, session) in self.rooms and (other, session) in self.rooms:
                    for a in self._levels(levels, one, session):
                        for b in self._levels(levels, other, session):
                            self._pay_both(a, b, cost)

    def _levels(self, levels: dict[Pair, list[Var]], track: str, session: str) -> list[Var]:
        """Literals "at least one room", "at least two", as far as they matter."""
        if (track, session) not in levels:
            found = levels[track, session] = [self.used[track, session]]
            rooms = sum((track, session, room) in self.held for room in self.look.rooms)
            most = min(rooms, len(self.look.talks_of[track]), _LEVELS)
            for level in range(2, most + 1):
                reached = self.cp.new_bool_var("")
                self.cp.add(self.rooms[track, session] <= level - 1).only_enforce_if(~reached)
                self.cp.add(self.rooms[track, session] >= level).only_enforce_if(reached)
                found.append(reached)
        return levels[track, session]

    def _pay_both(self, one: Var, other: Var, cost: int) -> None:
        both = self.cp.new_bool_var("")
        self.cp.add_bool_or([~one, ~other, both])
        self.costs.append(cost * both)

    def pay_talks(self) -> None:
        """Every slot of a talk costs what the talk costs in the session, by its presenters' clock, and in the room."""
        weights, look = self.look.problem.weights, self.look
        for (name, session), at in self.at.items():
            talk = look.talks[name]
            cost = weights.talk_sessions * look.talk_sessions.get((name, session), 0)
            cost += weights.zones * look.zone(talk, look.sessions[session])
            if cost:
                self.costs.append(talk.slots * cost * at)
        for (name, _session, room), there in self.there.items():
            if cost := weights.talk_rooms * look.talk_rooms.get((name, room), 0):
                self.costs.append(look.talks[name].slots * cost * there)

    def pay_talks_apart(self) -> None:
        """Talks that share people cost when one session holds them in different rooms."""
        mine = {talk.id for talk in self.talks}
        for (one, other), cost in self.look.apart_costs.items():
            if one in mine and other in mine:
                self._pay_apart(one, other, cost)
            elif (one in mine and other in self.fixed) or (other in mine and one in self.fixed):
                talk, fixed = (one, other) if one in mine else (other, one)
                at = self.at.get((talk, self.fixed[fixed][0]))
                if at is not None:
                    self.costs.append(cost * at)

    def _pay_apart(self, one: str, other: str, cost: int) -> None:
        track, same = self.look.talks[one].track, self.look.talks[one].track == self.look.talks[other].track
        if same and track not in self.fine:
            return  # only in parallel rooms; packing keeps them together where it can
        apart = self.cp.new_bool_var("")
        for session in self.look.sessions:
            a, b = self.at.get((one, session)), self.at.get((other, session))
            if a is None or b is None:
                continue
            if not same:
                self.cp.add_bool_or([~a, ~b, apart])
                continue
            for room in self.look.rooms:
                if (there := self.there.get((one, session, room))) is not None:
                    with_it = self.there.get((other, session, room))
                    joined = [] if with_it is None else [with_it]
                    self.cp.add_bool_or([~there, ~b, apart, *joined])
        self.costs.append(cost * apart)

    def pay_order(self) -> None:
        """A numbered talk that does not have its place in its track costs one unit."""
        if not (weight := self.look.problem.weights.order):
            return
        for track in self.tracks:
            numbered = [talk for talk in self.look.talks_of[track] if talk.order]
            lost = {talk.id: self.cp.new_bool_var("") for talk in numbered}
            if numbered:
                self._add_numbers(track, numbered, lost)
            self.costs += [weight * one for one in lost.values()]

    def _add_numbers(self, track: str, numbered: list[Talk], lost: Mapping[str, Var]) -> None:
        """Stretch by stretch: a talk has its place if its number lies in the stretch, and no other has the same."""
        by_number: dict[int, list[Any]] = defaultdict(list)
        for talk in numbered:
            by_number[talk.order].append(~lost[talk.id])
        for several in by_number.values():
            if len(several) > 1:
                self.cp.add_at_most_one(several)
        before: list[Var] = []
        for stretch in self._stretches(track):
            here = list(stretch.values())
            for talk in numbered:
                at = stretch.get(talk.id)
                if at is None:
                    continue
                self.cp.add(sum(before) <= talk.order - 1).only_enforce_if(at, ~lost[talk.id])
                self.cp.add(sum(before) + sum(here) >= talk.order).only_enforce_if(at, ~lost[talk.id])
            before += here

    def _stretches(self, track: str) -> Iterable[dict[str, Var]]:
        """Where talks of a track may be, in the order in which they count: sessions, or rooms of sessions."""
        for session in self.look.sessions:
            if track not in self.fine:
                yield {talk.id: at for talk, at in self._talks_at(track, session)}
                continue
            for room in self.look.rooms:
                yield {talk.id: there for talk, there in self._talks_there(track, session, room)}

    def count_moves(self) -> None:
        """A talk that is known to be in a session and a room counts as moved elsewhere."""
        weight = self.look.problem.weights.moves
        for place in self.look.problem.released if weight else ():
            self.costs += [weight * moved for moved in self._moved(place)]
        for place in self.known.values():
            self.moves += self._moved(place)

    def _moved(self, place: Place) -> list[Var]:
        """A literal that is true unless the talk stays in its session and room; none for talks left aside."""
        talk = self.look.talks.get(place.talk)
        if talk is None or talk.track not in self.tracks:
            return []
        moved = self.cp.new_bool_var("")
        held = self.held.get((talk.track, place.session, place.room))
        needed = [self.at.get((talk.id, place.session)), held]
        if talk.track in self.fine:
            needed = [self.there.get((talk.id, place.session, place.room))]
        for one in needed:
            self.cp.add(moved == 1) if one is None else self.cp.add_implication(~moved, one)
        return [moved]

    def hint(self, rooming: Rooming) -> None:
        """Start from these rooms."""
        self.cp.clear_hints()
        cells = {(self.look.talks[talk].track, *cell) for talk, cell in rooming.items()}
        sessions = {(track, session) for track, session, _room in cells}
        for cell, held in self.held.items():
            self.cp.add_hint(held, cell in cells)
        for key, used in self.used.items():
            self.cp.add_hint(used, key in sessions)
        for (talk, session), at in self.at.items():
            self.cp.add_hint(at, rooming[talk][0] == session)
        for (talk, session, room), there in self.there.items():
            self.cp.add_hint(there, rooming[talk] == (session, room))

    def cells(self, value: Callable[[Var], int]) -> dict[Pair, list[str]]:
        """The rooms of every track in every session of a solution."""
        found: dict[Pair, list[str]] = defaultdict(list)
        for (track, session, room), held in self.held.items():
            if value(held):
                found[track, session].append(room)
        return found

    def sessions(self, value: Callable[[Var], int]) -> dict[str, str]:
        """The session of every talk in a solution."""
        return {talk: session for (talk, session), at in self.at.items() if value(at)}

    def placed(self, value: Callable[[Var], int]) -> Rooming:
        """Session and room of the talks of fine tracks in a solution."""
        return {talk: (session, room) for (talk, session, room), there in self.there.items() if value(there)}


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
    return tuple(
        talk.room in (None, room.id)
        and set(talk.needs) <= set(room.features)
        and (room.capacity is None or talk.people <= room.capacity)
        for room in look.problem.rooms
    )
