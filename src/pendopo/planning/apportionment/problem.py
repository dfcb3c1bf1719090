"""Seats over units, or over regions and groups at once; and what is to be done about ties."""

from collections.abc import Iterable
from enum import StrEnum
from fractions import Fraction

import msgspec

LARGEST = 10**100
MOST_SEATS = 10**9


class Method(StrEnum):
    """How shares become whole seats; docs/planning/apportionment.md defines each."""

    HARE = "hare"
    DROOP = "droop"
    DHONDT = "dhondt"
    SAINTE_LAGUE = "sainte-lague"
    HUNTINGTON_HILL = "huntington-hill"
    DEAN = "dean"
    ADAMS = "adams"

    @property
    def by_quota(self) -> bool:
        """Whether largest remainders decide, and not divisors."""
        return self in (Method.HARE, Method.DROOP)


class Floors(StrEnum):
    """What a floor means: seats that come first, or seats that a share is lifted to."""

    START = (
        "start-at-minimum"  # everyone takes the floor; the seats left are shared out as if there were none
    )
    LEAST = "at-least-minimum"  # max(minimum, share): a unit whose share is below its floor is lifted to it


class Count(StrEnum):
    """What the upper apportionment of a table adds up over the regions."""

    VOTES = "votes"  # weights as they are
    VOTERS = "voters"  # weights divided by the region's seats: where each voter has as many votes as seats
    WHOLE_VOTERS = "whole-voters"  # the same, rounded to whole voters in each region, halves up


class Unit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One that receives seats: a region, a group, a list."""

    id: str
    weight: Fraction
    floor: int = 0
    cap: int | None = None

    def __post_init__(self) -> None:
        _check_weight(self.weight, f"Unit {self.id!r}")
        _check_bounds(self.floor, self.cap, f"Unit {self.id!r}")


class Seats(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="seats"):
    """So many seats over units."""

    seats: int
    units: tuple[Unit, ...]
    method: Method
    floors: Floors = Floors.LEAST

    def __post_init__(self) -> None:
        _check_seats(self.seats, "The problem")
        _once((unit.id for unit in self.units), "unit")
        if not self.units:
            raise ValueError("Seats need at least one unit.")
        if self.method is Method.DROOP:
            self._check_droop()

    def _check_droop(self) -> None:
        for unit in self.units:
            if unit.weight.denominator != 1:
                raise ValueError(f"Unit {unit.id!r} weighs {unit.weight}; Droop's quota needs whole weights.")
            if unit.cap is not None or (unit.floor and self.floors is Floors.LEAST):
                raise ValueError(
                    f"Unit {unit.id!r} has a bound; Droop's quota takes floors to start at only, and no caps."
                )


class Region(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of a table, with the seats it has."""

    id: str
    seats: int

    def __post_init__(self) -> None:
        _check_seats(self.seats, f"Region {self.id!r}")


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A column of a table: a sex, a list, a kind of participant. Its seats are given, or computed for all."""

    id: str
    seats: int | None = None

    def __post_init__(self) -> None:
        if self.seats is not None:
            _check_seats(self.seats, f"Group {self.id!r}")


class Cell(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much a group weighs in a region. A pair without a cell weighs nothing there."""

    region: str
    group: str
    weight: Fraction
    floor: int = 0
    cap: int | None = None

    def __post_init__(self) -> None:
        _check_weight(self.weight, f"Group {self.group!r} in region {self.region!r}")
        _check_bounds(self.floor, self.cap, f"Group {self.group!r} in region {self.region!r}")


class Quorum(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A group counts if it reaches this share in at least one region, or that share of all; either will do."""

    region: Fraction | None = None
    overall: Fraction | None = None

    def __post_init__(self) -> None:
        for share in (self.region, self.overall):
            if share is not None and not 0 <= share <= 1:
                raise ValueError(f"A quorum of {share} is no share between 0 and 1.")
        if self.region is None and self.overall is None:
            raise ValueError("A quorum needs a share in one region, a share of all, or both.")


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="table"):
    """Seats in regions and for groups at once, as proportional as both sums allow.

    Where groups come without seats, `upper` shares the seats of all regions out over them first, by the weights
    that `count` adds up; then `quorum` may leave groups out. `strongest` grants one seat in each region to the
    group that weighs most there.
    """

    regions: tuple[Region, ...]
    groups: tuple[Group, ...]
    cells: tuple[Cell, ...]
    method: Method = Method.SAINTE_LAGUE
    upper: Method = Method.SAINTE_LAGUE
    count: Count = Count.VOTES
    quorum: Quorum | None = None
    strongest: bool = False

    def __post_init__(self) -> None:
        _once((region.id for region in self.regions), "region")
        _once((group.id for group in self.groups), "group")
        if not self.regions or not self.groups:
            raise ValueError("A table needs at least one region and one group.")
        if self.method.by_quota or self.upper is Method.DROOP:
            raise ValueError("A table needs a divisor method; its upper apportionment one, or Hare's quota.")
        self._check_groups()
        self._check_cells()

    @property
    def seats_given(self) -> bool:
        """Whether the groups come with their seats."""
        return self.groups[0].seats is not None

    def _check_groups(self) -> None:
        given = [group.seats for group in self.groups if group.seats is not None]
        if given and len(given) < len(self.groups):
            missing = next(group.id for group in self.groups if group.seats is None)
            raise ValueError(f"Group {missing!r} has no seats; give them for all groups, or for none.")
        total = sum(region.seats for region in self.regions)
        if given and sum(given) != total:
            raise ValueError(f"The regions have {total} seats together, and the groups {sum(given)}.")
        if given and self.quorum:
            raise ValueError(
                "A quorum decides who takes part in sharing out; here the groups have their seats."
            )

    def _check_cells(self) -> None:
        seats = {region.id: region.seats for region in self.regions}
        groups = {group.id for group in self.groups}
        known: set[tuple[str, str]] = set()
        for cell in self.cells:
            if cell.region not in seats:
                raise ValueError(f"There is no region {cell.region!r} for group {cell.group!r}.")
            if cell.group not in groups:
                raise ValueError(f"There is no group {cell.group!r} in region {cell.region!r}.")
            if (cell.region, cell.group) in known:
                raise ValueError(f"Group {cell.group!r} stands twice in region {cell.region!r}.")
            if self.count is not Count.VOTES and cell.weight and not seats[cell.region]:
                raise ValueError(f"Region {cell.region!r} has votes but no seats to divide them by.")
            known.add((cell.region, cell.group))


class Order(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="by", tag="order"):
    """Ties go to who is named first; a cell stands where its region stands, then its group."""

    names: tuple[str, ...]

    def __post_init__(self) -> None:
        _once(self.names, "name in the order")


class Lot(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="by", tag="lot"):
    """Ties go to whose SHA-256 of "seed/name" ("seed/region/group" for a cell) is smallest."""

    seed: str


class Problem(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    tag_field="format",
    tag="pendopo.apportionment/1",
):
    """What is shared out, and how ties are settled; without that they are left open and named."""

    task: Seats | Table
    ties: Order | Lot | None = None


def _check_weight(weight: object, who: str) -> None:
    if isinstance(weight, bool) or not isinstance(weight, int | Fraction):
        raise TypeError(
            f"{who} weighs {weight!r}; give a whole number or a Fraction, so that ties stay ties."
        )
    if weight < 0:
        raise ValueError(f"{who} weighs {weight}; a weight is 0 or more.")
    if max(weight.numerator, weight.denominator) >= LARGEST:
        raise ValueError(f"{who} has a weight of more than 100 digits.")


def _check_bounds(floor: int, cap: int | None, who: str) -> None:
    if floor < 0:
        raise ValueError(f"{who} has a floor of {floor}; 0 or more is allowed.")
    if cap is not None and cap < floor:
        raise ValueError(f"{who} has a cap of {cap}, below its floor of {floor}.")


def _check_seats(seats: int, who: str) -> None:
    if not 0 <= seats <= MOST_SEATS:
        raise ValueError(f"{who} has {seats} seats; 0 to {MOST_SEATS} are allowed.")


def _once(names: Iterable[str], what: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"The {what} {name!r} is named twice.")
        seen.add(name)
