"""A table near the proportional one, in the numbers of the machine: a good start for the exact steps after it.

Weights are scaled alternately to the sums of rows and of columns (Deming and Stephan, 1940); each row is rounded to
its sum; then seats move from columns with too many to columns with too few, along the cheapest chain of transfers.
"""

from fractions import Fraction
from math import sqrt

from pendopo.planning.apportionment.divisors import Claim, share_out
from pendopo.planning.apportionment.grid import Grid
from pendopo.planning.apportionment.problem import Method
from pendopo.planning.apportionment.transfers import Transfers
from pendopo.planning.limits import Watch

ROUNDS = 40
SMALLEST = 1e-6  # a column without seats fades, but never to nothing


def fitted(grid: Grid, watch: Watch) -> Transfers | None:
    """Seats that keep all sums and bounds, ready to be moved further; None where the time is over."""
    scales = _scales(grid)
    held = [_row(grid, i, scales) for i in range(len(grid.rows))]
    over = [sum(row[j] for row in held) - n for j, n in enumerate(grid.columns)]
    moves = Transfers(grid, held)
    while any(over):
        if watch.over:
            return None
        watch.report("seats in the wrong group", sum(map(abs, over)) // 2, 0)
        path = moves.cheapest([n > 0 for n in over], [n < 0 for n in over])
        moves.apply(path)
        over[path[0].column] -= 1
        over[path[-1].to] += 1
    return moves


def _scales(grid: Grid) -> list[Fraction]:
    """One factor for each column at which the shares of all rows nearly add up to the seats of the columns."""
    squared = grid.method is Method.HUNTINGTON_HILL
    weights = [[sqrt(w) if squared else float(w) for w in row] for row in grid.weights]
    scales = [1.0] * len(grid.columns)
    for _ in range(ROUNDS):
        sums = [0.0] * len(scales)
        for row, seats in zip(weights, grid.rows, strict=True):
            shares = [w * c for w, c in zip(row, scales, strict=True)]
            total = sum(shares)
            if total:
                for j, share in enumerate(shares):
                    sums[j] += share * seats / total
        scales = [
            c * max(n, SMALLEST) / s if s else c for c, n, s in zip(scales, grid.columns, sums, strict=True)
        ]
    return [Fraction(c * c if squared else c) for c in scales]


def _row(grid: Grid, i: int, scales: list[Fraction]) -> list[int]:
    claims = [
        Claim(w * c, low, high)
        for w, c, low, high in zip(grid.weights[i], scales, grid.low[i], grid.high[i], strict=True)
    ]
    return list(share_out(claims, grid.rows[i], grid.method).seats)
