"""Finds who goes where: by flow where the rules allow it, otherwise level by level with CP-SAT."""

from collections import Counter

from pendopo.planning.cpsat import NAME, search
from pendopo.planning.limits import Watch
from pendopo.planning.result import Goal, Result, Status
from pendopo.planning.visits import flow
from pendopo.planning.visits.check import outcomes
from pendopo.planning.visits.levels import Level, levels
from pendopo.planning.visits.problem import Problem
from pendopo.planning.visits.rules import Model
from pendopo.planning.visits.solution import Plan

_MOVES = "people who move"


def solve(problem: Problem, watch: Watch | None = None, before: Plan | None = None) -> Result[Plan]:
    """The best plan by the problem's objective; with `before`, of those the one that moves fewest people."""
    watch = watch or Watch()
    if before is None and flow.applies(problem) and problem.people:
        plan = flow.solve(problem, levels(problem))
        counts = Counter(outcomes(problem, plan).values())
        goals = tuple(level.goal(counts, level.goal(counts).value) for level in levels(problem))  # type: ignore[arg-type]
        return Result(Status.OPTIMAL, plan, goals, watch.seconds, watch.limits.seed, f"{NAME}, flow")
    return _by_levels(problem, watch, before)


def _by_levels(problem: Problem, watch: Watch, before: Plan | None) -> Result[Plan]:
    """Optimise one level after another, each with the ones before it held."""
    model, plan, goals = Model(problem), None, []
    if before is not None:
        model.hint(before)
    for level in levels(problem):
        expression = model.count(level)
        (model.cp.maximize if level.maximise else model.cp.minimize)(expression)
        answer = search(model.cp, watch, goal=level.name)
        if answer.status in (Status.INFEASIBLE, Status.UNKNOWN):
            break
        plan = model.plan(answer.value)
        goals.append(Goal(level.name, answer.value_of_goal or 0, answer.bound, level.maximise))
        if answer.status is not Status.OPTIMAL:
            break
        model.cp.add(expression == answer.value_of_goal)
        model.hint(plan)
    else:
        return _settled(problem, model, plan, goals, watch, before)
    return _unsettled(problem, answer.status, plan, goals, watch)


def _settled(
    problem: Problem, model: Model, plan: Plan | None, goals: list[Goal], watch: Watch, before: Plan | None
) -> Result[Plan]:
    """Every level is proved; what is left is to move as few people as possible."""
    status, done = Status.OPTIMAL, plan or Plan(())
    if before is not None:
        known = {(place.person, place.group) for place in before.places}
        kept = [variable for key, variable in model.place.items() if key in known]
        model.cp.maximize(sum(kept))
        answer = search(model.cp, watch, goal=_MOVES)
        status = answer.status
        if status in (Status.OPTIMAL, Status.FEASIBLE):
            done = model.plan(answer.value)
            moved, least = len(known) - (answer.value_of_goal or 0), len(known) - (answer.bound or 0)
            goals.append(Goal(_MOVES, moved, least))
        else:
            status = Status.FEASIBLE
    stopped = status is not Status.OPTIMAL
    return Result(status, done, tuple(goals), watch.seconds, watch.limits.seed, NAME, stopped)


def _unsettled(
    problem: Problem, status: Status, plan: Plan | None, goals: list[Goal], watch: Watch
) -> Result[Plan]:
    """Time ran out before every level was proved: levels that were not reached are counted as they are."""
    if plan is None:
        return Result(status, None, (), watch.seconds, watch.limits.seed, NAME, status is Status.UNKNOWN)
    counts = Counter(outcomes(problem, plan).values())
    later: list[Level] = list(levels(problem))[len(goals) :]
    goals += [level.goal(counts) for level in later]
    return Result(Status.FEASIBLE, plan, tuple(goals), watch.seconds, watch.limits.seed, NAME, True)
