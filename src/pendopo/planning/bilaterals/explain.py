"""Why a meeting is not held, why a party has a break, and which slots are full. No solver."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from pendopo.planning.bilaterals.check import breaks_of, goals
from pendopo.planning.bilaterals.matching import Matching
from pendopo.planning.bilaterals.problem import Meeting, Problem
from pendopo.planning.bilaterals.solution import Held, Plan
from pendopo.planning.bilaterals.times import Times
from pendopo.planning.result import Reason


def explain(problem: Problem, plan: Plan) -> tuple[Reason, ...]:
    """Reasons of four codes, for a plan that keeps the rules.

    "not_held" names a meeting left out and what stands against it in the slots it could have: rules of its own,
    parties busy with other meetings, full rooms, interpreters, its order. Nothing against it in some slot is said
    by "free in slot N". "break" names a party whose breaks follow from its own meetings, with their rules, or from
    "other parties". "full" names a slot with no table left; "busy" a party without an idle slot it could use.
    """
    told = _Told(problem, plan)
    return (*told.not_held(), *told.breaks(), *told.full(), *told.busy())


class _Told:
    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem, self.plan, self.times = problem, plan, Times(problem)
        self.meetings = {one.id: one for one in problem.meetings}
        self.slots = {one.meeting: one.slot for one in plan.meetings}
        self.sitting: dict[tuple[str, int], list[str]] = defaultdict(list)
        self.used: Counter[tuple[str, int]] = Counter()
        self.at_tables: Counter[tuple[str, int]] = Counter()
        for one in plan.meetings:
            self.at_tables[one.room, one.slot] += 1
            for party in self.meetings[one.meeting].parties:
                self.sitting[party, one.slot].append(one.meeting)
            for name in self.meetings[one.meeting].interpreters:
                self.used[name, one.slot] += 1

    def not_held(self) -> Iterator[Reason]:
        for meeting in self.problem.meetings:
            if meeting.id not in self.slots:
                yield Reason("not_held", meeting.id, tuple(self._in_the_way(meeting)))

    def _in_the_way(self, meeting: Meeting) -> dict[str, None]:
        found: dict[str, None] = {}
        for slot in range(self.problem.slots):
            alone = self.times.against(meeting, slot)
            against = dict.fromkeys(alone or self._against(meeting, slot))
            found |= against or {f"free in slot {slot}": None}
        return found

    def _against(self, meeting: Meeting, slot: int) -> Iterator[str]:
        limits = {party.id: party.at_once for party in self.problem.parties}
        for party in meeting.parties:
            if len(self.sitting[party, slot]) >= limits[party]:
                yield from (f"{party} in {other}" for other in self.sitting[party, slot])
        tables = {room.id: room.tables for room in self.problem.rooms}
        rooms = self.times.rooms(self.times.needs[meeting.id], slot)
        if all(self.at_tables[room, slot] >= tables[room] for room in rooms):
            yield "tables"
        for one in self.problem.interpreters:
            if one.id in meeting.interpreters and self.used[one.id, slot] >= one.count:
                yield f"interpreter {one.id}"
        for other in self.problem.meetings:
            earlier = other.id in meeting.after and self.slots.get(other.id, -1) >= slot
            later = meeting.id in other.after and self.slots.get(other.id, slot + 1) <= slot
            if earlier or later:
                yield f"order with {other.id}"

    def breaks(self) -> Iterator[Reason]:
        for party, number in breaks_of(self.problem, self.plan).items():
            if number:
                held = [one for one in self.times.of[party] if one.id in self.slots]
                if self._one_run(held):
                    yield Reason("break", party, ("other parties",))
                else:
                    yield Reason("break", party, tuple(self._rules_of(held)))

    def _one_run(self, meetings: list[Meeting]) -> bool:
        """Whether these meetings alone could fill slots without a gap."""
        for start in range(self.problem.slots - len(meetings) + 1):
            covered = range(start, start + len(meetings))
            choices = {one.id: [at for at in self.times.slots[one.id] if at in covered] for one in meetings}
            if not Matching(choices).stuck:
                return True
        return False

    def _rules_of(self, meetings: list[Meeting]) -> dict[str, None]:
        found: dict[str, None] = {}
        for meeting in meetings:
            for slot in range(self.problem.slots):
                found |= dict.fromkeys(self.times.against(meeting, slot))
        return found

    def full(self) -> Iterator[Reason]:
        for slot in range(self.problem.slots):
            open_rooms = [room for room in self.problem.rooms if room.tables and slot not in room.closed]
            if open_rooms and all(self.at_tables[room.id, slot] == room.tables for room in open_rooms):
                yield Reason("full", f"slot {slot}", ("tables",))

    def busy(self) -> Iterator[Reason]:
        for party in self.problem.parties:
            could = {slot for one in self.times.of[party.id] for slot in self.times.slots[one.id]}
            if could and all(self.sitting[party.id, slot] for slot in could):
                yield Reason("busy", party.id)


def summary(problem: Problem, plan: Plan) -> Iterator[str]:
    """Lines for a terminal: goals, then each slot with its meetings, then who has breaks."""
    yield f"{len(plan.meetings)} of {len(problem.meetings)} meetings are held."
    for goal in goals(problem, plan):
        yield f"{goal.name}: {goal.value}"
    at: dict[int, list[Held]] = defaultdict(list)
    for one in plan.meetings:
        at[one.slot].append(one)
    several = len(problem.rooms) > 1
    for slot in sorted(at):
        held = (f"{one.meeting} ({one.room})" if several else one.meeting for one in at[slot])
        yield f"slot {slot:>3}  {len(at[slot]):>3}  {', '.join(held)}"
    waiting = {party: number for party, number in breaks_of(problem, plan).items() if number}
    if waiting:
        yield f"Breaks: {', '.join(f'{party} {number}' for party, number in waiting.items())}."
