"""Writes that the calendar asks for: reminders before the last day to answer, and seats released after it."""

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction

from pendopo.convenings.actions.notice import notify
from pendopo.convenings.models import Convening
from pendopo.core.audit import record
from pendopo.core.background import soon
from pendopo.core.urls import here
from pendopo.delegates.actions.delegate import move
from pendopo.delegates.actions.invitation import MAIL_JOB
from pendopo.delegates.actions.message import secretariat_of
from pendopo.delegates.enums import Channel, DelegateState, DispatchKind
from pendopo.delegates.models import Delegate, Dispatch, Identity, Invitation
from pendopo.delegates.queries.invitation import (
    best_channel,
    is_answerable,
    last_day,
    to_release,
    to_remind,
)
from pendopo.delegates.queries.leaders import about_expired, about_reminders, leaders
from pendopo.delegates.queries.letter import terms_of


@transaction.atomic
def remind(*, convening: Convening, moment: datetime) -> int:
    """Begin every reminder that is due, one for each last day to answer; how many there are.

    E-mails go out by themselves; for the others the secretariat is told once that somebody has to send them.
    """
    window = timedelta(days=terms_of(convening).remind_before)
    rows = list(to_remind(convening, moment, window))
    if not rows:
        return 0
    known = {one.pk: one for one in Identity.objects.filter(delegate__in=[row.delegate_id for row in rows])}
    made = [one for row in rows if (one := _begin_reminder(row, known.get(row.delegate_id), moment))]
    if not made:
        return 0
    record("delegates.reminders_begun", on=convening, by=None, data={"count": len(made)})
    by_hand = sum(one.channel != Channel.EMAIL for one in made)
    if by_hand:
        notify(
            to=secretariat_of(convening),
            by=None,
            kind="delegates.reminders",
            say=partial(about_reminders, by_hand),
            url=here("delegates:dispatch-list", convening=convening.slug),
            convening=convening,
        )
    soon(MAIL_JOB)
    return len(made)


def _begin_reminder(row: Invitation, identity: Identity | None, moment: datetime) -> Dispatch | None:
    """One reminder of one last day; of two workers at once the second makes none."""
    channel = Channel.WHATSAPP if row.channel == Channel.WHATSAPP else best_channel(identity)
    if channel == Channel.WHATSAPP and not (identity and identity.phone):
        channel = best_channel(identity)
    made, is_new = Dispatch.objects.get_or_create(
        kind=DispatchKind.REMINDER,
        invitation=row,
        for_day=last_day(row),
        defaults={"delegate": row.delegate, "channel": channel, "begun_at": moment},
    )
    return made if is_new else None


@transaction.atomic
def release_expired(*, convening: Convening, moment: datetime) -> int:
    """Release the seats of those who did not answer in time, and offer them to the leaders of both sides."""
    keys = to_release(moment).filter(convening=convening).values_list("pk", flat=True)
    released = [one for key in list(keys) if (one := _release(key, moment))]
    for audience in sorted({one.audience for one in released}):
        _tell(convening, audience, [one.code for one in released if one.audience == audience])
    return len(released)


def _release(key: object, moment: datetime) -> Delegate | None:
    """Release one seat, unless it was answered or extended in the meantime."""
    found = Invitation.objects.select_related("delegate").get(pk=key)
    Delegate.objects.select_for_update(no_key=True).get(pk=found.delegate_id)
    rows = Invitation.objects.select_for_update(of=("self",), no_key=True).select_related(
        "delegate", "convening"
    )
    fresh: Invitation = rows.get(pk=key)
    if not is_answerable(fresh) or fresh.sent_at is None or fresh.expires_at > moment:
        return None
    delegate: Delegate = fresh.delegate
    move(delegate=delegate, to=DelegateState.CANCELLED, by=None, reason="not_answered_in_time")
    fresh.released_at = moment
    fresh.save(update_fields=["released_at"])
    data = {"code": delegate.code, "letter": fresh.letter}
    record("delegates.invitation_released", on=fresh, by=None, data=data)
    return delegate


def _tell(convening: Convening, audience: str, codes: list[str]) -> None:
    notify(
        to=leaders(convening),
        by=None,
        kind="delegates.seats_released",
        say=partial(about_expired, codes),
        url=f"{here('delegates:waiting-list', convening=convening.slug)}?part={audience}",
        convening=convening,
    )
