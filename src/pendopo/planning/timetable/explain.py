"""What a timetable loses, and whom it concerns; a summary for a terminal."""

from collections.abc import Iterator

from pendopo.planning.result import Reason
from pendopo.planning.timetable.losses import losses
from pendopo.planning.timetable.problem import Problem
from pendopo.planning.timetable.solution import Plan
from pendopo.planning.timetable.terms import Seen, terms


def explain(problem: Problem, plan: Plan) -> tuple[Reason, ...]:
    """One reason for every loss, the costliest first: the term, whom it concerns, with whom and what it costs."""
    return tuple(
        Reason(loss.term, loss.names[0], (*loss.names[1:], f"costs {loss.cost}"))
        for loss in losses(Seen(problem, plan))
    )


def summary(problem: Problem, plan: Plan) -> Iterator[str]:
    """Lines for a terminal: the terms that cost something, then the rooms of every session."""
    seen = Seen(problem, plan)
    for term in terms(problem, plan):
        if term.cost:
            yield f"{term.name}: {term.units} × {term.weight} = {term.cost}"
    for session in problem.sessions:
        held = seen.in_session.get(session.id, [])
        yield f"{session.id}: " + (", ".join(f"{room} {track}" for room, track in held) or "nothing")
