"""Which rules cannot be kept together."""

from msgspec.structs import replace

from pendopo.planning.bilaterals.matching import Matching
from pendopo.planning.bilaterals.model import Model
from pendopo.planning.bilaterals.problem import Meeting, Problem
from pendopo.planning.bilaterals.times import Times
from pendopo.planning.cpsat import search
from pendopo.planning.limits import Limits, Watch
from pendopo.planning.result import Status

_SECONDS = 10.0  # that making a conflict smaller may take
APART = "one at a time"
_FAMILIES = ("spread", "interpreters", "people", "tables", "order", APART)


def clash(times: Times) -> tuple[str, ...]:
    """A conflict that shows without a search: a must without a slot, or a party with too few for its musts.

    The names are meetings that have to be held, and the rules that keep them out of the slots they lack.
    """
    musts = {one.id: one for one in times.problem.meetings if not times.optional(one)}
    for meeting in musts.values():
        if not times.slots[meeting.id]:
            return _names(times, [meeting], ())
    for party in (one for one in times.problem.parties if one.at_once == 1):
        those = [one for one in times.of[party.id] if one.id in musts]
        stuck = Matching({one.id: times.slots[one.id] for one in those}).stuck
        if stuck:
            return _names(times, [musts[name] for name in stuck], (f"{APART} for {party.id}",))
    return ()


def _names(times: Times, meetings: list[Meeting], rules: tuple[str, ...]) -> tuple[str, ...]:
    """The meetings, and whatever keeps one of them out of a slot."""
    against: dict[str, None] = {}
    for meeting in meetings:
        for slot in range(times.problem.slots):
            against |= dict.fromkeys(times.against(meeting, slot))
    return (*(f"meeting {one.id}" for one in meetings), *rules, *against)


def conflict(times: Times, watch: Watch) -> tuple[str, ...]:
    """Families of rules, and meetings that have to be held, that contradict each other.

    Families are left out one after another for as long as the rest is a conflict; then meetings, by halves,
    quarters and so on. What is left when the time is over is still a conflict, but may hold more than it needs.
    """
    clock = Watch(Limits(max(0.01, min(_SECONDS, watch.left)), watch.limits.threads, watch.limits.seed))
    problem = times.problem
    with watch.stopping(clock.cancel):
        families = list(_FAMILIES)
        for family in _FAMILIES:
            fewer = [one for one in families if one != family]
            if _contradict(problem, fewer, clock):
                families = fewer
        if "spread" not in families:
            problem = _fewest_musts(problem, families, clock)
        rest = [one for one in families if one != APART]
        if APART in families and _contradict(problem, rest, clock):
            families = rest
    musts = [one for one in problem.meetings if not times.optional(one)]
    return (*families, *(f"meeting {one.id}" for one in musts))


def _fewest_musts(problem: Problem, families: list[str], clock: Watch) -> Problem:
    """The problem with a few of its meetings, which still contradict the rules."""
    size = max(1, len(problem.meetings) // 2)
    while not clock.over:
        start = 0
        while start < len(problem.meetings) and not clock.over:
            fewer = _without(problem, problem.meetings[start : start + size])
            if _contradict(fewer, families, clock):
                problem = fewer
            else:
                start += size
        if size == 1:
            break
        size //= 2
    return problem


def _without(problem: Problem, meetings: tuple[Meeting, ...]) -> Problem:
    gone = {one.id for one in meetings}
    left = (
        replace(one, after=tuple(other for other in one.after if other not in gone))
        for one in problem.meetings
        if one.id not in gone
    )
    return replace(problem, meetings=tuple(left))


def _contradict(problem: Problem, families: list[str], clock: Watch) -> bool:
    """Whether these rules cannot be kept together; False when time does not tell."""
    model = Model(Times(problem), apart=APART in families)
    model.add_held_once()
    model.add_one_at_a_time()
    for family, add in (
        ("people", model.add_people),
        ("order", model.add_order),
        ("tables", model.add_tables),
        ("interpreters", model.add_interpreters),
        ("spread", model.add_breaks),
        ("spread", model.add_spread),
    ):
        if family in families:
            add()
    return (
        search(model.cp, clock, goal="conflict", seconds=max(0.01, clock.left / 3)).status
        is Status.INFEASIBLE
    )
