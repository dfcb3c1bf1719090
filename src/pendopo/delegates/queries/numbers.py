"""How many people, each once: by state, and by sex, age, disability, sector and province at every stage.

A stage counts everybody who has come as far or further, as `queries.gap` does. What is not known of somebody stands
apart and is counted into the sums, so that every column adds up to the people at that stage.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pendopo.delegates.enums import CountedIn, Dimension, SeatsOver
from pendopo.delegates.enums import DelegateState as S
from pendopo.delegates.queries.cells import Cell, bounds
from pendopo.delegates.queries.gap import STAGES, cumulative
from pendopo.delegates.queries.quota import FIXED, quotas, said_of
from pendopo.delegates.queries.seats import adopted_plan, allotments
from pendopo.delegates.queries.unique import DIMENSIONS, RANK, Human, People, people

ALWAYS_LISTED = (Dimension.SEX, Dimension.AGE, Dimension.DISABILITY)
ALWAYS_SHOWN = 2
Targets = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Row:
    """One value of a dimension: what is wanted, and how many people there are by stage."""

    value: str
    label: str
    target: int | None
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Everybody by one dimension; `unknown` are those of whom it is not stated."""

    dimension: str
    label: str
    rows: tuple[Row, ...]
    unknown: tuple[int, ...]
    total: tuple[int, ...]

    @property
    def target(self) -> int | None:
        """The sum of the targets, where every row with anybody in it has one."""
        if not self.rows or any(row.target is None for row in self.rows):
            return None
        return sum(row.target or 0 for row in self.rows)

    @property
    def has_targets(self) -> bool:
        """Whether anything is wanted here at all."""
        return any(row.target is not None for row in self.rows)

    def parts(self, stage: int) -> list[int]:
        """What a column is made of, without rows of nobody; those not stated come last."""
        return [n for row in self.rows if (n := row.counts[stage - 1])]

    def adds_up(self, stage: int) -> bool:
        """Whether the parts and those not stated make up the people at a stage."""
        return sum(self.parts(stage)) + self.unknown[stage - 1] == self.total[stage - 1]


@dataclass(frozen=True, slots=True)
class Numbers:
    """Everything the page of numbers says about one part of the convening, or about all of it."""

    audience: str
    people: People
    seats: int | None
    total: tuple[int, ...]
    states: tuple[tuple[S, int], ...]
    breakdowns: tuple[Breakdown, ...]

    @property
    def doubled(self) -> int:
        """Entries that count nothing of their own, because another one is the same person."""
        return self.people.entries - len(self.people.humans)

    @property
    def stages(self) -> list[int]:
        """The stages that tables show: nominated and registered, and further ones once somebody has come so far."""
        return [n for n, count in enumerate(self.total, 1) if count or n <= ALWAYS_SHOWN]

    def by(self, dimension: str) -> Breakdown:
        """One of the breakdowns."""
        return next(one for one in self.breakdowns if one.dimension == dimension)


def numbers(audience: str = "") -> Numbers:
    """Count everybody in one part, or, without one, in the whole convening; five queries at most."""
    found = people(audience)
    plan = adopted_plan(audience) if audience else None
    wanted = targets(audience) if audience else {}
    tallies = [_tally(found.humans, place) for place in range(len(DIMENSIONS))]
    values = [_values(name, tally, wanted) for name, tally in zip(DIMENSIONS, tallies, strict=True)]
    said = said_of([Cell(name, value) for name, own in zip(DIMENSIONS, values, strict=True) for value in own])
    total = cumulative(Counter(one.stage for one in found.humans if one.stage))
    standing = Counter(one.state for one in found.humans)
    return Numbers(
        audience=audience,
        people=found,
        seats=plan.total if plan else None,
        total=total,
        states=tuple((state, standing[state]) for state in _in_order() if standing[state]),
        breakdowns=tuple(
            _breakdown(name, own, tally, said, wanted, total)
            for name, own, tally in zip(DIMENSIONS, values, tallies, strict=True)
        ),
    )


def _in_order() -> list[S]:
    return [state for state in S if state in RANK]


Tally = dict[str, Counter[int | str]]


def _tally(humans: Iterable[Human], place: int) -> Tally:
    """By value how many people reached which stage."""
    found: Tally = {}
    for one in humans:
        if one.stage:
            found.setdefault(one.values[place], Counter())[one.stage] += 1
    return found


def _values(dimension: str, tally: Tally, wanted: Targets) -> list[str]:
    """Which rows a breakdown has: the usual values, or those of whom somebody is there or wanted."""
    if dimension in ALWAYS_LISTED:
        return [value for value in FIXED[dimension] if value != "under_30"]
    there = {value for value in tally if value} | {value for name, value in wanted if name == dimension}
    order = [value for value in FIXED.get(dimension, ()) if value in there]
    return order or sorted(there)


def _breakdown(
    dimension: Dimension,
    values: list[str],
    tally: Tally,
    said: Mapping[Cell, str],
    wanted: Targets,
    total: tuple[int, ...],
) -> Breakdown:
    rows = tuple(
        Row(
            value,
            said[Cell(dimension, value)],
            wanted.get((dimension, value)),
            cumulative(tally.get(value, Counter())),
        )
        for value in values
    )
    return Breakdown(dimension, str(dimension.label), rows, cumulative(tally.get("", Counter())), total)


def targets(audience: str) -> dict[tuple[str, str], int]:
    """What is wanted of a value in persons: the seats of the plan in force, otherwise the target of a quota.

    Targets in per cent are of the seats, and say nothing while no plan is in force.
    """
    plan = adopted_plan(audience)
    asked = [row for row in quotas(audience) if row.dimension in DIMENSIONS and not row.inside_dimension]
    usable = [row for row in asked if plan or row.unit == CountedIn.PERSONS]
    found = {
        (bound.cell.dimension, bound.cell.value): bound.target
        for bound in bounds(usable, plan.total if plan else 0)
        if bound.target is not None
    }
    if plan and plan.over != SeatsOver.ORGANISATIONS:
        found |= _seats_by_value(allotments(plan))
    return found


def _seats_by_value(rows: Iterable[object]) -> dict[tuple[str, str], int]:
    found: Counter[tuple[str, str]] = Counter()
    for row in rows:
        seats = getattr(row, "seats", None) or 0
        told = (
            (Dimension.PROVINCE, getattr(row, "region_id", None)),
            (Dimension.SECTOR, getattr(row, "sector", "")),
            (Dimension.SEX, getattr(row, "sex", "")),
        )
        for dimension, value in told:
            if value:
                found[dimension.value, str(value)] += seats
    return dict(found)


def stage_words() -> list[tuple[int, str]]:
    """The stages by number, in words."""
    return [(number, str(S(stage).label)) for number, stage in enumerate(STAGES, 1)]
