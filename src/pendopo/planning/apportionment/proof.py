"""The exact end of filling a table: no cycle of transfers makes it more proportional, and divisors that show it.

A cycle of transfers whose product is below 1 leads to a better table; where none is left (R. Bellman, 1958), the
products along cheapest chains are factors of the columns at which every row is rounded as it stands. All of it in
rational numbers, so that the start, made in the numbers of the machine, decides nothing but the time.
"""

from fractions import Fraction
from math import exp, log

from pendopo.planning.apportionment.grid import Grid, Held
from pendopo.planning.apportionment.methods import simplest
from pendopo.planning.apportionment.transfers import NEAR, Step, Transfers, joined

Costs = list[list[Fraction | None]]


def improved(moves: Transfers) -> list[Fraction]:
    """Move seats until they are proportional; the divisors of the columns."""
    while True:
        costs = moves.exact()
        found = _factors(moves, costs, _middle(moves))
        if found is None:
            continue
        return _simple(costs, found)


def row_divisors(grid: Grid, held: Held, columns: list[Fraction]) -> list[Fraction]:
    """For each row a simple divisor with which its weights round to its seats."""
    divisors = []
    for i in range(len(grid.rows)):
        least, most = row_interval(grid, held, i, columns)
        divisors.append(simplest(least, most) if least or most else Fraction(1))
    return divisors


def row_interval(grid: Grid, held: Held, i: int, columns: list[Fraction]) -> tuple[Fraction, Fraction | None]:
    """Between which divisors a row keeps its seats: from what the next seat needs to what the last has."""
    losses = [(d, loss) for j, d in enumerate(columns) if (loss := grid.loss(held, i, j)) is not None]
    gains = [(d, gain) for j, d in enumerate(columns) if (gain := grid.gain(held, i, j)) is not None]
    return (
        max((1 / (d * gain) for d, gain in gains), default=Fraction(0)),
        min((1 / (d * loss) for d, loss in losses), default=None),
    )


def _middle(moves: Transfers) -> list[Fraction]:
    """Factors halfway between the largest and the smallest that fit, nearly, in the numbers of the machine."""
    forward, backward = [0.0 for _ in moves.columns], [0.0 for _ in moves.columns]
    for _ in moves.columns:
        for j in moves.columns:
            for k, cost in enumerate(moves.cost[j]):
                forward[k] = min(forward[k], forward[j] + cost)
                backward[j] = max(backward[j], backward[k] - cost)
    return [Fraction(exp((a + b) / 2)) for a, b in zip(forward, backward, strict=True)]


def _factors(moves: Transfers, costs: Costs, factors: list[Fraction]) -> list[Fraction] | None:
    """Factors with factor(k) <= factor(j) · cost(j, k); None after a cycle was found, and the seats moved along it."""
    logs, came = [log(factor) for factor in factors], [-1 for _ in factors]
    for _ in range(len(factors) + 1):
        changed = -1
        for j in moves.columns:
            for k in moves.columns:
                cost = costs[j][k]
                if cost is None or logs[j] + moves.cost[j][k] > logs[k] + NEAR:
                    continue
                if (factor := factors[j] * cost) < factors[k]:
                    factors[k], logs[k], came[k], changed = factor, log(factor), j, k
        if changed < 0:
            return factors
    moves.apply(_cycle(moves, came, changed))
    return None


def _cycle(moves: Transfers, came: list[int], end: int) -> list[Step]:
    for _ in came:
        end = came[end]
    steps, k = [moves.step(came[end], end)], came[end]
    while k != end:
        steps.append(moves.step(came[k], k))
        k = came[k]
    return joined(steps[::-1])


def _simple(costs: Costs, factors: list[Fraction]) -> list[Fraction]:
    """The divisors that belong to the factors, each moved to the simplest number the others leave room for."""
    for k in range(len(factors)):
        least = max((factors[j] / c for j, c in enumerate(costs[k]) if c is not None), default=None)
        most = min((factors[j] * c for j, row in enumerate(costs) if (c := row[k]) is not None), default=None)
        low = Fraction(0) if most is None else 1 / most
        factors[k] = 1 / simplest(low, None if least is None else 1 / least)
    return [1 / factor for factor in factors]
