"""Work that runs outside a request: the e-mails of notices."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.core.mail import EmailMessage
from django.utils import timezone
from django_scopes import scopes_disabled

from pendopo.convenings.actions.notice import claim_mail, mark_mailed
from pendopo.convenings.models import Notice
from pendopo.convenings.queries.notice import letter, notices_to_mail

log = logging.getLogger(__name__)


@scopes_disabled()
def mail_notices(clock: Callable[[], datetime] = timezone.now) -> str:
    """Send every e-mail that is due; several workers may do this at once, and none is sent twice."""
    sent = 0
    for notice in list(notices_to_mail(clock())):
        if claim_mail(notice=notice, at=clock()) and _sent(notice):
            mark_mailed(notice=notice, at=clock())
            sent += 1
    return f"{sent} e-mails sent." if sent else ""


def _sent(notice: Notice) -> bool:
    """Send one letter; one that cannot be sent is logged and must not hold up the others."""
    subject, text = letter(notice)
    try:
        EmailMessage(
            subject, text, to=[notice.user.email or ""], headers={"Auto-Submitted": "auto-generated"}
        ).send()
    except Exception:
        log.exception("The e-mail of notice %s could not be sent; it is tried again later.", notice.pk)
        return False
    return True
