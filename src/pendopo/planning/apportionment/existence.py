"""Whether any table keeps all sums and bounds, by the largest flow from rows to columns; if none, why.

Every divisor method that has a table with these sums, bounds and zeros has a proportional one as well, so that
nothing else can be in the way (M. Balinski and G. Demange, 1989).
"""

from collections.abc import Sequence

from pendopo.planning.apportionment.grid import Grid, Held
from pendopo.planning.apportionment.single import Conflict


def filled(grid: Grid) -> Held | Conflict:
    """Seats that keep all sums and bounds, however unproportional; or the rows and columns that prevent them."""
    if conflict := _bounds(grid):
        return conflict
    held = [list(row) for row in grid.low]
    rows = [n - sum(row) for n, row in zip(grid.rows, held, strict=True)]
    columns = [n - sum(row[j] for row in held) for j, n in enumerate(grid.columns)]
    for i, row in enumerate(held):
        for j in range(len(columns)):
            more = min(rows[i], columns[j], grid.high[i][j] - row[j])
            row[j], rows[i], columns[j] = row[j] + more, rows[i] - more, columns[j] - more
    for i in range(len(rows)):
        while rows[i]:
            path, seen = _path(grid, held, i, columns)
            if not path:
                return _culprits(grid, *seen)
            _send(grid, held, path, rows, columns)
    return held


def _bounds(grid: Grid) -> Conflict | None:
    """A cell, a region or a group whose own bounds leave its seats no room."""
    for i, region in enumerate(grid.regions):
        for group, least, most in zip(grid.groups, grid.low[i], grid.high[i], strict=True):
            if least > most:
                return Conflict((f"cap of {region}, {group}: {most}", f"seats due there: {least}"))
    for i, region in enumerate(grid.regions):
        if conflict := _room(f"region {region}", grid.rows[i], grid.low[i], grid.high[i]):
            return conflict
    for j, group in enumerate(grid.groups):
        low, high = ([row[j] for row in bounds] for bounds in (grid.low, grid.high))
        if conflict := _room(f"group {group}", grid.columns[j], low, high):
            return conflict
    return None


def _room(name: str, seats: int, low: Sequence[int], high: Sequence[int]) -> Conflict | None:
    if sum(low) > seats:
        return Conflict((f"seats of {name}: {seats}", f"seats due in its cells: {sum(low)}"))
    if sum(high) < seats:
        return Conflict((f"seats of {name}: {seats}", f"most that its cells may take: {sum(high)}"))
    return None


Path = list[tuple[int, int, int]]  # row, column, +1 or -1


def _path(grid: Grid, held: Held, start: int, columns: list[int]) -> tuple[Path, tuple[set[int], set[int]]]:
    """A way to seat one more of row `start`, moving others; with it, all rows and columns that were reached."""
    by_row: dict[int, int] = {start: -1}
    by_column: dict[int, int] = {}
    queue = [start]
    for i in queue:
        for j in range(len(columns)):
            if j in by_column or held[i][j] >= grid.high[i][j]:
                continue
            by_column[j] = i
            if columns[j]:
                return _traced(by_row, by_column, j), (set(by_row), set(by_column))
            for other in range(len(grid.rows)):
                if other not in by_row and held[other][j] > grid.low[other][j]:
                    by_row[other] = j
                    queue.append(other)
    return [], (set(by_row), set(by_column))


def _traced(by_row: dict[int, int], by_column: dict[int, int], end: int) -> Path:
    path: Path = []
    j = end
    while j >= 0:
        i = by_column[j]
        path.append((i, j, 1))
        j = by_row[i]
        if j >= 0:
            path.append((i, j, -1))
    return path


def _send(grid: Grid, held: Held, path: Path, rows: list[int], columns: list[int]) -> None:
    start, end = path[-1][0], path[0][1]
    room = (grid.high[i][j] - held[i][j] if sign > 0 else held[i][j] - grid.low[i][j] for i, j, sign in path)
    flow = min(rows[start], columns[end], *room)
    for i, j, sign in path:
        held[i][j] += sign * flow
    rows[start] -= flow
    columns[end] -= flow


def _culprits(grid: Grid, rows: set[int], columns: set[int]) -> Conflict:
    """The regions reached have more seats than the groups reached, and their full cells elsewhere, can take."""
    seats = sum(grid.rows[i] for i in rows)
    inside = sum(
        grid.columns[j] - sum(row[j] for i, row in enumerate(grid.low) if i not in rows) for j in columns
    )
    outside = sum(grid.high[i][j] for i in rows for j in range(len(grid.columns)) if j not in columns)
    regions = ", ".join(grid.regions[i] for i in sorted(rows))
    groups = ", ".join(grid.groups[j] for j in sorted(columns)) or "none"
    said = [f"seats of regions {regions}: {seats}", f"seats that groups {groups} can take there: {inside}"]
    if outside:
        said.append(f"bounds of their other cells: {outside}")
    return Conflict(tuple(said))
