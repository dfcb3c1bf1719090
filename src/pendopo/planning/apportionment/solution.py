"""Who receives how many seats, under which divisors, and which seats are tied."""

from fractions import Fraction

import msgspec


class Tie(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """So many seats among equals. They go `to` those named, one each, `by` order or lot; else they stay open."""

    among: tuple[str, ...]
    seats: int
    to: tuple[str, ...] = ()
    by: str = ""

    @property
    def open(self) -> int:
        """How many seats nobody has yet."""
        return self.seats - len(self.to)


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The seats of one unit, without those that a tie leaves open."""

    id: str
    seats: int


class SeatsPlan(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="seats"):
    """The seats of every unit, in the order of the problem.

    `divisor` is the weight that stands for one seat: quotients by it round to the seats; the quota under largest
    remainders; squared weights are divided by it under huntington-hill. None where no unit has a weight that counts.
    """

    lines: tuple[Line, ...]
    divisor: Fraction | None
    tie: Tie | None = None


class RegionLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The divisor of one region."""

    id: str
    divisor: Fraction


class GroupLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The seats and the divisor of one group; `counts` is false below the quorum."""

    id: str
    seats: int
    counts: bool = True
    divisor: Fraction | None = None


class Strongest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who weighs most in a region, and to whom among equals the seat is granted."""

    region: str
    among: tuple[str, ...]
    to: str = ""
    by: str = ""


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True, order=True):
    """A cell of a table."""

    region: str
    group: str


class CellLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The seats of a group in a region, without those that a tie leaves open; cells without seats are not listed."""

    region: str
    group: str
    seats: int


class CellTie(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Cells of which some take one seat more, in several ways that keep all sums and are equally proportional."""

    among: tuple[Place, ...]
    seats: int
    to: tuple[Place, ...] = ()
    by: str = ""

    @property
    def open(self) -> int:
        """How many seats no cell has yet."""
        return self.seats - len(self.to)


class TablePlan(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="table"):
    """The seats of every cell: weight / (divisor of the region · divisor of the group), rounded.

    Where a tie among groups, or among the strongest of a region, is left open, the table cannot be known: `cells`
    and `regions` are empty then.
    """

    groups: tuple[GroupLine, ...]
    regions: tuple[RegionLine, ...] = ()
    cells: tuple[CellLine, ...] = ()
    strongest: tuple[Strongest, ...] = ()
    upper_divisor: Fraction | None = None
    upper_tie: Tie | None = None
    ties: tuple[CellTie, ...] = ()


class Plan(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    tag_field="format",
    tag="pendopo.apportionment-plan/1",
):
    """What the task has led to."""

    answer: SeatsPlan | TablePlan
