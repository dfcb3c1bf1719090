"""Reads for registration: ages, and what the answers say about a person's traits."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import CharField, UUIDField

from pendopo.core.prepared import Given, Prepared
from pendopo.delegates.enums import AgeBand, Answered, DelegateState
from pendopo.delegates.errors import BornInFuture
from pendopo.delegates.models import Answer, Delegate, Identity, Traits
from pendopo.delegates.queries.usual import FUNCTIONS, SEVERE

OLDEST = 120
ADULT = 18
_BANDS = ((60, AgeBand.FROM_60), (45, AgeBand.FROM_45), (30, AgeBand.FROM_30), (ADULT, AgeBand.FROM_18))


def age_on(born_on: date, day: date) -> int:
    """Completed years on a day; who was born on 29 February is a year older on 1 March."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def refuse_impossible_birth(born_on: date, today: date) -> None:
    """Raises BornInFuture for a day that has not come, or that nobody alive was born on."""
    if born_on > today or age_on(born_on, today) > OLDEST:
        from pendopo.core.times import short_date

        raise BornInFuture(date=short_date(born_on))


def band_of(age: int) -> AgeBand:
    """The age band that quotas count."""
    return next((band for from_age, band in _BANDS if age >= from_age), AgeBand.UNDER_18)


def disability_of(answers: Mapping[str, Any]) -> Answered:
    """Disability by the Washington Group Short Set: a lot of difficulty, or none of it possible, in at least one.

    Without such an answer "no" needs all six; what was not answered counts as neither.
    """
    given = [answers.get(key) for key in FUNCTIONS]
    if any(value in SEVERE for value in given):
        return Answered.YES
    return Answered.NO if all(given) else Answered.NOT_STATED


def same_person(delegate: Delegate, identity: Identity) -> tuple[Delegate | None, list[Delegate]]:
    """Who registered before under the same phone or e-mail: the same person, and those who only share a phone.

    The same person has the same name, too, or the same e-mail; families share a telephone.
    """
    marks = {"phone": identity.phone_mark, "email": identity.email_mark}
    sharing = {
        key
        for name, mark in marks.items()
        if mark
        for key in _BY_MARK[name](convening=delegate.convening_id, mark=mark)
    }
    if not sharing - {delegate.pk}:
        return None, []
    before = Answer.objects.filter(complete=True, delegate__in=sharing)
    rows = (
        Identity.objects.filter(delegate__in=before.values("delegate"))
        .exclude(delegate__state__in=[DelegateState.MERGED, DelegateState.ERASED, DelegateState.REPLACED])
        .exclude(delegate=delegate.pk)
        .select_related("delegate")
        .order_by("delegate__number")
    )
    found = list(rows)
    same = next((row.delegate for row in found if row.name_mark == identity.name_mark), None)
    return same, [row.delegate for row in found if row.delegate != same]


def _by_mark(field: str) -> Prepared[UUID]:
    within = {"delegate__convening": Given("convening", UUIDField()), field: Given("mark", CharField())}
    return Prepared(
        lambda: Identity.objects.filter(**within).order_by().values("delegate"), lambda delegate: delegate
    )


_BY_MARK = {"phone": _by_mark("phone_mark"), "email": _by_mark("email_mark")}


def traits_of(delegate: Delegate) -> Traits:
    """What is counted of a delegate; empty where nothing is known."""
    if delegate._state.fields_cache.get("traits"):
        return delegate.traits
    return Traits.objects.filter(delegate=delegate).first() or Traits(delegate=delegate)
