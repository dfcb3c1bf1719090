"""The list of commitments page by page: for each way of asking, the SQL is made once."""

from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import CharField, DateField, QuerySet, UUIDField
from django_scopes import scopes_disabled

from pendopo.cooperation.models import Commitment
from pendopo.cooperation.queries.commitment import Filters, commitments
from pendopo.cooperation.queries.rows import Row, columns_of, drawn
from pendopo.cooperation.queries.tally import Group, Tally, grouped, in_groups, tally
from pendopo.core.prepared import Given, Prepared

PER_PAGE = 50
_TODAY: Any = Given("today", DateField())
_SIDE: Any = Given("side", CharField())
_AGREEMENT: Any = Given("agreement", UUIDField())


def tally_of(today: date, filters: Filters) -> Tally:
    """How the commitments that were asked for stand."""
    if filters.q:
        return tally(grouped(commitments(today, filters), today))
    return tally(_groups(_shape(filters))(**_values(today, filters)))


def page_of(today: date, filters: Filters, number: int) -> list[Row]:
    """One page of the commitments that were asked for, with their evidence."""
    start = (number - 1) * PER_PAGE
    if filters.q:
        return drawn(columns_of(commitments(today, filters)[start : start + PER_PAGE]), today, evidence=True)
    return drawn(_page(_shape(filters), start)(**_values(today, filters)), today, evidence=True)


def _shape(filters: Filters) -> Filters:
    """The same question with places in it where the values go."""
    return Filters(_SIDE if filters.side else "", _AGREEMENT if filters.agreement else None, filters.status)


def _values(today: date, filters: Filters) -> dict[str, Any]:
    return {"today": today, "side": filters.side, "agreement": filters.agreement}


@lru_cache(maxsize=128)
def _groups(shape: Filters) -> Prepared[Group]:
    return Prepared(lambda: in_groups(_asked(shape), _TODAY), Group)


@lru_cache(maxsize=128)
def _page(shape: Filters, start: int) -> Prepared[Row]:
    """The keys of the page are found first: joining every commitment before sorting costs twice as much.

    They were found inside the convening; to hold them against it once more would walk over all of it again.
    """

    def page() -> QuerySet[Commitment, Row]:
        keys = _asked(shape)[start : start + PER_PAGE].values("pk")
        with scopes_disabled():
            return columns_of(_asked(Filters()).filter(pk__in=keys))

    return Prepared(page, dict)


def _asked(shape: Filters) -> QuerySet[Commitment]:
    return commitments(_TODAY, shape)
