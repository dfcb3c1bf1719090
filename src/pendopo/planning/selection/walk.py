"""Turns chances into a lottery over panels by walking through the faces of the quotas.

From the chances z, find a panel on the smallest face that holds z (rules that are tight stay tight), go from it
through z until another rule is reached, and go on from there: C. Carathéodory's theorem as an algorithm (M. Grötschel,
L. Lovász, A. Schrijver, "Geometric Algorithms and Combinatorial Optimization", 1988, theorem 6.5.11). Each step
makes a further rule tight, so there are at most as many steps as kinds and rules.
"""

from dataclasses import dataclass

import numpy as np

from pendopo.planning.highs import Array, Linear
from pendopo.planning.limits import Watch
from pendopo.planning.selection.pool import Pool

_NEAR = 1e-7


@dataclass(frozen=True)
class Lottery:
    """Panels (p, T), how many of each kind each takes, and their chances (p,), which sum up to 1."""

    panels: Array
    chances: Array

    def expected(self) -> Array:
        """How many of each kind are on the panel on average, (T,)."""
        return self.chances @ self.panels


def walk(pool: Pool, wanted: Array, watch: Watch) -> Array:
    """Panels (p, T) through whose hull the walk went; stops where a face holds no panel, or at a limit.

    `wanted` (T,) is the number of each kind on average.
    """
    programme = Linear(
        pool.rows, (pool.lower, pool.upper), (pool.least, pool.size), np.zeros(len(pool.size)), whole=True
    )
    programme.option("mip_rel_gap", 0.05)
    random = np.random.default_rng(watch.limits.seed)
    at, rest, panels = np.clip(wanted, pool.least, pool.size), 1.0, []
    for _step in range(3 * sum(pool.rows.shape)):
        if watch.over or rest < _NEAR:
            break
        panel = _panel_near(pool, programme, at, random)
        if panel is None:
            break
        panels.append(panel)
        step = _room(pool, at, panel)
        watch.report("lottery", round(rest, 6), 0)
        rest *= 1 - step
        if step >= 1 - _NEAR:
            break
        at = np.clip((at - step * panel) / (1 - step), pool.least, pool.size)
    return np.array(panels).reshape(-1, len(pool.size))


def _panel_near(pool: Pool, programme: Linear, at: Array, random: np.random.Generator) -> Array | None:
    """A panel on the smallest face that holds `at`, rounding every number up or down; None if there is none."""
    programme.set_bounds(np.floor(at + _NEAR), np.minimum(pool.size, np.ceil(at - _NEAR)))
    sums = pool.rows @ at
    low, high = np.floor(sums + _NEAR), np.ceil(sums - _NEAR)
    for row in range(len(sums)):
        programme.set_row(row, max(low[row], pool.lower[row]), min(high[row], pool.upper[row]))
    programme.set_cost(-(at - np.floor(at)) - 0.3 * random.random(len(at)))
    return np.round(programme.x) if programme.solve() else None


def _room(pool: Pool, at: Array, panel: Array) -> float:
    """The largest share of `panel` that can be taken out of `at` so that the rest still keeps every rule."""
    room = 1.0
    sums = (at, panel, pool.least, pool.size), (pool.rows @ at, pool.rows @ panel, pool.lower, pool.upper)
    for now, one, lower, upper in sums:
        for gap, speed in ((now - lower, one - lower), (upper - now, upper - one)):
            moves = speed > _NEAR
            if moves.any():
                room = min(room, float(np.min(np.maximum(gap[moves], 0) / speed[moves])))
    return max(room, 0.0)
