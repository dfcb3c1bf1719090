"""Verifies a timetable from the rules, without a solver."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations

from pendopo.planning.result import Fault, Goal, Verdict
from pendopo.planning.timetable.problem import Problem, suits
from pendopo.planning.timetable.solution import Plan
from pendopo.planning.timetable.terms import Seen, score

SCORE = "score"


def check(problem: Problem, plan: Plan) -> Verdict:
    """Everything in `plan` that breaks a rule, and its score, counted from the places alone."""
    faults = list(_naming(problem, plan))
    if faults:
        return Verdict(tuple(faults), ())
    seen = Seen(problem, plan)
    faults = [fault for rule in _RULES for fault in rule(seen)]
    return Verdict(tuple(faults), (Goal(SCORE, score(problem, plan)),))


def _naming(problem: Problem, plan: Plan) -> Iterator[Fault]:
    """A plan names only what is in the problem, and every talk exactly once."""
    talks, sessions = {one.id for one in problem.talks}, {one.id for one in problem.sessions}
    rooms = {one.id for one in problem.rooms}
    for place in plan.places:
        if place.talk not in talks or place.session not in sessions or place.room not in rooms:
            names = (place.talk, place.session, place.room)
            yield Fault("known", names, "The plan names what is not in the problem.")
    placed = Counter(place.talk for place in plan.places)
    for talk in problem.talks:
        if placed[talk.id] != 1:
            yield Fault("every talk once", (talk.id,), f"It is placed {placed[talk.id]} times.")


def _within_session(seen: Seen) -> Iterator[Fault]:
    """A talk lies inside the slots of its session."""
    for place in seen.plan.places:
        slots = seen.look.sessions[place.session].slots
        if place.slot < 0 or seen.slots(place).stop > slots:
            detail = f"It takes slots {place.slot} to {seen.slots(place).stop - 1} of {slots}."
            yield Fault("within the session", (place.talk, place.session), detail)


def _one_talk_at_a_time(seen: Seen) -> Iterator[Fault]:
    """A room holds one talk at a time."""
    for places in seen.cells.values():
        for a, b in combinations(places, 2):
            if max(a.slot, b.slot) < min(seen.slots(a).stop, seen.slots(b).stop):
                yield Fault("one talk at a time", (a.talk, b.talk, a.session, a.room), "Their slots overlap.")


def _one_track(seen: Seen) -> Iterator[Fault]:
    """A room belongs to one track during a session."""
    for cell, places in seen.cells.items():
        tracks = sorted({seen.talk(place).track for place in places})
        if len(tracks) > 1:
            yield Fault("one track", cell, f"It holds talks of {', '.join(tracks)}.")


def _cells_kept(seen: Seen) -> Iterator[Fault]:
    """A closed cell stays empty; a kept one holds only its track."""
    for cell, places in seen.cells.items():
        kept = seen.look.cells.get(cell)
        wrong = [place.talk for place in places if kept is not None and seen.talk(place).track != kept]
        if wrong:
            yield Fault("cells", (*cell, *wrong), f"It is kept for {kept}." if kept else "It is closed.")


def _pins(seen: Seen) -> Iterator[Fault]:
    """A pinned talk is where it is pinned."""
    for place in seen.plan.places:
        talk = seen.talk(place)
        for pin, found in ((talk.session, place.session), (talk.room, place.room), (talk.slot, place.slot)):
            if pin not in (None, found):
                yield Fault("pins", (talk.id,), f"It is pinned to {pin}, not {found}.")


def _room_suits(seen: Seen) -> Iterator[Fault]:
    """A room holds the people a talk expects and offers what it needs."""
    for place in seen.plan.places:
        talk, room = seen.talk(place), seen.look.rooms[place.room]
        if not suits(talk, room):
            detail = (
                f"{talk.people} people, needs {list(talk.needs)}; {room.capacity}, has {list(room.features)}."
            )
            yield Fault("rooms suit", (talk.id, room.id), detail)


_RULES: tuple[Callable[[Seen], Iterator[Fault]], ...] = (
    _within_session,
    _one_talk_at_a_time,
    _one_track,
    _cells_kept,
    _pins,
    _room_suits,
)
