"""Reads on households: who lives with whom, who may, and whether a seat would be one too many."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet

from pendopo.convenings.models import Convening
from pendopo.core.folding import folded
from pendopo.delegates import rules
from pendopo.delegates.models import Delegate, Identity
from pendopo.delegates.queries.waiting import last_drawn

CROWD = 6  # a telephone or address that more people share is that of an office or a school


@dataclass(frozen=True, slots=True)
class Likely:
    """Somebody who may live with a delegate, and what says so."""

    delegate: Delegate
    same_phone: bool
    same_home: bool


def housemates(delegate: Delegate) -> list[Delegate]:
    """The others of the household, by number."""
    if delegate.household is None:
        return []
    rows = Delegate.objects.filter(household=delegate.household).exclude(pk=delegate.pk)
    return list(rows.select_related("convening", "organisation").order_by("number"))


def likely_housemates(delegate: Delegate) -> list[Likely]:
    """People of the same convening with the same telephone, or the same address with a number in one region.

    An entry that was merged is the same person and never stands here; nor does who lives there already.
    """
    known = Identity.objects.filter(delegate=delegate).first() or Identity()
    rows = _others(delegate)
    reached = _few(rows.filter(identity__phone_mark=known.phone_mark)) if known.phone_mark else []
    phones = {one.pk for one in reached}
    homes = _same_home(rows, delegate, _address(known.home))
    found = {one.pk: one for one in (*reached, *_few(rows.filter(pk__in=homes)))}
    return [
        Likely(one, one.pk in phones, one.pk in homes)
        for one in sorted(found.values(), key=lambda one: one.number)
    ]


def _others(delegate: Delegate) -> QuerySet[Delegate]:
    rows: QuerySet[Delegate] = Delegate.objects.filter(
        convening=delegate.convening, state__in=rules.IN_POOL
    ).exclude(pk=delegate.pk)
    rows = rows.exclude(household=delegate.household) if delegate.household else rows
    return rows.select_related("convening", "organisation")


def _few(rows: QuerySet[Delegate]) -> list[Delegate]:
    found = list(rows[: CROWD + 1])
    return found if len(found) <= CROWD else []


def _same_home(rows: QuerySet[Delegate], delegate: Delegate, address: str) -> set[UUID]:
    region = delegate.traits.region_id if address and hasattr(delegate, "traits") else None
    if region is None:
        return set()
    near = Identity.objects.filter(delegate__in=rows.filter(traits__region=region).values("pk"))
    return {one.pk for one in near.only("delegate_id", "home") if _address(one.home) == address}


def _address(home: str) -> str:
    """An address as it is compared; nothing without a number, as a village is no household."""
    words = folded(home or "").split()
    return " ".join(words) if any(letter.isdigit() for word in words for letter in word) else ""


def households(convening: Convening) -> list[list[Delegate]]:
    """All households, each with its people by number, in the order of their first number."""
    rows = Delegate.objects.filter(convening=convening, household__isnull=False)
    return _grouped(rows, "household")


def sharing_a_phone(convening: Convening) -> list[list[Delegate]]:
    """People who share a telephone and are not noted as one household; they may live together, or be one person."""
    pool = Delegate.objects.filter(convening=convening, state__in=rules.IN_POOL)
    people = Identity.objects.filter(delegate__in=pool.values("pk")).exclude(phone_mark="")
    shared = people.values("phone_mark").annotate(many=Count("pk")).filter(many__range=(2, CROWD))
    marks = pool.filter(identity__phone_mark__in=shared.values("phone_mark"))
    return [
        group
        for group in _grouped(marks, "identity__phone_mark")
        if None in (homes := {one.household for one in group}) or len(homes) > 1
    ]


def _grouped(rows: QuerySet[Delegate], field: str) -> list[list[Delegate]]:
    keys = dict(rows.values_list("pk", field))
    found: dict[object, list[Delegate]] = defaultdict(list)
    for one in rows.select_related("convening", "organisation").order_by("number"):
        found[keys[one.pk]].append(one)
    return list(found.values())


def seat_too_many(leaving: Delegate, arriving: Delegate) -> bool:
    """Whether a household would hold more seats than the newest draw allows, if one took the other's seat."""
    if leaving.state not in rules.HOLDS_SEAT or arriving.household is None:
        return False
    drawn = last_drawn(leaving.convening, leaving.audience)
    if drawn is None or not drawn.per_household:
        return False
    held = Delegate.objects.filter(
        household=arriving.household, audience=leaving.audience, state__in=rules.HOLDS_SEAT
    )
    return held.exclude(pk__in=(leaving.pk, arriving.pk)).count() >= drawn.per_household
