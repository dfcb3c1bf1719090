"""Notices to accounts, and the e-mails that carry them."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import override

from pendopo.accounts.models import User
from pendopo.convenings.models import Convening, Notice
from pendopo.core.audit import record
from pendopo.core.background import soon
from pendopo.core.times import now

MAIL_JOB = "convenings.notice_mail"
# Longer than any e-mail takes, so that a claim which runs out belongs to a worker that is gone.
SHORTEST_CLAIM = timedelta(minutes=10)
_quiet: ContextVar[bool] = ContextVar("pendopo_notices_quiet", default=False)


def notify(
    *,
    to: Iterable[User],
    by: User | None,
    kind: str,
    say: Callable[[], tuple[str, str]],
    url: str,
    convening: Convening,
    at_once: bool = True,
) -> list[Notice]:
    """Tell accounts about something, in the transaction of the change whose own event is in the log.

    `say` returns subject and text in the language that is active. Whoever did it is not told, and nobody
    is told twice. E-mails start once the change is committed; `at_once=False` leaves them to the next tick.
    """
    people = {user.pk: user for user in to if by is None or user.pk != by.pk}
    if not people or is_quiet():
        return []
    said = {}
    for lang in ("id", "en"):
        with override(lang):
            said[lang] = say()
    shared = {
        "convening": convening,
        "kind": kind,
        "subject_ind": _short(said["id"][0]),
        "subject_en": _short(said["en"][0]),
        "text_ind": said["id"][1],
        "text_en": said["en"][1],
        "url": url,
    }
    notices = Notice.objects.bulk_create(Notice(user=user, **shared) for user in people.values())
    if at_once:
        soon(MAIL_JOB)
    return list(notices)


@contextmanager
def quietly() -> Iterator[None]:
    """Inside, nobody is told anything: what is being written down happened long ago."""
    token = _quiet.set(True)
    try:
        yield
    finally:
        _quiet.reset(token)


def is_quiet() -> bool:
    """Whether nobody is to be told."""
    return _quiet.get()


@transaction.atomic
def mark_notices_read(*, convening: Convening, by: User, pk: UUID | None = None) -> int:
    """Mark one's own notice, or all of them, as read; how many were unread."""
    unread = Notice.objects.filter(convening=convening, user=by, read_at=None)
    count = (unread.filter(pk=pk) if pk else unread).update(read_at=now())
    record("convenings.notices_read", on=convening, by=by, data={"count": count})
    return count


def claim_mail(*, notice: Notice, at: datetime) -> bool:
    """Take one e-mail upon oneself: of several workers that try at once, exactly one succeeds.

    The claim runs out, so the e-mail of a worker that died is sent by another. A failed e-mail keeps its
    claim: it is tried again after ten minutes, then after twice as long as it has waited already.
    """
    until = at + max(SHORTEST_CLAIM, at - notice.created_at)
    free = Q(mail_held_until=None) | Q(mail_held_until__lte=at)
    return Notice.objects.filter(free, pk=notice.pk, mailed_at=None).update(mail_held_until=until) == 1


def mark_mailed(*, notice: Notice, at: datetime) -> None:
    """Remember that the e-mail went out."""
    Notice.objects.filter(pk=notice.pk).update(mailed_at=at, mail_held_until=None)


def _short(subject: str) -> str:
    """One line, as a subject must be."""
    return Truncator(" ".join(subject.split())).chars(150)
