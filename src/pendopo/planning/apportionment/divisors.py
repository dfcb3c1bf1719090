"""Seats over units by a divisor method: one divisor for all, quotients rounded, bounds kept.

Start near the answer by rounding with a divisor guessed, then move seat by seat: one to whom the next seat is due
first, or one from whom holds the last due. Both ends are quotients weight / signpost, so the order is exact.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from pendopo.planning.apportionment.methods import rounded, signpost, simplest
from pendopo.planning.apportionment.problem import Method

BISECTIONS = 100
NEAR = 0.25  # seats


@dataclass(frozen=True, slots=True)
class Claim:
    """A weight as signposts compare it, and the least and most seats it may take."""

    measure: Fraction
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Shared:
    """The seats of each claim; the smallest quotient that holds a seat, and the largest that holds none.

    Where both are equal, those in `holders` hold a seat that those in `rivals` could hold as well.
    """

    seats: tuple[int, ...]
    last: Fraction | None
    following: Fraction
    holders: tuple[int, ...]
    rivals: tuple[int, ...]

    @property
    def divisor(self) -> Fraction | None:
        """A simple number between both, that makes quotients round to the seats."""
        if self.last is None and self.following == 0:
            return None
        return simplest(self.following, self.last)


def share_out(claims: Sequence[Claim], seats: int, method: Method) -> Shared:
    """Exactly `seats` seats over the claims; there must be enough room between their bounds."""
    held = _start(claims, seats, method)
    _move(claims, held, seats - sum(held), method)
    last = {i: _last(claims[i], n, method) for i, n in enumerate(held) if n > claims[i].low}
    following = {i: _following(claims[i], n, method) for i, n in enumerate(held) if n < claims[i].high}
    least = min(last.values(), default=None)
    most = max(following.values(), default=Fraction(0))
    tied = least == most
    return Shared(
        tuple(held),
        least,
        most,
        tuple(i for i in last if tied and last[i] == least),
        tuple(i for i in following if tied and following[i] == most),
    )


def _start(claims: Sequence[Claim], seats: int, method: Method) -> list[int]:
    """Seats rounded at a scale where bounded shares, in the numbers of the machine, nearly add up."""
    power = 2 if method is Method.HUNTINGTON_HILL else 1
    weights = [float(claim.measure) ** (1 / power) for claim in claims]
    free = [weight for claim, weight in zip(claims, weights, strict=True) if claim.high > claim.low]
    if not any(free):
        return [claim.low for claim in claims]
    low, high = 0.0, (seats + 1) / min(weight for weight in free if weight)
    for _ in range(BISECTIONS):
        middle = (low + high) / 2
        total = 0.0
        for claim, weight in zip(claims, weights, strict=True):
            share = middle * weight
            total += claim.low if share < claim.low else claim.high if share > claim.high else share
        if abs(total - seats) < NEAR:
            break
        low, high = (middle, high) if total <= seats else (low, middle)
    scale = Fraction(middle) ** power
    return [
        min(claim.high, max(claim.low, rounded(method, claim.measure * scale)))
        if claim.high > claim.low
        else claim.low
        for claim in claims
    ]


def _move(claims: Sequence[Claim], held: list[int], missing: int, method: Method) -> None:
    """Give or take seats one by one, each from where the quotient says."""
    step = 1 if missing > 0 else -1

    def entry(i: int) -> tuple[Fraction, int] | None:
        claim, n = claims[i], held[i]
        if step > 0:
            return (-_following(claim, n, method), i) if n < claim.high else None
        return (_last(claim, n, method), i) if n > claim.low else None

    queue = [found for i in range(len(claims)) if (found := entry(i))] if missing else []
    heapq.heapify(queue)
    for _ in range(abs(missing)):
        i = heapq.heappop(queue)[1]
        held[i] += step
        if found := entry(i):
            heapq.heappush(queue, found)


def _last(claim: Claim, n: int, method: Method) -> Fraction:
    return claim.measure / signpost(method, n)


def _following(claim: Claim, n: int, method: Method) -> Fraction:
    return claim.measure / signpost(method, n + 1)
