"""`pendopo tick`: every background job once; safe to run as often as one likes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from pendopo.core.background import run_jobs


class Command(BaseCommand):
    """Run what a worker runs every few minutes: reminders that are due, e-mails that wait."""

    help = "Do what the clock asks for: write due reminders, send e-mails. Doing it twice changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run, say what each job did, and end with an error if one failed."""
        outcomes = run_jobs()
        for outcome in outcomes:
            if outcome.said:
                self.stdout.write(outcome.said)
        if failed := [outcome.name for outcome in outcomes if outcome.failed]:
            raise CommandError(f"These jobs failed, the log says why: {', '.join(failed)}.")
