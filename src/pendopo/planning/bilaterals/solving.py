"""Solves goal after goal, each with the ones before it kept."""

from dataclasses import replace

from ortools.sat.python import cp_model

from pendopo.planning.bilaterals.changes import add_people_moved, add_room_changes
from pendopo.planning.bilaterals.check import BREAKS, MOVED, ROOM_CHANGES, check, goals, people_moved
from pendopo.planning.bilaterals.conflict import clash, conflict
from pendopo.planning.bilaterals.implied import add_what_follows
from pendopo.planning.bilaterals.large import Large, is_large
from pendopo.planning.bilaterals.model import Model
from pendopo.planning.bilaterals.problem import Problem
from pendopo.planning.bilaterals.race import Race
from pendopo.planning.bilaterals.solution import Plan
from pendopo.planning.bilaterals.times import Times
from pendopo.planning.cpsat import NAME, search
from pendopo.planning.limits import Watch
from pendopo.planning.result import Goal, Result, Status

_SHARE = 0.6  # of the time left that a goal may take while others wait behind it


def solve(problem: Problem, watch: Watch | None = None, before: Plan | None = None) -> Result[Plan]:
    """The best plan, goal by goal; with `before`, of those one that moves as few people as possible.

    The goals in their order: musts held (where `keep` is "most"), weight of wants held, weight of accepted ones
    held, breaks, room changes (where there are several rooms), people moved (with `before`).
    """
    watch, times = watch or Watch(), Times(problem)
    impossible = clash(times)
    if impossible:
        return _Solve(times, watch, before).result(Status.INFEASIBLE, impossible)
    if is_large(times):
        large = Large(times, watch, before)
        plan = large.run()
        if plan is not None and check(problem, plan).holds:
            return _of_large(large, plan, watch, before)
    return _Solve(times, watch, before).run()


def _of_large(large: Large, plan: Plan, watch: Watch, before: Plan | None) -> Result[Plan]:
    """A large day has bounds for its weights; fewest breaks, changes and moves are not proved."""
    solve = _Solve(large.times, watch, before)
    solve.plan = plan
    solve.bounds = large.bounds({goal.name: int(goal.value) for goal in goals(large.times.problem, plan)})
    made = solve.result(Status.FEASIBLE)
    return replace(made, status=Status.OPTIMAL) if all(goal.proved for goal in made.goals) else made


class _Solve:
    """One solve: the model grows by what each goal reached."""

    def __init__(self, times: Times, watch: Watch, before: Plan | None) -> None:
        self.times, self.watch, self.before = times, watch, before
        self.plan: Plan | None = None
        self.bounds: dict[str, int | None] = {}

    def run(self) -> Result[Plan]:
        self.model = Model(self.times)
        self.model.add_rules()
        add_what_follows(self.model, symmetric=self.before is None)
        names = [goal.name for goal in goals(self.times.problem, Plan(()))]
        names += [] if self.before is None else [MOVED]
        proved = True
        for place, name in enumerate(names, start=1):
            seconds = self.watch.left * (1 if place == len(names) else _SHARE)
            status = self._fewest_breaks(seconds) if name == BREAKS else self._reach(name, seconds)
            if status is Status.INFEASIBLE:
                return self.result(status, conflict(self.times, self.watch))
            if status is Status.UNKNOWN and self.plan is None:
                return self.result(status)
            proved = proved and status is Status.OPTIMAL
        return self.result(Status.OPTIMAL if proved else Status.FEASIBLE)

    def _fewest_breaks(self, seconds: float) -> Status:
        race = Race(self.model, self.watch, seconds).run()
        self.bounds[BREAKS] = race.bound
        if race.answer is not None and race.best is not None:
            self.plan = self.model.plan(race.answer.value)
            self._keep(race.breaks <= race.best)
        return race.status

    def _reach(self, name: str, seconds: float) -> Status:
        counted, maximise = self._counted(name), name not in (ROOM_CHANGES, MOVED)
        (self.model.cp.maximize if maximise else self.model.cp.minimize)(counted)
        answer = search(self.model.cp, self.watch, goal=name, seconds=seconds)
        self.model.cp.clear_objective()
        self.bounds[name] = answer.bound
        if answer.status in (Status.OPTIMAL, Status.FEASIBLE):
            self.plan = self.model.plan(answer.value)
            reached = answer.value_of_goal or 0
            self._keep(counted >= reached if maximise else counted <= reached)
        return answer.status

    def _counted(self, name: str) -> cp_model.LinearExprT:
        if name == ROOM_CHANGES:
            return add_room_changes(self.model)
        if name == MOVED and self.before is not None:
            return add_people_moved(self.model, self.before)
        return self.model.goal(name)

    def _keep(self, reached: object) -> None:
        """Hold a goal from now on; a goal that is the same for every plan needs no rule."""
        if isinstance(reached, cp_model.BoundedLinearExpression):
            self.model.cp.add(reached)
        if self.plan is not None:
            self.model.hint(self.plan)

    def result(self, status: Status, rules: tuple[str, ...] = ()) -> Result[Plan]:
        """The outcome; goals are counted from the plan, not read from the solver."""
        counted = () if self.plan is None else tuple(goals(self.times.problem, self.plan))
        if self.plan is not None and self.before is not None:
            counted += (Goal(MOVED, people_moved(self.times.problem, self.plan, self.before)),)
        stopped = status in (Status.FEASIBLE, Status.UNKNOWN)
        return Result(
            status,
            self.plan,
            tuple(Goal(one.name, one.value, self.bounds.get(one.name), one.maximise) for one in counted),
            self.watch.seconds,
            self.watch.limits.seed,
            NAME,
            stopped,
            rules,
        )
