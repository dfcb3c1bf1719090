"""Chances that are as fair as the quotas allow, before they are turned into panels.

The chances of all people that some lottery can give lie in the hull of the panels; the quotas as linear rules hold a
larger set, and on it leximin takes a few linear programmes. Where the chances found there turn out to be a lottery
over panels (`walk`), they are the exact leximin of the panels too, since no larger set can be less fair.
Leximin: B. Flanigan, P. Gölz, A. Gupta, B. Hennig, A. D. Procaccia, "Fair algorithms for selecting citizens'
assemblies", Nature 596, 2021.
"""

import numpy as np

from pendopo.planning.highs import INFINITY, Array, Linear
from pendopo.planning.selection.pool import Pool

_NIL = 1e-9
_FLOOR = 1e-12  # below what was found, so that it stays possible; thousands of kinds add it up
_DUAL = 1e-7
_TIGHT = 1e-6  # people by which a rule may be off and still be meant to be tight
_SLIP = 1e-6  # by which a level of chance may be off


def leximin(pool: Pool, *, rounds: int | None = None) -> Array | None:
    """Chances, (T,), whose smallest is as large as possible, then the second smallest, ...; None if none fit.

    `rounds=1` stops after the smallest. Raises ArithmeticError when the solver contradicts itself.
    """
    chance = np.where(pool.sure, 1.0, np.nan)
    programme = _above(pool)
    while np.isnan(chance).any() and rounds != 0:
        if not programme.solve():
            if np.isnan(chance[~pool.sure]).all():
                return None
            raise ArithmeticError(
                "Chances that were possible are no longer found; the solver lost precision."
            )
        least = min(1.0, float(programme.x[-1]))
        worth = np.abs(programme.duals[len(pool.rows) :])
        for kind in np.flatnonzero(np.isnan(chance) & ((worth > _DUAL) | (least > 1 - _NIL))):
            chance[kind] = least
            programme.set_row(len(pool.rows) + int(kind), -INFINITY, INFINITY)
            # Only a floor: in every optimum from here on the kind has just this, and what was found stays possible.
            programme.set_column(
                int(kind), max(0.0, least * pool.size[kind] - _FLOOR), float(pool.size[kind])
            )
        rounds = None if rounds is None else rounds - 1
    if np.isnan(chance).any():
        return np.where(np.isnan(chance), programme.x[:-1] / pool.size, chance)
    return _settled(pool, chance)


def _settled(pool: Pool, chance: Array) -> Array:
    """The levels of chance moved by the error of the solver, so that rules that are tight are tight to the last digit.

    Thousands of kinds, each off by a billionth, add up to more than a lottery may miss.
    """
    levels, level = np.unique(chance, return_inverse=True)
    sums = pool.rows @ (chance * pool.size)
    off = np.where(np.abs(pool.upper - sums) < np.abs(pool.lower - sums), pool.upper, pool.lower) - sums
    counts = np.stack([pool.rows @ (pool.size * (level == n)) for n in range(len(levels))], axis=1)
    tight, moving = np.abs(off) < _TIGHT, levels < 1 - _NIL
    move = np.zeros(len(levels))
    move[moving] = np.linalg.lstsq(counts[np.ix_(tight, moving)], off[tight], rcond=None)[0]
    settled = np.clip((levels + move)[level], 0, 1)
    sums = pool.rows @ (settled * pool.size)
    holds = ((sums > pool.lower - _NIL) & (sums < pool.upper + _NIL)).all()
    return settled if holds and np.abs(move).max() < _SLIP else chance


def _above(pool: Pool) -> Linear:
    """Maximise one number that the chance of nobody lies below; columns: expected number of each kind, then it."""
    kinds, rules = len(pool.size), len(pool.rows)
    rows = np.zeros((rules + kinds, kinds + 1))
    rows[:rules, :kinds] = pool.rows
    rows[rules:, :kinds] = np.eye(kinds)
    rows[rules:, kinds] = -pool.size
    lower = np.concatenate([pool.lower, np.where(pool.sure, -INFINITY, 0.0)])
    upper = np.concatenate([pool.upper, np.full(kinds, INFINITY)])
    bounds = np.append(pool.least, 0), np.append(pool.size, 1)
    return Linear(rows, (lower, upper), bounds, np.append(np.zeros(kinds), -1.0))


def nash(pool: Pool, *, precision: float = 1e-7, rounds: int = 400) -> Array | None:
    """Chances, (T,), with the largest product over all people; None if no panel fits.

    Tangents to the logarithm bound it from above, one more for each kind and round, until bound and value lie within
    `precision` for each person (J. E. Kelley, "The cutting-plane method for solving convex programs", 1960).
    """
    start = leximin(pool, rounds=1)
    if start is None or pool.sure.all():
        return start
    kinds, rules, chance = len(pool.size), len(pool.rows), np.maximum(start, _NIL)
    rows = np.hstack([pool.rows * pool.size, np.zeros((rules, kinds))])
    bounds = (
        np.append(pool.least / pool.size, np.full(kinds, -60.0)),
        np.append(np.ones(kinds), np.zeros(kinds)),
    )
    cost = np.append(np.zeros(kinds), np.where(pool.sure, 0.0, -pool.size.astype(float)))
    programme = Linear(rows, (pool.lower, pool.upper), bounds, cost)
    best, worth = chance, -INFINITY
    for _round in range(rounds):
        for kind in np.flatnonzero(~pool.sure):
            slope = np.zeros(2 * kinds)
            slope[kind], slope[kinds + kind] = -1 / chance[kind], 1
            programme.add_row(-INFINITY, float(np.log(chance[kind]) - 1), slope)
        if not programme.solve():
            return None
        chance = np.maximum(programme.x[:kinds], 1e-6)
        value = float(pool.size[~pool.sure] @ np.log(chance[~pool.sure]))
        if value > worth:
            best, worth = chance, value
        if -programme.value - worth <= precision * pool.size.sum():
            break
    return best
