"""Finds who goes where: by flow where the rules allow it, otherwise level by level from the linear relaxation."""

from collections import Counter
from collections.abc import Iterator

from pendopo.planning.cpsat import NAME
from pendopo.planning.highs import NAME as HIGHS
from pendopo.planning.limits import Watch
from pendopo.planning.result import Goal, Result, Status
from pendopo.planning.visits import flow
from pendopo.planning.visits.check import outcomes
from pendopo.planning.visits.handing import plan
from pendopo.planning.visits.levels import levels
from pendopo.planning.visits.problem import Problem
from pendopo.planning.visits.rules import Model
from pendopo.planning.visits.solution import Plan
from pendopo.planning.visits.stages import Stages


def solve(problem: Problem, watch: Watch | None = None, before: Plan | None = None) -> Result[Plan]:
    """The best plan by the problem's objective; with `before`, of those the one that moves fewest people."""
    watch = watch or Watch()
    if before is None and flow.applies(problem) and problem.people:
        found = flow.solve(problem, levels(problem))
        counts = Counter(outcomes(problem, found).values())
        goals = tuple(level.goal(counts, level.goal(counts).value) for level in levels(problem))  # type: ignore[arg-type]
        return Result(Status.OPTIMAL, found, goals, watch.seconds, watch.limits.seed, f"{NAME}, flow")
    return _by_levels(problem, watch, before)


def _by_levels(problem: Problem, watch: Watch, before: Plan | None) -> Result[Plan]:
    """One level after another, each with the ones before it held; people who move come last."""
    model = Model(problem, before)
    aims = [model.aim(level) for level in levels(problem)]
    if before is not None:
        aims.append(model.moves())
    stages = Stages(model.programme, aims, watch)
    status = stages.run()
    done = None if stages.values is None else plan(model, stages.values)
    return Result(
        status,
        done,
        tuple(_goals(stages)),
        watch.seconds,
        watch.limits.seed,
        f"{HIGHS}, {NAME}",
        interrupted=status is not Status.OPTIMAL,
    )


def _goals(stages: Stages) -> Iterator[Goal]:
    """What is reached; levels that were not are counted as they are."""
    if stages.values is None:
        return
    for n, aim in enumerate(stages.aims):
        bound = aim.said(stages.reached[n][1]) if n < len(stages.reached) else None
        yield Goal(aim.name, aim.said(aim.value(stages.values)), bound, aim.maximise)
