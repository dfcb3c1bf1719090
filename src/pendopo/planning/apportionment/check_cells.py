"""The cells of a table: sums and bounds, the divisors, and ties as cycles of cells that stand at their bounds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from pendopo.planning.apportionment.check_seats import bound, compared
from pendopo.planning.apportionment.problem import Lot, Order, Table
from pendopo.planning.apportionment.settling import by, ranked
from pendopo.planning.apportionment.solution import CellTie, TablePlan
from pendopo.planning.result import Fault

Key = tuple[str, str]  # region and group
Node = tuple[str, str]  # ("region" or "group", its name)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the problem says of every cell that may hold seats."""

    weight: Mapping[Key, Fraction]
    low: Mapping[Key, int]
    high: Mapping[Key, int]
    regions: Mapping[str, int]
    groups: Mapping[str, int]


def cell_faults(table: Table, ties: Order | Lot | None, plan: TablePlan) -> Iterator[Fault]:
    """Everything about the cells that does not hold."""
    facts = _facts(table, plan)
    if [line.id for line in plan.regions] != list(facts.regions):
        yield Fault(
            "every region once", tuple(line.id for line in plan.regions), "Regions are missing or odd."
        )
        return
    held = dict.fromkeys(facts.weight, 0)
    for line in plan.cells:
        if held.get((line.region, line.group)) != 0 or line.seats < 1:
            yield Fault(
                "cells", (line.region, line.group), "It is a stranger, or named twice, or without seats."
            )
            return
        held[line.region, line.group] = line.seats
    for tie in plan.ties:
        if fault := _malformed(tie, held):
            yield fault
            return
    _seat_open_ties(plan, facts, held)
    broken = [*_sum_faults(facts, held), *_bound_faults(facts, held)]
    yield from broken
    if not broken:
        yield from _divisor_faults(table, plan, facts, held)
        for tie in plan.ties:
            yield from _settling_faults(tie, ties)


def _facts(table: Table, plan: TablePlan) -> _Facts:
    counting = {line.id for line in plan.groups if line.counts}
    granted = {(one.region, one.to) for one in plan.strongest}
    regions = {region.id: region.seats for region in table.regions}
    everyone = int(bound(table.method, 1) == 0)
    weight: dict[Key, Fraction] = {}
    low: dict[Key, int] = {}
    high: dict[Key, int] = {}
    for cell in table.cells:
        key = (cell.region, cell.group)
        if cell.weight and cell.group in counting:
            weight[key] = compared(table.method, cell.weight)
            low[key] = max(cell.floor, everyone, int(key in granted))
            high[key] = regions[cell.region] + 1 if cell.cap is None else cell.cap
        elif cell.floor:
            weight[key], low[key], high[key] = Fraction(0), cell.floor, cell.floor
    return _Facts(weight, low, high, regions, {line.id: line.seats for line in plan.groups})


def _malformed(tie: CellTie, held: Mapping[Key, int]) -> Fault | None:
    among, to = ([(place.region, place.group) for place in places] for places in (tie.among, tie.to))
    known = all(key in held for key in among) and len(set(among)) == len(among) and 0 < tie.seats < len(among)
    if known and len(to) in (0, tie.seats) and set(to) <= set(among) and len(set(to)) == len(to):
        return None
    return Fault(
        "ties", tuple(map("/".join, among)), "It names strangers or a cell twice, or too many seats."
    )


def _missing(facts: _Facts, held: Mapping[Key, int]) -> tuple[dict[str, int], dict[str, int]]:
    """How many seats each region and each group lacks; negative where it has too many."""
    regions, groups = dict(facts.regions), dict(facts.groups)
    for (region, group), n in held.items():
        regions[region] -= n
        groups[group] -= n
    return regions, groups


def _seat_open_ties(plan: TablePlan, facts: _Facts, held: dict[Key, int]) -> None:
    """Seat open ties in some way that keeps the sums, if there is one; whichever it is, the rest must hold."""
    regions, groups = _missing(facts, held)
    choices: dict[str, list[str]] = {name: [] for name in regions}
    for tie in plan.ties:
        for place in tie.among if tie.open else ():
            choices[place.region].append(place.group)
    seated: dict[str, list[str]] = {name: [] for name in groups}

    def seat(region: str, tried: set[str]) -> bool:
        """One more seat for a region, where others may move to make room."""
        for group in choices[region]:
            if group in tried or region in seated[group]:
                continue
            tried.add(group)
            if len(seated[group]) < groups[group]:
                seated[group].append(region)
                return True
            for other in seated[group]:
                if seat(other, tried):
                    seated[group][seated[group].index(other)] = region
                    return True
        return False

    for region, missing in regions.items():
        for _ in range(max(missing, 0)):
            seat(region, set())
    for group, members in seated.items():
        for region in members:
            held[region, group] += 1


def _sum_faults(facts: _Facts, held: Mapping[Key, int]) -> Iterator[Fault]:
    regions, groups = _missing(facts, held)
    for kind, missing, wanted in (("region", regions, facts.regions), ("group", groups, facts.groups)):
        for name, n in missing.items():
            if n:
                yield Fault(
                    f"seats of the {kind}", (name,), f"Its cells have {wanted[name] - n} of {wanted[name]}."
                )


def _bound_faults(facts: _Facts, held: Mapping[Key, int]) -> Iterator[Fault]:
    for key, n in held.items():
        if not facts.low[key] <= n <= facts.high[key]:
            yield Fault(
                "bounds of a cell", key, f"It has {n}; {facts.low[key]} to {facts.high[key]} are allowed."
            )


def _divisor_faults(table: Table, plan: TablePlan, facts: _Facts, held: Mapping[Key, int]) -> Iterator[Fault]:
    """Each weight, divided by both divisors, rounds to the seats of its cell; cells at their bounds may tie."""
    rows = {line.id: line.divisor for line in plan.regions}
    columns = {line.id: line.divisor for line in plan.groups}
    giving, taking = set(), set()
    for key, n in held.items():
        row, column = rows[key[0]], columns[key[1]]
        if facts.low[key] == facts.high[key]:
            continue
        if column is None or row <= 0 or column <= 0:
            yield Fault("divisors", key, "They are missing, or not above 0.")
            return
        quotient = facts.weight[key] / (row * column)
        held_from = bound(table.method, n) if n > facts.low[key] else None
        next_from = bound(table.method, n + 1) if n < facts.high[key] else None
        if (held_from is not None and quotient < held_from) or (
            next_from is not None and quotient > next_from
        ):
            yield Fault("rounding", key, f"A quotient of {float(quotient):.6g} does not make {n} seats.")
        giving |= {key} if quotient == held_from else set()
        taking |= {key} if quotient == next_from else set()
    expected = set(_tied(giving, taking))
    named = {(frozenset((p.region, p.group) for p in tie.among), tie.seats) for tie in plan.ties}
    for among, seats in expected ^ named:
        names = tuple(sorted(map("/".join, among)))
        yield Fault(
            "ties", names, f"{seats} seats are tied among them." if (among, seats) in expected else "No tie."
        )


def _tied(giving: set[Key], taking: set[Key]) -> Iterator[tuple[frozenset[Key], int]]:
    """Cells on cycles: a group gives a seat in a region, another group takes it there, and so back to the first."""
    arcs: dict[Node, set[Node]] = {}
    ends: dict[Key, tuple[Node, Node]] = {}
    for key in giving | taking:
        region, group = ("region", key[0]), ("group", key[1])
        ends[key] = (group, region) if key in giving else (region, group)
        arcs.setdefault(ends[key][0], set()).add(ends[key][1])
    reach = {node: _reached(arcs, node) for node in arcs}
    cyclic = {key: (a, b) for key, (a, b) in ends.items() if a in reach.get(b, ())}
    while cyclic:
        start = next(iter(cyclic.values()))[0]
        among = frozenset(
            k for k, (a, _) in cyclic.items() if a == start or (a in reach[start] and start in reach[a])
        )
        yield among, len(among & giving)
        for key in among:
            del cyclic[key]


def _reached(arcs: Mapping[Node, set[Node]], start: Node) -> set[Node]:
    seen: set[Node] = set()
    queue = [start]
    while queue:
        more = arcs.get(queue.pop(), set()) - seen
        seen |= more
        queue += more
    return seen


def _settling_faults(tie: CellTie, ties: Order | Lot | None) -> Iterator[Fault]:
    """Cell by cell in the order or the lot, each has taken a seat if those after it could still keep the sums."""
    among = [(place.region, place.group) for place in tie.among]
    order = ranked(among, ties)
    names = tuple(map("/".join, among))
    if (not tie.to) != (order is None) or tie.by != (by(ties) if order else ""):
        yield Fault("settling", names, "It stays open." if order is None else f"It is settled by {by(ties)}.")
        return
    taken = {(place.region, place.group) for place in tie.to}
    for at, key in enumerate(order or ()):
        if key not in taken and _could_take(key, taken, set(order[at + 1 :] if order else ())):
            yield Fault("settling", names, f"A seat was due to {'/'.join(key)} first.")
            return


def _could_take(key: Key, taken: set[Key], later: set[Key]) -> bool:
    """Whether later cells can change so that `key` takes a seat and its region and group keep their sums."""
    arcs: dict[Node, set[Node]] = {}
    for region, group in later:
        a, b = ("group", group), ("region", region)
        start, end = (a, b) if (region, group) in taken else (b, a)
        arcs.setdefault(start, set()).add(end)
    return ("region", key[0]) in _reached(arcs, ("group", key[1]))
