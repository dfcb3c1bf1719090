"""Work that runs outside a request: the reminders of the day."""

from django_scopes import scope, scopes_disabled

from pendopo.convenings.models import Convening
from pendopo.cooperation.actions.reminder import remind_by_calendar


def run_reminders() -> str:
    """Write what is due in every convening; running it again on the same day adds nothing."""
    with scopes_disabled():
        convenings = list(Convening.objects.all())
    written = 0
    for convening in convenings:
        with scope(convening=convening):
            written += remind_by_calendar(convening=convening)
    return f"{written} reminders written." if written else ""
