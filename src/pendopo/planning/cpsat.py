"""CP-SAT behind one call: limits, seed, progress and cancellation go in, words of our own come out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from math import isfinite
from typing import Any

from pendopo.planning.errors import SolverMissing
from pendopo.planning.limits import Watch
from pendopo.planning.result import Status

try:
    from ortools.sat.python import cp_model
except ImportError as missing:  # pragma: no cover
    raise SolverMissing from missing

NAME = f"OR-Tools {version('ortools')} CP-SAT"
_STATUS = {
    cp_model.OPTIMAL: Status.OPTIMAL,
    cp_model.FEASIBLE: Status.FEASIBLE,
    cp_model.INFEASIBLE: Status.INFEASIBLE,
    cp_model.UNKNOWN: Status.UNKNOWN,
}


Reader = Callable[[Any], int]


@dataclass(frozen=True, slots=True)
class Answer:
    """How a search ended; `value` reads a variable or expression where there is a solution.

    `value_of_goal` and `bound` are whole numbers of the model's objective; `core` holds the indices of assumptions
    that contradict each other when the status is INFEASIBLE.
    """

    status: Status
    value: Reader
    value_of_goal: int | None
    bound: int | None
    core: tuple[int, ...]


class _Listener(cp_model.CpSolverSolutionCallback):
    def __init__(
        self, watch: Watch, goal: str, stop_at: int | None, on_solution: Callable[[Reader], None] | None
    ) -> None:
        super().__init__()
        self._watch, self._goal, self._stop_at, self._on_solution = watch, goal, stop_at, on_solution

    def on_solution_callback(self) -> None:
        best = round(self.objective_value)
        self._watch.report(self._goal, best, round(self.best_objective_bound))
        if self._on_solution is not None:
            self._on_solution(self.value)
        if self._watch.cancelled or best == self._stop_at:
            self.stop_search()


def search(
    model: cp_model.CpModel,
    watch: Watch,
    *,
    goal: str,
    seconds: float | None = None,
    stop_at: int | None = None,
    parameters: Mapping[str, Any] | None = None,
    on_bound: Callable[[int], None] | None = None,
    on_solution: Callable[[Reader], None] | None = None,
) -> Answer:
    """Search `model` until proof, limit, cancellation or a solution of value `stop_at`.

    `seconds` shortens what is left on the watch; `parameters` are CP-SAT's own and override ours; `on_bound` hears
    every better bound and `on_solution` reads every better solution, in threads of the solver.
    Raises ValueError when the model itself is malformed.
    """
    solver = cp_model.CpSolver()
    _set(solver, watch, seconds, parameters or {}, on_bound)
    if watch.over:
        return Answer(Status.UNKNOWN, solver.value, None, None, ())
    with watch.stopping(solver.stop_search):
        code = solver.solve(model, _Listener(watch, goal, stop_at, on_solution))
    if code == cp_model.MODEL_INVALID:
        raise ValueError(f"The model is malformed: {model.validate()}")
    return _answer(solver, model, _STATUS[code])


def _set(
    solver: cp_model.CpSolver,
    watch: Watch,
    seconds: float | None,
    parameters: Mapping[str, Any],
    on_bound: Callable[[int], None] | None,
) -> None:
    limits, left = watch.limits, watch.left
    solver.parameters.max_time_in_seconds = max(0.01, left if seconds is None else min(left, seconds))
    solver.parameters.num_workers = limits.threads
    solver.parameters.random_seed = limits.seed
    solver.parameters.catch_sigint_signal = False  # whoever holds the watch hears Ctrl-C and cancels it
    for name, value in parameters.items():
        setattr(solver.parameters, name, value)

    def hear(bound: float) -> None:
        """A cancellation that came just before the search began is heard here."""
        if watch.cancelled:
            solver.stop_search()
        if on_bound is not None and isfinite(bound):
            on_bound(round(bound))

    solver.best_bound_callback = hear


def _answer(solver: cp_model.CpSolver, model: cp_model.CpModel, status: Status) -> Answer:
    has_goal = model.has_objective()
    found = status in (Status.OPTIMAL, Status.FEASIBLE)
    return Answer(
        status,
        solver.value,
        round(solver.objective_value) if found and has_goal else None,
        round(solver.best_objective_bound) if has_goal and status is not Status.INFEASIBLE else None,
        tuple(solver.sufficient_assumptions_for_infeasibility()) if status is Status.INFEASIBLE else (),
    )
