"""Reads on who came: those who hold a seat, how many are there, and from which day it is noted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from pendopo.convenings.models import Convening
from pendopo.convenings.rules import Standing
from pendopo.core.times import today
from pendopo.delegates import rules
from pendopo.delegates.enums import Audience, DelegateState
from pendopo.delegates.models import Delegate, Identity
from pendopo.delegates.queries.delegate import delegates_for
from pendopo.delegates.queries.letter import called, days_of

ON_BADGES = (DelegateState.CONFIRMED, DelegateState.ATTENDED)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many hold a seat in a part, how many of them said that they come or came, and how many came."""

    seats: int
    coming: int
    came: int

    @property
    def missing(self) -> int:
        """Those who are still expected."""
        return self.seats - self.came


def closed_until(convening: Convening, audience: Audience | str) -> date | None:
    """The first day of a part, while it has not come; None from then on."""
    first, _last = days_of(convening, audience)
    return first if today(convening.time_zone) < first else None


def expected(seen: Standing, audience: str, *, missing: bool = False) -> QuerySet[Delegate]:
    """Those who hold a seat, by number; `missing` leaves out who came."""
    states = [one for one in rules.HOLDS_SEAT if not (missing and one == DelegateState.ATTENDED)]
    rows = delegates_for(seen).filter(audience=audience, state__in=states)
    return rows.select_related("convening", "organisation").order_by("number")


def tally(seen: Standing, audience: str) -> Tally:
    """How many came, of those who hold a seat."""
    coming = Count("pk", filter=Q(state__in=ON_BADGES))
    came = Count("pk", filter=Q(state=DelegateState.ATTENDED))
    rows = expected(seen, audience).select_related(None).order_by()
    return Tally(**rows.aggregate(seats=Count("pk"), coming=coming, came=came))


def without_seat(seen: Standing, audience: str, keys: Sequence[UUID]) -> list[Delegate]:
    """Who among `keys` holds no seat in this part; at most three."""
    gone = (DelegateState.MERGED, DelegateState.ERASED)
    rows = delegates_for(seen).filter(pk__in=keys)
    elsewhere = rows.exclude(audience=audience, state__in=rules.HOLDS_SEAT).exclude(state__in=gone)
    return list(elsewhere.order_by("number")[:3])


def to_sign(rows: Sequence[Delegate], names: Mapping[UUID, Identity]) -> list[tuple[str, Delegate]]:
    """Who stands on a list that everybody at the door reads, by name; who wishes to stand on none does not."""
    listed = [(called(row, names.get(row.pk)), row) for row in rows if not row.unlisted]
    return sorted(listed, key=lambda pair: (pair[0].casefold(), pair[1].number))


def on_badge(delegate: Delegate, identity: Identity | None) -> str:
    """What a badge calls somebody; who wishes to stand on no list goes by the alias or the code."""
    if delegate.unlisted:
        return delegate.alias or delegate.code
    return called(delegate, identity)
