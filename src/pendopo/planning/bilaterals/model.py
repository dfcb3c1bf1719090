"""The rules as constraints: one method per rule, whose docstring is the rule."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from ortools.sat.python import cp_model

from pendopo.planning.bilaterals.assign import assign_rooms
from pendopo.planning.bilaterals.check import ACCEPTS, MUSTS, WANTS
from pendopo.planning.bilaterals.matching import possible_slots
from pendopo.planning.bilaterals.problem import Meeting, Party
from pendopo.planning.bilaterals.solution import Held, Plan
from pendopo.planning.bilaterals.times import Times

Literal = Any  # a Boolean variable of the solver, or its negation
Literals = list[Any]


class Model:
    """A CP-SAT model in which meetings take slots; rooms are only counted, or assigned by `rooms.RoomModel`.

    `at[meeting, slot]` says that a meeting is held in a slot, for the slots it may have; `held[meeting]` that it
    is held at all, absent where it has to be; `busy[party, slot]` that a party sits in a meeting;
    `breaks[party]` says in its literals that a
    party has a first break, a second, and so on.
    """

    def __init__(self, times: Times, *, apart: bool = True) -> None:
        self.apart = apart  # whether parties are limited in how many meetings they sit in at once
        self.times, self.problem, self.cp = times, times.problem, cp_model.CpModel()
        self.meetings = {one.id: one for one in self.problem.meetings}
        self.of = times.of
        self.slots = possible_slots(times) if apart else dict(times.slots)
        self.at: dict[tuple[str, int], Literal] = {}
        self.held: dict[str, Literal] = {}
        self.busy: dict[tuple[str, int], Literal] = {}
        self.attends: dict[tuple[str, str, int], Literal] = {}
        self.starts: dict[str, dict[int, Literal]] = {}
        self.breaks: dict[str, Literals] = {}
        self.in_room: dict[tuple[str, str, int], Literal] = {}
        for meeting in self.problem.meetings:
            for slot in self.slots[meeting.id]:
                self.at[meeting.id, slot] = self.cp.new_bool_var(f"{meeting.id}@{slot}")
            if times.optional(meeting):
                self.held[meeting.id] = self.cp.new_bool_var(f"{meeting.id} held")

    def add_rules(self) -> None:
        """Every rule, breaks and their spread among them."""
        self.add_held_once()
        self.add_one_at_a_time()
        self.add_people()
        self.add_order()
        self.add_tables()
        self.add_interpreters()
        self.add_breaks()
        self.add_spread()

    def lits(self, meetings: Iterable[Meeting], slot: int) -> Literals:
        """That each of these meetings is held in the slot, where it can be."""
        return [self.at[one.id, slot] for one in meetings if (one.id, slot) in self.at]

    def add_held_once(self) -> None:
        """A meeting is held in one of its slots; an optional one may not be held."""
        for meeting in self.problem.meetings:
            choices = [self.at[meeting.id, slot] for slot in self.slots[meeting.id]]
            if meeting.id in self.held:
                choices.append(~self.held[meeting.id])
            if choices:
                self.cp.add_exactly_one(choices)
            else:
                self.cp.add_bool_or([])

    def add_one_at_a_time(self) -> None:
        """A party sits in no more meetings at once than it can, mostly one."""
        for party in self.problem.parties:
            for slot in range(self.problem.slots):
                meetings = self.lits(self.of[party.id], slot)
                if not meetings:
                    continue
                busy = self.busy[party.id, slot] = self.cp.new_bool_var(f"{party.id} busy {slot}")
                if self._single(party):
                    self.cp.add_exactly_one([*meetings, ~busy])
                else:
                    if self.apart:
                        self.cp.add(sum(meetings) <= party.at_once)
                    self.cp.add_bool_or([*meetings, ~busy])
                    for one in meetings:
                        self.cp.add_implication(one, busy)
            self._count_slots(party)

    def _count_slots(self, party: Party) -> None:
        """What follows: a party is busy in as many slots as it has meetings."""
        meetings = self.of[party.id]
        slots = [
            self.busy[party.id, slot] for slot in range(self.problem.slots) if (party.id, slot) in self.busy
        ]
        if self._single(party) and slots:
            optional_ones = [self.held[one.id] for one in meetings if one.id in self.held]
            self.cp.add(sum(slots) == len(meetings) - len(optional_ones) + sum(optional_ones))

    def add_people(self) -> None:
        """Enough of those asked for attend, each in one meeting at a time, where a party can be in several."""
        several = {party.id: party for party in self.problem.parties if party.at_once > 1}
        sitting: dict[tuple[str, int], Literals] = defaultdict(list)
        for meeting in self.problem.meetings:
            for wanted in self.times.presence[meeting.id]:
                if wanted.party in several:
                    away = {one.id: set(one.forbidden) for one in several[wanted.party].people}
                    for slot in self.slots[meeting.id]:
                        there = []
                        for name in (name for name in wanted.people if slot not in away[name]):
                            one = self.cp.new_bool_var(f"{name} in {meeting.id}@{slot}")
                            self.cp.add_implication(one, self.at[meeting.id, slot])
                            self.attends[name, meeting.id, slot] = one
                            sitting[name, slot].append(one)
                            there.append(one)
                        self.cp.add(sum(there) >= wanted.number).only_enforce_if(self.at[meeting.id, slot])
        for those in sitting.values():
            self.cp.add_at_most_one(those)

    def add_order(self) -> None:
        """A meeting comes strictly after those it names, where they are held."""
        for meeting in self.problem.meetings:
            for other in meeting.after:
                self._add_after(meeting.id, other)

    def _add_after(self, later: str, earlier: str) -> None:
        late, early = self.slots[later], self.slots[earlier]
        gone = {one: [~self.held[one]] if one in self.held else [] for one in (later, earlier)}
        for slot in late:
            before = [self.at[earlier, one] for one in early if one < slot]
            self.cp.add_bool_or([~self.at[later, slot], *before, *gone[earlier]])
        for slot in early:
            behind = [self.at[later, one] for one in late if one > slot]
            self.cp.add_bool_or([~self.at[earlier, slot], *behind, *gone[later]])

    def add_tables(self) -> None:
        """No more meetings at once than tables, and for every set of needs than tables that meet them.

        Meetings that share a party are never held at once, so that each slot counts one literal for each of a few
        groups of such meetings instead of one for each meeting.
        """
        classes: dict[frozenset[str], list[Meeting]] = defaultdict(list)
        for meeting in self.problem.meetings:
            classes[self.times.needs[meeting.id]].append(meeting)
        groups = {needs: self._groups(meetings) for needs, meetings in classes.items()}
        tables = {room.id: room.tables for room in self.problem.rooms}
        for slot in range(self.problem.slots):
            shared: dict[str, list[cp_model.LinearExprT]] = defaultdict(list)
            for needs, parts in groups.items():
                lits = self._group_lits(parts, slot)
                rooms = self.times.rooms(needs, slot)
                if len(classes) == 1:
                    self._at_most(lits, sum(tables[room] for room in rooms), slot)
                    continue
                placed = [self.cp.new_int_var(0, tables[room], "") for room in rooms]
                self.cp.add(sum(lits) == sum(placed))
                for room, number in zip(rooms, placed, strict=True):
                    shared[room].append(number)
            for room, numbers in shared.items():
                self.cp.add(sum(numbers) <= tables[room])

    def _at_most(self, lits: Sequence[Literal], tables: int, slot: int) -> None:
        if len(lits) > tables:
            self.cp.add(sum(lits) <= tables)
            if all(len(one.parties) == 2 for one in self.problem.meetings) and not self._crowded():
                seats = [busy for (_, at), busy in self.busy.items() if at == slot]
                self.cp.add(sum(seats) <= 2 * tables)

    def _crowded(self) -> bool:
        return not all(self._single(party) for party in self.problem.parties)

    def _single(self, party: Party) -> bool:
        return self.apart and party.at_once == 1

    def _groups(self, meetings: list[Meeting]) -> list[list[Meeting]]:
        """The meetings in groups with a party in common, the largest group taken first, again and again."""
        left = {one.id: one for one in meetings}
        joint = {party.id: {m.id for m in self.of[party.id]} & set(left) for party in self.problem.parties}
        single = [party.id for party in self.problem.parties if self._single(party)]
        made = []
        while left:
            best = max(single, key=lambda party: len(joint[party]), default=None)
            if best is None or not joint[best]:
                made += [[one] for one in left.values()]
                break
            group = [left.pop(name) for name in sorted(joint[best])]
            made.append(group)
            for one in group:
                for party in one.parties:
                    joint[party].discard(one.id)
        return made

    def _group_lits(self, groups: list[list[Meeting]], slot: int) -> Literals:
        made = []
        for group in groups:
            lits = self.lits(group, slot)
            if len(lits) > 1:
                one = self.cp.new_bool_var("")
                self.cp.add_exactly_one([*lits, ~one])
                made.append(one)
            else:
                made += lits
        return made

    def add_interpreters(self) -> None:
        """No more meetings at once need an interpreter than there are of it."""
        for interpreter in self.problem.interpreters:
            asking = [one for one in self.problem.meetings if interpreter.id in one.interpreters]
            for slot in range(self.problem.slots):
                lits = self.lits(asking, slot)
                if len(lits) > interpreter.count:
                    self.cp.add(sum(lits) <= interpreter.count)

    def add_breaks(self) -> None:
        """A party has one break less than it has runs of busy slots."""
        for party in self.problem.parties:
            starts = self.starts[party.id] = self._run_starts(party.id)
            most = min(len(self.of[party.id]), len(starts)) - 1
            counted = [self.cp.new_bool_var("") for _ in range(most)]
            for fewer, more in pairwise(counted):
                self.cp.add_implication(more, fewer)
            if starts:
                self._count_breaks(party.id, sum(starts.values()), counted)
            self.breaks[party.id] = counted

    def _count_breaks(self, party: str, runs: cp_model.LinearExprT, counted: Literals) -> None:
        if any(one.id not in self.held for one in self.of[party]):
            self.cp.add(runs == 1 + sum(counted))
            return
        self.cp.add(runs <= 1 + sum(counted))
        for number, one in enumerate(counted, start=1):
            self.cp.add(runs > number).only_enforce_if(one)

    def _run_starts(self, party: str) -> dict[int, Literal]:
        """For each slot: the party is busy then, and was idle right before."""
        starts = {}
        for slot in range(self.problem.slots):
            now, earlier = self.busy.get((party, slot)), self.busy.get((party, slot - 1))
            if now is not None and earlier is None:
                starts[slot] = now
            elif now is not None and earlier is not None:
                start = starts[slot] = self.cp.new_bool_var("")
                self.cp.add_bool_or([start, ~now, earlier])
                self.cp.add_implication(start, now)
                self.cp.add_implication(start, ~earlier)
        return starts

    def add_spread(self) -> None:
        """The breaks of any two parties differ by no more than the problem says."""
        if self.problem.spread is None or not self.problem.parties:
            return
        if any(len(meetings) < 2 for meetings in self.of.values()):
            for counted in self.breaks.values():
                for one in counted[self.problem.spread :]:
                    self.cp.add_bool_or([~one])
            return
        fewest = self.cp.new_int_var(0, self.problem.slots, "fewest breaks")
        for counted in self.breaks.values():
            self.cp.add(sum(counted) >= fewest)
            self.cp.add(sum(counted) <= fewest + self.problem.spread)

    def goal(self, name: str) -> cp_model.LinearExprT:
        """What a goal counts, as an expression."""
        if name == MUSTS:
            return sum(self.held[one.id] for one in self.problem.meetings if one.kind == "must")
        if name in (WANTS, ACCEPTS):
            kind = "want" if name == WANTS else "accept"
            return sum(one.weight * self.held[one.id] for one in self.problem.meetings if one.kind == kind)
        return sum(one for counted in self.breaks.values() for one in counted)

    def slots_in(self, value: Callable[[Literal], int]) -> dict[str, int]:
        """The slot of every meeting held in a solution."""
        return {meeting: slot for (meeting, slot), one in self.at.items() if value(one)}

    def count_breaks(self, value: Callable[[Literal], int]) -> int:
        """The breaks of all parties in a solution, from the slots in which they are busy."""
        total = 0
        for party in self.problem.parties:
            busy = [
                slot
                for slot in range(self.problem.slots)
                if (party.id, slot) in self.busy and value(self.busy[party.id, slot])
            ]
            total += sum(after - before > 1 for before, after in pairwise(busy))
        return total

    def plan(self, value: Callable[[Literal], int]) -> Plan:
        """The plan of a solution, with a room for each meeting."""
        rooms = {meeting: room for (meeting, room, _), one in self.in_room.items() if value(one)}
        return plan_of(self.times, self.slots_in(value), self._attending(value), rooms or None)

    def hint(self, plan: Plan) -> None:
        """Start the next search from a plan."""
        self.cp.clear_hints()
        slots = {one.meeting: one.slot for one in plan.meetings}
        rooms = {(one.meeting, one.room, one.slot) for one in plan.meetings}
        people = {(person, one.meeting, one.slot) for one in plan.meetings for person in one.people}
        for (meeting, slot), literal in self.at.items():
            self.cp.add_hint(literal, slots.get(meeting) == slot)
        for meeting, literal in self.held.items():
            self.cp.add_hint(literal, meeting in slots)
        for place, literal in self.in_room.items():
            self.cp.add_hint(literal, place in rooms)
        for place, literal in self.attends.items():
            self.cp.add_hint(literal, place in people)

    def _attending(self, value: Callable[[Literal], int]) -> dict[str, set[str]]:
        made: dict[str, set[str]] = defaultdict(set)
        for (person, meeting, _), one in self.attends.items():
            if value(one):
                made[meeting].add(person)
        return made


def plan_of(
    times: Times,
    slots: Mapping[str, int],
    attending: Mapping[str, set[str]],
    rooms: Mapping[str, str] | None = None,
) -> Plan:
    """The plan in which meetings have these slots; `attending` names people of parties that are in several places."""
    rooms = assign_rooms(times, slots) if rooms is None else rooms
    several = {one.id for party in times.problem.parties if party.at_once > 1 for one in party.people}
    held = []
    for meeting in times.problem.meetings:
        if meeting.id in slots:
            slot = slots[meeting.id]
            there = times.attendance(meeting, slot)
            people = tuple(
                name for name in there if name not in several or name in attending.get(meeting.id, ())
            )
            held.append(Held(meeting.id, slot, rooms[meeting.id], people))
    return Plan(tuple(sorted(held, key=lambda one: (one.slot, one.room))))
