"""Writes on messages to groups, and on what a worker sends."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q

from pendopo.accounts.models import User
from pendopo.convenings.actions.change import require
from pendopo.convenings.actions.notice import notify
from pendopo.convenings.enums import Role
from pendopo.convenings.models import Convening
from pendopo.convenings.rules import standing
from pendopo.core.audit import record
from pendopo.core.background import soon
from pendopo.core.times import now
from pendopo.core.urls import here
from pendopo.delegates import rules
from pendopo.delegates.actions.invitation import AFTER, MAIL_JOB, note_sent
from pendopo.delegates.actions.own import make_own_links
from pendopo.delegates.enums import DispatchKind
from pendopo.delegates.errors import GroupMoved, MessageSent, NobodyReached, TextMissing
from pendopo.delegates.models import Dispatch, Message
from pendopo.delegates.queries.leaders import about_failed_mail
from pendopo.delegates.queries.message import channels_of, group_of
from pendopo.delegates.queries.placeholders import IN_MESSAGE, check, names_in

SHORTEST_CLAIM = timedelta(minutes=10)
TEXTS = ("subject_ind", "subject_en", "text_ind", "text_en")


@transaction.atomic
def write_message(
    *, convening: Convening, group: dict[str, Any], by: User, message: Message | None = None, **said: str
) -> Message:
    """Keep a message to a group, new or changed; nothing goes out yet.

    Raises TextMissing, PlaceholderUnknown, BraceOpen or MessageSent.
    """
    require(rules.may_invite(standing(by, convening)))
    for name in TEXTS:
        if not said[name].strip():
            raise TextMissing
        check(said[name], IN_MESSAGE, name)
    row = Message(convening=convening, made_by=by) if message is None else _locked(message)
    for name in TEXTS:
        setattr(row, name, said[name].strip())
    row.group = group
    row.save()
    record("delegates.message_written", on=row, by=by, data={"group": group})
    return row


def _locked(message: Message) -> Message:
    found: Message = Message.objects.select_for_update(of=("self",), no_key=True).get(pk=message.pk)
    if found.sent_at:
        raise MessageSent
    return found


@transaction.atomic
def send_message(*, message: Message, expected: int, by: User) -> int:
    """Send a message to its group as it is now; how many people there are.

    `expected` is the number that the page showed. Raises MessageSent, NobodyReached or GroupMoved.
    """
    require(rules.may_invite(standing(by, message.convening)))
    row = _locked(message)
    people = list(group_of(message.convening, row.group))
    channels = channels_of(people)
    reached = [one for one in people if one.pk in channels]
    if not reached:
        raise NobodyReached
    if len(reached) != expected:
        raise GroupMoved(count=len(reached))
    moment = now()
    if any("link" in names_in(text) for text in (row.text_ind, row.text_en)):
        make_own_links(delegates=reached, until=moment + AFTER, by=by)
    Dispatch.objects.bulk_create(
        Dispatch(
            delegate=one,
            kind=DispatchKind.MESSAGE,
            message=row,
            channel=channels[one.pk],
            begun_at=moment,
        )
        for one in reached
    )
    row.sent_at, row.sent_by = moment, by
    row.save(update_fields=["sent_at", "sent_by"])
    data = {"people": len(reached), "group": row.group}
    record("delegates.message_sent", on=row, by=by, data=data)
    soon(MAIL_JOB)
    return len(reached)


def claim(*, dispatch: Dispatch, at: datetime) -> bool:
    """Take one e-mail upon oneself: of several workers that try at once, exactly one succeeds.

    The claim runs out, and a failed e-mail waits as long again as it has waited, as with notices.
    """
    until = at + max(SHORTEST_CLAIM, at - dispatch.begun_at)
    free = Q(held_until=None) | Q(held_until__lte=at)
    rows = Dispatch.objects.filter(free, pk=dispatch.pk, sent_at=None, stopped_at=None)
    return rows.update(held_until=until) == 1


@transaction.atomic
def mark_mailed(*, dispatch: Dispatch, at: datetime) -> None:
    """Remember that an e-mail went out."""
    note_sent(dispatch, at, None)
    if dispatch.invitation is not None:
        data = {"code": dispatch.delegate.code, "letter": dispatch.invitation.letter, "kind": dispatch.kind}
        record("delegates.invitation_mailed", on=dispatch, by=None, data=data)


def stop(*, dispatch: Dispatch, at: datetime) -> None:
    """What is no longer wanted does not go out."""
    Dispatch.objects.filter(pk=dispatch.pk, sent_at=None).update(stopped_at=at, held_until=None)


@transaction.atomic
def give_up(*, convening: Convening, dispatches: list[Dispatch], at: datetime) -> int:
    """Stop e-mails that could not be sent for days, and tell the secretariat to take another way."""
    keys = [one.pk for one in dispatches]
    stopped = Dispatch.objects.filter(pk__in=keys, sent_at=None, stopped_at=None).update(stopped_at=at)
    if stopped:
        codes = sorted({one.delegate.code for one in dispatches})
        record("delegates.mail_given_up", on=convening, by=None, data={"codes": codes})
        notify(
            to=secretariat_of(convening),
            by=None,
            kind="delegates.mail_given_up",
            say=partial(about_failed_mail, codes),
            url=here("delegates:invitation-list", convening=convening.slug),
            convening=convening,
        )
    return stopped


def secretariat_of(convening: Convening) -> list[User]:
    """Those who invite and write to delegates."""
    rows = User.objects.filter(
        memberships__convening=convening, memberships__role=Role.SECRETARIAT, is_active=True
    )
    return list(rows.distinct())
