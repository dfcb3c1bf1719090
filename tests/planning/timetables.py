"""Small conferences that tests of the timetable share."""

from pendopo.planning.limits import Limits, Watch
from pendopo.planning.timetable import (
    Plan,
    Problem,
    Room,
    Session,
    Talk,
    Track,
    check,
    solve,
    terms,
)

QUICK = Limits(seconds=20, deterministic=True)
MORNING, NOON = Session("morning", 2), Session("noon", 2)
EAST, WEST = Room("east"), Room("west")


def talks(track: str, many: int, **more: object) -> tuple[Talk, ...]:
    return tuple(Talk(f"{track}{n}", track, **more) for n in range(1, many + 1))  # type: ignore[arg-type]


def small(*given: Talk, rooms: tuple[Room, ...] = (EAST, WEST), **more: object) -> Problem:
    tracks = tuple(Track(name) for name in dict.fromkeys(talk.track for talk in given))
    return Problem((MORNING, NOON), rooms, tracks, given, **more)  # type: ignore[arg-type]


def solved(problem: Problem, before: Plan | None = None):
    result = solve(problem, Watch(QUICK), before)
    if result.plan is not None:
        verdict = check(problem, result.plan)
        assert (verdict.faults, verdict.goals[0].value) == ((), result.goals[0].value)
    return result


def cost_of(problem: Problem, plan: Plan) -> dict[str, int]:
    return {term.name: term.units for term in terms(problem, plan) if term.cost}


def placed(plan: Plan) -> dict[str, tuple[str, str, int]]:
    return {place.talk: (place.session, place.room, place.slot) for place in plan.places}
