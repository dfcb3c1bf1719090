"""What the public page of a convening shows; only what both sides have published."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from pendopo.convenings.models import Convening, Figure
from pendopo.cooperation.enums import KEPT_STATES, CommitmentState, MinutesStatus
from pendopo.cooperation.models import Agreement, Minutes


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
    """Agreements from meetings whose minutes are published, with counts that leave withdrawn promises out."""
    counted = ~Q(commitments__state=CommitmentState.WITHDRAWN)
    rows = (
        Agreement.objects.filter(meeting__minutes__status=MinutesStatus.PUBLISHED)
        .select_related("meeting__minutes")
        .annotate(
            total=Count("commitments", filter=counted),
            kept=Count("commitments", filter=Q(commitments__state__in=KEPT_STATES)),
        )
        .order_by("serial")
    )
    return Pillars(tuple(Pillar(row, row.kept, row.total) for row in rows))


def published_minutes(limit: int) -> list[Minutes]:
    """The newest published minutes."""
    rows = Minutes.objects.filter(status=MinutesStatus.PUBLISHED).select_related("meeting")
    return list(rows.order_by("-meeting__held_on", "-pk")[:limit])


def public_figures(convening: Convening) -> list[Figure]:
    """The numbers of the convening, each with where it comes from."""
    return list(Figure.objects.filter(convening=convening))
