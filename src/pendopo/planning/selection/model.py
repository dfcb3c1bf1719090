"""Finds the fair lottery: chances first, panels for them, tickets, and the draw where there is a seed."""

import numpy as np

from pendopo.planning.highs import NAME, Array
from pendopo.planning.limits import Watch
from pendopo.planning.result import Goal, Result, Status
from pendopo.planning.selection.columns import Panels, leximin_of_panels, nearest_lottery
from pendopo.planning.selection.draw import drawn
from pendopo.planning.selection.fairness import leximin, nash
from pendopo.planning.selection.pool import Pool, pool_of
from pendopo.planning.selection.problem import Problem
from pendopo.planning.selection.relax import conflict
from pendopo.planning.selection.solution import Composition, Plan
from pendopo.planning.selection.walk import Lottery, walks

TICKETS = 10**9
_EXACT = 1e-6  # people by which a lottery may miss the chances it stands for, all kinds together
_FURTHER = 30  # panels by price that often close what a walk has left, before the next walk
SMALLEST = "smallest chance"


def solve(problem: Problem, watch: Watch | None = None, before: Plan | None = None) -> Result[Plan]:
    """The lottery and its draw; `before` is not needed, people already accepted are named in the problem."""
    watch = watch or Watch()
    pool = pool_of(problem)
    wanted = _chances(problem, pool)
    if wanted is None:
        return _none(pool, watch)
    bound, panels = float(wanted[~pool.sure].min(initial=1.0)), np.zeros((0, len(wanted)))
    for walked in walks(pool, wanted * pool.size, watch):
        known = np.vstack([panels, walked])
        lottery, panels, missed = nearest_lottery(pool, known, wanted * pool.size, _EXACT, watch, _FURTHER)
        if missed <= _EXACT:
            return _result(problem, pool, lottery, watch, bound)
    if not len(panels):
        first = Panels(pool).best(wanted)
        if first is None:
            return _none(pool, watch)
        panels = first[None, :]
    return _over_panels(problem, pool, panels, wanted, watch)


def _chances(problem: Problem, pool: Pool) -> Array | None:
    """Leximin serves for maximin too: of all chances with the largest smallest one it is the fairest."""
    return nash(pool) if problem.fairness == "nash" else leximin(pool)


def _over_panels(problem: Problem, pool: Pool, panels: Array, wanted: Array, watch: Watch) -> Result[Plan]:
    """Where no walk arrives: further panels by their price, then leximin over the panels themselves."""
    near, panels, missed = nearest_lottery(pool, panels, wanted * pool.size, _EXACT, watch)
    if missed <= _EXACT:
        return _result(problem, pool, near, watch, float(wanted[~pool.sure].min(initial=1.0)))
    lottery, proved = leximin_of_panels(pool, panels, watch)
    bound = (
        float((lottery.expected() / pool.size)[~pool.sure].min())
        if proved
        else float(wanted[~pool.sure].min())
    )
    return _result(problem, pool, lottery, watch, bound, proved=proved and problem.fairness != "nash")


def _result(
    problem: Problem, pool: Pool, lottery: Lottery, watch: Watch, bound: float, *, proved: bool = True
) -> Result[Plan]:
    plan = _plan(problem, pool, lottery)
    reached = smallest_chance(pool, plan)
    goal = Goal(
        SMALLEST, reached, reached if proved and abs(reached - bound) < _EXACT else bound, maximise=True
    )
    status = Status.OPTIMAL if proved else Status.FEASIBLE
    return Result(status, plan, (goal,), watch.seconds, watch.limits.seed, NAME, interrupted=watch.over)


def _none(pool: Pool, watch: Watch) -> Result[Plan]:
    rules = conflict(pool, watch)
    return Result(Status.INFEASIBLE, None, (), watch.seconds, watch.limits.seed, NAME, conflict=rules)


def _plan(problem: Problem, pool: Pool, lottery: Lottery) -> Plan:
    """Chances as tickets, rounded by largest remainder; compositions in order, so that a seed means one panel."""
    exact = lottery.chances * TICKETS
    tickets = np.floor(exact).astype(int)
    order = np.argsort(tickets - exact, kind="stable")
    tickets[order[: TICKETS - tickets.sum()]] += 1
    found = {tuple(int(n) for n in panel): 0 for panel in lottery.panels}
    for panel, share in zip(lottery.panels, tickets.tolist(), strict=True):
        found[tuple(int(n) for n in panel)] += share
    compositions = tuple(Composition(share, take) for take, share in sorted(found.items()) if share)
    panel = drawn(pool.kinds, compositions, problem.seed) if problem.seed else ()
    return Plan(pool.kinds, compositions, problem.seed, panel)


def smallest_chance(pool: Pool, plan: Plan) -> float:
    """The smallest chance in the plan of anybody who is not on the panel already."""
    total = sum(one.share for one in plan.lottery)
    expected = (
        np.array([one.share for one in plan.lottery]) @ np.array([one.take for one in plan.lottery]) / total
    )
    return float((expected / pool.size)[~pool.sure].min(initial=1.0))
