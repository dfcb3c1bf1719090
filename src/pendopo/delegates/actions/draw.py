"""Writes around the draw: announce where the seed will come from, keep what it drew, show it, set it aside."""

from datetime import datetime
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from pendopo.accounts.models import User
from pendopo.convenings.actions.notice import notify
from pendopo.core.audit import record
from pendopo.core.times import long_date, now
from pendopo.core.urls import here
from pendopo.delegates.actions.selection import locked, refuse_others
from pendopo.delegates.enums import DelegateState, SelectionState
from pendopo.delegates.errors import (
    DrawFrozen,
    DrawInUse,
    LotteryStale,
    NothingPublic,
    PublicAlready,
    SeedMissing,
    SeedMomentPast,
    SeedSourceMissing,
    SeedTooEarly,
    WhyMissing,
)
from pendopo.delegates.models import Chance, Delegate, Invitation, Selection, WaitingPlace
from pendopo.delegates.queries.documents import fingerprint, lot
from pendopo.delegates.queries.leaders import about_selection, leaders
from pendopo.delegates.queries.pool import Document, pool_of
from pendopo.delegates.queries.waiting import frozen_from, is_frozen

FIXED = (SelectionState.ANNOUNCED, SelectionState.DRAWN)


@transaction.atomic
def announce_seed(*, selection: Selection, source: str, at: datetime, by: User) -> Selection:
    """Say in advance which public number will be the seed and when it is known; the lottery is fixed from now on.

    Raises NotAllowed, SelectionMoved, SeedSourceMissing, SeedMomentPast, DrawFrozen, and LotteryStale where the
    pool or the quotas have changed since the chances were computed.
    """
    refuse_others(by, selection.convening)
    fresh = locked(selection, SelectionState.COMPUTED)
    if not source.strip():
        raise SeedSourceMissing
    if at <= now():
        raise SeedMomentPast
    _refuse_frozen(fresh, at)
    if pool_of(fresh).problem != fresh.problem:
        raise LotteryStale
    fresh.problem_hash, fresh.lottery_hash = fingerprint(fresh.problem), fingerprint(fresh.lottery)
    fresh.seed_source, fresh.seed_at, fresh.announced_at = source.strip(), at, now()
    fresh.state = SelectionState.ANNOUNCED
    fresh.save()
    data = {
        "problem": fresh.problem_hash,
        "lottery": fresh.lottery_hash,
        "source": fresh.seed_source,
        "at": at,
    }
    record("delegates.seed_announced", on=fresh, by=by, data=data)
    _tell("announced", fresh, by)
    return fresh


def ready_to_draw(selection: Selection, seed: str, by: User) -> Selection:
    """The locked selection, if the seed may be entered now.

    Raises NotAllowed, SelectionMoved, SeedMissing, SeedTooEarly and DrawFrozen.
    """
    refuse_others(by, selection.convening)
    fresh = locked(selection, SelectionState.ANNOUNCED)
    if not seed.strip():
        raise SeedMissing
    if fresh.seed_at is None or now() < fresh.seed_at:
        raise SeedTooEarly
    _refuse_frozen(fresh, now())
    return fresh


def _refuse_frozen(selection: Selection, moment: datetime) -> None:
    """Nobody is drawn into a list that then changes only by request."""
    convening = selection.convening
    day = timezone.localdate(moment, ZoneInfo(convening.time_zone))
    if is_frozen(convening, selection.audience, day):
        raise DrawFrozen(day=long_date(frozen_from(convening, selection.audience)))


@transaction.atomic
def keep_draw(*, selection: Selection, plan: Document, by: User) -> Selection:
    """Write what the seed drew: those drawn are selected, the others wait in the order of the seed.

    The caller holds the selection in a transaction. Whoever has left since the announcement is drawn like
    everybody else, so that anybody can repeat the draw; that seat is free, and offered on the waiting list.
    """
    selection.seed, selection.drawn = plan["seed"], plan
    selection.drawn_at, selection.state = now(), SelectionState.DRAWN
    selection.save(update_fields=["seed", "drawn", "drawn_at", "state"])
    rows = Chance.objects.filter(selection=selection)
    panel = set(plan["panel"])
    rows.filter(pseudonym__in=panel).update(drawn=True)
    selected, waiting = _moved(selection, list(rows.filter(kept=False).select_related("delegate")), panel)
    data = {
        "seed": selection.seed,
        "problem": selection.problem_hash,
        "lottery": selection.lottery_hash,
        "plan": fingerprint(plan),
        "selected": selected,
        "waiting": waiting,
    }
    record("delegates.panel_drawn", on=selection, by=by, data=data)
    _tell("drawn", selection, by)
    return selection


def _moved(selection: Selection, chances: list[Chance], panel: set[str]) -> tuple[int, int]:
    """Move everybody who is still free; how many were selected and how many wait."""
    free = {DelegateState.REGISTERED, DelegateState.NOMINATED}
    here_still = [one for one in chances if one.delegate.state in free]
    for one in here_still:
        one.came_from = one.delegate.state
    Chance.objects.bulk_update(here_still, ["came_from"], batch_size=500)
    drawn = [one for one in here_still if one.pseudonym in panel]
    others = [one for one in here_still if one.pseudonym not in panel]
    _set_state([one.delegate_id for one in drawn], DelegateState.SELECTED)
    _set_state([one.delegate_id for one in others], DelegateState.WAITING)
    WaitingPlace.objects.filter(delegate__in=[one.delegate_id for one in here_still]).delete()
    WaitingPlace.objects.bulk_create(
        WaitingPlace(
            delegate_id=one.delegate_id,
            audience=selection.audience,
            order=lot(selection.seed, one.pseudonym),
        )
        for one in others
    )
    return len(drawn), len(others)


def _set_state(keys: list[UUID], state: DelegateState) -> None:
    for start in range(0, len(keys), 500):
        Delegate.objects.filter(pk__in=keys[start : start + 500]).update(state=state, state_at=now())


@transaction.atomic
def set_aside(*, selection: Selection, why: str, by: User) -> Selection:
    """Give a selection up, with a reason that stands on its public page; after a draw everybody returns.

    Raises NotAllowed, SelectionMoved, WhyMissing, and DrawInUse once somebody was invited or has answered.
    """
    refuse_others(by, selection.convening)
    fresh = locked(selection, *(s for s in SelectionState if s != SelectionState.SET_ASIDE))
    if not why.strip():
        raise WhyMissing
    before = fresh.state
    if before == SelectionState.DRAWN:
        _return_all(fresh)
    fresh.state, fresh.set_aside_why = SelectionState.SET_ASIDE, why.strip()
    fresh.save(update_fields=["state", "set_aside_why"])
    record("delegates.selection_set_aside", on=fresh, by=by, data={"was": before})
    _tell("set_aside", fresh, by)
    return fresh


def _return_all(selection: Selection) -> None:
    """Bring everybody whom the draw moved back to where they came from."""
    moved = list(selection.chances.exclude(came_from="").select_related("delegate"))
    keys = [one.delegate_id for one in moved]
    wanted = {True: DelegateState.SELECTED, False: DelegateState.WAITING}
    answered = any(one.delegate.state != wanted[one.drawn] for one in moved)
    if answered or Invitation.objects.filter(delegate__in=keys).exists():
        raise DrawInUse
    for state in (DelegateState.REGISTERED, DelegateState.NOMINATED):
        _set_state([one.delegate_id for one in moved if one.came_from == state], state)
    WaitingPlace.objects.filter(delegate__in=keys).delete()


@transaction.atomic
def publish_selection(*, selection: Selection, by: User) -> Selection:
    """Show the selection to everybody, with its files.

    Raises NotAllowed, SelectionMoved before the lottery is fixed, and PublicAlready.
    """
    refuse_others(by, selection.convening)
    fresh = locked(selection, *FIXED)
    if fresh.published_at:
        raise PublicAlready
    fresh.published_at = now()
    fresh.save(update_fields=["published_at"])
    record("delegates.selection_published", on=fresh, by=by, data={"state": fresh.state})
    return fresh


@transaction.atomic
def unpublish_selection(*, selection: Selection, by: User) -> Selection:
    """Take the selection off the public pages; the log keeps that it was there.

    Raises NotAllowed and NothingPublic.
    """
    refuse_others(by, selection.convening)
    fresh = locked(selection)
    if fresh.published_at is None:
        raise NothingPublic
    fresh.published_at = None
    fresh.save(update_fields=["published_at"])
    record("delegates.selection_unpublished", on=fresh, by=by)
    return fresh


def _tell(name: str, selection: Selection, by: User) -> None:
    """Tell the leaders of both sides."""
    notify(
        to=leaders(selection.convening),
        by=by,
        kind=f"delegates.selection_{name}",
        say=partial(about_selection, name, selection),
        url=here("delegates:selection-detail", pk=selection.pk),
        convening=selection.convening,
    )
