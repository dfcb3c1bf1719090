"""Fewest breaks: one search lifts the bound, another hunts for plans, and the first proof ends both."""

import threading
from collections.abc import Mapping
from typing import Any

from pendopo.planning.bilaterals.check import BREAKS
from pendopo.planning.bilaterals.model import Model
from pendopo.planning.cpsat import Answer, search
from pendopo.planning.limits import Limits, Watch
from pendopo.planning.result import Status

# The bound climbs core by core, which proves in seconds what linear relaxations do not prove in hours.
_CORES: Mapping[str, Any] = {"optimize_with_core": True, "linearization_level": 0, "num_workers": 1}
_PLANS: Mapping[str, Any] = {"linearization_level": 0, "num_workers": 1}
_EFFORT = 4.0  # of the first attempt at a number of breaks, in CP-SAT's deterministic seconds


class Race:
    """The state that the two searches share: the best answer so far and the bound."""

    def __init__(self, model: Model, watch: Watch, seconds: float) -> None:
        self.model, self.watch = model, watch
        self.breaks = model.goal(BREAKS)
        self.status, self.bound = Status.UNKNOWN, 0
        self.best: int | None = None
        self.answer: Answer | None = None
        self._lock = threading.Lock()
        self._end = Watch(Limits(max(0.01, min(seconds, watch.left)), 1, watch.limits.seed))
        self._attempt: Watch | None = None
        self._target = self._attempts = 0

    def run(self) -> "Race":
        """Search until proof, limit or cancellation; `status`, `answer`, `best` and `bound` say what came out."""
        with self.watch.stopping(self._stop):
            if self.watch.limits.threads == 1:
                self._take_turns()
            else:
                self._side_by_side()
        return self

    def _side_by_side(self) -> None:
        failures: list[BaseException] = []

        def hunt() -> None:
            try:
                self._hunt()
            except BaseException as error:
                failures.append(error)
                self._stop()

        hunter = threading.Thread(target=hunt, name="plans", daemon=True)
        hunter.start()
        self._climb(None)
        self._stop()
        hunter.join()
        if failures:
            raise failures[0]

    def _take_turns(self) -> None:
        """One thread: a first plan, then cores and attempts at plans with growing effort."""
        self._first_plan(_EFFORT)
        effort = 8 * _EFFORT
        while not self._settled:
            self._climb(effort)
            if not self._settled:
                self._try(self.bound, effort / 2)
            effort *= 2

    @property
    def _settled(self) -> bool:
        proved = self.best is not None and self.best <= self.bound
        return proved or self.status is Status.INFEASIBLE or self._end.over

    def _stop(self) -> None:
        self._end.cancel()
        self._stop_attempt()

    def _stop_attempt(self) -> None:
        with self._lock:
            attempt = self._attempt
        if attempt is not None:
            attempt.cancel()

    def _climb(self, effort: float | None) -> None:
        """Search guided by unsatisfiable cores until its proof."""
        model = self.model.cp.clone()
        model.minimize(self.breaks)
        parameters = dict(_CORES) | ({} if effort is None else {"max_deterministic_time": effort})
        answer = search(model, self._end, goal=BREAKS, parameters=parameters, on_bound=self._raise_bound)
        if answer.status is Status.INFEASIBLE:
            self._prove_infeasible()
        elif answer.value_of_goal is not None:
            if answer.bound is not None:
                self._raise_bound(answer.bound)
            self._keep(answer)

    def _hunt(self) -> None:
        """Find a plan, halve its distance to the bound while that is easy, then try the numbers at both ends.

        Where no plan has as few breaks as the bound, that is a proof, too, and lifts it.
        """
        self._first_plan(None)
        while not self._settled and self.best is not None and self.best > self.bound + 1:
            if not self._try((self.bound + self.best) // 2, _EFFORT):
                break
        effort = 4 * _EFFORT
        while not self._settled and self.best is not None:
            self._try(self.best - 1, effort / 2)
            if not self._settled:
                self._try(self.bound, effort)
            effort *= 2

    def _first_plan(self, effort: float | None) -> None:
        """Any plan; breaks do not count."""
        parameters = dict(_PLANS) | {"cp_model_presolve": False}
        if effort is not None:
            parameters["max_deterministic_time"] = effort
        answer = search(self.model.cp.clone(), self._end, goal=BREAKS, parameters=parameters)
        if answer.status is Status.INFEASIBLE:
            self._prove_infeasible()
        elif answer.status is not Status.UNKNOWN:
            self._keep(answer)

    def _try(self, target: int, effort: float) -> bool:
        """Look for a plan with `target` breaks at most; without one, the bound is higher."""
        model = self.model.cp.clone()
        model.add(self.breaks <= target)
        self._attempts += 1
        seed = (self.watch.limits.seed + self._attempts) % 2**31
        limits = Limits(max(0.01, self._end.left), 1, seed)
        with self._lock:
            attempt = self._attempt = Watch(limits)
            self._target = target
        if self._end.cancelled:
            return False
        answer = search(
            model, attempt, goal=BREAKS, parameters=dict(_PLANS) | {"max_deterministic_time": effort}
        )
        with self._lock:
            self._attempt = None
        if answer.status is Status.INFEASIBLE:
            self._raise_bound(target + 1)
        elif answer.status is not Status.UNKNOWN:
            self._keep(answer)
            return True
        return False

    def _keep(self, answer: Answer) -> None:
        value = self.model.count_breaks(answer.value)
        with self._lock:
            if self.best is None or value < self.best:
                self.best, self.answer, self.status = value, answer, Status.FEASIBLE
        self._tell()

    def _raise_bound(self, bound: int) -> None:
        with self._lock:
            higher = bound > self.bound
            self.bound = max(self.bound, bound)
        if higher:
            if bound > self._target:
                self._stop_attempt()
            self._tell()

    def _prove_infeasible(self) -> None:
        with self._lock:
            self.status = Status.INFEASIBLE
        self._stop()

    def _tell(self) -> None:
        """Pass on where the race stands; end it with the proof."""
        with self._lock:
            best, bound = self.best, self.bound
            if best is not None and best <= bound:
                self.bound, self.status = best, Status.OPTIMAL
        self.watch.report(BREAKS, best, bound)
        if best is not None and best <= bound:
            self._stop()
