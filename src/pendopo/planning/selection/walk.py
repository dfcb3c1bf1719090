"""Turns chances into a lottery over panels by walking through the faces of the quotas.

From the chances z, find a panel on the smallest face that holds z (rules that are tight stay tight), go from it
through z until another rule is reached, and go on from there: C. Carathéodory's theorem as an algorithm (M. Grötschel,
L. Lovász, A. Schrijver, "Geometric Algorithms and Combinatorial Optimization", 1988, theorem 6.5.11). Each step
makes a further rule tight, so there are at most as many steps as kinds and rules. Panels are looked for only among
those that allow a long step: what is left then shrinks by a constant factor, and tens of steps serve a thousand kinds.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pendopo.planning.highs import Array, Linear
from pendopo.planning.limits import Watch
from pendopo.planning.selection.pool import Pool

_NEAR = 1e-7
_NOISE = (
    1e-13  # of the chances at the start; what is left is magnified as the walk goes on, and noise with it
)
_EVEN = 1e-6  # parts nearer to 0 or 1 count as this near
_DONE = 1e-7  # people left, all kinds together, at which the walk has arrived
_LONGER = 1.5
_BOLDNESS = (1.0, 0.7, 0.5)
_SHORT = 1e-4
_LOOSE = 40  # kinds that a rounding may decide anew beside those that a vertex leaves between two numbers


@dataclass(frozen=True)
class Lottery:
    """Panels (p, T), how many of each kind each takes, and their chances (p,), which sum up to 1."""

    panels: Array
    chances: Array

    def expected(self) -> Array:
        """How many of each kind are on the panel on average, (T,)."""
        return self.chances @ self.panels


def walks(pool: Pool, wanted: Array, watch: Watch) -> Iterator[Array]:
    """Panels (p, T) through whose hull a walk went, one walk after the other until one arrives.

    `wanted` (T,) is the number of each kind on average. A walk may end on a face of the quotas that holds no panel;
    the next one takes only a part of each step and so stays away from the faces.
    """
    rounding = _Rounding(pool, watch)
    for boldness in _BOLDNESS:
        panels, arrived = _one_walk(pool, wanted, rounding, boldness)
        if len(panels):
            yield panels
        if arrived or watch.over or not len(panels):
            return


def _one_walk(pool: Pool, wanted: Array, rounding: "_Rounding", boldness: float) -> tuple[Array, bool]:
    """The panels of one walk, (p, T), and whether it arrived."""
    panels, left, rest, share = [], np.clip(wanted, pool.least, pool.size), 1.0, 0.5
    people = float(wanted.sum())
    for _step in range(3 * sum(pool.rows.shape)):
        place = _Place(pool, left / rest, max(_NEAR, _NOISE / rest))
        panel = next(rounding.panels_near(place, min(1.0, share * _LONGER)), None)
        if panel is None:
            break
        panels.append(panel)
        share = place.room(panel)
        if share >= 1 - _NEAR:
            return np.array(panels), True
        step = share * boldness
        left = left - step * rest * panel
        left[np.abs(left) < _NOISE] = 0
        rest *= 1 - step
        rounding.watch.report("lottery", round(rest, 6), 0)
        if rest * people < _DONE:
            return np.array(panels), True
        if rounding.watch.over:
            break
    return np.array(panels).reshape(-1, len(pool.size)), False


@dataclass(frozen=True)
class _Place:
    """Numbers `at` (T,) on which the walk stands, and how near to a rule counts as on it."""

    pool: Pool
    at: Array
    near: float

    def kinds(self, share: float) -> tuple[Array, Array]:
        """Each number rounded down and up, as far as `share` of such a panel can be taken out of the place."""
        pool, at = self.pool, self.at
        low = np.clip(np.floor(at + self.near), pool.least, pool.size)
        high = np.clip(np.ceil(at - self.near), low, pool.size)
        upward = at - share * high >= (1 - share) * pool.least - self.near
        downward = at - share * low <= (1 - share) * pool.size + self.near
        return np.where(downward, low, high), np.where(upward, high, low)

    def sums(self, share: float) -> tuple[Array, Array]:
        """What each rule may count in such a panel; a rule that is tight stays tight."""
        pool, sums = self.pool, self.pool.rows @ self.at
        for bound in (pool.lower, pool.upper):
            sums = np.where(np.abs(sums - bound) < 10 * self.near, bound, sums)
        low = np.ceil(pool.upper - (pool.upper - sums) / share - _NEAR)
        high = np.floor(pool.lower + (sums - pool.lower) / share + _NEAR)
        return np.maximum(low, pool.lower), np.minimum(high, pool.upper)

    def room(self, panel: Array) -> float:
        """The largest share of `panel` that can be taken out of the place so that the rest still keeps every rule."""
        pool, room = self.pool, 1.0
        counts = (
            (self.at, panel, pool.least, pool.size),
            (
                pool.rows @ self.at,
                pool.rows @ panel,
                pool.lower,
                pool.upper,
            ),
        )
        for now, one, lower, upper in counts:
            for gap, speed in ((now - lower, one - lower), (upper - now, upper - one)):
                moves = speed > _NEAR
                if moves.any():
                    room = min(room, float(np.min(np.maximum(gap[moves], 0) / speed[moves])))
        return max(room, 0.0)


class _Rounding:
    """Rounds numbers of each kind up or down to a panel, as likely as possible: log-odds are the gain of going up."""

    def __init__(self, pool: Pool, watch: Watch) -> None:
        self.pool, self.watch, self.random = pool, watch, np.random.default_rng(watch.limits.seed)
        rules, bounds = (pool.lower, pool.upper), (pool.least, pool.size)
        self.relaxed = Linear(pool.rows, rules, bounds, np.zeros(len(pool.size)))

    def panels_near(self, place: _Place, share: float) -> Iterator[Array]:
        """Panels (T,) on the smallest face that holds the place, those with a long step first, at most `share`."""
        part = np.clip(place.at - np.floor(place.at + place.near), _EVEN, 1 - _EVEN)
        cost = -np.log(part / (1 - part)) - 0.1 * self.random.random(len(part))
        while share > _SHORT and not self.watch.over:
            yield from self._rounded(place, share, cost, (_LOOSE, 10 * _LOOSE))
            share /= _LONGER
        yield from self._rounded(place, place.near, cost, (len(cost),))

    def _rounded(self, place: _Place, share: float, cost: Array, loose: tuple[int, ...]) -> Iterator[Array]:
        (low, high), (least, most) = place.kinds(share), place.sums(share)
        if (low > high).any() or (least > most).any():
            return
        for row, bounds in enumerate(zip(least, most, strict=True)):
            self.relaxed.set_row(row, *bounds)
        self.relaxed.set_bounds(low, high)
        self.relaxed.set_cost(cost)
        if not self.relaxed.solve():
            return
        guess, reduced = self.relaxed.x, np.abs(cost - self.relaxed.duals @ self.pool.rows)
        reduced[np.abs(guess - np.round(guess)) > _NEAR] = -1
        order, between = np.argsort(reduced, kind="stable"), int((reduced < 0).sum())
        for more in loose:
            free = np.sort(order[: between + more])
            found = self._decided(np.round(guess), free, (low, high), (least, most), cost)
            if found is not None:
                yield found

    def _decided(
        self, panel: Array, free: Array, bounds: tuple[Array, Array], sums: tuple[Array, Array], cost: Array
    ) -> Array | None:
        """The kinds in `free` decided together, all others as in `panel`; few, since a vertex has few fractions."""
        rows, given = self.pool.rows[:, free], panel.copy()
        given[free] = 0
        fixed = self.pool.rows @ given
        left = sums[0] - fixed, sums[1] - fixed
        whole = Linear(rows, left, (bounds[0][free], bounds[1][free]), cost[free], whole=True)
        whole.option("mip_rel_gap", 0.2)
        whole.option("time_limit", max(0.1, self.watch.left))
        try:
            if not whole.solve():
                return None
        except TimeoutError:
            return None
        given[free] = np.round(whole.x)
        return given
