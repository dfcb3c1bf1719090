"""Small numbers that must not leave the desk: "<5", and as many others as it takes to keep them unknown.

Whoever reads a table knows its sums, and that a hidden number is below 5 or not. So hiding the small ones is not
enough: a lone hidden number in a row follows from the row's sum. Here every number is an edge that carries it,
from its row to its column, and a sum is an edge that brings back what a row or column has. All balance at each
node, and the ways in which hidden numbers can change together are the cycles of edges that are not fixed. A hidden
number that lies on no such cycle is known; then one more is hidden, until none is.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

SMALL = 5
Node = Hashable
Place = tuple[int, int]
BELOW, NOT_BELOW, HIDDEN = "<5", "≥5", "–"


@dataclass(frozen=True, slots=True)
class Edge:
    """A hidden number on its way, with what a reader knows of it: at least `low`, at most `high` if there is one."""

    key: Hashable
    start: Node
    end: Node
    value: int
    low: int = 0
    high: int | None = None

    @property
    def grows(self) -> bool:
        """Whether it might be larger for all that a reader knows of it alone."""
        return self.high is None or self.value < self.high

    @property
    def shrinks(self) -> bool:
        """Whether it might be smaller."""
        return self.value > self.low


def hidden_edge(key: Hashable, start: Node, end: Node, value: int, *, vague: bool = False) -> Edge:
    """A number that is hidden: below 5, or not; or without a word about it where `vague`."""
    if vague:
        return Edge(key, start, end, value)
    return (
        Edge(key, start, end, value, 0, SMALL - 1) if value < SMALL else Edge(key, start, end, value, SMALL)
    )


Ways = dict[Node, Counter[Node]]


def settled(edges: Sequence[Edge]) -> set[Hashable]:
    """The hidden numbers that can have one value only."""
    ways: Ways = defaultdict(Counter)
    for edge in edges:
        _count(ways, edge, 1)
    return {edge.key for edge in edges if not _moves(edge, ways)}


def _count(ways: Ways, edge: Edge, number: int) -> None:
    """Add the ways on which an edge passes changes on, or take them away."""
    if edge.grows:
        ways[edge.start][edge.end] += number
    if edge.shrinks:
        ways[edge.end][edge.start] += number


def _moves(edge: Edge, ways: Ways) -> bool:
    """Whether another value of this number can be made up for by the other edges."""
    _count(ways, edge, -1)
    found = (edge.grows and _reaches(edge.end, edge.start, ways)) or (
        edge.shrinks and _reaches(edge.start, edge.end, ways)
    )
    _count(ways, edge, 1)
    return found


def _reaches(start: Node, goal: Node, ways: Ways) -> bool:
    seen, queue = {start}, [start]
    for node in queue:
        onward = ways[node]
        if onward.get(goal):
            return True
        for further, number in onward.items():
            if number and further not in seen:
                seen.add(further)
                queue.append(further)
    return False


@dataclass(frozen=True, slots=True)
class SafeLine:
    """Numbers with their sum, as they may be shown."""

    shown: tuple[str, ...]
    total: str
    hidden: frozenset[int]
    total_hidden: bool


def safe_line(counts: Sequence[int]) -> SafeLine:
    """A list of counts and their sum, with small ones hidden and what else it takes."""
    total = sum(counts)  # hidden only if it is small itself: other tables show the same sum
    hidden = {i for i, count in enumerate(counts) if count < SMALL}
    total_hidden = total < SMALL
    vague = False
    if not counts:
        return SafeLine((), BELOW, frozenset(), True)
    while known := settled(_line_edges(counts, hidden, total_hidden, vague)):
        visible = [i for i in range(len(counts)) if i not in hidden]
        if visible:
            hidden.add(min(visible, key=counts.__getitem__))
        elif not vague:
            vague = True
        else:
            raise AssertionError(f"{known} stay known in {counts}.")
    shown = tuple(_mark(count, i in hidden, vague) for i, count in enumerate(counts))
    return SafeLine(shown, _mark(total, total_hidden, vague), frozenset(hidden), total_hidden)


def _line_edges(counts: Sequence[int], hidden: set[int], total_hidden: bool, vague: bool) -> list[Edge]:
    edges = [hidden_edge(i, "all", "parts", counts[i], vague=vague) for i in sorted(hidden)]
    if total_hidden:
        edges.append(hidden_edge("total", "parts", "all", sum(counts), vague=vague))
    return edges


def _mark(count: int, hide: bool, vague: bool) -> str:
    if not hide:
        return str(count)
    return HIDDEN if vague else BELOW if count < SMALL else NOT_BELOW


@dataclass(frozen=True, slots=True)
class SafeTable:
    """A table with its sums, as it may be shown."""

    cells: tuple[tuple[str, ...], ...]
    rows: SafeLine
    columns: SafeLine


def safe_table(counts: Sequence[Sequence[int]]) -> SafeTable:
    """A table whose sums are hidden as `safe_line` hides them, so that they agree with every other table."""
    if not counts:
        return SafeTable((), safe_line(()), safe_line(()))
    rows = safe_line([sum(row) for row in counts])
    columns = safe_line([sum(column) for column in zip(*counts, strict=True)])
    small = {(i, j) for i, row in enumerate(counts) for j, count in enumerate(row) if count < SMALL}
    hidden, vague = set(small), False
    while known := settled(_table_edges(counts, hidden, rows, columns, vague)):
        if more := _next(counts, hidden, [key for key in known if isinstance(key, tuple)]):
            hidden |= more
        elif not vague:
            vague = True
        else:
            break  # what is left follows from sums that are no secret
    cells = tuple(
        tuple(_mark(count, (i, j) in hidden, vague) for j, count in enumerate(row))
        for i, row in enumerate(counts)
    )
    return SafeTable(cells, rows, columns)


def _next(counts: Sequence[Sequence[int]], hidden: set[Place], known: Sequence[Place]) -> set[Place]:
    """What to hide next: the corners of the cheapest rectangle around a number that is known, or the smallest shown."""
    rows, columns = range(len(counts)), range(len(counts[0]))
    for i, j in sorted(known, key=lambda place: (counts[place[0]][place[1]], place)):
        corners = ({(i, m), (k, j), (k, m)} - hidden for k in rows for m in columns if k != i and m != j)
        if found := min(filter(None, corners), key=lambda places: _cost(counts, places), default=None):
            return found
    visible = [{(i, j)} for i in rows for j in columns if (i, j) not in hidden]
    return min(visible, key=lambda places: _cost(counts, places), default=set())


def _cost(counts: Sequence[Sequence[int]], places: set[Place]) -> tuple[int, list[Place]]:
    return sum(counts[i][j] for i, j in places), sorted(places)


def _table_edges(
    counts: Sequence[Sequence[int]], hidden: set[Place], rows: SafeLine, columns: SafeLine, vague: bool
) -> list[Edge]:
    edges = [
        hidden_edge((i, j), ("row", i), ("column", j), counts[i][j], vague=vague) for i, j in sorted(hidden)
    ]
    sums = [sum(row) for row in counts], [sum(column) for column in zip(*counts, strict=True)]
    for i in sorted(rows.hidden):
        edges.append(hidden_edge(f"row {i}", "all", ("row", i), sums[0][i], vague=rows.shown[i] == HIDDEN))
    for j in sorted(columns.hidden):
        vague_sum = columns.shown[j] == HIDDEN
        edges.append(hidden_edge(f"column {j}", ("column", j), "parts", sums[1][j], vague=vague_sum))
    if rows.total_hidden:
        vague_total = rows.total == HIDDEN or columns.total == HIDDEN
        edges.append(hidden_edge("total", "parts", "all", sum(sums[0]), vague=vague_total))
    return edges
