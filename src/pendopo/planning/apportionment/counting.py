"""Before a table is filled: which groups count, how many seats each has, and who is strongest in a region."""

from fractions import Fraction
from math import floor

from pendopo.planning.apportionment.problem import Count, Floors, Lot, Order, Seats, Table, Unit
from pendopo.planning.apportionment.settling import by, settled
from pendopo.planning.apportionment.solution import Strongest


def weighed(table: Table) -> dict[str, dict[str, Fraction]]:
    """The weights of each region's groups, by region and group; zeros are left out."""
    rows: dict[str, dict[str, Fraction]] = {region.id: {} for region in table.regions}
    for cell in table.cells:
        if cell.weight:
            rows[cell.region][cell.group] = Fraction(cell.weight)
    return rows


def counted(table: Table) -> dict[str, Fraction]:
    """What each group weighs in the upper apportionment, over all regions."""
    totals = {group.id: Fraction(0) for group in table.groups}
    seats = {region.id: region.seats for region in table.regions}
    for region, row in weighed(table).items():
        for group, weight in row.items():
            share = weight if table.count is Count.VOTES else weight / seats[region]
            totals[group] += floor(share + Fraction(1, 2)) if table.count is Count.WHOLE_VOTERS else share
    return totals


def above_quorum(table: Table) -> frozenset[str]:
    """The groups that count: all without a quorum, else those that reach its share somewhere or in all."""
    groups = frozenset(group.id for group in table.groups)
    if table.quorum is None:
        return groups
    passed: set[str] = set()
    shares = (
        (table.quorum.overall, counted(table)),
        *((table.quorum.region, r) for r in weighed(table).values()),
    )
    for needed, weights in shares:
        if needed is not None:
            total = sum(weights.values())
            passed |= {group for group, weight in weights.items() if weight and weight >= needed * total}
    return frozenset(passed)


def upper_task(table: Table) -> Seats:
    """The seats of all regions over the groups that count."""
    groups, totals = above_quorum(table), counted(table)
    units = tuple(
        Unit(group.id, totals[group.id] if group.id in groups else Fraction(0)) for group in table.groups
    )
    return Seats(sum(region.seats for region in table.regions), units, table.upper, Floors.LEAST)


def strongest(table: Table, groups: frozenset[str], ties: Order | Lot | None) -> tuple[Strongest, ...]:
    """In each region with a seat, the group that weighs most among those that count."""
    if not table.strongest:
        return ()
    rows, found = weighed(table), []
    for region in table.regions:
        row = {group: weight for group, weight in rows[region.id].items() if group in groups}
        if row and region.seats:
            most = max(row.values())
            among = tuple(group.id for group in table.groups if row.get(group.id) == most)
            found.append(_granted(region.id, among, ties))
    return tuple(found)


def _granted(region: str, among: tuple[str, ...], ties: Order | Lot | None) -> Strongest:
    if len(among) == 1:
        return Strongest(region, among, among[0])
    tie = settled(among, 1, ties)
    return Strongest(region, among, tie.to[0], by(ties)) if tie.to else Strongest(region, among)
