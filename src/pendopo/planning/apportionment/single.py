"""Seats over units: bounds first, then the method, then ties by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from pendopo.planning.apportionment.divisors import Claim, share_out
from pendopo.planning.apportionment.methods import first_is_due, measure
from pendopo.planning.apportionment.problem import Floors, Lot, Method, Order, Seats, Unit
from pendopo.planning.apportionment.remainders import by_droop, by_hare
from pendopo.planning.apportionment.settling import settled
from pendopo.planning.apportionment.solution import Line, SeatsPlan, Tie


@dataclass(frozen=True, slots=True)
class Conflict:
    """Rules that cannot be kept together, each with its number."""

    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Outcome:
    seats: tuple[int, ...]
    divisor: Fraction | None
    holders: tuple[int, ...]
    rivals: tuple[int, ...]


def solve_seats(task: Seats, ties: Order | Lot | None) -> SeatsPlan | Conflict:
    """The seats of every unit, or the bounds that stand against each other."""
    first = [unit.floor if task.floors is Floors.START else 0 for unit in task.units]
    seats = task.seats - sum(first)
    claims = [_claim(unit, n, task) for unit, n in zip(task.units, first, strict=True)]
    if conflict := _conflict(task, claims, seats):
        return conflict
    found = _shared(task, claims, seats)
    if isinstance(found, Conflict):
        return found
    held = [a + b for a, b in zip(first, found.seats, strict=True)]
    tie = _tie(task.units, found, held, ties) if found.rivals and found.holders else None
    lines = tuple(Line(unit.id, n) for unit, n in zip(task.units, held, strict=True))
    return SeatsPlan(lines, found.divisor, tie)


def _claim(unit: Unit, first: int, task: Seats) -> Claim:
    """The weight and bounds of a unit once `first` seats are its own; without a weight it takes no more."""
    floor = unit.floor - first
    if unit.weight == 0:
        return Claim(Fraction(0), floor, floor)
    if not task.method.by_quota:
        floor = max(floor, int(first_is_due(task.method)))
    cap = task.seats + 1 if unit.cap is None else unit.cap - first  # no cap: nobody can come so far
    weight = Fraction(unit.weight)
    return Claim(weight if task.method.by_quota else measure(task.method, weight), floor, max(cap, 0))


def _conflict(task: Seats, claims: Sequence[Claim], seats: int) -> Conflict | None:
    floors = sum(unit.floor for unit in task.units)
    if floors > task.seats:
        return Conflict((f"seats: {task.seats}", f"floors: {floors} together"))
    for unit, claim in zip(task.units, claims, strict=True):
        if claim.low > claim.high:
            return Conflict((f"cap of {unit.id}: {unit.cap}", f"a seat for everyone under {task.method}"))
    if sum(claim.low for claim in claims) > seats:
        due = sum(claim.low for claim in claims)
        return Conflict((f"seats: {seats}", f"floors and a seat for everyone under {task.method}: {due}"))
    room = sum(claim.high for claim in claims)
    if room < seats:
        caps = task.seats - seats + room
        return Conflict((f"seats: {task.seats}", f"caps, and nothing without a weight: {caps} together"))
    return None


def _shared(task: Seats, claims: Sequence[Claim], seats: int) -> _Outcome | Conflict:
    if task.method is Method.DROOP:
        return _by_droop(claims, seats)
    if task.method is Method.HARE:
        rest = by_hare(claims, seats)
        return _Outcome(rest.seats, rest.quota, rest.holders, rest.rivals)
    found = share_out(claims, seats, task.method)
    return _Outcome(found.seats, found.divisor, found.holders, found.rivals)


def _by_droop(claims: Sequence[Claim], seats: int) -> _Outcome | Conflict:
    weighty = [i for i, claim in enumerate(claims) if claim.measure]
    rest = by_droop([int(claims[i].measure) for i in weighty], seats)
    if rest is None:
        return Conflict((f"seats: {seats}", "Droop's quota: so few votes leave more than a seat each"))
    held = dict(zip(weighty, rest.seats, strict=True))
    return _Outcome(
        tuple(held.get(i, 0) for i in range(len(claims))),
        rest.quota,
        tuple(weighty[i] for i in rest.holders),
        tuple(weighty[i] for i in rest.rivals),
    )


def _tie(units: Sequence[Unit], found: _Outcome, held: list[int], ties: Order | Lot | None) -> Tie:
    """Take the tied seats back, and give them to whom the order or the lot names."""
    members = sorted((*found.holders, *found.rivals))
    for i in found.holders:
        held[i] -= 1
    tie = settled((units[i].id for i in members), len(found.holders), ties)
    for i in members:
        held[i] += units[i].id in tie.to
    return tie
