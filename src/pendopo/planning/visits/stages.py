"""Aim by aim: a bound in fractions, whole numbers that reach it, and CP-SAT for an aim where none do."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pendopo.planning.limits import Watch
from pendopo.planning.result import Status
from pendopo.planning.visits.dive import dive
from pendopo.planning.visits.programme import Aim, Programme
from pendopo.planning.visits.relax import Bound, Relaxation
from pendopo.planning.visits.whole import improve

_SPARE = 0.4  # of the time, for CP-SAT as long as there is no plan


@dataclass
class Stages:
    """What is reached: values of all columns, and for each aim done its value and the bound on it.

    Both are equal except for the last aim when time ran out.
    """

    programme: Programme
    aims: Sequence[Aim]
    watch: Watch
    values: list[int] | None = None
    reached: list[tuple[int, int]] = field(default_factory=list)
    bounds: list[Bound] = field(default_factory=list)  # one per aim, each with the bounds before it held

    def run(self) -> Status:
        """Reach one aim after another until all are proved or time is over."""
        relaxation = Relaxation(self.programme, self.watch)
        relaxation.spare = self.watch.left * _SPARE
        try:
            while len(self.reached) < len(self.aims):
                self._bound(relaxation)
                self._round(relaxation)
                if len(self.reached) < len(self.aims) and not self._decide(relaxation):
                    break
            else:
                self.values = self.values or [0] * len(self.programme.upper)
                return Status.OPTIMAL
        except TimeoutError:
            self._rescue(relaxation)
        return Status.UNKNOWN if self.values is None else Status.FEASIBLE

    def _bound(self, relaxation: Relaxation) -> None:
        """Bounds on the aims that are left, each as if the bounds before it could be reached."""
        del self.bounds[len(self.reached) :]
        for aim in self.aims[len(self.reached) :]:
            bound = relaxation.least(aim)
            if bound is None:
                return
            self.watch.report(aim.name, self._told(aim), aim.said(bound.value))
            self.bounds.append(bound)
            relaxation.hold(aim, bound, bound.value)

    def _round(self, relaxation: Relaxation) -> None:
        """Reach the bounds of as many aims as possible at once: all of them, or halving what is in question."""
        tried = most = len(self.bounds)
        while len(self.reached) < most:
            self._hold(relaxation, tried)
            found = dive(relaxation)
            if found is None:
                most = tried - 1
            else:
                self.values, relaxation.spare = found, 0.0
                self.reached += [(one.value, one.value) for one in self.bounds[len(self.reached) : tried]]
            tried = (len(self.reached) + most + 1) // 2
        self._hold(relaxation, len(self.reached))

    def _hold(self, relaxation: Relaxation, count: int) -> None:
        """Hold the first aims at their bounds, as many as `count`."""
        relaxation.release(count)
        for n in range(relaxation.held, count):
            relaxation.hold(self.aims[n], self.bounds[n], self.bounds[n].value)

    def _decide(self, relaxation: Relaxation) -> bool:
        """Whether CP-SAT proved the next aim. Its bound is out of reach, or rounding missed it."""
        n = len(self.reached)
        aim = self.aims[n]
        bound = self.bounds[n] if n < len(self.bounds) else relaxation.least(aim) or relaxation.poor(aim)
        near = dive(relaxation, aim)
        if near is not None and (self.values is None or aim.value(near) < aim.value(self.values)):
            self.values = near
        nobody = [0] * len(self.programme.upper) if n == 0 else None
        answer, found = improve(relaxation, aim, bound, self.watch, self.values or nobody)
        self.values = found or self.values
        if answer.status is not Status.OPTIMAL or found is None:
            self._leave(bound.value if answer.bound is None else max(bound.value, aim.said(answer.bound)))
            return False
        value = aim.value(found)
        relaxation.hold(aim, bound, value)
        self.reached.append((value, value))
        return True

    def _rescue(self, relaxation: Relaxation) -> None:
        """Bounds and rounding took all the time they may have: CP-SAT has the rest, if there is no plan yet."""
        n = len(self.reached)
        bound = self.bounds[n].value if n < len(self.bounds) else None
        if self.values is None and not self.watch.over:
            relaxation.release(0)
            known = self.bounds[0] if self.bounds else relaxation.poor(self.aims[0])
            nobody = [0] * len(self.programme.upper)
            answer, self.values = improve(relaxation, self.aims[0], known, self.watch, nobody)
            bound = known.value if answer.bound is None else max(known.value, self.aims[0].said(answer.bound))
        self._leave(bound)

    def _leave(self, bound: int | None) -> None:
        """Time is over in the middle of an aim."""
        n = len(self.reached)
        if self.values is not None and bound is not None and n < len(self.aims):
            self.reached.append((self.aims[n].value(self.values), bound))

    def _told(self, aim: Aim) -> int | None:
        return None if self.values is None else aim.said(aim.value(self.values))
