"""Which numbers of the gap may leave the desk.

A count is told only if it follows from numbers that are told anyway: the counts of single values, hidden as
`suppression.safe_line` says, or inside a group the cells of that group's own table. So a quota for "under 30" or
"government" gives nothing away that its parts keep, and where the count is not told, neither is the status:
"met, at least 4" of a number below five would say which one it is.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from pendopo.delegates.queries.cells import Cell, values_of
from pendopo.delegates.queries.gap import Gap, Line, Tally, Verdict
from pendopo.delegates.queries.suppression import BELOW, HIDDEN, SMALL, SafeTable, safe_line, safe_table


@dataclass(frozen=True, slots=True)
class SharedLine:
    """One quota as others may read it."""

    whom: str
    asks: str
    count: str
    verdict: Verdict | None


class _Shown:
    """Which single counts are told, by dimension or pair of dimensions; each is worked out once."""

    def __init__(self, tally: Tally, stage: int) -> None:
        self.tally, self.stage = tally, stage
        self._lines: dict[str, dict[str, str]] = {}
        self._tables: dict[tuple[str, str], dict[tuple[str, str], str]] = {}

    def _counts(self, *dimensions: str) -> Counter[tuple[Hashable, ...]]:
        found: Counter[tuple[Hashable, ...]] = Counter()
        for (reached, *values), n in self.tally.by(*dimensions).items():
            if isinstance(reached, int) and reached >= self.stage:
                found[tuple(values)] += n
        return found

    def line(self, dimension: str) -> dict[str, str]:
        """By value what is told of it."""
        if dimension not in self._lines:
            counts = self._counts(dimension)
            values = _ordered({str(value) for (value,) in counts})
            safe = safe_line([counts[value,] for value in values])
            self._lines[dimension] = dict(zip(values, safe.shown, strict=True))
        return self._lines[dimension]

    def table(self, first: str, second: str) -> dict[tuple[str, str], str]:
        """By pair of values what is told of it."""
        if (first, second) not in self._tables:
            counts = self._counts(first, second)
            rows = _ordered({str(row) for row, _column in counts})
            columns = _ordered({str(column) for _row, column in counts})
            numbers = [[counts[row, column] for column in columns] for row in rows]
            safe = safe_pair(numbers, first, second)
            self._tables[first, second] = {
                (row, column): text
                for row, texts in zip(rows, safe.cells, strict=True)
                for column, text in zip(columns, texts, strict=True)
            }
        return self._tables[first, second]

    def parts(self, cell: Cell) -> list[str]:
        """What is told of the single counts that make up a cell."""
        wanted = values_of(cell.dimension, cell.value)
        if not cell.inside_dimension:
            return [text for value, text in self.line(cell.dimension).items() if value in wanted]
        group = values_of(cell.inside_dimension, cell.inside_value)
        table = self.table(cell.inside_dimension, cell.dimension)
        return [text for (inside, value), text in table.items() if inside in group and value in wanted]


def _ordered(values: set[str]) -> list[str]:
    """As `gap.cross` has them, so that both hide the same."""
    return [*sorted(values - {""}), *(values & {""})]


def safe_pair(counts: Sequence[Sequence[int]], first: str, second: str) -> SafeTable:
    """The table of two dimensions, hidden alike whichever of them stands in the rows."""
    if first <= second:
        return safe_table(counts)
    turned = safe_table(list(zip(*counts, strict=True)))
    return SafeTable(tuple(zip(*turned.cells, strict=True)), turned.columns, turned.rows)


def shared_lines(gap: Gap) -> list[SharedLine]:
    """Every quota of a gap as it may leave the desk."""
    shown = _Shown(gap.tally, gap.stage)
    return [_shared(line, shown, gap.stage) for line in gap.lines]


def _shared(line: Line, shown: _Shown, stage: int) -> SharedLine:
    count, parts = line.counts[stage - 1], shown.parts(line.bound.cell)
    if parts and all(text.isdecimal() for text in parts) and count >= SMALL:
        return SharedLine(line.whom, line.asks, str(count), line.verdict)
    single = parts[0] if len(parts) == 1 else BELOW if not parts else HIDDEN
    return SharedLine(line.whom, line.asks, single, None)
