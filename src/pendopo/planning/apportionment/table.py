"""Seats over regions and groups at once: who counts, how many seats each group has, then the cells."""

from msgspec.structs import replace

from pendopo.planning.apportionment.cellties import Spot, Tied, chosen, tied_sets
from pendopo.planning.apportionment.counting import above_quorum, strongest, upper_task
from pendopo.planning.apportionment.existence import filled
from pendopo.planning.apportionment.fitting import fitted
from pendopo.planning.apportionment.grid import Grid, grid_of
from pendopo.planning.apportionment.problem import Lot, Order, Table
from pendopo.planning.apportionment.proof import improved, row_divisors
from pendopo.planning.apportionment.settling import by, ranked
from pendopo.planning.apportionment.single import Conflict, solve_seats
from pendopo.planning.apportionment.solution import (
    CellLine,
    CellTie,
    GroupLine,
    Place,
    RegionLine,
    TablePlan,
)
from pendopo.planning.apportionment.transfers import Transfers
from pendopo.planning.limits import Watch


def solve_table(table: Table, ties: Order | Lot | None, watch: Watch) -> TablePlan | Conflict | None:
    """The whole table; or the rules in conflict; None where the time is over."""
    if watch.over:
        return None
    plan = _above(table, ties)
    if isinstance(plan, Conflict) or unknown(plan):
        return plan
    seats = {line.id: line.seats for line in plan.groups}
    groups = frozenset(line.id for line in plan.groups if line.counts)
    grid = grid_of(table, seats, groups, plan.strongest)
    start = filled(grid)
    if isinstance(start, Conflict):
        return start
    moves = fitted(grid, watch)
    return None if moves is None else _filled_in(plan, moves, ties)


def unknown(plan: TablePlan) -> bool:
    """Whether an open tie above the table keeps its cells from being known."""
    return (plan.upper_tie is not None and plan.upper_tie.open > 0) or any(
        not one.to for one in plan.strongest
    )


def _above(table: Table, ties: Order | Lot | None) -> TablePlan | Conflict:
    """Everything that is known before the cells are filled."""
    groups = above_quorum(table)
    granted = strongest(table, groups, ties)
    if table.seats_given:
        lines = tuple(GroupLine(group.id, group.seats or 0) for group in table.groups)
        return TablePlan(lines, strongest=granted)
    found = solve_seats(upper_task(table), ties)
    if isinstance(found, Conflict):
        return found
    lines = tuple(GroupLine(line.id, line.seats, line.id in groups) for line in found.lines)
    return TablePlan(lines, strongest=granted, upper_divisor=found.divisor, upper_tie=found.tie)


def _filled_in(plan: TablePlan, moves: Transfers, ties: Order | Lot | None) -> TablePlan:
    columns, grid, held = improved(moves), moves.grid, moves.held
    rows = row_divisors(grid, held, columns)
    named = []
    for tied in tied_sets(grid, held, columns):
        tie, taken = _settled(grid, tied, ties)
        named.append(tie)
        for i, j in tied.holders:
            held[i][j] -= 1
        for i, j in taken:
            held[i][j] += 1
    return replace(
        plan,
        groups=tuple(
            replace(line, divisor=divisor if line.counts else None)
            for line, divisor in zip(plan.groups, columns, strict=True)
        ),
        regions=tuple(RegionLine(name, divisor) for name, divisor in zip(grid.regions, rows, strict=True)),
        cells=tuple(
            CellLine(region, group, n)
            for region, row in zip(grid.regions, held, strict=True)
            for group, n in zip(grid.groups, row, strict=True)
            if n
        ),
        ties=tuple(named),
    )


def _settled(grid: Grid, tied: Tied, ties: Order | Lot | None) -> tuple[CellTie, set[Spot]]:
    """The tie by name, and the cells that take its seats: none while it is open."""
    spots = sorted(tied.holders | tied.rivals)
    places = {spot: (grid.regions[spot[0]], grid.groups[spot[1]]) for spot in spots}
    among, seats = tuple(Place(*places[spot]) for spot in spots), len(tied.holders)
    order = ranked(places.values(), ties)
    if order is None:
        return CellTie(among, seats), set()
    spot_of = {name: spot for spot, name in places.items()}
    taken = chosen(tied, [spot_of[region, group] for region, group in order])
    to = tuple(Place(*places[spot]) for spot in spots if spot in taken)
    return CellTie(among, seats, to, by(ties)), taken
