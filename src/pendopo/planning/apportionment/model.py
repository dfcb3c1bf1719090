"""Sharing out seats, in whole and rational numbers: nothing is searched, so an answer is its own proof."""

from pendopo.planning.apportionment.problem import Problem, Seats
from pendopo.planning.apportionment.single import Conflict, solve_seats
from pendopo.planning.apportionment.solution import Plan, SeatsPlan, TablePlan
from pendopo.planning.apportionment.table import solve_table
from pendopo.planning.limits import Watch
from pendopo.planning.result import Goal, Result, Status

SOLVER = "rational arithmetic"


def solve(problem: Problem, watch: Watch | None = None, before: Plan | None = None) -> Result[Plan]:
    """The seats, with every tie named; INFEASIBLE names bounds and sums that cannot be kept together.

    The answer depends on the problem alone, so `before` changes nothing.
    """
    watch = watch or Watch()
    task = problem.task
    if isinstance(task, Seats):
        found: SeatsPlan | TablePlan | Conflict | None = solve_seats(task, problem.ties)
    else:
        found = solve_table(task, problem.ties, watch)
    if found is None:
        return _ended(Status.UNKNOWN, watch, interrupted=True)
    if isinstance(found, Conflict):
        return _ended(Status.INFEASIBLE, watch, conflict=found.rules)
    plan = Plan(found)
    given = seats_given(plan)
    goal = Goal("seats given", given, given, maximise=True)
    return _ended(Status.OPTIMAL, watch, plan, (goal,))


def seats_given(plan: Plan) -> int:
    """How many seats have somebody to sit on them; the others wait for a tie to be settled."""
    answer = plan.answer
    lines = answer.lines if isinstance(answer, SeatsPlan) else answer.cells
    return sum(line.seats for line in lines)


def _ended(
    status: Status,
    watch: Watch,
    plan: Plan | None = None,
    goals: tuple[Goal, ...] = (),
    *,
    interrupted: bool = False,
    conflict: tuple[str, ...] = (),
) -> Result[Plan]:
    return Result(status, plan, goals, watch.seconds, watch.limits.seed, SOLVER, interrupted, conflict)
