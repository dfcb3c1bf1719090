"""When no panel meets all quotas: the smallest change that makes one possible, and quotas that cannot hold together."""

from dataclasses import dataclass

import numpy as np

from pendopo.planning.highs import INFINITY, Array, Linear
from pendopo.planning.limits import Watch
from pendopo.planning.selection.pool import Pool
from pendopo.planning.selection.problem import Problem


@dataclass(frozen=True, slots=True)
class Change:
    """A quota as it is and as it would have to be."""

    category: str
    feature: str
    lower: tuple[int, int]
    upper: tuple[int, int]


def smallest_relaxation(problem: Problem, pool: Pool) -> tuple[Change, ...]:
    """Quotas lowered or raised by as few people as possible in all; empty where caps and people are too few anyway."""
    rules, kinds, quotas = *pool.rows.shape, len(problem.quotas)
    slack = np.zeros((rules, 2 * quotas))
    slack[:quotas, :quotas], slack[:quotas, quotas:] = np.eye(quotas), -np.eye(quotas)
    bounds = np.append(pool.least, np.zeros(2 * quotas)), np.append(pool.size, np.full(2 * quotas, INFINITY))
    rows = np.hstack([pool.rows, slack])
    cost = np.append(np.zeros(kinds), np.ones(2 * quotas))
    programme = Linear(rows, (pool.lower, pool.upper), bounds, cost, whole=True)
    if not programme.solve():
        return ()
    down, up = np.round(programme.x[kinds : kinds + quotas]), np.round(programme.x[kinds + quotas :])
    return tuple(
        Change(
            quota.category,
            quota.feature,
            (quota.lower, max(0, quota.lower - int(down[n]))),
            (quota.upper, quota.upper + int(up[n])),
        )
        for n, quota in enumerate(problem.quotas)
        if down[n] or up[n]
    )


def conflict(pool: Pool, watch: Watch) -> tuple[str, ...]:
    """Rules that no panel keeps together, none of which can be left out (a deletion filter)."""
    needed = np.ones(len(pool.names), dtype=bool)
    for row in range(len(needed)):
        if watch.over:
            break
        needed[row] = False
        if _possible(pool, needed):
            needed[row] = True
    return tuple(name for name, one in zip(pool.names, needed, strict=True) if one)


def _possible(pool: Pool, needed: Array) -> bool:
    bounds = pool.least, pool.size
    rows = (pool.lower[needed], pool.upper[needed])
    if not needed.any():
        return True
    return Linear(pool.rows[needed], rows, bounds, np.zeros(len(pool.size)), whole=True).solve()
