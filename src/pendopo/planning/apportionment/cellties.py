"""Which cells of a table are tied: seats that could stand elsewhere with all sums kept, and cost nobody anything.

In a row whose divisor cannot move, some cells hold a seat exactly at its signpost, and others could. A column that
gives such a seat and gets one back around a cycle of rows leaves all sums as they were. So columns that lead to each
other, with the rows between them, make one tied set; what lies on no cycle is not tied.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pendopo.planning.apportionment.grid import Grid, Held
from pendopo.planning.apportionment.proof import row_interval

Spot = tuple[int, int]
Row = tuple[int, set[int], set[int]]


@dataclass(frozen=True, slots=True)
class Tied:
    """Cells that hold a tied seat now, and cells that could hold one instead."""

    holders: frozenset[Spot]
    rivals: frozenset[Spot]


def tied_sets(grid: Grid, held: Held, columns: list[Fraction]) -> list[Tied]:
    """Every tied set, from the divisors of the columns."""
    rows = list(_still(grid, held, columns))
    leads: dict[int, set[int]] = {j: set() for j in range(len(columns))}
    for _, giving, taking in rows:
        for j in giving:
            leads[j] |= taking
    reached = {j: _reached(leads, j) for j in leads}
    sets = {frozenset(k for k in reached[j] if j in reached[k]) for j in leads} - {frozenset()}
    return [_tied(rows, members) for members in sorted(sets, key=min)]


def _still(grid: Grid, held: Held, columns: list[Fraction]) -> Iterator[Row]:
    """Rows whose divisor cannot move, with the columns that could give a seat there and those that could take one."""
    for i in range(len(grid.rows)):
        least, most = row_interval(grid, held, i, columns)
        if least == most:
            giving, taking = set(), set()
            for j, divisor in enumerate(columns):
                loss, gain = grid.loss(held, i, j), grid.gain(held, i, j)
                if loss is not None and 1 / (divisor * loss) == least:
                    giving.add(j)
                if gain is not None and 1 / (divisor * gain) == least:
                    taking.add(j)
            yield i, giving, taking


def _reached(leads: dict[int, set[int]], start: int) -> set[int]:
    seen, queue = set(leads[start]), list(leads[start])
    while queue:
        more = leads[queue.pop()] - seen
        seen |= more
        queue += more
    return seen


def _tied(rows: list[Row], members: frozenset[int]) -> Tied:
    holders, rivals = set(), set()
    for i, giving, taking in rows:
        if giving & members and taking & members:
            holders |= {(i, j) for j in giving & members}
            rivals |= {(i, j) for j in taking & members}
    return Tied(frozenset(holders), frozenset(rivals))


def chosen(tied: Tied, order: Sequence[Spot]) -> set[Spot]:
    """Who takes the tied seats: cell by cell in this order, each takes one if the sums can still be kept."""
    taken = set(tied.holders)
    in_row: dict[int, set[int]] = defaultdict(set)
    in_column: dict[int, set[int]] = defaultdict(set)
    for i, j in order:
        in_row[i].add(j)
        in_column[j].add(i)
    for spot in order:
        if spot not in taken:
            taken ^= set(_swap(taken, in_row, in_column, spot))
        in_row[spot[0]].discard(spot[1])
        in_column[spot[1]].discard(spot[0])
    return taken


def _swap(
    taken: set[Spot], in_row: Mapping[int, set[int]], in_column: Mapping[int, set[int]], spot: Spot
) -> list[Spot]:
    """Free cells that change places so that `spot` takes a seat and all sums stay; none where there is no way."""
    row, column = spot
    came: dict[int, tuple[int, Spot, Spot]] = {}
    queue = [column]
    for j in queue:
        givers = [i for i in in_column[j] if (i, j) in taken]
        if row in givers:
            return [spot, (row, j), *_traced(came, j, column)]
        for i in givers:
            for k in in_row[i]:
                if k not in came and k != column and (i, k) not in taken:
                    came[k] = (j, (i, j), (i, k))
                    queue.append(k)
    return []


def _traced(came: dict[int, tuple[int, Spot, Spot]], j: int, start: int) -> list[Spot]:
    changed: list[Spot] = []
    while j != start:
        j, gives, takes = came[j]
        changed += [gives, takes]
    return changed
