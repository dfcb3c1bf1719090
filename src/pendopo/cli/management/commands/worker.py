"""Work outside requests: queued tasks as they come, and every registered job every few minutes."""

import logging
import threading
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections, connections

from pendopo.core.background import run_jobs

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Do background work: queued tasks, reminders by the calendar, e-mails."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--every", type=int, default=300, metavar="SECONDS", help="between two ticks (300)"
        )
        parser.add_argument("--once", action="store_true", help="do what is due now, then end")

    def handle(self, *args: Any, every: int, once: bool, **options: Any) -> None:
        queue = settings.TASKS["default"]["BACKEND"].startswith("django_tasks_db")
        if once:
            tick()
            if queue:
                call_command("db_worker", batch=True, startup_delay=False)
            return
        stop = threading.Event()
        ticking = threading.Thread(target=_tick_until, args=(stop, every), name="ticks", daemon=True)
        ticking.start()
        try:
            # The worker of the queue answers signals and therefore needs the main thread.
            call_command("db_worker", reload=False) if queue else ticking.join()
        finally:
            stop.set()
            ticking.join(timeout=30)


def tick() -> None:
    """Run every job that the rooms registered; doing it twice changes nothing."""
    run_jobs()


def _tick_until(stop: threading.Event, every: int) -> None:
    while not stop.is_set():
        close_old_connections()
        try:
            tick()
        except Exception:
            log.exception("A tick failed; the next one tries again.")
        stop.wait(every)
    connections.close_all()
