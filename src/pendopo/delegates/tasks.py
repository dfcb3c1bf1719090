"""Work that runs outside a request: erasing what was kept long enough, reminders, free seats, e-mails."""

import logging
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.translation import override
from django_scopes import scope, scopes_disabled

from pendopo.convenings.models import Convening
from pendopo.core.documents import render_pdf
from pendopo.core.times import now, today
from pendopo.core.urls import use_convening
from pendopo.delegates.actions.deadline import release_expired, remind
from pendopo.delegates.actions.message import claim, give_up, mark_mailed, stop
from pendopo.delegates.actions.retention import erase_due
from pendopo.delegates.enums import DispatchKind
from pendopo.delegates.models import Dispatch, Identity
from pendopo.delegates.queries.dispatch import is_wanted, mail_due, mail_given_up, words
from pendopo.delegates.queries.invitation import links_by_delegate
from pendopo.delegates.queries.letter import letter_data, terms_of

log = logging.getLogger(__name__)


def run_retention() -> str:
    """Erase in every convening what is due; running it again erases nothing more."""
    with scopes_disabled():
        convenings = list(Convening.objects.all())
    erased = 0
    for convening in convenings:
        with scope(convening=convening):
            erased += erase_due(convening=convening, day=today(convening.time_zone))
    return f"Data of {erased} people erased." if erased else ""


def run_deadlines() -> str:
    """Remind those whose time to answer ends soon, and release the seats of those who did not answer."""
    with scopes_disabled():
        convenings = list(Convening.objects.all())
    reminded = released = 0
    for convening in convenings:
        with scope(convening=convening), use_convening(convening.slug):
            released += release_expired(convening=convening, moment=now())
            reminded += remind(convening=convening, moment=now())
    said = [f"{reminded} reminders begun."] if reminded else []
    return " ".join(said + ([f"{released} seats released."] if released else []))


@scopes_disabled()
def mail_delegates(clock: Callable[[], datetime] = now) -> str:
    """Send every e-mail to delegates that is due; several workers may do this at once, and none is sent twice."""
    _give_up(clock())
    sent = 0
    for dispatch in list(mail_due(clock())):
        if not claim(dispatch=dispatch, at=clock()):
            continue
        if _sent(dispatch, clock()):
            mark_mailed(dispatch=dispatch, at=clock())
            sent += 1
    return f"{sent} e-mails sent." if sent else ""


def _give_up(moment: datetime) -> None:
    late: dict[Convening, list[Dispatch]] = {}
    for dispatch in mail_given_up(moment).select_related("delegate__convening"):
        late.setdefault(dispatch.delegate.convening, []).append(dispatch)
    for convening, rows in late.items():
        with scope(convening=convening):
            give_up(convening=convening, dispatches=rows, at=moment)


def _sent(dispatch: Dispatch, moment: datetime) -> bool:
    """Send one e-mail, in the person's language; what cannot be sent must not hold up the others."""
    if not is_wanted(dispatch):
        stop(dispatch=dispatch, at=moment)
        return False
    try:
        message = _letter(dispatch, moment)
        if message is None:
            stop(dispatch=dispatch, at=moment)
            return False
        message.send()
    except Exception:
        log.exception("E-mail %s could not be sent; it is tried again later.", dispatch.pk)
        return False
    return True


def _letter(dispatch: Dispatch, moment: datetime) -> EmailMessage | None:
    """The e-mail with its paper; None where there is no address any more."""
    delegate = dispatch.delegate
    convening, lang = delegate.convening, delegate.language
    identity = Identity.objects.filter(delegate=delegate).first()
    link = links_by_delegate([delegate.pk], moment).get(delegate.pk)
    zone = ZoneInfo(convening.time_zone)
    with override(lang), timezone.override(zone), use_convening(convening.slug), scope(convening=convening):
        said = words(dispatch, identity, link, lang)
        if not said.to:
            return None
        message = EmailMessage(
            said.subject, said.text, to=[said.to], headers={"Auto-Submitted": "auto-generated"}
        )
        if dispatch.kind == DispatchKind.INVITATION and dispatch.invitation is not None:
            data = letter_data(dispatch.invitation, identity, terms_of(convening), lang)
            paper = render_pdf("delegates/documents/invitations.typ", data | {"letters": [data]})
            message.attach(f"{delegate.code}.pdf", paper, "application/pdf")
    return message
