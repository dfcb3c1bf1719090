"""Seats over units by largest remainders: whole quotas first, the seats left to the largest parts of a quota."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from pendopo.planning.apportionment.divisors import Claim


@dataclass(frozen=True, slots=True)
class Rest:
    """The seats of each claim, the quota, and who is level at the cut: those who took a seat there, and those not."""

    seats: tuple[int, ...]
    quota: Fraction | None
    holders: tuple[int, ...]
    rivals: tuple[int, ...]


def by_hare(claims: Sequence[Claim], seats: int) -> Rest:
    """Shares max(low, min(high, weight / quota)) with the one quota at which they add up to the seats."""
    scale = _scale(claims, seats)
    shares = [_bounded(claim, scale) for claim in claims]
    return _round(shares, seats, 1 / scale if scale else None)


def by_droop(weights: Sequence[int], seats: int) -> Rest | None:
    """The quota is the smallest whole number of votes that only as many as there are seats can reach.

    All weights are above 0. None where so few votes stand for so many seats that one seat each for the remainders
    is not enough.
    """
    quota = sum(weights) // (seats + 1) + 1
    shares = [Fraction(weight, quota) for weight in weights]
    if seats - sum(map(int, shares)) > len(weights):
        return None
    return _round(shares, seats, Fraction(quota))


def _scale(claims: Sequence[Claim], seats: int) -> Fraction:
    """Seats per weight: the sum of bounded shares grows with it, in straight lines between these turns."""
    free = [claim for claim in claims if claim.high > claim.low]
    turns = sorted({Fraction(0), *(bound / c.measure for c in free for bound in (c.low, c.high))})
    low, high = 0, len(turns) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _total(claims, turns[middle]) <= seats else (low, middle - 1)
    start = turns[low]
    missing = seats - _total(claims, start)
    growing = sum(c.measure for c in free if c.low <= start * c.measure < c.high)
    return start + missing / growing if missing else start


def _bounded(claim: Claim, scale: Fraction) -> Fraction:
    return max(Fraction(claim.low), min(Fraction(claim.high), scale * claim.measure))


def _total(claims: Sequence[Claim], scale: Fraction) -> Fraction:
    return sum((_bounded(claim, scale) for claim in claims), Fraction(0))


def _round(shares: list[Fraction], seats: int, quota: Fraction | None) -> Rest:
    held = [int(share) for share in shares]
    left = seats - sum(held)
    parts = [share - n for share, n in zip(shares, held, strict=True)]
    order = sorted(range(len(shares)), key=lambda i: -parts[i])
    for i in order[:left]:
        held[i] += 1
    tied = 0 < left < len(order) and parts[order[left - 1]] == parts[order[left]]
    cut = parts[order[left]] if tied else None
    level = [i for i, part in enumerate(parts) if part == cut]
    took = set(order[:left])
    return Rest(
        tuple(held), quota, tuple(i for i in level if i in took), tuple(i for i in level if i not in took)
    )
