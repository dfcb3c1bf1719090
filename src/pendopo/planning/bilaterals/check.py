"""Verifies a plan rule by rule, without a solver, and counts its goals again."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from pendopo.planning.bilaterals.problem import Meeting, Presence, Problem
from pendopo.planning.bilaterals.solution import Held, Plan
from pendopo.planning.result import Fault, Goal, Verdict

MUSTS, WANTS, ACCEPTS = "musts held", "weight of wants held", "weight of accepted ones held"
BREAKS, ROOM_CHANGES, MOVED = "breaks", "room changes", "people moved"


def check(problem: Problem, plan: Plan) -> Verdict:
    """Every rule that `plan` breaks, and what it reaches, in the order of the goals."""
    faults = list(_strangers(problem, plan))
    if faults:
        return Verdict(tuple(faults), ())
    one = _Check(problem, plan)
    return Verdict(tuple(one.faults()), tuple(goals(problem, plan)))


def goals(problem: Problem, plan: Plan) -> Iterator[Goal]:
    """What a plan reaches, counted from the problem alone; every id in it is known."""
    held = {one.meeting for one in plan.meetings}
    there = [meeting for meeting in problem.meetings if meeting.id in held]
    if problem.keep == "most":
        yield Goal(MUSTS, sum(one.kind == "must" for one in there), maximise=True)
    for kind, name in (("want", WANTS), ("accept", ACCEPTS)):
        if any(one.kind == kind for one in problem.meetings):
            yield Goal(name, sum(one.weight for one in there if one.kind == kind), maximise=True)
    yield Goal(BREAKS, sum(breaks_of(problem, plan).values()))
    if len(problem.rooms) > 1:
        yield Goal(ROOM_CHANGES, room_changes(problem, plan))


def breaks_of(problem: Problem, plan: Plan) -> dict[str, int]:
    """For each party the number of maximal runs of idle slots between two of its meetings."""
    busy: dict[str, set[int]] = {party.id: set() for party in problem.parties}
    parties = {meeting.id: meeting.parties for meeting in problem.meetings}
    for one in plan.meetings:
        for party in parties[one.meeting]:
            busy[party].add(one.slot)
    return {
        party: sum(after - before > 1 for before, after in pairwise(sorted(slots)))
        for party, slots in busy.items()
    }


def room_changes(problem: Problem, plan: Plan) -> int:
    """How often a party finds none of its rooms of the slot before, idle slots skipped, in its next slot."""
    rooms: dict[str, dict[int, set[str]]] = {party.id: defaultdict(set) for party in problem.parties}
    parties = {meeting.id: meeting.parties for meeting in problem.meetings}
    for one in plan.meetings:
        for party in parties[one.meeting]:
            rooms[party][one.slot].add(one.room)
    return sum(
        not (visited[before] & visited[after])
        for visited in rooms.values()
        for before, after in pairwise(sorted(visited))
    )


def people_moved(problem: Problem, plan: Plan, before: Plan) -> int:
    """How many people no longer sit, in the same slot, in every meeting that `before` gave them.

    Meetings, parties and people that `problem` does not know any more do not count. A party without a list of
    people counts as one person; a person listed in no meeting of `before` cannot be moved.
    """
    now, parties = {one.meeting: one for one in plan.meetings}, {one.id: one for one in problem.parties}
    known = {meeting.id: meeting for meeting in problem.meetings}
    moved = set()
    for old in before.meetings:
        new = now.get(old.meeting)
        for party in known[old.meeting].parties if old.meeting in known else ():
            people = [person.id for person in parties[party].people]
            for person in people or [""]:
                was_there = not people or person in old.people
                stays = new is not None and new.slot == old.slot and (not people or person in new.people)
                if was_there and not stays:
                    moved.add((party, person))
    return len(moved)


def _strangers(problem: Problem, plan: Plan) -> Iterator[Fault]:
    meetings, rooms = {one.id for one in problem.meetings}, {one.id for one in problem.rooms}
    times = Counter(one.meeting for one in plan.meetings)
    for name, count in times.items():
        if count > 1:
            yield Fault("held once", (name,), f"The plan holds it {count} times.")
    for one in plan.meetings:
        if one.meeting not in meetings:
            yield Fault("known names", (one.meeting,), "The problem has no such meeting.")
        if one.room not in rooms:
            yield Fault("known names", (one.room,), f"The problem has no such room, for {one.meeting!r}.")
        if not 0 <= one.slot < problem.slots:
            yield Fault("known names", (one.meeting,), f"There is no slot {one.slot}.")


class _Check:
    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem, self.plan = problem, plan
        self.held = {one.meeting: one for one in plan.meetings}
        self.meetings = {one.id: one for one in problem.meetings}
        self.parties = {one.id: one for one in problem.parties}

    def faults(self) -> Iterator[Fault]:
        for meeting in self.problem.meetings:
            if meeting.id in self.held:
                one = self.held[meeting.id]
                yield from self._slot(meeting, one.slot)
                yield from self._order(meeting, one.slot)
                yield from self._people(meeting, one)
                yield from self._room(meeting, one)
            elif meeting.kind == "must" and self.problem.keep == "all":
                yield Fault("musts are held", (meeting.id,), "The plan does not hold it.")
        yield from self._one_at_a_time()
        yield from self._tables()
        yield from self._interpreters()
        yield from self._spread()

    def _slot(self, meeting: Meeting, slot: int) -> Iterator[Fault]:
        """A meeting is held in its session, in a slot that it, its parties and its fixed slot allow."""
        sessions = {session.id: session.slots for session in self.problem.sessions}
        if meeting.session and slot not in sessions[meeting.session]:
            yield Fault("session", (meeting.id,), f"Slot {slot} is not in {meeting.session!r}.")
        if meeting.slots is not None and slot not in meeting.slots:
            yield Fault("slots allowed", (meeting.id,), f"Slot {slot} is not one of {meeting.slots}.")
        if slot in meeting.forbidden:
            yield Fault("slots forbidden", (meeting.id,), f"Slot {slot} is forbidden.")
        if meeting.fixed is not None and slot != meeting.fixed:
            yield Fault("fixed slot", (meeting.id,), f"Slot {slot} is not {meeting.fixed}.")
        for party in meeting.parties:
            if slot in self.parties[party].forbidden:
                yield Fault("party away", (meeting.id, party), f"The party cannot come in slot {slot}.")

    def _order(self, meeting: Meeting, slot: int) -> Iterator[Fault]:
        """A meeting comes strictly after those it names, where they are held."""
        for other in meeting.after:
            if other in self.held and self.held[other].slot >= slot:
                when = self.held[other].slot
                yield Fault("order", (meeting.id, other), f"Slot {slot} is not after slot {when}.")

    def _people(self, meeting: Meeting, one: Held) -> Iterator[Fault]:
        """Enough of those who have to be there attend, and nobody who cannot."""
        expected: set[str] = set()
        for wanted in self._presence(meeting):
            expected |= set(wanted.people)
            there = len(set(wanted.people) & set(one.people))
            if there < wanted.number:
                yield Fault(
                    "people present",
                    (meeting.id, wanted.party),
                    f"{there} of {wanted.number} needed people attend.",
                )
        if len(set(one.people)) != len(one.people) or set(one.people) - expected:
            yield Fault(
                "people present", (meeting.id,), "It lists somebody twice, or somebody who is not asked."
            )
        for party in meeting.parties:
            for person in self.parties[party].people:
                if person.id in one.people and one.slot in person.forbidden:
                    yield Fault("person away", (meeting.id, person.id), f"Not in slot {one.slot}.")

    def _presence(self, meeting: Meeting) -> Iterator[Presence]:
        said = {wanted.party: wanted for wanted in meeting.present}
        for name in meeting.parties:
            people = tuple(person.id for person in self.parties[name].people)
            if name in said:
                yield said[name]
            elif people:
                yield Presence(name, people)

    def _room(self, meeting: Meeting, one: Held) -> Iterator[Fault]:
        """The room is open and has what the meeting and everybody who may attend need."""
        room = next(room for room in self.problem.rooms if room.id == one.room)
        if one.slot in room.closed:
            yield Fault("room closed", (meeting.id, room.id), f"It is closed in slot {one.slot}.")
        needed = set(meeting.features)
        for wanted in self._presence(meeting):
            for person in self.parties[wanted.party].people:
                if person.id in wanted.people:
                    needed |= set(person.needs)
        if missing := sorted(needed - set(room.features)):
            yield Fault("room features", (meeting.id, room.id), f"It lacks {', '.join(missing)}.")

    def _one_at_a_time(self) -> Iterator[Fault]:
        """A party sits in no more meetings at once than it can, a person in one."""
        sitting, attending = defaultdict(list), defaultdict(list)
        for one in self.plan.meetings:
            for party in self.meetings[one.meeting].parties:
                sitting[party, one.slot].append(one.meeting)
            for person in one.people:
                attending[person, one.slot].append(one.meeting)
        for (name, slot), meetings in sitting.items():
            if len(meetings) > self.parties[name].at_once:
                yield Fault("one at a time", (name, *meetings), f"All in slot {slot}.")
        for (person, slot), meetings in attending.items():
            if len(meetings) > 1:
                yield Fault("one at a time", (person, *meetings), f"All in slot {slot}.")

    def _tables(self) -> Iterator[Fault]:
        """A room holds as many meetings at once as it has tables."""
        tables = {room.id: room.tables for room in self.problem.rooms}
        for (room, slot), count in Counter((one.room, one.slot) for one in self.plan.meetings).items():
            if count > tables[room]:
                yield Fault("tables", (room,), f"{count} meetings in slot {slot} on {tables[room]} tables.")

    def _interpreters(self) -> Iterator[Fault]:
        """No more meetings at once need an interpreter than there are of it."""
        used = Counter(
            (name, one.slot) for one in self.plan.meetings for name in self.meetings[one.meeting].interpreters
        )
        for interpreter in self.problem.interpreters:
            for slot in range(self.problem.slots):
                there = 0 if slot in interpreter.away else interpreter.count
                if used[interpreter.id, slot] > there:
                    count = used[interpreter.id, slot]
                    yield Fault(
                        "interpreters", (interpreter.id,), f"{count} needed in slot {slot}, {there} there."
                    )

    def _spread(self) -> Iterator[Fault]:
        """The breaks of any two parties differ by no more than the problem says."""
        breaks = breaks_of(self.problem, self.plan)
        if self.problem.spread is None or not breaks:
            return
        most, fewest = max(breaks, key=lambda p: breaks[p]), min(breaks, key=lambda p: breaks[p])
        if breaks[most] - breaks[fewest] > self.problem.spread:
            yield Fault("spread", (most, fewest), f"{breaks[most]} and {breaks[fewest]} breaks.")
