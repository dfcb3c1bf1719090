"""Reads on delegates: who may see which rows, and who may open whose name."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from pendopo.accounts.models import User
from pendopo.convenings.enums import Role, Side
from pendopo.convenings.rules import Standing, leads, may_organise, standing
from pendopo.core.times import now
from pendopo.delegates import rules
from pendopo.delegates.enums import Kept, SeenOn
from pendopo.delegates.models import Delegate, Identity, Look, Nomination

# Opening the same page again within this time is the same look.
ONE_LOOK = timedelta(hours=1)
_RANK = list(Role)


def delegates_for(seen: Standing) -> QuerySet[Delegate]:
    """The rows somebody may see, without a name.

    Leaders of both sides see every row, because they share seats and select together; a focal point or unit
    officer sees the own organisation's. Everybody else at the desk, and restricted bodies, see numbers only.
    """
    rows: QuerySet[Delegate] = Delegate.objects.all()
    if seen.restricted:
        return rows.none()
    if may_organise(seen):
        return rows
    if rules.may_nominate(seen):
        nominated = Nomination.objects.filter(
            delegate=OuterRef("pk"), organisation__in=seen.organisation_ids, withdrawn_at=None
        )
        return rows.filter(Q(organisation__in=seen.organisation_ids) | Exists(nominated))
    return rows.none()


def named_for(seen: Standing) -> QuerySet[Delegate]:
    """The rows whose name somebody may open; `rules.may_read` says the same of one row."""
    rows: QuerySet[Delegate] = Delegate.objects.all()
    if seen.restricted:
        return rows.none()
    if seen.roles & rules.NETWORK_LEADS:
        return rows
    found = Q(pk__in=())
    if leads(seen, Side.GOVERNMENT):
        found |= Q(organisation__side=Side.GOVERNMENT)
    if seen.roles & {Role.FOCAL_POINT, Role.UNIT_OFFICER}:
        found |= Q(organisation__in=seen.organisation_ids)
    return rows.filter(found)


def access_delegate(user: Any, pk: UUID, to: str = "see") -> Delegate:
    """The delegate, or 404 for those who may not and where there is none.

    `to` is "see" (the row), "nominate" (act for its organisation), "mobilise" (leaders), or a value of `Kept`
    for those who may open data of that kind.
    """
    rows = Delegate.objects.select_related("convening", "organisation", "traits__region__parent")
    found: Delegate | None = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    seen = standing(user, found.convening)
    if not delegates_for(seen).filter(pk=pk).exists() or not _may(seen, found, to):
        raise Http404
    return found


def _may(seen: Standing, delegate: Delegate, to: str) -> bool:
    if to in Kept.values:
        return rules.may_read(seen, delegate, Kept(to))
    if to == "nominate":
        return rules.nominates_for(seen, delegate.organisation_id)
    return to == "see" or (to == "mobilise" and rules.may_mobilise(seen))


def open_identity(user: User, delegate: Delegate, page: SeenOn) -> Identity:
    """Who a delegate is, for one page; the look is written down, and the person can read it.

    Raises Http404 for those who may not open it.
    """
    if not rules.may_read(standing(user, delegate.convening), delegate, Kept.IDENTITY):
        raise Http404
    found = open_identities(user, [delegate], page).get(delegate.pk)
    return found or Identity(delegate=delegate)


def open_identities(user: User, delegates: Iterable[Delegate], page: SeenOn) -> dict[UUID, Identity]:
    """The identities of those among `delegates` whose names the reader may open, with a look for each."""
    rows = list(delegates)
    if not rows:
        return {}
    seen = standing(user, rows[0].convening)
    mine = [row.pk for row in rows if rules.may_read(seen, row, Kept.IDENTITY)]
    found = {one.pk: one for one in Identity.objects.filter(pk__in=mine)} if mine else {}
    note_looks(user, seen, found, page)
    return found


def name_in(names: Mapping[UUID, Identity], key: UUID) -> str:
    """The name of a delegate among opened identities; nothing where it stays closed."""
    return names[key].name if key in names else ""


def note_looks(
    user: User, seen: Standing, keys: Iterable[UUID], page: SeenOn, kind: Kept = Kept.IDENTITY
) -> None:
    """Write down who looked at whom; the same reader on the same page within the hour looks once."""
    wanted, moment = list(keys), now()
    if not wanted:
        return
    recent = Look.objects.filter(by=user, kind=kind, page=page, at__gt=moment - ONE_LOOK)
    known = set(recent.filter(delegate__in=wanted).values_list("delegate_id", flat=True))
    role = min(seen.roles, key=_RANK.index, default="")
    Look.objects.bulk_create(
        Look(delegate_id=key, kind=kind, by=user, role=role, page=page, at=moment)
        for key in wanted
        if key not in known
    )
