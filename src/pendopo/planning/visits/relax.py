"""Bounds from the problem in fractions, in exact integers whatever HiGHS's tolerances are.

Any prices for the rows give a bound (weak duality). HiGHS finds good prices in floating point; they are rounded to
multiples of 1 / UNIT, and bound and reduced costs are computed from them in whole numbers (A. Neumaier and
O. Shcherbina, "Safe bounds in linear and mixed-integer linear programming", Mathematical Programming 99, 2004).
Reduced costs also show which columns cannot move in any plan that reaches a value: those are fixed.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pendopo.planning.highs import INFINITY, Array, Linear
from pendopo.planning.limits import Watch
from pendopo.planning.visits.programme import Aim, Programme, Row

UNIT = 2**30
_VIOLATED = 1e-4  # by how much a link must be broken to be worth a row
_RISE = 1e-4  # of a bound, to go on


@dataclass(frozen=True, slots=True)
class Bound:
    """No plan has less of an aim than `value`; `exact` and `reduced` are multiples of 1 / UNIT."""

    value: int
    exact: int
    reduced: list[int]


class Relaxation:
    """The programme in fractions, with aims held one after another; bounds on columns shrink as they are."""

    def __init__(self, programme: Programme, watch: Watch) -> None:
        self.programme, self._watch, self._spent = programme, watch, 0.0
        self.spare = 0.0  # seconds of the watch that are not ours
        self.lower, self.upper = [0] * len(programme.upper), list(programme.upper)
        self.rows: list[Row] = []
        self._marks: list[tuple[list[int], list[int], int, Aim]] = []
        self._linked: set[int] = set()
        self._lp = empty(self.lower, self.upper)
        for name, value in (("solver", "ipm"), ("run_crossover", "off")):
            self._lp.option(name, value)
        for row in programme.rows:
            self._add(row)

    def least(self, aim: Aim) -> Bound | None:
        """A bound on the aim, what is held kept; None if that already contradicts itself.

        Raises TimeoutError when the watch is over.
        """
        self._lp.set_cost(costs(aim, len(self.lower)))
        value, rises = -INFINITY, True
        while rises:
            if not self._solve():
                return None
            bound = safe_bound(self.rows, (self.lower, self.upper), aim, self._lp.duals.tolist())
            broken = self._broken()
            rises = bool(broken) and self._lp.value > value + _RISE
            value = self._lp.value
            self._link(broken)
        return bound

    def poor(self, aim: Aim) -> Bound:
        """The bound that needs no prices."""
        return safe_bound(self.rows, (self.lower, self.upper), aim, [0.0] * len(self.rows))

    def left(self) -> float:
        """Seconds that may still be spent here.

        Raises TimeoutError when there are none.
        """
        seconds = self._watch.left - self.spare
        if seconds <= 0:
            raise TimeoutError("The time for bounds and rounding is over.")
        return seconds

    @property
    def held(self) -> int:
        """How many aims are held."""
        return len(self._marks)

    def hold(self, aim: Aim, bound: Bound, value: int) -> None:
        """From now on the aim has this value, not less than its bound."""
        self._marks.append((self.lower, self.upper, len(self.rows), aim))
        self.lower, self.upper = narrowed((self.lower, self.upper), bound, (value - aim.constant) * UNIT)
        self._lp.set_bounds(np.array(self.lower, dtype=float), np.array(self.upper, dtype=float))
        self._add(aim.held(value))

    def release(self, kept: int) -> None:
        """Hold only the first aims, as many as `kept`."""
        while len(self._marks) > kept:
            self.lower, self.upper, row, _aim = self._marks.pop()
            self.rows[row] = Row({}, None, None)
            self._lp.set_row(row, -INFINITY, INFINITY)
        self._lp.set_bounds(np.array(self.lower, dtype=float), np.array(self.upper, dtype=float))

    def _link(self, columns: Sequence[int]) -> None:
        """Rows that fractions broke so far."""
        for column in columns:
            self._add(self.programme.link(column))
        self._linked.update(columns)

    def _add(self, row: Row) -> None:
        self.rows.append(row)
        add(self._lp, row, len(self.lower))

    def _solve(self) -> bool:
        """Interior points first; where they do not settle, the simplex method."""
        for method in ("ipm", "simplex"):
            self._lp.option("solver", method)
            self._lp.option("time_limit", self._spent + self.left())
            start = time.monotonic()
            try:
                return self._lp.solve()
            except ArithmeticError:
                continue
            finally:
                self._spent += time.monotonic() - start
        return False

    def _broken(self) -> list[int]:
        x = self._lp.x
        return [
            column
            for column, door in self.programme.shut.items()
            if column not in self._linked and x[column] > self.programme.upper[column] * x[door] + _VIOLATED
        ]


def safe_bound(
    rows: Sequence[Row], bounds: tuple[list[int], list[int]], aim: Aim, prices: Sequence[float]
) -> Bound:
    """What prices for the rows prove about the aim, in whole numbers."""
    lower, upper = bounds
    reduced = [0] * len(lower)
    for column, times in aim.terms.items():
        reduced[column] = times * UNIT
    exact = 0
    for row, price in zip(rows, prices, strict=True):
        pays = round(price * UNIT)
        side = row.lower if pays > 0 else row.upper
        if pays and side is not None:
            exact += pays * side
            for column, times in row.terms.items():
                reduced[column] -= pays * times
    exact += sum(
        cost * (low if cost > 0 else high) for cost, low, high in zip(reduced, lower, upper, strict=True)
    )
    return Bound(aim.constant - (-exact // UNIT), exact, reduced)


def narrowed(bounds: tuple[list[int], list[int]], bound: Bound, value: int) -> tuple[list[int], list[int]]:
    """Bounds on columns that every plan keeps whose aim, in multiples of 1 / UNIT, is at most `value`."""
    lower, upper = map(list, bounds)
    room = value - bound.exact
    for column, cost in enumerate(bound.reduced):
        low, high = lower[column], upper[column]
        if cost > 0 and low + room // cost < high:
            upper[column] = low + room // cost
        elif cost < 0 and high - room // -cost > low:
            lower[column] = high - room // -cost
    return lower, upper


def empty(lower: Sequence[int], upper: Sequence[int]) -> Linear:
    """A linear programme with columns and no row yet."""
    nothing = np.zeros(0)
    sides = np.array(lower, dtype=float), np.array(upper, dtype=float)
    return Linear(np.zeros((0, len(lower))), (nothing, nothing), sides, np.zeros(len(lower)))


def add(lp: Linear, row: Row, columns: int) -> None:
    """A row, as floating-point numbers."""
    values = np.zeros(columns)
    values[list(row.terms)] = list(row.terms.values())
    lower = -INFINITY if row.lower is None else row.lower
    lp.add_row(lower, INFINITY if row.upper is None else row.upper, values)


def costs(aim: Aim, columns: int) -> Array:
    """An aim as costs of columns."""
    values = np.zeros(columns)
    values[list(aim.terms)] = list(aim.terms.values())
    return values
