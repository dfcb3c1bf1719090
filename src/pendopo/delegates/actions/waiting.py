"""Writes on seats and the waiting list: answers at the desk, promotions with their reasons, a frozen list."""

from datetime import date
from functools import partial

from django.db import transaction

from pendopo.accounts.models import User
from pendopo.convenings.actions.notice import notify
from pendopo.convenings.models import Convening
from pendopo.core.audit import record
from pendopo.core.times import now
from pendopo.core.urls import here
from pendopo.delegates.actions.delegate import move
from pendopo.delegates.actions.selection import refuse_others
from pendopo.delegates.enums import Audience, DelegateState, RequestState
from pendopo.delegates.errors import (
    AnotherIsNext,
    AnswerOwnRequest,
    ListFrozen,
    ListOpen,
    NobodyNext,
    NoSeatFree,
    NotWaiting,
    RequestAnswered,
    RequestOpen,
    WhyMissing,
)
from pendopo.delegates.models import Delegate, ListChange, ListFreeze, WaitingPlace
from pendopo.delegates.queries.leaders import about_change, about_freeze, about_seat, leaders
from pendopo.delegates.queries.pool import Document
from pendopo.delegates.queries.waiting import Board, board, counted, freed_by, is_frozen, why_in_words
from pendopo.delegates.rules import HOLDS_SEAT


@transaction.atomic
def confirm(*, delegate: Delegate, by: User) -> Delegate:
    """Write down that somebody who was selected will come.

    Raises NotAllowed and MoveNotOpen.
    """
    refuse_others(by, delegate.convening)
    return move(delegate=delegate, to=DelegateState.CONFIRMED, by=by, reason="at_the_desk")


@transaction.atomic
def decline(*, delegate: Delegate, by: User) -> Delegate:
    """Write down that somebody does not want to come; a seat that this frees is offered, never given.

    Raises NotAllowed and MoveNotOpen.
    """
    refuse_others(by, delegate.convening)
    return _leave(delegate, DelegateState.DECLINED, by)


@transaction.atomic
def cancel(*, delegate: Delegate, by: User) -> Delegate:
    """Write down that somebody cannot come after all; a seat that this frees is offered, never given.

    Raises NotAllowed and MoveNotOpen.
    """
    refuse_others(by, delegate.convening)
    return _leave(delegate, DelegateState.CANCELLED, by)


def _leave(delegate: Delegate, to: DelegateState, by: User) -> Delegate:
    held = Delegate.objects.filter(pk=delegate.pk, state__in=HOLDS_SEAT).exists()
    move(delegate=delegate, to=to, by=by, reason="at_the_desk")
    if held:
        tell_seat_free(delegate=delegate, by=by)
    return delegate


def tell_seat_free(*, delegate: Delegate, by: User | None) -> None:
    """Tell the leaders of both sides that this person's seat is free; part of whatever write freed it."""
    notify(
        to=leaders(delegate.convening),
        by=by,
        kind="delegates.seat_free",
        say=partial(about_seat, delegate),
        url=f"{here('delegates:waiting-list')}?part={delegate.audience}",
        convening=delegate.convening,
    )


@transaction.atomic
def promote_next(
    *, convening: Convening, audience: Audience | str, by: User, expected: Delegate | None = None
) -> WaitingPlace:
    """Give a free seat to whoever comes next by the rule, and keep why.

    `expected` is whom the page showed: if somebody else comes next by now, nothing happens.
    Raises NotAllowed, ListFrozen, NoSeatFree, NobodyNext and AnotherIsNext.
    """
    refuse_others(by, convening)
    Convening.objects.select_for_update(no_key=True).get(pk=convening.pk)  # promotions queue here
    if is_frozen(convening, audience):
        raise ListFrozen
    found = board(convening, audience)
    place = _next(found, expected)
    return _promote(place, freed_by(convening, audience), why_in_words(found), by)


def _next(found: Board, expected: Delegate | None) -> WaitingPlace:
    if found.free < 1:
        raise NoSeatFree
    place = found.next_place
    if place is None:
        raise NobodyNext
    if expected is not None and place.delegate_id != expected.pk:
        raise AnotherIsNext(code=place.delegate.code)
    return place


def _promote(place: WaitingPlace, leaving: Delegate | None, why: Document, by: User) -> WaitingPlace:
    move(delegate=place.delegate, to=DelegateState.SELECTED, by=by, reason="promoted")
    place.promoted_at, place.promoted_for, place.why = now(), leaving, why
    place.save(update_fields=["promoted_at", "promoted_for", "why"])
    data = {
        "code": place.delegate.code,
        "instead_of": leaving.code if leaving else "",
        "fills": [one["en"] for one in why["fills"]],
        "passed": [
            {"code": one["code"], "why": _logged(one["why"]), "quota": one["en"]} for one in why["passed"]
        ],
    }
    record("delegates.promoted", on=place, by=by, data=data)
    return place


def _logged(why: str) -> str:
    """The reason in the log, which tells nobody who lives with somebody."""
    return "limit" if why == "household" else why


@transaction.atomic
def pass_over(*, place: WaitingPlace, why: str, by: User) -> WaitingPlace:
    """Leave somebody on the list out of promotions until this is taken back; the person can read the reason.

    Raises NotAllowed, NotWaiting and WhyMissing.
    """
    refuse_others(by, place.delegate.convening)
    fresh = _locked(place)
    if not why.strip():
        raise WhyMissing
    fresh.passed_at, fresh.passed_why = now(), why.strip()
    fresh.save(update_fields=["passed_at", "passed_why"])
    record("delegates.passed_over", on=fresh, by=by, data={"code": fresh.delegate.code})
    return fresh


@transaction.atomic
def take_pass_back(*, place: WaitingPlace, by: User) -> WaitingPlace:
    """Let somebody who was passed over take part again.

    Raises NotAllowed and NotWaiting.
    """
    refuse_others(by, place.delegate.convening)
    fresh = _locked(place)
    fresh.passed_at, fresh.passed_why = None, ""
    fresh.save(update_fields=["passed_at", "passed_why"])
    record("delegates.pass_taken_back", on=fresh, by=by, data={"code": fresh.delegate.code})
    return fresh


def _locked(place: WaitingPlace) -> WaitingPlace:
    rows = WaitingPlace.objects.select_for_update(of=("self",), no_key=True).select_related(
        "delegate__convening"
    )
    fresh: WaitingPlace = rows.get(pk=place.pk)
    if fresh.delegate.state != DelegateState.WAITING:
        raise NotWaiting(code=fresh.delegate.code)
    return fresh


@transaction.atomic
def set_freeze(*, convening: Convening, audience: Audience | str, on: date | None, by: User) -> None:
    """Say from which day the list changes only by request, None for never; the leaders of both sides are told.

    Raises NotAllowed.
    """
    refuse_others(by, convening)
    rows = ListFreeze.objects.filter(convening=convening, audience=audience)
    if on is None:
        rows.delete()
    else:
        ListFreeze.objects.update_or_create(
            convening=convening, audience=audience, defaults={"frozen_from": on}
        )
    record("delegates.list_freeze_set", on=convening, by=by, data={"part": str(audience), "from": on})
    notify(
        to=leaders(convening),
        by=by,
        kind="delegates.list_freeze",
        say=partial(about_freeze, str(audience), on, by),
        url=f"{here('delegates:waiting-list', convening=convening.slug)}?part={audience}",
        convening=convening,
    )


@transaction.atomic
def ask_promotion(
    *, convening: Convening, audience: Audience | str, why: str, by: User, expected: Delegate | None = None
) -> ListChange:
    """Ask that whoever comes next is promoted although the list is frozen; somebody else has to agree.

    Raises NotAllowed, ListOpen, WhyMissing, RequestOpen, NoSeatFree, NobodyNext and AnotherIsNext.
    """
    refuse_others(by, convening)
    Convening.objects.select_for_update(no_key=True).get(pk=convening.pk)
    if not is_frozen(convening, audience):
        raise ListOpen
    if not why.strip():
        raise WhyMissing
    found = board(convening, audience)
    place = _next(found, expected)
    if ListChange.objects.filter(arriving=place.delegate, state=RequestState.OPEN).exists():
        raise RequestOpen(code=place.delegate.code)
    change = ListChange.objects.create(
        arriving=place.delegate,
        leaving=freed_by(convening, audience),
        reason=why.strip(),
        before=counted(found),
        after=counted(found, place.delegate_id),
        why=why_in_words(found),
        asked_by=by,
    )
    record("delegates.list_change_asked", on=change, by=by, data={"code": place.delegate.code})
    _tell_change(change, by)
    return change


def _tell_change(change: ListChange, by: User) -> None:
    notify(
        to=leaders(change.arriving.convening),
        by=by,
        kind="delegates.list_change",
        say=partial(about_change, change),
        url=here("delegates:waiting-change", pk=change.pk),
        convening=change.arriving.convening,
    )


@transaction.atomic
def answer_change(*, change: ListChange, agree: bool, by: User) -> ListChange:
    """Agree to a change of the frozen list, which makes it, or decline it.

    Raises NotAllowed, RequestAnswered, AnswerOwnRequest; and to agree NoSeatFree, NobodyNext and AnotherIsNext.
    """
    refuse_others(by, change.arriving.convening)
    rows = ListChange.objects.select_for_update(of=("self",), no_key=True).select_related(
        "arriving__convening", "leaving"
    )
    fresh: ListChange = rows.get(pk=change.pk)
    if fresh.state != RequestState.OPEN:
        raise RequestAnswered
    if fresh.asked_by_id == by.pk:
        raise AnswerOwnRequest
    if agree:
        _agree(fresh, by)
    fresh.state = RequestState.AGREED if agree else RequestState.DECLINED
    fresh.answered_by, fresh.answered_at = by, now()
    fresh.save(update_fields=["state", "answered_by", "answered_at"])
    data = {"code": fresh.arriving.code, "answer": fresh.state}
    record("delegates.list_change_answered", on=fresh, by=by, data=data)
    return fresh


def _agree(change: ListChange, by: User) -> None:
    """Promote, if the person asked for still comes next."""
    delegate = change.arriving
    Convening.objects.select_for_update(no_key=True).get(pk=delegate.convening_id)
    found = board(delegate.convening, delegate.audience)
    place = _next(found, delegate)
    _promote(place, change.leaving, why_in_words(found), by)
