"""Who counts under which quota, and how many that makes: pure logic without a query.

A cell is a dimension with a value, among everybody or inside a group: women, women among government delegates.
What is not known of a person never counts under any value.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from pendopo.convenings.enums import OrganisationKind
from pendopo.delegates.enums import AgeBand, CountedIn, Dimension

UNDER_30 = "under_30"
GOVERNMENT = "government"
TOGETHER: dict[tuple[str, str], frozenset[str]] = {
    (Dimension.AGE, UNDER_30): frozenset({AgeBand.UNDER_18.value, AgeBand.FROM_18.value}),
    (Dimension.SECTOR, GOVERNMENT): frozenset(
        kind.value for kind in OrganisationKind if kind.value.startswith("government_")
    ),
}


@dataclass(frozen=True, slots=True)
class Person:
    """The traits of one delegate as quotas read them; an empty text is not known."""

    sex: str = ""
    age: str = ""
    disability: str = ""
    sector: str = ""
    region: str = ""  # code of a regency or city, or of a province where only that is known
    province: str = ""
    organisation: str = ""  # the key as text
    first_time: str = ""
    household: str = ""  # the same for those who live together; a limit reads it, no quota does


def regency(person: Person) -> str:
    """The code of the regency or city; nothing where only the province is known."""
    return person.region if "." in person.region else ""


TRAITS: dict[str, Callable[[Person], str]] = {
    Dimension.SEX: lambda person: person.sex,
    Dimension.AGE: lambda person: person.age,
    Dimension.DISABILITY: lambda person: person.disability,
    Dimension.SECTOR: lambda person: person.sector,
    Dimension.PROVINCE: lambda person: person.province,
    Dimension.REGENCY: regency,
    Dimension.ORGANISATION: lambda person: person.organisation,
    Dimension.FIRST_TIME: lambda person: person.first_time,
}


def trait(person: Person, dimension: str) -> str:
    """What is known of a person in a dimension; an empty text for nothing."""
    return TRAITS[dimension](person)


@cache
def values_of(dimension: str, text: str) -> frozenset[str]:
    """The values that a text means: one, a word for several such as "government", or a list with commas."""
    found: set[str] = set()
    for part in text.split(","):
        if word := part.strip():
            found |= TOGETHER.get((dimension, word), frozenset({word}))
    return frozenset(found)


def matches(person: Person, dimension: str, value: str) -> bool:
    """Whether a person counts under a value; one whose trait is not known does not."""
    known = trait(person, dimension)
    return bool(known) and known in values_of(dimension, value)


@dataclass(frozen=True, slots=True)
class Cell:
    """Whom a quota counts."""

    dimension: str
    value: str
    inside_dimension: str = ""
    inside_value: str = ""

    def in_group(self, person: Person) -> bool:
        """Whether the person belongs to those among whom is counted; everybody without a group."""
        return not self.inside_dimension or matches(person, self.inside_dimension, self.inside_value)

    def holds(self, person: Person) -> bool:
        """Whether the person counts."""
        return matches(person, self.dimension, self.value) and self.in_group(person)

    def is_unknown(self, person: Person) -> bool:
        """Whether the person would count, or not, if only one knew."""
        if not trait(person, self.dimension):
            return self.in_group(person) or self.group_unknown(person)
        return matches(person, self.dimension, self.value) and self.group_unknown(person)

    def group_unknown(self, person: Person) -> bool:
        """Whether the person would belong to the group, or not, if only one knew."""
        return bool(self.inside_dimension) and not trait(person, self.inside_dimension)


class Numbers(Protocol):
    """What a quota says, as a row or as anything like it."""

    @property
    def dimension(self) -> str: ...

    @property
    def value(self) -> str: ...

    @property
    def inside_dimension(self) -> str: ...

    @property
    def inside_value(self) -> str: ...

    @property
    def unit(self) -> str: ...

    @property
    def minimum(self) -> int | None: ...

    @property
    def maximum(self) -> int | None: ...

    @property
    def target(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Bound:
    """How many persons must, may and should be in a cell; `upper` and `target` are None where nothing is said."""

    cell: Cell
    lower: int = 0
    upper: int | None = None
    target: int | None = None


def cell_of(quota: Numbers) -> Cell:
    """Whom the quota counts."""
    return Cell(quota.dimension, quota.value, quota.inside_dimension, quota.inside_value)


def rounded_up(percent: int, whole: int) -> int:
    """The fewest persons who are at least that share of the whole."""
    return -(-percent * whole // 100)


def rounded_down(percent: int, whole: int) -> int:
    """The most persons who are at most that share of the whole."""
    return percent * whole // 100


def is_share(quota: Numbers) -> bool:
    """Whether a quota is per cent of a group, whose size is not fixed before the panel is."""
    return bool(quota.inside_dimension) and quota.unit == CountedIn.PERCENT


def bounds(quotas: Iterable[Numbers], size: int, people: Iterable[Person] = ()) -> list[Bound]:
    """Every quota in persons, for a panel of `size` persons, in the order given.

    Persons stay as they are. A minimum or target in per cent is rounded up and a maximum down: of all, or inside a
    group of the size that it has among `people`.
    """
    known = list(people)
    return [
        _in_persons(quota, sum(map(cell_of(quota).in_group, known)) if is_share(quota) else size)
        for quota in quotas
    ]


def within(quota: Numbers, group: int) -> Bound:
    """A quota in persons where the number of those among whom is counted is known to be `group`."""
    return _in_persons(quota, group)


def _in_persons(quota: Numbers, whole: int) -> Bound:
    lower, upper, target = quota.minimum or 0, quota.maximum, quota.target
    if quota.unit == CountedIn.PERCENT:
        lower = rounded_up(lower, whole)
        upper = None if upper is None else rounded_down(upper, whole)
        target = None if target is None else rounded_up(target, whole)
    return Bound(cell_of(quota), lower, upper, target)


def least_needed(wanted: Mapping[frozenset[str], int]) -> int:
    """The fewest persons with whom all these minimums of one dimension can be kept.

    Values that lie within another one count towards it: three of the government of a regency are three of the
    government.
    """
    tops: dict[frozenset[str], int] = {}
    for values in sorted(wanted, key=len):
        parts = [part for part in tops if part <= values]
        together = sum(tops.pop(part) for part in parts)
        tops[values] = max(wanted[values], together)
    return sum(tops.values())
