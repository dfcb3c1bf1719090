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
_EVEN = 1e-6  # parts nearer to 0 or 1 count as this near


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
    rounding = _Rounding(pool, watch.limits.seed)
    at, rest, panels = np.clip(wanted, pool.least, pool.size), 1.0, []
    for _step in range(3 * sum(pool.rows.shape)):
        if watch.over or rest < _NEAR:
            break
        panel = rounding.panel_near(at)
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


class _Rounding:
    """Rounds numbers of each kind up or down to a panel, as likely as possible: log-odds are the gain of going up."""

    def __init__(self, pool: Pool, seed: int) -> None:
        self.pool, self.random = pool, np.random.default_rng(seed)
        rules, bounds, cost = (pool.lower, pool.upper), (pool.least, pool.size), np.zeros(len(pool.size))
        self.relaxed = Linear(pool.rows, rules, bounds, cost)
        self.whole = Linear(pool.rows, rules, bounds, cost, whole=True)
        self.whole.option("mip_rel_gap", 0.05)

    def panel_near(self, at: Array) -> Array | None:
        """A panel (T,) on the smallest face that holds `at` (T,); None if there is none."""
        low, high = np.floor(at + _NEAR), np.minimum(self.pool.size, np.ceil(at - _NEAR))
        part = np.clip(at - low, _EVEN, 1 - _EVEN)
        cost = -np.log(part / (1 - part)) - 0.1 * self.random.random(len(at))
        self._keep_sums(at)
        self.relaxed.set_bounds(low, high)
        self.relaxed.set_cost(cost)
        if not self.relaxed.solve():
            return None
        self.whole.set_cost(cost)
        guess = self.relaxed.x
        for share in (0.1, 1.0):
            free = (np.abs(guess - np.round(guess)) > _NEAR) | (self.random.random(len(at)) < share)
            self.whole.set_bounds(np.where(free, low, np.round(guess)), np.where(free, high, np.round(guess)))
            if self.whole.solve():
                return np.round(self.whole.x)
        return None

    def _keep_sums(self, at: Array) -> None:
        """What a rule counts is rounded up or down too, so that a rule that is tight stays tight."""
        sums = self.pool.rows @ at
        low, high = np.floor(sums + _NEAR), np.ceil(sums - _NEAR)
        for row in range(len(sums)):
            bounds = max(low[row], self.pool.lower[row]), min(high[row], self.pool.upper[row])
            self.relaxed.set_row(row, *bounds)
            self.whole.set_row(row, *bounds)


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
