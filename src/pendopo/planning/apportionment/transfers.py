"""Moving seats between columns: in one row the one column loses a seat, and another gains it.

A transfer from column j to column k in row i multiplies the cost of a table by gain(i, k) / loss(i, j). Tables of
least cost are the proportional ones, so chains of transfers are compared by products; here by sums of logarithms,
which point at the right ones, and where it counts by the exact numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf, log

from pendopo.planning.apportionment.grid import Grid, Held

NOISE = 1e-11  # logarithms closer than this may be equal in truth
NEAR = 1e-9  # and those further apart than this are not


@dataclass(frozen=True, slots=True)
class Step:
    """One seat from `column` to column `to` in `row`."""

    column: int
    row: int
    to: int


class Transfers:
    """The cheapest transfer between any two columns, kept up to date while seats move."""

    def __init__(self, grid: Grid, held: Held) -> None:
        self.grid, self.held = grid, held
        self.columns, self.rows = range(len(grid.columns)), range(len(grid.rows))
        self._gain = [[inf] * len(grid.columns) for _ in self.rows]
        self._loss = [[-inf] * len(grid.columns) for _ in self.rows]
        for i in self.rows:
            self._measure(i)
        self.cost = [[inf] * len(grid.columns) for _ in self.columns]
        self._row = [[-1] * len(grid.columns) for _ in self.columns]
        for j in self.columns:
            for k in self.columns:
                self._search(j, k)

    def cheapest(self, sources: Sequence[bool], targets: Sequence[bool]) -> list[Step]:
        """The cheapest chain from a source to a target; there must be one."""
        best = [0.0 if source else inf for source in sources]
        came = [-1 for _ in best]
        changed = True
        while changed:
            changed = False
            for j in self.columns:
                for k, cost in enumerate(self.cost[j]):
                    if best[j] + cost < best[k] - NOISE:
                        best[k], came[k], changed = best[j] + cost, j, True
        end = min((k for k in self.columns if targets[k]), key=best.__getitem__)
        return self.chain(came, end)

    def chain(self, came: Sequence[int], end: int) -> list[Step]:
        """The steps that lead to `end`, from where no step came."""
        steps: list[Step] = []
        while came[end] >= 0:
            steps.append(self.step(came[end], end))
            end = came[end]
        return joined(steps[::-1])

    def step(self, j: int, k: int) -> Step:
        """The cheapest transfer between two columns."""
        return Step(j, self._row[j][k], k)

    def apply(self, steps: Sequence[Step]) -> None:
        """Move a seat along each step, and look again where that matters."""
        touched = {step.row for step in steps}
        for step in steps:
            self.held[step.row][step.column] -= 1
            self.held[step.row][step.to] += 1
        for i in touched:
            self._measure(i)
        for j in self.columns:
            for k in self.columns:
                if self._row[j][k] in touched:
                    self._search(j, k)
                else:
                    self._compare(j, k, touched)

    def exact(self) -> list[list[Fraction | None]]:
        """The products behind `cost`, with the rows that are truly cheapest; None where nothing can move."""
        return [[self._settle(j, k) if j != k else None for k in self.columns] for j in self.columns]

    def _measure(self, i: int) -> None:
        for j in self.columns:
            gain, loss = self.grid.gain(self.held, i, j), self.grid.loss(self.held, i, j)
            self._gain[i][j] = inf if gain is None else log(gain)
            self._loss[i][j] = -inf if loss is None else log(loss)

    def _search(self, j: int, k: int) -> None:
        self.cost[j][k], self._row[j][k] = inf, -1
        if j != k:
            costs = [gain[k] - loss[j] for gain, loss in zip(self._gain, self._loss, strict=True)]
            least = min(costs)
            if least < inf:
                self.cost[j][k], self._row[j][k] = least, costs.index(least)

    def _compare(self, j: int, k: int, rows: set[int]) -> None:
        for i in rows:
            if j != k and (cost := self._gain[i][k] - self._loss[i][j]) < self.cost[j][k]:
                self.cost[j][k], self._row[j][k] = cost, i

    def _settle(self, j: int, k: int) -> Fraction | None:
        limit, best = self.cost[j][k] + NEAR, None
        if limit == inf:
            return None
        for i in self.rows:
            if self._gain[i][k] - self._loss[i][j] > limit:
                continue
            gain, loss = self.grid.gain(self.held, i, k), self.grid.loss(self.held, i, j)
            if gain is not None and loss is not None and (best is None or gain / loss < best):
                best, self._row[j][k] = gain / loss, i
        return best


def joined(steps: Sequence[Step]) -> list[Step]:
    """Steps with what comes and goes in one row left out, so that no cell is counted twice."""
    made: list[Step] = []
    for step in steps:
        if made and made[-1].row == step.row:
            made[-1] = Step(made[-1].column, step.row, step.to)
        else:
            made.append(step)
    return made
