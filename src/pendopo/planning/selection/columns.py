"""Column generation over panels: chances for given panels, and further panels that improve them.

Where the walk does not reach the chances that the quotas allow, no lottery has them, and leximin is taken over the
panels themselves: a linear programme over the panels known, its prices ask for a better panel, until there is none.
"""

import numpy as np

from pendopo.planning.highs import INFINITY, Array, Linear
from pendopo.planning.limits import Watch
from pendopo.planning.selection.pool import Pool
from pendopo.planning.selection.walk import Lottery

_GAIN = 1e-8
_DUAL = 1e-7


class Panels:
    """All panels the quotas allow, asked one at a time for the best by prices of the kinds, (T,)."""

    def __init__(self, pool: Pool) -> None:
        bounds = pool.least, pool.size
        self._programme = Linear(
            pool.rows, (pool.lower, pool.upper), bounds, np.zeros(len(pool.size)), whole=True
        )
        self._programme.option("mip_rel_gap", 0.0)
        self._programme.option("mip_abs_gap", _GAIN / 10)

    def best(self, prices: Array, watch: Watch | None = None) -> Array | None:
        """A panel (T,) of the largest total price; None if no panel fits the quotas.

        Raises TimeoutError when the time of `watch` is up before it is known.
        """
        self._programme.option("time_limit", max(0.1, watch.left) if watch else INFINITY)
        self._programme.set_cost(-prices)
        return np.round(self._programme.x) if self._programme.solve() else None


def nearest_lottery(
    pool: Pool, panels: Array, wanted: Array, near: float, watch: Watch, further: int = 10**6
) -> tuple[Lottery, Array, float]:
    """Chances for `panels` (p, T) and so many `further` ones that come closest to `wanted` (T,).

    Also all panels known in the end, and by how many people the lottery misses what is wanted, all kinds together.
    Stops within `near`, where no lottery can come that close, or at a limit.
    """
    all_panels, kinds, known = Panels(pool), len(wanted), list(panels)
    programme = _short_of(panels, wanted)
    while programme.solve():
        missed, prices = programme.value, programme.duals
        if missed <= near or watch.over or len(known) >= len(panels) + further:
            break
        watch.report("people missed", round(missed, 6), 0)
        try:
            better = all_panels.best(prices[:kinds], watch)
        except TimeoutError:
            break
        gain = 0.0 if better is None else float(prices[:kinds] @ better + prices[kinds])
        if better is None or gain <= _GAIN or missed - gain > near:
            break  # chances sum up to 1, so that no panels bring more than one `gain`
        known.append(better)
        programme.add_column(0.0, 0.0, 1.0, np.append(better, 1.0))
    return _lottery(known, programme.x[kinds:]), np.array(known), programme.value


def _short_of(panels: Array, wanted: Array) -> Linear:
    """Minimise the people missed; columns: those missed of each kind, then one for each panel."""
    count, kinds = panels.shape
    rows = np.vstack([np.hstack([np.eye(kinds), panels.T]), np.append(np.zeros(kinds), np.ones(count))])
    upper = np.append(np.full(kinds, INFINITY), 1.0)
    bounds = np.zeros(kinds + count), np.append(np.full(kinds, INFINITY), np.ones(count))
    return Linear(rows, (np.append(wanted, 1.0), upper), bounds, np.append(np.ones(kinds), np.zeros(count)))


def leximin_of_panels(pool: Pool, panels: Array, watch: Watch) -> tuple[Lottery, bool]:
    """Leximin over all panels, from the ones known, (p, T); whether it was proved before the time was up."""
    all_panels, kinds, known = Panels(pool), len(pool.size), list(panels)
    fixed = np.where(pool.sure, 1.0, np.nan)
    programme, chances = _master(pool, known, fixed), np.full(len(known), 1 / len(known))
    while np.isnan(fixed).any():
        programme.solve()
        least, chances = programme.x[0], programme.x[1:]
        prices = programme.duals
        try:
            better = all_panels.best(prices[:kinds], watch)
        except TimeoutError:
            return _lottery(known, chances), False
        if better is not None and prices[:kinds] @ better + prices[kinds] > _GAIN:
            known.append(better)
            programme.add_column(0.0, 0.0, 1.0, np.append(better, 1.0))
            watch.report("smallest chance", float(least), None)
        else:
            tight = np.isnan(fixed) & (np.abs(prices[:kinds]) * pool.size > _DUAL)
            fixed = np.where(tight, least, fixed)
            programme = _master(pool, known, fixed)
        if watch.over:
            return _lottery(known, chances), False
    return _lottery(known, chances), True


def _master(pool: Pool, known: list[Array], fixed: Array) -> Linear:
    """Columns: the smallest chance of those not fixed yet, then one for each panel."""
    panels = np.array(known).T
    free = np.isnan(fixed)
    first = np.append(np.where(free, -pool.size, 0.0), 0.0)[:, None]
    rows = np.hstack([first, np.vstack([panels, np.ones(len(known))])])
    lower = np.append(np.where(free, 0.0, np.nan_to_num(fixed) * pool.size - _GAIN), 1.0)
    upper = np.append(np.full(len(fixed), INFINITY), 1.0)
    cost = np.append(-1.0, np.zeros(len(known)))
    return Linear(rows, (lower, upper), (np.zeros(len(cost)), np.ones(len(cost))), cost)


def _lottery(known: list[Array], chances: Array) -> Lottery:
    full = np.zeros(len(known))
    full[: len(chances)] = np.maximum(chances, 0)
    used = full > 0
    return Lottery(np.array(known)[used], full[used] / full.sum())
