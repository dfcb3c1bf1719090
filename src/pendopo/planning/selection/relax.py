"""When no panel meets all quotas: the smallest change that makes one possible, and quotas that cannot hold together."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import gcd

import numpy as np

from pendopo.planning.highs import INFINITY, Array, Linear
from pendopo.planning.limits import Watch
from pendopo.planning.selection.pool import Pool
from pendopo.planning.selection.problem import Problem, Quota, Share

SHARE = "share"  # instead of a feature: the bounds are per cent


@dataclass(frozen=True, slots=True)
class Change:
    """A quota as it is and as it would have to be; a share likewise, in per cent."""

    category: str
    feature: str
    lower: tuple[int, int]
    upper: tuple[int, int]


def smallest_relaxation(problem: Problem, pool: Pool) -> tuple[Change, ...]:
    """Quotas and shares that give way by as few people as possible in all; empty where that does not help either."""
    rules, kinds, quotas = *pool.rows.shape, len(problem.quotas)
    sides = [(share, *side) for share in problem.shares for side in share.sides]
    first = rules - 1 - len(sides)  # the size of the panel stands last, and shares before it
    slack = np.zeros((rules, 2 * quotas + len(sides)))
    slack[:quotas, :quotas], slack[:quotas, quotas : 2 * quotas] = np.eye(quotas), -np.eye(quotas)
    slack[first:-1, 2 * quotas :] = np.eye(len(sides))
    more = slack.shape[1]
    bounds = np.append(pool.least, np.zeros(more)), np.append(pool.size, np.full(more, INFINITY))
    # One person more or less moves the sum of a share by this much.
    person = [100 // gcd(part, among) for _share, _side, part, among in sides]
    cost = np.concatenate([np.zeros(kinds), np.ones(2 * quotas), [1 / step for step in person]])
    programme = Linear(np.hstack([pool.rows, slack]), (pool.lower, pool.upper), bounds, cost, whole=True)
    if not programme.solve():
        return ()
    found = np.round(programme.x)
    down, up = found[kinds : kinds + quotas], found[kinds + quotas : kinds + 2 * quotas]
    missed = found[kinds + 2 * quotas :]
    return (
        *(
            _quota_change(quota, int(down[n]), int(up[n]))
            for n, quota in enumerate(problem.quotas)
            if down[n] or up[n]
        ),
        *_share_changes(problem, pool, found[:kinds], {sides[n][:2] for n in np.flatnonzero(missed)}),
    )


def _quota_change(quota: Quota, down: int, up: int) -> Change:
    lower, upper = (quota.lower, max(0, quota.lower - down)), (quota.upper, quota.upper + up)
    return Change(quota.category, quota.feature, lower, upper)


def _share_changes(
    problem: Problem, pool: Pool, panel: Array, missed: set[tuple[Share, str]]
) -> Iterator[Change]:
    """The shares that a panel misses, with the per cent that it keeps."""
    people = {person.id: person for person in problem.people}
    for share in problem.shares:
        told = [people[kind.people[0]].features[share.category] for kind in pool.kinds]
        part = int(sum(n for n, one in zip(panel, told, strict=True) if one in share.part))
        among = int(sum(n for n, one in zip(panel, told, strict=True) if one in share.among))
        lower = 100 * part // among if among and (share, "at least") in missed else share.lower
        upper = share.upper
        if (share, "at most") in missed:
            upper = min(100, -(-100 * part // among)) if among else 100
        if (lower, upper) != (share.lower, share.upper):
            yield Change(share.category, SHARE, (share.lower, lower), (share.upper, upper))


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
