"""Writes on households: who lives with whom, as the network's leaders know it; nobody is put together by itself."""

from uuid import UUID

from django.db import transaction

from pendopo.accounts.models import User
from pendopo.convenings.actions.change import require
from pendopo.convenings.models import Convening
from pendopo.convenings.rules import standing
from pendopo.core.audit import record
from pendopo.core.ids import uuid7
from pendopo.delegates import rules
from pendopo.delegates.errors import HousemateUnfit
from pendopo.delegates.models import Delegate


@transaction.atomic
def join_household(*, delegate: Delegate, other: Delegate, by: User) -> None:
    """Note that two people live together; whoever lives with one of them lives with both.

    Raises NotAllowed, and HousemateUnfit for one person, two convenings, or somebody who has left the pool.
    """
    one, two = _locked(delegate, other, by)
    if one.pk == two.pk or one.convening_id != two.convening_id or {one.state, two.state} - {*rules.IN_POOL}:
        raise HousemateUnfit(code=two.code)
    if one.household and one.household == two.household:
        return
    key = one.household or two.household or uuid7()
    _gather(key, one, two)
    record("delegates.household_noted", on=one, by=by, data={"code": one.code, "other": two.code})


@transaction.atomic
def leave_household(*, delegate: Delegate, by: User) -> None:
    """Note that somebody lives with nobody of the convening; one who is left alone lives in no household."""
    (fresh,) = _locked(delegate, None, by)
    if forget_household(fresh):
        record("delegates.household_left", on=fresh, by=by, data={"code": fresh.code})


def _locked(delegate: Delegate, other: Delegate | None, by: User) -> list[Delegate]:
    require(rules.may_note_household(standing(by, delegate.convening)))
    Convening.objects.select_for_update(no_key=True).get(pk=delegate.convening_id)  # households queue here
    return [Delegate.objects.get(pk=one.pk) for one in (delegate, other) if one]


def forget_household(delegate: Delegate) -> bool:
    """Whether this took a delegate, as it is now, out of a household; the caller writes the audit row."""
    key, delegate.household = delegate.household, None
    if key is None:
        return False
    Delegate.objects.filter(pk=delegate.pk).update(household=None)
    _dissolve(key)
    return True


def hand_over_household(remaining: Delegate, gone: Delegate) -> None:
    """Of two entries of one person: whoever lives with either lives with the one that remains."""
    if gone.household is None:
        return
    key = remaining.household or gone.household
    _gather(key, remaining, gone)
    Delegate.objects.filter(pk=gone.pk).update(household=None)
    _dissolve(key)
    gone.household = None
    remaining.household = Delegate.objects.values_list("household", flat=True).get(pk=remaining.pk)


def _gather(key: UUID, *people: Delegate) -> None:
    known = {one.household for one in people if one.household}
    Delegate.objects.filter(household__in=known).update(household=key)
    Delegate.objects.filter(pk__in=[one.pk for one in people]).update(household=key)
    for one in people:
        one.household = key


def _dissolve(key: UUID) -> None:
    rows = Delegate.objects.filter(household=key)
    if rows.count() == 1:
        rows.update(household=None)
