"""The rules of seats over regions and groups: who counts, all sums, the divisors in every cell, and ties."""

from collections.abc import Iterator
from fractions import Fraction

from pendopo.planning.apportionment.check_cells import cell_faults
from pendopo.planning.apportionment.check_seats import seats_faults, settling_faults
from pendopo.planning.apportionment.problem import Count, Lot, Order, Seats, Table, Unit
from pendopo.planning.apportionment.solution import Line, SeatsPlan, TablePlan, Tie
from pendopo.planning.result import Fault


def table_faults(table: Table, ties: Order | Lot | None, plan: TablePlan) -> Iterator[Fault]:
    """Everything in `plan` that does not hold; cells are looked at only when all above them holds."""
    above = list(_group_faults(table, ties, plan))
    if not above:
        above = list(_strongest_faults(table, ties, plan))
    yield from above
    if above:
        return
    undecided = plan.upper_tie is not None and plan.upper_tie.open > 0
    if undecided or any(not one.to for one in plan.strongest):
        if plan.cells or plan.regions or plan.ties:
            yield Fault("open ties", (), "Cells cannot be known before the ties above them are settled.")
        return
    yield from cell_faults(table, ties, plan)


def _group_faults(table: Table, ties: Order | Lot | None, plan: TablePlan) -> Iterator[Fault]:
    """Groups have the seats given, or those of the upper apportionment over the groups that count."""
    names = [line.id for line in plan.groups]
    if names != [group.id for group in table.groups]:
        yield Fault("every group once", tuple(names), "Groups are missing, odd or moved.")
        return
    totals = _totals(table)
    counting = _counting(table, totals)
    for line in plan.groups:
        if line.counts != (line.id in counting):
            yield Fault("quorum", (line.id,), "It counts." if line.id in counting else "It does not count.")
    if table.seats_given:
        for line, group in zip(plan.groups, table.groups, strict=True):
            if line.seats != group.seats:
                yield Fault("seats of groups", (line.id,), f"It has {group.seats}, not {line.seats}.")
        if plan.upper_tie is not None or plan.upper_divisor is not None:
            yield Fault("seats of groups", (), "They are given, and not computed.")
        return
    units = tuple(Unit(name, totals[name] if name in counting else Fraction(0)) for name in names)
    upper = Seats(sum(region.seats for region in table.regions), units, table.upper)
    lines = tuple(Line(line.id, line.seats) for line in plan.groups)
    yield from seats_faults(upper, ties, SeatsPlan(lines, plan.upper_divisor, plan.upper_tie))


def _totals(table: Table) -> dict[str, Fraction]:
    seats = {region.id: region.seats for region in table.regions}
    totals = {group.id: Fraction(0) for group in table.groups}
    for cell in table.cells:
        share = Fraction(cell.weight)
        if table.count is not Count.VOTES and cell.weight:
            share /= seats[cell.region]
        if table.count is Count.WHOLE_VOTERS:
            share = Fraction((share * 2 + 1) // 2)
        totals[cell.group] += share
    return totals


def _counting(table: Table, totals: dict[str, Fraction]) -> set[str]:
    """Groups that reach the share of one region or of all; everybody without a quorum."""
    quorum = table.quorum
    if quorum is None:
        return set(totals)
    found: set[str] = set()
    if quorum.overall is not None:
        found |= {g for g, n in totals.items() if n > 0 and n >= quorum.overall * sum(totals.values())}
    if quorum.region is not None:
        sums = {region.id: Fraction(0) for region in table.regions}
        for cell in table.cells:
            sums[cell.region] += cell.weight
        found |= {c.group for c in table.cells if c.weight > 0 and c.weight >= quorum.region * sums[c.region]}
    return found


def _strongest_faults(table: Table, ties: Order | Lot | None, plan: TablePlan) -> Iterator[Fault]:
    """In each region with seats, one seat is granted to who weighs most among those that count."""
    counting = {line.id for line in plan.groups if line.counts}
    expected: dict[str, set[str]] = {}
    rows: dict[str, dict[str, Fraction]] = {region.id: {} for region in table.regions}
    for cell in table.cells:
        if cell.group in counting:
            rows[cell.region][cell.group] = cell.weight
    for region in table.regions if table.strongest else ():
        row = rows[region.id]
        if region.seats and any(row.values()):
            expected[region.id] = {name for name, weight in row.items() if weight == max(row.values())}
    if [one.region for one in plan.strongest] != list(expected):
        yield Fault(
            "strongest", tuple(one.region for one in plan.strongest), f"They are due in {list(expected)}."
        )
        return
    for one in plan.strongest:
        if set(one.among) != expected[one.region] or len(one.among) != len(set(one.among)):
            yield Fault("strongest", (one.region,), f"It is {sorted(expected[one.region])}.")
        elif len(one.among) > 1:
            yield from settling_faults(Tie(one.among, 1, (one.to,) if one.to else (), one.by), ties)
        elif (one.to, one.by) != (one.among[0], ""):
            yield Fault("strongest", (one.region,), f"It is {one.among[0]}.")
