"""Seats and quotas of the participants."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import ClassVar

from django.utils.translation import gettext as _

from pendopo.cli.importing import cells
from pendopo.cli.importing.faults import BadCell
from pendopo.cli.importing.table import Row, column
from pendopo.delegates.enums import Audience, CountedIn, Dimension, FloorsMean, SeatsOver, ShareMethod


def weight(cell: str) -> Decimal:
    """115 or 2.5."""
    try:
        found = Decimal(cell)
    except InvalidOperation as error:
        raise BadCell(_("“%(text)s” is not a number. Write it like 115 or 2.5.") % {"text": cell}) from error
    if not (found.is_finite() and 0 <= found < 10**12 and found == round(found, 2)):
        words = _("%(text)s cannot be a weight. Write a number from 0 on, with two decimals at most.")
        raise BadCell(words % {"text": cell})
    return found


@dataclass(frozen=True, kw_only=True)
class SeatPlanRow(Row):
    """How the seats of one part are shared; its units stand in seats.csv."""

    file: ClassVar[str] = "seat_plans.csv"
    key: ClassVar[tuple[str, ...]] = ("audience",)

    audience: str = column(cells.one_of(Audience), needed=True)
    total: int = column(cells.whole_number, needed=True)
    over: str = column(cells.one_of(SeatsOver), needed=True)
    method: str = column(cells.one_of(ShareMethod), needed=True)
    floors: str | None = column(cells.one_of(FloorsMean))
    ties: str = column(longest=200)
    women: int | None = column(cells.whole_number)
    deadline: date | None = column(cells.day)
    adopted: bool = column(cells.flag)


@dataclass(frozen=True, kw_only=True)
class SeatUnitRow(Row):
    """One unit of a seat plan: the code of an organisation, a sector, a province, or a province and a sex."""

    file: ClassVar[str] = "seats.csv"
    key: ClassVar[tuple[str, ...]] = ("audience", "unit", "sex")

    audience: str = column(needed=True, refers="seat_plans.csv")
    unit: str = column(needed=True)
    sex: str | None = column(cells.one_of(("female", "male")))
    weight: Decimal = column(weight, needed=True)
    floor: int | None = column(cells.whole_number)
    cap: int | None = column(cells.whole_number)
    deadline: date | None = column(cells.day)


@dataclass(frozen=True, kw_only=True)
class QuotaRow(Row):
    """How many people with one trait there should be, among all or inside a group.

    A value is a word of its dimension, the code or name of a region, or the code of an organisation. Several
    values of a group have commas between them.
    """

    file: ClassVar[str] = "quotas.csv"
    key: ClassVar[tuple[str, ...]] = ("audience", "dimension", "value", "inside_dimension", "inside_value")
    together: ClassVar[tuple[tuple[str, ...], ...]] = ()

    audience: str = column(cells.one_of(Audience), needed=True)
    dimension: str = column(cells.one_of(Dimension), needed=True)
    value: str = column(needed=True)
    inside_dimension: str | None = column(cells.one_of(Dimension))
    inside_value: str = column()
    unit: str = column(cells.one_of(CountedIn), needed=True)
    minimum: int | None = column(cells.whole_number)
    maximum: int | None = column(cells.whole_number)
    target: int | None = column(cells.whole_number)

    def faults(self) -> Iterator[tuple[str, str]]:
        """A group has a dimension and a value, or neither."""
        yield from super().faults()
        if bool(self.inside_dimension) != bool(self.inside_value):
            yield "inside_value", _("Write both the dimension and the value of the group, or neither.")
