"""Whole numbers near the solution in fractions: round what decides most, solve again, step back where it fails.

Once it is decided which groups are open, what is left is nearly a flow, and a corner of it is nearly always whole.
"""

import time
from collections.abc import Sequence

import numpy as np

from pendopo.planning.visits.programme import Aim, Programme, Row
from pendopo.planning.visits.relax import Relaxation, add, costs, empty

_WHOLE = 1e-6
_SHARE = 5  # of the fractions left, every fifth is rounded at once
_STEPS_BACK = 30
_FEW = 8_000  # free columns; with more, only the links that fractions broke are worth their rows
_WORK, _FEWEST = 2_000_000, 60  # solves times columns, and solves whatever their size


def dive(relaxation: Relaxation, aim: Aim | None = None) -> list[int] | None:
    """Values of all columns that keep every rule and what is held, with little of an aim; None if not found."""
    programme = relaxation.programme
    bounds = zip(relaxation.lower, relaxation.upper, strict=True)
    free = [column for column, (low, high) in enumerate(bounds) if low < high]
    rows = list(relaxation.rows)
    if len(free) <= _FEW:
        rows += [programme.link(column) for column in free if column in programme.shut]
    left = _without(rows, relaxation.lower, free)
    if left is None:
        return None
    values = list(relaxation.lower)
    found = _Dive(relaxation, free, left, aim).run() if free else []
    if found is None:
        return None
    for column, value in zip(free, found, strict=True):
        values[column] = value
    return values if all(row.keeps(values) for row in relaxation.rows) else None


def _without(rows: Sequence[Row], fixed: Sequence[int], free: Sequence[int]) -> list[Row] | None:
    """The rows over the free columns only, numbered anew; None if fixed columns already break one."""
    at = {column: n for n, column in enumerate(free)}
    found = []
    for row in rows:
        done = sum(times * fixed[column] for column, times in row.terms.items() if column not in at)
        lower = None if row.lower is None else row.lower - done
        upper = None if row.upper is None else row.upper - done
        terms = {at[column]: times for column, times in row.terms.items() if column in at}
        if terms:
            found.append(Row(terms, lower, upper))
        elif (lower or 0) > 0 or (upper or 0) < 0:
            return None
    return found


def _kinds(programme: Programme, free: Sequence[int]) -> tuple[list[int], list[int], list[int]]:
    """The places among the free columns of doors, of guides and vehicles, of people."""
    doors = set(programme.shut.values())
    kinds: tuple[list[int], list[int], list[int]] = ([], [], [])
    for n, column in enumerate(free):
        kinds[0 if column in doors else 2 if column in programme.shut else 1].append(n)
    return kinds


class _Dive:
    """A linear programme whose columns are fixed a few at a time."""

    def __init__(
        self, relaxation: Relaxation, free: Sequence[int], rows: Sequence[Row], aim: Aim | None
    ) -> None:
        self._relaxation, self._spent, self._steps_back = relaxation, 0.0, 0
        self._solves = max(_FEWEST, _WORK // len(free))
        self._lower = [relaxation.lower[column] for column in free]
        self._upper = [relaxation.upper[column] for column in free]
        self._kinds = _kinds(relaxation.programme, free)
        self._lp = empty(self._lower, self._upper)
        self._lp.option("solver", "ipm")  # and from there to a corner
        for row in rows:
            add(self._lp, row, len(free))
        if aim is not None:
            self._lp.set_cost(costs(aim, len(relaxation.lower))[free])

    def run(self) -> list[int] | None:
        """Doors first, then guides and vehicles, then people."""
        if not self._solve():
            return None
        self._lp.option("solver", "simplex")
        self._lp.option("presolve", "off")  # from now on the last corner is a good start
        for kind in self._kinds:
            while fractions := self._fractions(kind):
                if not self._round(fractions):
                    return None
            x = self._lp.x
            for n in kind:
                self._fix(n, round(x[n]))
        return self._lower

    def _fractions(self, kind: Sequence[int]) -> list[int]:
        """Columns that are not whole, the nearest to a whole number first."""
        x = self._lp.x
        away = {n: abs(x[n] - round(x[n])) for n in kind if self._lower[n] < self._upper[n]}
        return sorted((n for n, far in away.items() if far > _WHOLE), key=lambda n: (round(away[n], 9), n))

    def _round(self, fractions: Sequence[int]) -> bool:
        """Round some; if that leaves nothing, only one, and if need be to the other side."""
        x, before = self._lp.x, (list(self._lower), list(self._upper))
        for n in fractions[: max(1, len(fractions) // _SHARE)]:
            self._fix(n, round(x[n]))
        if self._solve():
            return True
        self._lower, self._upper = before
        self._lp.set_bounds(np.array(self._lower, dtype=float), np.array(self._upper, dtype=float))
        n, near = fractions[0], round(x[fractions[0]])
        for value in (near, near + 1 if x[n] > near else near - 1):
            self._steps_back += 1
            self._lower[n], self._upper[n] = before[0][n], before[1][n]
            self._fix(n, value)
            if self._steps_back <= _STEPS_BACK and self._solve():
                return True
        return False

    def _fix(self, n: int, value: int) -> None:
        self._lower[n] = self._upper[n] = value
        self._lp.set_column(n, value, value)

    def _solve(self) -> bool:
        self._solves -= 1
        self._lp.option("time_limit", self._spent + self._relaxation.left())
        start = time.monotonic()
        try:
            return self._solves >= 0 and self._lp.solve()
        except ArithmeticError:
            return False
        finally:
            self._spent += time.monotonic() - start
