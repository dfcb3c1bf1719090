"""A table as numbers: rows and columns with their sums, and what each cell weighs and may hold."""

from dataclasses import dataclass
from fractions import Fraction

from pendopo.planning.apportionment.counting import weighed
from pendopo.planning.apportionment.methods import first_is_due, measure, signpost
from pendopo.planning.apportionment.problem import Method, Table
from pendopo.planning.apportionment.solution import Strongest

Held = list[list[int]]  # seats by row and column


@dataclass(frozen=True, slots=True)
class Grid:
    """Regions are rows, groups are columns; weights are measured as signposts compare them."""

    method: Method
    regions: tuple[str, ...]
    groups: tuple[str, ...]
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    weights: tuple[tuple[Fraction, ...], ...]
    low: tuple[tuple[int, ...], ...]
    high: tuple[tuple[int, ...], ...]

    def gain(self, held: Held, i: int, j: int) -> Fraction | None:
        """What the next seat costs in a cell: signpost / weight; None where the cell is full."""
        n = held[i][j]
        return signpost(self.method, n + 1) / self.weights[i][j] if n < self.high[i][j] else None

    def loss(self, held: Held, i: int, j: int) -> Fraction | None:
        """What the last seat has cost in a cell; None where the cell cannot lose it."""
        n = held[i][j]
        return signpost(self.method, n) / self.weights[i][j] if n > self.low[i][j] else None


def grid_of(
    table: Table, seats: dict[str, int], groups: frozenset[str], granted: tuple[Strongest, ...]
) -> Grid:
    """The table with the seats of its groups; groups that do not count hold nothing, beyond floors of their own."""
    weights, due = weighed(table), int(first_is_due(table.method))
    bounds = {(cell.region, cell.group): (cell.floor, cell.cap) for cell in table.cells}
    lifted = {(one.region, one.to) for one in granted}

    def cell(region: str, group: str, seats: int) -> tuple[Fraction, int, int]:
        weight = weights[region].get(group, Fraction(0)) if group in groups else Fraction(0)
        floor, cap = bounds.get((region, group), (0, None))
        if not weight:
            return Fraction(0), floor, floor
        floor = max(floor, due, int((region, group) in lifted))
        return (
            measure(table.method, weight),
            floor,
            seats + 1 if cap is None else cap,
        )  # no cap: none can come so far

    cells = [[cell(region.id, group.id, region.seats) for group in table.groups] for region in table.regions]
    return Grid(
        table.method,
        tuple(region.id for region in table.regions),
        tuple(group.id for group in table.groups),
        tuple(region.seats for region in table.regions),
        tuple(seats[group.id] for group in table.groups),
        tuple(tuple(weight for weight, _, _ in row) for row in cells),
        tuple(tuple(low for _, low, _ in row) for row in cells),
        tuple(tuple(high for _, _, high in row) for row in cells),
    )
