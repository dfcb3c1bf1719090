"""`pendopo tick`: what the calendar asks for today; safe to run as often as one likes."""

from typing import Any

from django.core.management.base import BaseCommand

from pendopo.cooperation.tasks import run_reminders


class Command(BaseCommand):
    """Write the reminders that are due in every convening, and send their e-mails."""

    help = "Send the reminders that are due. Run it once an hour; each reminder goes out once."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run, and say how many there were."""
        written, mailed = run_reminders()
        self.stdout.write(f"{written} reminders written, {mailed} e-mails sent.")
