"""Writes around numbers and lists: publish totals as figures, take the list of delegates along."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from pendopo.accounts.models import User
from pendopo.convenings.actions.figure import add_figure, update_figure
from pendopo.convenings.models import Convening, Figure
from pendopo.convenings.rules import standing
from pendopo.core.audit import record
from pendopo.core.errors import NotAllowed
from pendopo.core.times import today
from pendopo.delegates.enums import DelegateState, SeenOn
from pendopo.delegates.errors import NothingToPublish, NumbersMoved
from pendopo.delegates.models import Delegate
from pendopo.delegates.queries.delegate import name_in, open_identities
from pendopo.delegates.queries.nomination import Filters, delegates_listed
from pendopo.delegates.queries.totals import SOURCE, Total, totals
from pendopo.delegates.rules import may_mobilise

# Whoever left the pool for good stands on no list.
OFF_LISTS = (DelegateState.MERGED, DelegateState.ERASED)


@transaction.atomic
def publish_totals(*, convening: Convening, audience: str, seen: Sequence[int], by: User) -> list[Figure]:
    """Show the totals of one part in public, with today's date, where they come from and who confirms them.

    `seen` are the numbers that were read before the button was pressed.

    Raises NotAllowed, NothingToPublish, and NumbersMoved where they are others by now.
    """
    if not may_mobilise(standing(by, convening)):
        raise NotAllowed
    Convening.objects.select_for_update(no_key=True).get(pk=convening.pk)
    found = totals(convening, audience)
    if not found:
        raise NothingToPublish
    if [one.value for one in found] != list(seen):
        raise NumbersMoved
    figures = [_publish(convening, one, by) for one in found]
    data = {"part": audience, "totals": [one.value for one in found]}
    record("delegates.totals_published", on=convening, by=by, data=data)
    return figures


def _publish(convening: Convening, one: Total, by: User) -> Figure:
    said = {"value": one.value, "as_of": today(convening.time_zone), "confirmed_by": by.full_name}
    if one.figure:
        return update_figure(figure=one.figure, by=by, **said)
    named = {"label_ind": one.label_ind, "label_en": one.label_en, "kind": one.kind.value, "source": SOURCE}
    return add_figure(convening=convening, by=by, **said, **named)


@dataclass(frozen=True, slots=True)
class Listed:
    """One delegate on a list: the code, the alias or the opened name, and what the list says besides."""

    delegate: Delegate
    name: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A list that leaves the desk with its reader, and how many wish to stand on none."""

    rows: tuple[Listed, ...]
    unlisted: int


@transaction.atomic
def take_list(
    *, convening: Convening, by: User, names: bool = False, filters: Filters | None = None
) -> Taken:
    """The delegates whom somebody may see, by code; `filters` narrow them as on the page.

    Whoever wishes to stand on no printed list is left out. With `names` those are opened that the reader may open,
    a look for each; whoever goes by an alias stands under that alone.
    """
    asked = filters or Filters()
    mine = delegates_listed(standing(by, convening), asked).exclude(state__in=OFF_LISTS)
    rows = list(
        mine.filter(unlisted=False).select_related("convening", "organisation", "traits__region__parent")
    )
    own_name = [row for row in rows if not row.under_alias] if names else []
    opened = open_identities(by, own_name, SeenOn.EXPORT)
    listed = tuple(Listed(row, row.alias if row.under_alias else name_in(opened, row.pk)) for row in rows)
    unlisted = mine.filter(unlisted=True).count()
    data: dict[str, Any] = {"rows": len(rows), "names": len(opened), "left_out": unlisted}
    if narrowed := asked.used():
        data["filters"] = narrowed
    record("delegates.list_taken", on=convening, by=by, data=data)
    return Taken(listed, unlisted)
