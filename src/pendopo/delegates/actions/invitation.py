"""Writes on invitations: make them under numbers without gaps, send, answer, extend and release them."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max, Min

from pendopo.accounts.models import User
from pendopo.convenings.actions.change import require
from pendopo.convenings.models import Convening
from pendopo.convenings.rules import standing
from pendopo.core.audit import record
from pendopo.core.background import soon
from pendopo.core.times import long_date, now, today
from pendopo.delegates import rules
from pendopo.delegates.actions.delegate import move
from pendopo.delegates.actions.own import make_own_links
from pendopo.delegates.actions.terms import last_number
from pendopo.delegates.actions.waiting import tell_seat_free
from pendopo.delegates.enums import Channel, DelegateState, DispatchKind
from pendopo.delegates.errors import (
    DeadlineLate,
    DeadlinePast,
    InvitationClosed,
    NoAddress,
    NobodyChosen,
    NothingToSend,
    NotToInvite,
    SentAlready,
    SentStays,
    TermsMissing,
    TooManyDays,
    WhyMissing,
)
from pendopo.delegates.models import Delegate, Dispatch, Identity, Invitation, InvitationTerms
from pendopo.delegates.queries.dispatch import is_taken_back_easily
from pendopo.delegates.queries.invitation import (
    OPEN,
    best_channel,
    is_answerable,
    last_day,
    reaches,
    to_invite,
)
from pendopo.delegates.queries.letter import letter_number, snapshot, terms_of

MAIL_JOB = "delegates.mail"
AFTER = timedelta(days=60)  # the own link outlives the answer: there are forms to fill
MOST_DAYS = 60


@transaction.atomic
def invite(
    *, convening: Convening, delegates: Sequence[UUID], until: date, by: User, channel: str = ""
) -> list[Invitation]:
    """Invite people who are selected, under numbers that follow each other; nothing goes out yet.

    Without a channel each is reached as best as is known. Raises TermsMissing, NobodyChosen, DeadlinePast,
    DeadlineLate, NotToInvite or NoAddress; then nobody is invited.
    """
    require(rules.may_invite(standing(by, convening)))
    Convening.objects.select_for_update(no_key=True).get(pk=convening.pk)  # numbers queue here
    terms = InvitationTerms.objects.filter(convening=convening).first()
    if terms is None:
        raise TermsMissing
    expires_at = end_of(until, convening)
    if expires_at <= now():
        raise DeadlinePast
    if until >= convening.starts_on:
        raise DeadlineLate(day=long_date(convening.starts_on))
    people = _chosen(convening, delegates, by)
    channels = _channels(people, channel)
    Invitation.objects.filter(OPEN, delegate__in=people).update(closed_at=now())
    made = _make(convening, terms, people, channels, expires_at, by)
    make_own_links(delegates=people, until=expires_at + AFTER, by=by)
    _begin([row for row in made if row.channel != Channel.EMAIL])
    data = {"letters": [row.letter for row in made], "codes": [one.code for one in people]}
    record("delegates.invited", on=convening, by=by, data=data | {"until": until})
    return made


def end_of(day: date, convening: Convening) -> datetime:
    """The last moment of a day where the convening is."""
    return datetime.combine(day, time(23, 59, 59), ZoneInfo(convening.time_zone))


def _chosen(convening: Convening, delegates: Sequence[UUID], by: User) -> list[Delegate]:
    wanted = set(delegates)
    if not wanted:
        raise NobodyChosen
    ready = [one for one in to_invite(standing(by, convening)) if one.pk in wanted]
    if missing := wanted - {one.pk for one in ready}:
        rows = Delegate.objects.filter(convening=convening, pk__in=missing)
        raise NotToInvite(codes=", ".join(one.code for one in rows) or "–")
    return ready


def _channels(people: Sequence[Delegate], channel: str) -> dict[UUID, str]:
    known = {one.pk: one for one in Identity.objects.filter(delegate__in=people)}
    lacking = [one.code for one in people if channel and not reaches(channel, known.get(one.pk))]
    if lacking:
        raise NoAddress(codes=", ".join(lacking))
    return {one.pk: channel or best_channel(known.get(one.pk)) for one in people}


def _make(
    convening: Convening,
    terms: InvitationTerms,
    people: Sequence[Delegate],
    channels: dict[UUID, str],
    expires_at: datetime,
    by: User,
) -> list[Invitation]:
    first = max(last_number(convening) + 1, terms.first_number)
    day, moment = today(convening.time_zone), now()
    rows = [
        Invitation(
            convening=convening,
            delegate=one,
            number=number,
            letter=letter_number(terms.pattern, number, day),
            dated_on=day,
            channel=channels[one.pk],
            made_by=by,
            made_at=moment,
            expires_at=expires_at,
        )
        for number, one in enumerate(people, first)
    ]
    return Invitation.objects.bulk_create(rows)


def _begin(rows: Sequence[Invitation]) -> None:
    """What is to go out now: e-mails by a worker, the rest by somebody at the desk."""
    moment = now()
    Dispatch.objects.bulk_create(
        Dispatch(
            delegate_id=row.delegate_id,
            kind=DispatchKind.INVITATION,
            invitation=row,
            channel=row.channel,
            begun_at=moment,
        )
        for row in rows
    )


@transaction.atomic
def order_mail(*, convening: Convening, by: User) -> int:
    """Have every e-mail invitation sent that was not ordered yet; how many there are.

    Raises NothingToSend.
    """
    require(rules.may_invite(standing(by, convening)))
    Convening.objects.select_for_update(no_key=True).get(pk=convening.pk)
    rows = Invitation.objects.filter(OPEN, convening=convening, channel=Channel.EMAIL, ordered_at=None)
    waiting = [one for one in rows.select_related("delegate") if is_answerable(one)]
    if not waiting:
        raise NothingToSend
    _begin(waiting)
    said = snapshot(terms_of(convening))
    Invitation.objects.filter(pk__in=[one.pk for one in waiting]).update(ordered_at=now(), said=said)
    data = {"letters": [one.letter for one in waiting]}
    record("delegates.invitations_ordered", on=convening, by=by, data=data)
    soon(MAIL_JOB)
    return len(waiting)


@transaction.atomic
def send_another_way(*, invitation: Invitation, channel: str, by: User) -> Invitation:
    """Let an invitation go out once more, in this way; what still waited in another way is not sent.

    Raises InvitationClosed or NoAddress.
    """
    fresh = _locked(invitation)
    require(rules.may_invite(standing(by, fresh.convening)))
    if not is_answerable(fresh):
        raise InvitationClosed
    if not reaches(channel, Identity.objects.filter(delegate=fresh.delegate).first()):
        raise NoAddress(codes=fresh.delegate.code)
    waiting = fresh.dispatches.filter(kind=DispatchKind.INVITATION, sent_at=None, stopped_at=None)
    waiting.update(stopped_at=now())
    fresh.channel = channel
    fresh.ordered_at = now() if channel == Channel.EMAIL else None
    fresh.said = fresh.said or snapshot(terms_of(fresh.convening))
    fresh.save(update_fields=["channel", "ordered_at", "said"])
    _begin([fresh])
    data = {"letter": fresh.letter, "channel": channel}
    record("delegates.invitation_sent_anew", on=fresh, by=by, data=data)
    soon(MAIL_JOB)
    return fresh


def mark_opened(invitation: Invitation) -> None:
    """Remember when the person first saw the invitation."""
    Invitation.objects.filter(pk=invitation.pk, opened_at=None).update(opened_at=now())


@transaction.atomic
def answer_invitation(*, invitation: Invitation, accept: bool) -> Invitation:
    """The person says whether they will come, by the own link; a seat that this frees is offered, never given.

    Saying the same again changes nothing. Raises InvitationClosed.
    """
    fresh = _locked(invitation)
    delegate = fresh.delegate
    to = _answered(fresh, accept)
    if to is None:
        return fresh
    move(delegate=delegate, to=to, by=None, reason="own_answer")
    if to != DelegateState.CONFIRMED:
        tell_seat_free(delegate=delegate, by=None)
    fresh.answered_at = now()
    fresh.save(update_fields=["answered_at"])
    data = {"code": delegate.code, "letter": fresh.letter, "answer": to}
    record("delegates.invitation_answered", on=fresh, by=None, data=data)
    return fresh


def _answered(invitation: Invitation, accept: bool) -> DelegateState | None:
    """Where an answer leads; None where it was given before."""
    state = invitation.delegate.state
    open_still = invitation.released_at is None and invitation.closed_at is None
    if open_still and state == (DelegateState.CONFIRMED if accept else DelegateState.DECLINED):
        return None
    if is_answerable(invitation):
        return DelegateState.CONFIRMED if accept else DelegateState.DECLINED
    if open_still and not accept and state == DelegateState.CONFIRMED:
        return DelegateState.CANCELLED
    raise InvitationClosed


@transaction.atomic
def extend(*, invitation: Invitation, days: int, why: str, by: User) -> Invitation:
    """Give somebody more days to answer, with the reason; a new reminder comes before the new last day.

    Raises InvitationClosed, TooManyDays, WhyMissing or DeadlineLate.
    """
    fresh = _locked(invitation)
    require(rules.may_invite(standing(by, fresh.convening)))
    if not is_answerable(fresh):
        raise InvitationClosed
    if not 1 <= days <= MOST_DAYS:
        raise TooManyDays
    if not why.strip():
        raise WhyMissing
    begin = max(fresh.expires_at, end_of(today(fresh.convening.time_zone), fresh.convening))
    fresh.expires_at = begin + timedelta(days=days)
    if last_day(fresh) >= fresh.convening.starts_on:
        raise DeadlineLate(day=long_date(fresh.convening.starts_on))
    kept = {"days": days, "why": why.strip(), "until": fresh.expires_at.isoformat(), "by": by.full_name}
    fresh.extensions = [*fresh.extensions, kept]
    fresh.save(update_fields=["expires_at", "extensions"])
    data = {"letter": fresh.letter, "days": days, "until": fresh.expires_at}
    record("delegates.invitation_extended", on=fresh, by=by, data=data)
    return fresh


def _locked(invitation: Invitation) -> Invitation:
    """The row as it is now, with its delegate, both held until the end of the transaction."""
    Delegate.objects.select_for_update(no_key=True).get(pk=invitation.delegate_id)
    rows = Invitation.objects.select_for_update(of=("self",), no_key=True).select_related(
        "delegate", "convening"
    )
    found: Invitation = rows.get(pk=invitation.pk)
    return found


@transaction.atomic
def mark_sent(*, dispatch: Dispatch, by: User) -> Dispatch:
    """Say that a WhatsApp message or a letter went out.

    Raises SentAlready.
    """
    rows = Dispatch.objects.select_for_update(of=("self",), no_key=True).select_related(
        "delegate__convening", "invitation"
    )
    fresh: Dispatch = rows.get(pk=dispatch.pk)
    require(rules.may_invite(standing(by, fresh.delegate.convening)))
    if fresh.sent_at or fresh.stopped_at or fresh.channel == Channel.EMAIL:
        raise SentAlready
    note_sent(fresh, now(), by)
    data = {"code": fresh.delegate.code, "kind": fresh.kind, "channel": fresh.channel}
    record("delegates.marked_sent", on=fresh, by=by, data=data)
    return fresh


def note_sent(dispatch: Dispatch, moment: datetime, by: User | None) -> None:
    """Write the moment on the dispatch and on the invitation it carried; the caller writes the audit row."""
    Dispatch.objects.filter(pk=dispatch.pk).update(sent_at=moment, sent_by=by, held_until=None)
    rows = Invitation.objects.filter(pk=dispatch.invitation_id)
    if dispatch.kind == DispatchKind.REMINDER:
        rows.update(reminded_at=moment)
    elif dispatch.kind == DispatchKind.INVITATION:
        rows.filter(sent_at=None).update(sent_at=moment)
        if dispatch.invitation and not dispatch.invitation.said:
            rows.update(said=snapshot(terms_of(dispatch.invitation.convening)))


@transaction.atomic
def take_back_sent(*, dispatch: Dispatch, by: User) -> Dispatch:
    """Say that what was marked by hand did not go out after all; it waits again, and its invitation stands as before.

    Raises SentStays for an e-mail, for what no longer waits for anything, and where it goes another way by now.
    """
    rows = Dispatch.objects.select_for_update(of=("self",), no_key=True).select_related(
        "delegate__convening", "invitation__delegate", "invitation__convening"
    )
    fresh: Dispatch = rows.get(pk=dispatch.pk)
    require(rules.may_invite(standing(by, fresh.delegate.convening)))
    if not is_taken_back_easily(fresh) or _goes_another_way(fresh):
        raise SentStays(code=fresh.delegate.code)
    Dispatch.objects.filter(pk=fresh.pk).update(sent_at=None, sent_by=None)
    if fresh.invitation is not None:
        _as_before(fresh.invitation)
    data = {"code": fresh.delegate.code, "kind": fresh.kind, "channel": fresh.channel, "was": fresh.sent_at}
    record("delegates.sent_taken_back", on=fresh, by=by, data=data)
    return fresh


def _goes_another_way(dispatch: Dispatch) -> bool:
    """Whether the same invitation waits to go out in another way."""
    if dispatch.kind != DispatchKind.INVITATION:
        return False
    rows = Dispatch.objects.filter(invitation=dispatch.invitation_id, kind=DispatchKind.INVITATION)
    return rows.filter(sent_at=None, stopped_at=None).exclude(pk=dispatch.pk).exists()


def _as_before(invitation: Invitation) -> None:
    """Write on an invitation what is left of its dispatches; with none left the letter says what is said now."""
    gone = Dispatch.objects.filter(invitation=invitation, sent_at__isnull=False)
    first = gone.filter(kind=DispatchKind.INVITATION).aggregate(at=Min("sent_at"))["at"]
    reminded = gone.filter(kind=DispatchKind.REMINDER).aggregate(at=Max("sent_at"))["at"]
    said = invitation.said if first or invitation.ordered_at else {}
    Invitation.objects.filter(pk=invitation.pk).update(sent_at=first, reminded_at=reminded, said=said)
