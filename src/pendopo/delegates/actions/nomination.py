"""Writes on nominations: propose somebody, correct it, take it back."""

from typing import Any
from uuid import UUID

from django.db import transaction

from pendopo.accounts.models import User
from pendopo.convenings.models import Convening, Organisation
from pendopo.convenings.rules import may_organise, standing
from pendopo.core.audit import record
from pendopo.core.errors import NotAllowed
from pendopo.core.ids import uuid7
from pendopo.core.times import long_date, now, today
from pendopo.delegates import rules
from pendopo.delegates.actions.delegate import Newcomer, enter_all, mark_of, marked, move
from pendopo.delegates.enums import Audience, DelegateState, Way
from pendopo.delegates.errors import (
    ContactMissing,
    LinkFull,
    NameMissing,
    NominatedAlready,
    NominationFixed,
    NominationsClosed,
    SeatsExceeded,
)
from pendopo.delegates.models import Delegate, Nomination, NominationLink, Traits
from pendopo.delegates.queries.link import most_through
from pendopo.delegates.queries.nomination import Room, room_of

TRAITS = ("sex", "sector", "region")


@transaction.atomic
def nominate(
    *,
    organisation: Organisation,
    audience: Audience | str,
    by: User | None,
    link: NominationLink | None = None,
    proxy_for: str = "",
    reason: str = "",
    key: UUID | None = None,
    **known: Any,
) -> Nomination:
    """Propose somebody for an organisation; `known` are the fields of `Newcomer`.

    Sent twice with the same key it is done once. Beyond the organisation's seats a nomination is marked as such.
    """
    refuse_others(organisation, by=by, link=link)
    Convening.objects.select_for_update(no_key=True).get(pk=organisation.convening_id)
    if before := _found_before(key):
        return before
    room = room_of(organisation, audience)
    refuse_late_or_many(organisation, room, by=by)
    if link:
        refuse_full_link(link, room)
    one = Newcomer(organisation=organisation, **known)
    refuse_unreachable(one)
    refuse_twice(organisation, audience, one, link=link)
    (delegate,) = enter_all(organisation.convening, audience, [one])
    nomination: Nomination = Nomination.objects.create(
        id=key or uuid7(),
        delegate=delegate,
        organisation=organisation,
        way=Way.PROXY if proxy_for.strip() else Way.LINK if link else Way.DESK,
        by=by,
        link=link,
        proxy_for=proxy_for.strip(),
        typed=typed(one),
        reason=reason.strip(),
        beyond=room.is_full,
    )
    data = {"code": delegate.code, "organisation": organisation.pk, "part": audience, "way": nomination.way}
    data |= {"beyond": nomination.beyond, "link": link and link.pk}
    record("delegates.nominated", on=delegate, by=by, data=data)
    return nomination


def typed(one: Newcomer) -> dict[str, str]:
    """What is kept of a nomination as it was typed."""
    said = {"name": " ".join(one.name.split()), "phone": one.phone, "email": one.email.strip()}
    return {field: text for field, text in said.items() if text}


def _found_before(key: UUID | None) -> Nomination | None:
    found: Nomination | None = Nomination.objects.filter(pk=key).first() if key else None
    return found


def refuse_others(organisation: Organisation, *, by: User | None, link: NominationLink | None) -> None:
    """Refuse those who may not nominate for the organisation, and links for another one."""
    if link is not None:
        if link.organisation_id != organisation.pk or not link.is_open(now()):
            raise NotAllowed
    elif by is None or not rules.nominates_for(standing(by, organisation.convening), organisation.pk):
        raise NotAllowed


def refuse_late_or_many(organisation: Organisation, room: Room, *, by: User | None, adding: int = 1) -> None:
    """Refuse after the deadline, unless a leader nominates, and further beyond the seats than is of use."""
    leads = by is not None and may_organise(standing(by, organisation.convening))
    if room.is_over(today()) and not leads:
        raise NominationsClosed(organisation=organisation.name, date=long_date(room.deadline))
    if room.more is not None and room.more < adding:
        raise SeatsExceeded(organisation=organisation.name, seats=room.seats, most=room.most)


def refuse_full_link(link: NominationLink, room: Room) -> None:
    """Refuse what one link may not bring; what was taken back counts, too, so that nobody tries names out."""
    most = most_through(room.seats)
    if link.nominations.count() >= most:
        raise LinkFull(most=most, by=link.made_by.full_name)


def refuse_unreachable(one: Newcomer) -> None:
    """Refuse nobody, and somebody whom no invitation could reach."""
    if not one.name.strip():
        raise NameMissing
    if not one.phone and not one.email.strip():
        raise ContactMissing


def refuse_twice(
    organisation: Organisation, audience: str, one: Newcomer, *, link: NominationLink | None
) -> None:
    """Refuse the person whom the same nominator has on the own list; what others nominated is nobody's to learn."""
    own = Delegate.objects.filter(audience=audience, state__in=rules.IN_POOL)
    own = own.filter(nominations__link=link) if link else own.filter(organisation=organisation)
    own = own.filter(nominations__withdrawn_at=None, identity__name_mark=mark_of("name", one.name))
    for field in ("phone", "email"):
        mark = mark_of(field, getattr(one, field))
        found = own.filter(**{f"identity__{field}_mark": mark}).first() if mark else None
        if found:
            raise NominatedAlready(code=found.code)


@transaction.atomic
def correct_nomination(
    *,
    nomination: Nomination,
    by: User | None,
    link: NominationLink | None = None,
    reason: str = "",
    name: str,
    phone: str = "",
    email: str = "",
    **traits: Any,
) -> Nomination:
    """Put right what a nomination said; possible until the person has answered.

    Raises NominationFixed afterwards: from then on the person's own words count.
    """
    delegate = _still_open(nomination, by=by, link=link)
    if delegate.nominations.filter(withdrawn_at=None).count() > 1 and not _leads(delegate, by):
        raise NominationFixed(code=delegate.code)  # somebody else vouches for the same person by now
    one = Newcomer(name=name, phone=phone, email=email)
    refuse_unreachable(one)
    said, before = typed(one), nomination.typed
    # Somebody at the desk may have put right what a link does not show: only what was typed anew replaces it.
    fields = [f for f in ("name", "phone", "email") if by or said.get(f) != before.get(f)]
    marked(delegate.identity, **{field: said.get(field, "") for field in fields}).save()
    unknown = set(traits) - set(TRAITS)
    if unknown:
        raise TypeError(f"correct_nomination() knows {TRAITS}, not {sorted(unknown)}.")
    Traits.objects.filter(delegate=delegate).update(**traits)
    nomination.typed, nomination.reason = said, reason.strip()
    nomination.save(update_fields=["typed", "reason"])
    data = {"code": delegate.code, "link": link and link.pk}
    record("delegates.nomination_corrected", on=delegate, by=by, data=data)
    return nomination


@transaction.atomic
def take_back(*, nomination: Nomination, by: User | None, link: NominationLink | None = None) -> Nomination:
    """Take a nomination back; whom nobody else nominated leaves the pool."""
    delegate = _still_open(nomination, by=by, link=link)
    nomination.withdrawn_at = now()
    nomination.save(update_fields=["withdrawn_at"])
    data = {"code": delegate.code, "link": link and link.pk}
    record("delegates.nomination_taken_back", on=delegate, by=by, data=data)
    if not delegate.nominations.filter(withdrawn_at=None).exists():
        move(delegate=delegate, to=DelegateState.CANCELLED, by=by, reason="nomination_taken_back")
    return nomination


def _still_open(nomination: Nomination, *, by: User | None, link: NominationLink | None) -> Delegate:
    """The delegate of a nomination that whoever made it may still change."""
    if link is not None and nomination.link_id != link.pk:
        raise NotAllowed
    if nomination.organisation is None:
        raise NotAllowed
    refuse_others(nomination.organisation, by=by, link=link)
    rows = Delegate.objects.select_for_update(no_key=True).filter(pk=nomination.delegate_id)
    delegate: Delegate = rows.get()
    fresh = Nomination.objects.get(pk=nomination.pk)
    if delegate.state != DelegateState.NOMINATED or fresh.withdrawn_at is not None:
        raise NominationFixed(code=delegate.code)
    return delegate


def _leads(delegate: Delegate, by: User | None) -> bool:
    return by is not None and may_organise(standing(by, delegate.convening))
