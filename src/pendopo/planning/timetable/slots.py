"""Gives every talk of a session its slot, once sessions and rooms are known."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from ortools.sat.python import cp_model

from pendopo.planning.cpsat import search
from pendopo.planning.limits import Limits, Watch
from pendopo.planning.result import Status
from pendopo.planning.timetable.greedy import Rooming
from pendopo.planning.timetable.lookup import Lookup, Pair
from pendopo.planning.timetable.problem import Talk
from pendopo.planning.timetable.solution import Place, Plan

_EFFORT = 1.0  # CP-SAT's deterministic seconds for the slots of one session


def arrange(look: Lookup, rooming: Rooming, known: Mapping[str, Place], seed: int = 0) -> Plan | None:
    """The timetable with every talk in the best slot found; `known` says where people expect the talks.

    None where the pinned slots of a session leave no way.
    """
    cells: dict[Pair, list[Talk]] = defaultdict(list)
    for talk in look.problem.talks:
        cells[rooming[talk.id]].append(talk)
    offsets, simple = _offsets(look, cells), not look.at_once_costs
    found: list[Place] = []
    for session in look.sessions:
        held = {room: cells[session, room] for room in look.rooms if (session, room) in cells}
        if simple and _plain(look, held, known):
            for room, talks in held.items():
                found += _in_order(session, room, talks, offsets[session, room])
        else:
            starts = _Slots(look, session, held, offsets, known).solve(seed)
            if starts is None:
                return None
            found += starts
    place_of = {place.talk: place for place in found}
    return Plan(tuple(place_of[talk.id] for talk in look.problem.talks))


def _offsets(look: Lookup, cells: Mapping[Pair, list[Talk]]) -> dict[Pair, int]:
    """How many talks of its track come before those of a cell."""
    seen: dict[str, int] = defaultdict(int)
    found = {}
    for cell in ((session, room) for session in look.sessions for room in look.rooms):
        if talks := cells.get(cell):
            found[cell] = seen[talks[0].track]
            seen[talks[0].track] += len(talks)
    return found


def _plain(look: Lookup, held: Mapping[str, list[Talk]], known: Mapping[str, Place]) -> bool:
    """Whether nothing but the order inside each room matters."""
    tracks = [talks[0].track for talks in held.values()]
    everybody = [talk for talks in held.values() for talk in talks]
    numbered = look.problem.weights.order and len(set(tracks)) < len(tracks)
    return not (
        any(talk.slot is not None or talk.id in known or talk.id in look.released for talk in everybody)
        or (numbered and any(talk.order for talk in everybody))
    )


def _in_order(session: str, room: str, talks: list[Talk], offset: int) -> Iterable[Place]:
    """As many numbered talks as can be at their number, the others in between, without a gap."""
    row: list[Talk | None] = [None] * len(talks)
    rest = []
    for talk in talks:
        position = talk.order - offset - 1
        if talk.order and 0 <= position < len(row) and row[position] is None:
            row[position] = talk
        else:
            rest.append(talk)
    waiting = iter(sorted(rest, key=lambda talk: talk.order))
    slot = 0
    for talk in [one or next(waiting) for one in row]:
        yield Place(talk.id, session, room, slot)
        slot += talk.slots


class _Slots:
    """One session: starts of its talks, at least cost in order, people needed twice at once, and moves."""

    def __init__(
        self,
        look: Lookup,
        session: str,
        held: Mapping[str, list[Talk]],
        offsets: Mapping[Pair, int],
        known: Mapping[str, Place],
    ) -> None:
        self.look, self.session, self.held, self.known = look, session, held, known
        self.cp = cp_model.CpModel()
        self.costs: list[Any] = []
        self.room_of = {talk.id: room for room, talks in held.items() for talk in talks}
        self.talks = {talk.id: talk for talks in held.values() for talk in talks}
        length = look.sessions[session].slots
        self.start = {
            talk.id: self.cp.new_int_var(0, max(0, length - talk.slots), f"start {talk.id}")
            for talk in self.talks.values()
        }
        self._add_one_at_a_time()
        self._add_pins()
        self._add_order(offsets)
        self._add_at_once()
        self._add_moves()

    def solve(self, seed: int) -> list[Place] | None:
        """The places found, or None where there is no way."""
        self.cp.minimize(sum(self.costs))
        watch = Watch(Limits(60, 1, seed))
        answer = search(
            self.cp, watch, goal="slots", parameters={"max_deterministic_time": _EFFORT, "num_workers": 1}
        )
        if answer.status in (Status.INFEASIBLE, Status.UNKNOWN):
            return None
        return [
            Place(talk, self.session, self.room_of[talk], answer.value(start))
            for talk, start in self.start.items()
        ]

    def _add_one_at_a_time(self) -> None:
        """A room holds one talk at a time."""
        for talks in self.held.values():
            self.cp.add_no_overlap(
                [self.cp.new_fixed_size_interval_var(self.start[one.id], one.slots, one.id) for one in talks]
            )

    def _add_pins(self) -> None:
        """A pinned talk starts at its slot."""
        for talk in self.talks.values():
            if talk.slot is not None:
                self.cp.add(self.start[talk.id] == talk.slot)

    def _add_order(self, offsets: Mapping[Pair, int]) -> None:
        """A numbered talk that does not have its place costs one unit; so does a slot shared by two of a track."""
        weight = self.look.problem.weights.order
        for room, talks in self.held.items():
            for talk in talks if weight else ():
                if not talk.order:
                    continue
                earlier = [self._before(other, talk) for other in talks if other is not talk]
                lost = self.cp.new_bool_var(f"lost {talk.id}")
                self.cp.add(sum(earlier) == talk.order - 1 - offsets[self.session, room]).only_enforce_if(
                    ~lost
                )
                self.costs.append(weight * lost)
        numbered = [talk for talk in self.talks.values() if talk.order and weight]
        for n, one in enumerate(numbered):
            for other in numbered[n + 1 :]:
                if one.track == other.track and self.room_of[one.id] != self.room_of[other.id]:
                    self._pay_shared(one, other, weight)

    def _before(self, one: Talk, other: Talk) -> cp_model.IntVar:
        before = self.cp.new_bool_var("")
        self.cp.add(self.start[one.id] < self.start[other.id]).only_enforce_if(before)
        self.cp.add(self.start[one.id] > self.start[other.id]).only_enforce_if(~before)
        return before

    def _add_at_once(self) -> None:
        """Talks that need the same person do not share a slot."""
        for (one, other), weight in self.look.at_once_costs.items():
            if one in self.talks and other in self.talks and self.room_of[one] != self.room_of[other]:
                self._pay_shared(self.talks[one], self.talks[other], weight)

    def _pay_shared(self, one: Talk, other: Talk, weight: int) -> None:
        """Pay for every slot that two talks share."""
        shared = self.cp.new_int_var(0, min(one.slots, other.slots), "")
        first, second = self.start[one.id], self.start[other.id]
        length = self.look.sessions[self.session].slots
        latest, soonest = self.cp.new_int_var(0, length, ""), self.cp.new_int_var(0, length, "")
        self.cp.add_max_equality(latest, (first, second))
        self.cp.add_min_equality(soonest, (first + one.slots, second + other.slots))
        self.cp.add(shared >= soonest - latest)
        self.costs.append(weight * shared)

    def _add_moves(self) -> None:
        """A talk away from its released slot costs one unit; after everything else, talks stay where they are known."""
        scale, weight = len(self.known) + 1, self.look.problem.weights.moves
        self.costs = [scale * cost for cost in self.costs]
        for places, cost in ((self.look.released, scale * weight), (self.known, 1)):
            for talk, place in places.items():
                if (place.session, place.room) == (self.session, self.room_of.get(talk)):
                    moved = self.cp.new_bool_var("")
                    self.cp.add(self.start[talk] == place.slot).only_enforce_if(~moved)
                    self.costs.append(cost * moved)
