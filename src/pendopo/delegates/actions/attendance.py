"""Writes on who came: mark people as present, take a mark back, open the names that go onto paper."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from pendopo.accounts.models import User
from pendopo.convenings.actions.change import require
from pendopo.convenings.models import Convening
from pendopo.convenings.rules import standing
from pendopo.core.audit import record, together
from pendopo.core.times import long_date
from pendopo.delegates import rules
from pendopo.delegates.actions.delegate import move_locked
from pendopo.delegates.enums import Audience, DelegateState, SeenOn
from pendopo.delegates.errors import MoveNotOpen, NobodyMarked, NoSeatHeld, NotBegun
from pendopo.delegates.models import Delegate, Identity
from pendopo.delegates.queries.attendance import closed_until
from pendopo.delegates.queries.delegate import open_identities


@transaction.atomic
def mark_present(
    *, convening: Convening, audience: Audience | str, delegates: Collection[UUID], by: User
) -> int:
    """Note that people came; how many were not marked before. All of them, or nobody.

    Two doors may mark the same person. Raises NotAllowed, NotBegun, NobodyMarked and NoSeatHeld.
    """
    require(rules.may_mobilise(standing(by, convening)))
    if day := closed_until(convening, audience):
        raise NotBegun(day=long_date(day))
    rows = list(_locked(convening, delegates).filter(audience=audience))
    if not rows:
        raise NobodyMarked
    new = [one for one in rows if one.state != DelegateState.ATTENDED]
    with together():
        for one in new:
            if not rules.may_move(one, DelegateState.ATTENDED):
                raise NoSeatHeld(code=one.code, state=one.get_state_display())
            move_locked(one, DelegateState.ATTENDED, by=by, reason="at_the_door")
    return len(new)


@transaction.atomic
def take_mark_back(*, delegate: Delegate, by: User) -> Delegate:
    """The mark was a mistake: the person counts as confirmed again. Raises NotAllowed and MoveNotOpen."""
    require(rules.may_mobilise(standing(by, delegate.convening)))
    fresh = _locked(delegate.convening, [delegate.pk]).get()
    if fresh.state != DelegateState.ATTENDED:
        raise MoveNotOpen(code=fresh.code, state=fresh.get_state_display())
    move_locked(fresh, DelegateState.CONFIRMED, by=by, reason="mark_taken_back")
    return fresh


@transaction.atomic
def take_names(
    *, convening: Convening, rows: Sequence[Delegate], page: SeenOn, by: User
) -> dict[UUID, Identity]:
    """The names for a list to sign or for badges, a look for each.

    Who goes by an alias, or wishes to stand on no list, stays closed.
    """
    require(rules.may_name_all(standing(by, convening)))
    named = [row for row in rows if not (row.unlisted or (row.under_alias and row.alias))]
    names = open_identities(by, named, page)
    record("delegates.names_printed", on=convening, by=by, data={"paper": page, "names": len(names)})
    return names


def _locked(convening: Convening, delegates: Collection[UUID]) -> QuerySet[Delegate]:
    rows: QuerySet[Delegate] = Delegate.objects.filter(convening=convening, pk__in=delegates)
    return rows.select_for_update(no_key=True).order_by("pk")
