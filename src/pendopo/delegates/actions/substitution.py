"""Writes on substitutions: ask that somebody else takes a place, and answer."""

from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pendopo.accounts.models import User
from pendopo.convenings.actions.notice import notify
from pendopo.convenings.models import Convening
from pendopo.convenings.rules import standing
from pendopo.core.audit import record
from pendopo.core.errors import NotAllowed
from pendopo.core.times import now
from pendopo.core.urls import here
from pendopo.delegates import rules
from pendopo.delegates.actions.delegate import Newcomer, enter_all, move
from pendopo.delegates.actions.nomination import (
    refuse_full_link,
    refuse_others,
    refuse_twice,
    refuse_unreachable,
    typed,
)
from pendopo.delegates.enums import DelegateState, RequestState, Way
from pendopo.delegates.errors import (
    AnswerOwnRequest,
    MoveNotOpen,
    ReasonMissing,
    SeatTooMany,
    SubstituteElsewhere,
    SubstitutionAnswered,
    SubstitutionAsked,
)
from pendopo.delegates.models import Delegate, Nomination, NominationLink, Substitution
from pendopo.delegates.queries.household import seat_too_many
from pendopo.delegates.queries.leaders import leaders
from pendopo.delegates.queries.nomination import room_of
from pendopo.delegates.queries.substitution import OVER, SHORT, effects_of
from pendopo.delegates.queries.waiting import is_frozen

ARRIVES_FROM = (DelegateState.NOMINATED, DelegateState.REGISTERED, DelegateState.WAITING)


@transaction.atomic
def ask_substitution(
    *,
    leaving: Delegate,
    why: str,
    by: User | None,
    link: NominationLink | None = None,
    arriving: Delegate | None = None,
    reason: str = "",
    **known: Any,
) -> Substitution:
    """Ask that somebody of the pool, or the person that `known` describes, takes a place; leaders answer.

    A new person enters the pool now, without using a seat up: two of the organisation share one until the answer.
    """
    if leaving.organisation is None or (link and not _came_through(leaving, link)):
        raise NotAllowed
    refuse_others(leaving.organisation, by=by, link=link)
    Convening.objects.select_for_update(no_key=True).get(pk=leaving.convening_id)
    fresh = Delegate.objects.select_related("organisation", "convening").get(pk=leaving.pk)
    if not rules.may_move(fresh, DelegateState.REPLACED):
        raise MoveNotOpen(code=fresh.code, state=fresh.get_state_display())
    if fresh.substitutions.filter(state=RequestState.OPEN).exists():
        raise SubstitutionAsked(code=fresh.code)
    if not why.strip():
        raise ReasonMissing
    entered = arriving is None
    if arriving is None:
        arriving = _enter(fresh, by, link, reason, Newcomer(organisation=fresh.organisation, **known))
    elif not _fits(fresh, arriving):
        raise SubstituteElsewhere(code=arriving.code)
    lost = [
        {"ind": one.words.ind, "en": one.words.en, "kind": one.kind, "after": one.after, "lower": one.lower}
        for one in effects_of(fresh, arriving)
        if one.kind in (SHORT, OVER)
    ]
    request: Substitution = Substitution.objects.create(
        leaving=fresh,
        arriving=arriving,
        entered=entered,
        link=link,
        reason=why.strip(),
        lost=lost,
        asked_by=by,
    )
    data = {"code": fresh.code, "arriving": arriving.code, "short": len(lost), "link": link and link.pk}
    record("delegates.substitution_asked", on=fresh, by=by, data=data)
    _tell(request, leaders(fresh.convening), _ASKED, by=by)
    return request


def _came_through(delegate: Delegate, link: NominationLink) -> bool:
    """Whether a link may speak for a place: the person was nominated through it, and through nothing else."""
    live = delegate.nominations.filter(withdrawn_at=None)
    return live.filter(link=link).exists() and not live.exclude(link=link).exists()


def _fits(leaving: Delegate, arriving: Delegate) -> bool:
    """Whether somebody of the pool may take a place: of the same part and organisation, without a seat."""
    same = (arriving.convening_id, arriving.audience, arriving.organisation_id) == (
        leaving.convening_id,
        leaving.audience,
        leaving.organisation_id,
    )
    return same and arriving.pk != leaving.pk and arriving.state in ARRIVES_FROM


def _enter(
    leaving: Delegate, by: User | None, link: NominationLink | None, reason: str, one: Newcomer
) -> Delegate:
    """The arriving person, nominated outside the count of seats."""
    organisation, audience = one.organisation, leaving.audience
    if organisation is None:
        raise NotAllowed
    refuse_unreachable(one)
    refuse_twice(organisation, audience, one, link=link)
    if link:
        refuse_full_link(link, room_of(organisation, audience))
    (delegate,) = enter_all(leaving.convening, audience, [one])
    Nomination.objects.create(
        delegate=delegate,
        organisation=organisation,
        way=Way.LINK if link else Way.DESK,
        by=by,
        link=link,
        typed=typed(one),
        reason=reason.strip(),
    )
    return delegate


@transaction.atomic
def answer_substitution(*, request: Substitution, agree: bool, by: User) -> Substitution:
    """Agree, so that the seat goes to the arriving person, or decline, so that everything stays as it was.

    Who takes the place of somebody with a seat is selected, and confirms like everybody else. While the list is
    frozen nobody agrees to such a change that they asked for themself.
    """
    fresh = Substitution.objects.select_for_update(no_key=True).get(pk=request.pk)
    pair = Delegate.objects.select_for_update(no_key=True).filter(
        pk__in=(fresh.leaving_id, fresh.arriving_id)
    )
    people = {one.pk: one for one in pair.order_by("pk").select_related("convening")}
    leaving, arriving = people[fresh.leaving_id], people[fresh.arriving_id]
    if not rules.may_mobilise(standing(by, leaving.convening)):
        raise NotAllowed
    if fresh.state != RequestState.OPEN:
        raise SubstitutionAnswered
    if agree and needs_another(fresh, leaving, by):
        raise AnswerOwnRequest
    if agree and seat_too_many(leaving, arriving):
        raise SeatTooMany(code=arriving.code)
    if agree:
        _change_places(leaving, arriving, by)
    elif fresh.entered and rules.may_move(arriving, DelegateState.CANCELLED):
        move(delegate=arriving, to=DelegateState.CANCELLED, by=by, reason="substitution_declined")
    fresh.state = RequestState.AGREED if agree else RequestState.DECLINED
    fresh.answered_by, fresh.answered_at = by, now()
    fresh.save(update_fields=["state", "answered_by", "answered_at"])
    data = {"code": leaving.code, "arriving": arriving.code, "agreed": agree}
    record("delegates.substitution_answered", on=leaving, by=by, data=data)
    asker = fresh.asked_by or (fresh.link.made_by if fresh.link else None)
    _tell(fresh, [asker] if asker else [], _AGREED if agree else _DECLINED, by=by)
    return fresh


def needs_another(request: Substitution, leaving: Delegate, by: User) -> bool:
    """Whether somebody else has to agree: the list is frozen, a seat is held, and the reader asked for the change."""
    own = request.asked_by_id == by.pk
    return own and leaving.state in rules.HOLDS_SEAT and is_frozen(leaving.convening, leaving.audience)


def _change_places(leaving: Delegate, arriving: Delegate, by: User) -> None:
    held = leaving.state in rules.HOLDS_SEAT
    move(delegate=leaving, to=DelegateState.REPLACED, by=by, reason="substitution_agreed")
    if held:
        move(delegate=arriving, to=DelegateState.SELECTED, by=by, reason="substitution_agreed")
    elif not rules.may_move(arriving, DelegateState.REPLACED):
        raise MoveNotOpen(code=arriving.code, state=arriving.get_state_display())
    Delegate.objects.filter(pk=arriving.pk).update(replaces=leaving)


_ASKED = (
    _("%(code)s is to be replaced"),
    _("%(arriving)s is to come instead of %(code)s; look at the quotas, then agree or decline."),
)
_AGREED = (
    _("%(code)s is replaced"),
    _("%(arriving)s comes instead of %(code)s; tell both, and help the new person to register."),
)
_DECLINED = (
    _("%(code)s is not replaced"),
    _("The request for %(arriving)s to come instead of %(code)s was declined; ask the leaders why."),
)


def _tell(request: Substitution, to: list[User], words: tuple[Promise, Promise], *, by: User | None) -> None:
    codes = {"code": request.leaving.code, "arriving": request.arriving.code}
    notify(
        to=to,
        by=by,
        kind="delegates.substitution",
        say=lambda: (str(words[0]) % codes, str(words[1]) % codes),
        url=here("delegates:substitution-detail", pk=request.pk),
        convening=request.leaving.convening,
    )
