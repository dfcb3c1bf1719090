"""Work that runs outside a request: the reminders of the day and their e-mails."""

import logging
from uuid import UUID

from django.core.mail import send_mail
from django_scopes import scope, scopes_disabled
from django_tasks import task

from pendopo.convenings.models import Convening
from pendopo.cooperation.actions.reminder import mark_mailed, remind_by_calendar
from pendopo.cooperation.queries.reminder import letter, subject, to_mail
from pendopo.core.times import today

log = logging.getLogger(__name__)


def run_reminders() -> tuple[int, int]:
    """Write and mail what is due in every convening; running it again on the same day adds nothing."""
    written = mailed = 0
    with scopes_disabled():
        convenings = list(Convening.objects.all())
    for convening in convenings:
        with scope(convening=convening):
            written += remind_by_calendar(convening=convening)
            mailed += send_mails(convening)
    return written, mailed


@task()
def mail_reminders(convening_id: str) -> int:
    """Send the e-mails of reminders that were just written."""
    convening = Convening.objects.get(pk=UUID(convening_id))
    with scope(convening=convening):
        return send_mails(convening)


def send_mails(convening: Convening) -> int:
    """Send each outstanding e-mail in its reader's language; a failed one is tried again at the next run."""
    day, sent = today(convening.time_zone), 0
    for reminder in to_mail(day):
        lang = reminder.user.language
        try:
            send_mail(subject(reminder, lang), letter(reminder, day, lang), None, [reminder.user.email or ""])
        except OSError:
            log.exception("The e-mail of reminder %s could not be sent.", reminder.pk)
            continue
        mark_mailed(reminder)
        sent += 1
    return sent
