"""The rules of seats over units: bounds, the order of claims, the divisor or quota, and ties."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from fractions import Fraction

from pendopo.planning.apportionment.problem import Floors, Lot, Method, Order, Seats, Unit
from pendopo.planning.apportionment.settling import by, ranked
from pendopo.planning.apportionment.solution import SeatsPlan, Tie
from pendopo.planning.result import Fault

Level = tuple[set[str], set[str]]  # who holds a tied seat, and who could hold one as well


def bound(method: Method, n: int) -> Fraction:
    """Between n - 1 and n, the mean from which on a quotient is rounded up; its square for the geometric mean."""
    low, high = Fraction(n - 1), Fraction(n)
    match method:
        case Method.ADAMS:
            return low
        case Method.DEAN:
            return 2 * low * high / (low + high)
        case Method.HUNTINGTON_HILL:
            return low * high
        case Method.SAINTE_LAGUE:
            return (low + high) / 2
    return high


def compared(method: Method, weight: Fraction) -> Fraction:
    """The weight as it stands against bounds: squared where these are."""
    return Fraction(weight) ** (2 if method is Method.HUNTINGTON_HILL else 1)


def seats_faults(task: Seats, ties: Order | Lot | None, plan: SeatsPlan) -> Iterator[Fault]:
    """Everything in `plan` that does not hold."""
    ids = [unit.id for unit in task.units]
    if [line.id for line in plan.lines] != ids:
        yield Fault(
            "every unit once", tuple(line.id for line in plan.lines), "Units are missing, odd or moved."
        )
        return
    if plan.tie and (fault := _malformed(plan.tie, ids)):
        yield fault
        return
    held = {line.id: line.seats for line in plan.lines}
    for name in _seated(plan.tie) if plan.tie and plan.tie.open else ():
        held[name] += 1
    if sum(held.values()) != task.seats:
        yield Fault("number of seats", (), f"{sum(held.values())} of {task.seats} seats are shared out.")
        return
    broken = list(_bound_faults(task, held))
    yield from broken or _method_faults(task, plan, held)
    yield from settling_faults(plan.tie, ties)


def _malformed(tie: Tie, ids: Sequence[str]) -> Fault | None:
    among, to = set(tie.among), set(tie.to)
    known = among <= set(ids) and len(among) == len(tie.among) and 0 < tie.seats < len(among)
    if known and len(tie.to) in (0, tie.seats) and to <= among and len(to) == len(tie.to):
        return None
    return Fault("ties", tie.among, "It names strangers, or somebody twice, or gives more seats than it has.")


def _seated(tie: Tie) -> tuple[str, ...]:
    """Who has its seats: those named, or the first among equals while it is open; whichever, the rest must hold."""
    return tie.to or tie.among[: tie.seats]


def settling_faults(tie: Tie | None, ties: Order | Lot | None) -> Iterator[Fault]:
    """A tie goes to those first in the order or the lot of the problem, or stays open without one."""
    if tie is None:
        return
    order = ranked(((name,) for name in tie.among), ties)
    expected = {name for (name,) in order[: tie.seats]} if order else set()
    said = by(ties) if order else ""
    if (set(tie.to), tie.by) != (expected, said):
        yield Fault("settling", tie.among, f"The tie goes to {sorted(expected) or 'nobody yet'}.")


def _bound_faults(task: Seats, held: Mapping[str, int]) -> Iterator[Fault]:
    for unit in task.units:
        n = held[unit.id]
        if n < unit.floor or (unit.cap is not None and n > unit.cap):
            yield Fault(
                "floor and cap", (unit.id,), f"It has {n} seats; {unit.floor} to {unit.cap} are allowed."
            )
        if not unit.weight and n != unit.floor:
            yield Fault("no seats without a weight", (unit.id,), f"It has {n} seats.")


def _method_faults(task: Seats, plan: SeatsPlan, held: Mapping[str, int]) -> Iterator[Fault]:
    start = task.floors is Floors.START
    first = {unit.id: unit.floor if start else 0 for unit in task.units}
    rest = {name: n - first[name] for name, n in held.items()}
    units = [unit for unit in task.units if unit.weight]
    faults = _quota_faults if task.method.by_quota else _divisor_faults
    level = yield from faults(task, plan, units, first, rest)
    expected = (level[0] | level[1], len(level[0])) if level else (set(), 0)
    named = (set(plan.tie.among), plan.tie.seats) if plan.tie else (set(), 0)
    if named != expected:
        yield Fault("ties", tuple(sorted(expected[0] | named[0])), f"Tied are {sorted(expected[0])}.")
    elif plan.tie and level and level[0] != set(_seated(plan.tie)):
        yield Fault("ties", plan.tie.among, f"Without the tie, {sorted(level[0])} hold a seat too many.")


def _divisor_faults(
    task: Seats, plan: SeatsPlan, units: Sequence[Unit], first: Mapping[str, int], rest: Mapping[str, int]
) -> Generator[Fault, None, Level | None]:
    """No seat that somebody lacks is due before one that somebody holds."""
    last: dict[str, Fraction] = {}
    following: dict[str, Fraction] = {}
    for unit in units:
        n, weight = rest[unit.id], compared(task.method, unit.weight)
        low = max(unit.floor - first[unit.id], int(bound(task.method, 1) == 0))
        if n < low:
            yield Fault("a seat for everyone", (unit.id,), f"Under {task.method} a weight has a seat.")
            return None
        if n > low:
            last[unit.id] = weight / bound(task.method, n)
        if unit.cap is None or n + first[unit.id] < unit.cap:
            following[unit.id] = weight / bound(task.method, n + 1)
    least, most = min(last.values(), default=None), max(following.values(), default=Fraction(0))
    if least is not None and most > least:
        names = (max(following, key=following.__getitem__), min(last, key=last.__getitem__))
        yield Fault("order of claims", names, "The first is due a seat before the second.")
        return None
    between = plan.divisor is not None and most <= plan.divisor and (least is None or plan.divisor <= least)
    if not between and (least is not None or most):
        yield Fault("divisor", (), f"{plan.divisor} does not lie between {most} and {least}.")
    if least != most:
        return None
    return {n for n, q in last.items() if q == least}, {n for n, q in following.items() if q == most}


def _quota_faults(
    task: Seats, plan: SeatsPlan, units: Sequence[Unit], first: Mapping[str, int], rest: Mapping[str, int]
) -> Generator[Fault, None, Level | None]:
    """Whole quotas first, then one seat more for those with the largest parts of a quota."""
    seats, shares = sum(rest.values()), {}
    if task.method is Method.DROOP:
        quota = Fraction(sum(unit.weight for unit in units) // (seats + 1) + 1)
        if plan.divisor != quota:
            yield Fault("quota", (), f"It is {quota}, not {plan.divisor}.")
            return None
    for unit in units:
        share = Fraction(unit.weight) / plan.divisor if plan.divisor else Fraction(0)
        most = seats if unit.cap is None else unit.cap - first[unit.id]
        shares[unit.id] = max(Fraction(unit.floor - first[unit.id]), min(Fraction(most), share))
    fixed = sum(n for name, n in rest.items() if name not in shares)
    if task.method is Method.HARE and sum(shares.values()) + fixed != seats:
        yield Fault("quota", (), f"With {plan.divisor} the shares make {sum(shares.values())}, not {seats}.")
        return None
    up = {name: share - int(share) for name, share in shares.items() if rest[name] == int(share) + 1}
    down = {name: share - int(share) for name, share in shares.items() if rest[name] == int(share)}
    if odd := sorted(set(shares) - set(up) - set(down)):
        yield Fault("whole quotas", tuple(odd), "Seats are neither the whole part of a share nor one more.")
        return None
    least, most_part = min(up.values(), default=None), max(down.values(), default=Fraction(-1))
    if least is not None and most_part > least:
        names = (max(down, key=down.__getitem__), min(up, key=up.__getitem__))
        yield Fault("order of claims", names, "The first has the larger remainder.")
    if least != most_part:
        return None
    return {n for n, p in up.items() if p == least}, {n for n, p in down.items() if p == least}
