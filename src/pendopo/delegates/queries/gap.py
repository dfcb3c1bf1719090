"""Where every quota stands: read once, counted by stage, compared with what it asks for.

A stage counts everybody who has come as far or further: whoever is confirmed counts as selected, as registered and
as nominated, too. The waiting list counts as registered.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from operator import itemgetter
from uuid import UUID

from django.db.models import CharField
from django.db.models.functions import Cast

from pendopo.delegates import rules
from pendopo.delegates.enums import DelegateState as S
from pendopo.delegates.enums import Dimension
from pendopo.delegates.models import Delegate, Quota
from pendopo.delegates.queries.cells import Bound, Cell, cell_of, values_of, within
from pendopo.delegates.queries.quota import numbers_text, quotas, said_of
from pendopo.delegates.queries.seats import adopted_plan

STAGES = (S.NOMINATED, S.REGISTERED, S.SELECTED, S.CONFIRMED, S.ATTENDED)
REACHED: dict[str, int] = {
    S.NOMINATED: 1,
    S.REGISTERED: 2,
    S.WAITING: 2,
    S.SELECTED: 3,
    S.CONFIRMED: 4,
    S.ATTENDED: 5,
}
_COLUMNS = (
    "traits__sex",
    "traits__age",
    "traits__disability",
    "traits__sector",
    "traits__region_id",
    "body",
    "traits__first_time",
)
_ORDER = (
    Dimension.SEX,
    Dimension.AGE,
    Dimension.DISABILITY,
    Dimension.SECTOR,
    Dimension.REGENCY,
    Dimension.ORGANISATION,
    Dimension.FIRST_TIME,
    Dimension.PROVINCE,
)
_PLACE = {dimension.value: place for place, dimension in enumerate(_ORDER, 1)}
Row = tuple[int | str, ...]


class Tally:
    """People by how far they came and by their traits; counted by one or two dimensions at a time."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self._known: dict[tuple[str, ...], Counter[tuple[int | str, ...]]] = {}

    @classmethod
    def read(cls, audience: str) -> "Tally":
        """Everybody in the pool of one audience, in one query."""
        found = Delegate.objects.filter(audience=audience, state__in=rules.IN_POOL).order_by()
        # Ten thousand keys as text are read in half the time that they take as UUIDs; few of them differ.
        found = found.annotate(body=Cast("organisation_id", CharField()))
        as_key = cache(lambda text: str(UUID(text)) if text else "")
        return cls([_row(as_key, *columns) for columns in found.values_list("state", *_COLUMNS)])

    def of(self, organisation: str) -> "Tally":
        """Only those who stand under one organisation."""
        place = _PLACE[Dimension.ORGANISATION]
        return Tally([row for row in self.rows if row[place] == organisation])

    def by(self, *dimensions: str) -> Counter[tuple[int | str, ...]]:
        """How many people by stage reached and by their value in each of these dimensions."""
        if dimensions not in self._known:
            told = itemgetter(0, *(_PLACE[dimension] for dimension in dimensions))
            self._known[dimensions] = Counter(map(told, self.rows))
        return self._known[dimensions]

    @cached_property
    def everybody(self) -> tuple[int, ...]:
        """How many people by stage."""
        return cumulative(Counter(row[0] for row in self.rows))

    def holding(self, cell: Cell) -> tuple[int, ...]:
        """How many count in a cell, by stage."""
        wanted = values_of(cell.dimension, cell.value)
        if not cell.inside_dimension:
            return _sum(
                (stage, n) for (stage, value), n in self.by(cell.dimension).items() if value in wanted
            )
        group = values_of(cell.inside_dimension, cell.inside_value)
        pairs = self.by(cell.inside_dimension, cell.dimension).items()
        return _sum((stage, n) for (stage, inside, value), n in pairs if inside in group and value in wanted)

    def group(self, cell: Cell) -> tuple[int, ...]:
        """Among how many a cell counts, by stage."""
        if not cell.inside_dimension:
            return self.everybody
        return self.holding(Cell(cell.inside_dimension, cell.inside_value))

    def unknown(self, cell: Cell) -> tuple[int, ...]:
        """Of how many it is not known whether they count, by stage."""
        if not cell.inside_dimension:
            return _sum((stage, n) for (stage, value), n in self.by(cell.dimension).items() if not value)
        wanted = values_of(cell.dimension, cell.value)
        group = values_of(cell.inside_dimension, cell.inside_value)
        pairs = self.by(cell.inside_dimension, cell.dimension).items()
        return _sum(
            (stage, n)
            for (stage, inside, value), n in pairs
            if (not value and (not inside or inside in group)) or (not inside and value in wanted)
        )


def _row(as_key: Callable[[str | None], str], state: str, *traits: str | None) -> Row:
    sex, age, disability, sector, region, body, first_time = traits
    province, _dot, below = (region or "").partition(".")
    code = region if below else ""
    told = (sex or "", age or "", disability or "", sector or "", code or "", as_key(body), first_time or "")
    return (REACHED[state], *told, province)


def _sum(pairs: Iterable[tuple[int | str, int]]) -> tuple[int, ...]:
    found: Counter[int | str] = Counter()
    for stage, n in pairs:
        found[stage] += n
    return cumulative(found)


def cumulative(reached: Counter[int | str]) -> tuple[int, ...]:
    """How many came as far as each stage, or further."""
    found, running = [], 0
    for stage in range(len(STAGES), 0, -1):
        running += reached[stage]
        found.append(running)
    return tuple(reversed(found))


class Status(StrEnum):
    """How a cell stands, by rule."""

    MET = "met"
    SHORT = "short"
    OVER = "over"
    UNREACHABLE = "unreachable"
    NOBODY = "nobody"


_URGENCY = (Status.UNREACHABLE, Status.OVER, Status.SHORT, Status.NOBODY, Status.MET)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The status with how many people are missing or too many."""

    status: Status
    by: int = 0


def verdict(bound: Bound, count: int, in_pool: int, group: int) -> Verdict:
    """Met, short or over; not reachable where even everybody in the pool would not be enough.

    What is wanted at least is the minimum, or the target of a quota without one. A group in which nobody is yet
    has met nothing and lacks nothing.
    """
    wanted = bound.lower or bound.target or 0
    if bound.upper is not None and count > bound.upper:
        return Verdict(Status.OVER, count - bound.upper)
    if in_pool < wanted:
        return Verdict(Status.UNREACHABLE, wanted - in_pool)
    if bound.cell.inside_dimension and not group:
        return Verdict(Status.NOBODY)
    if count < wanted:
        return Verdict(Status.SHORT, wanted - count)
    return Verdict(Status.MET)


@dataclass(frozen=True, slots=True)
class Line:
    """One quota: whom it counts, what it asks for, and how many there are at each stage."""

    quota: Quota
    whom: str
    asks: str
    bound: Bound
    counts: tuple[int, ...]
    unknown: int
    verdict: Verdict
    own: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """All quotas of an audience at one stage; `seats` is None while no plan is in force."""

    audience: str
    stage: int
    seats: int | None
    size: int
    everybody: tuple[int, ...]
    lines: tuple[Line, ...]
    tally: Tally


def gap(audience: str, *, stage: int = 3, organisation: UUID | None = None) -> Gap:
    """Where every quota stands at a stage (1 nominated to 5 attended).

    Per cent of all are per cent of the seats in the plan in force, or, without one, of the people at that stage.
    Per cent inside a group are of the people of that group at that stage. With `organisation`, what it
    contributes stands beside; the verdict remains that of all.
    """
    rows = list(quotas(audience))
    plan = adopted_plan(audience)
    tally = Tally.read(audience)
    own = tally.of(str(organisation)) if organisation else None
    said = said_of({cell_of(row) for row in rows})
    size = plan.total if plan else tally.everybody[stage - 1]
    lines = sorted((_line(row, said[cell_of(row)], tally, own, size, stage) for row in rows), key=_urgency)
    return Gap(audience, stage, plan.total if plan else None, size, tally.everybody, tuple(lines), tally)


def _urgency(line: Line) -> tuple[int, int, bool, str]:
    """What cannot be reached comes first, what is met last; then in the order of dimensions."""
    cell = line.bound.cell
    dimension = list(Dimension).index(Dimension(cell.dimension))
    return _URGENCY.index(line.verdict.status), dimension, bool(cell.inside_dimension), line.whom


def _line(row: Quota, whom: str, tally: Tally, own: Tally | None, size: int, stage: int) -> Line:
    cell = cell_of(row)
    counts, group = tally.holding(cell), tally.group(cell)[stage - 1]
    bound = within(row, group if cell.inside_dimension else size)
    found = verdict(bound, counts[stage - 1], counts[0], group)
    unknown = tally.unknown(cell)[stage - 1]
    contributed = own.holding(cell) if own else None
    return Line(row, whom, numbers_text(row), bound, counts, unknown, found, contributed)


@dataclass(frozen=True, slots=True)
class Cross:
    """People at a stage by two dimensions; the last row and column are those of whom it is not known."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    @property
    def row_sums(self) -> tuple[int, ...]:
        """How many in each row."""
        return tuple(map(sum, self.counts))

    @property
    def column_sums(self) -> tuple[int, ...]:
        """How many in each column."""
        return tuple(map(sum, zip(*self.counts, strict=True)))

    @property
    def lines(self) -> list[tuple[str, tuple[int, ...], int]]:
        """Each row with its name and its sum."""
        return list(zip(self.rows, self.counts, self.row_sums, strict=True))

    @property
    def total(self) -> int:
        """How many in all."""
        return sum(self.row_sums)


def cross(tally: Tally, first: str, second: str, *, stage: int, unknown: str) -> Cross:
    """A table of two dimensions; what nobody has is left out, `unknown` names what is not known."""
    found: Counter[tuple[str, str]] = Counter()
    for (reached, *values), n in tally.by(first, second).items():
        if isinstance(reached, int) and reached >= stage:
            found[str(values[0]), str(values[1])] += n
    rows = _values({row for row, _column in found})
    columns = _values({column for _row, column in found})
    cells = [Cell(first, value) for value in rows if value] + [
        Cell(second, value) for value in columns if value
    ]
    said = said_of(cells)
    return Cross(
        tuple(said[Cell(first, value)] if value else unknown for value in rows),
        tuple(said[Cell(second, value)] if value else unknown for value in columns),
        tuple(tuple(found[row, column] for column in columns) for row in rows),
    )


def _values(found: set[str]) -> list[str]:
    """In order, with what is not known at the end."""
    return [*sorted(found - {""}), *(found & {""})]
