"""What the public page of a convening shows; only what both sides have published."""

from dataclasses import dataclass
from datetime import date

from pendopo.convenings.models import Convening, Figure
from pendopo.cooperation.models import Agreement
from pendopo.cooperation.queries.agreement import public_pillars


@dataclass(frozen=True, slots=True)
class Pillar:
    """One published agreement and how much of it is kept."""

    agreement: Agreement
    kept: int
    total: int

    @property
    def state(self) -> str:
        """Colour of the bar: complete or under way."""
        return "ok" if self.total and self.kept == self.total else "run"


@dataclass(frozen=True, slots=True)
class Pillars:
    """The published agreements under one roof."""

    items: tuple[Pillar, ...]

    @property
    def commitments(self) -> int:
        """How many commitments the agreements hold together."""
        return sum(pillar.total for pillar in self.items)

    @property
    def first_on(self) -> date:
        """The day of the first meeting that agreed on one of them."""
        return min(pillar.agreement.meeting.held_on for pillar in self.items)

    @property
    def last_on(self) -> date:
        """The day of the last meeting that agreed on one of them."""
        return max(pillar.agreement.meeting.held_on for pillar in self.items)


def published_pillars() -> Pillars:
    """Agreements from meetings whose minutes are published, with how many of their promises are kept."""
    rows = public_pillars()
    return Pillars(tuple(Pillar(row, row.kept, row.promised) for row in rows))  # type: ignore[attr-defined]


def public_figures(convening: Convening) -> list[Figure]:
    """The numbers of the convening, each with where it comes from."""
    return list(Figure.objects.filter(convening=convening))
