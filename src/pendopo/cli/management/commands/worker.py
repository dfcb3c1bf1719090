"""Work outside requests: queued tasks as they come, computations one at a time, registered jobs by the clock."""

import logging
import threading
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections, connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from pendopo.core.background import run_jobs

log = logging.getLogger(__name__)
SHORT, LONG = "default", "runs"
RECOVERY = 5  # seconds before a thread that failed begins again


class Command(BaseCommand):
    help = "Do background work: computations, queued tasks, reminders by the calendar, e-mails."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--every", type=int, default=300, metavar="SECONDS", help="between two ticks (300)"
        )
        parser.add_argument("--once", action="store_true", help="do what is due now, then end")

    def handle(self, *args: Any, every: int, once: bool, verbosity: int, **options: Any) -> None:
        queue = str(settings.TASKS["default"]["BACKEND"]).startswith("django_tasks_db")
        if once:
            tick()
            if queue:
                call_command(
                    "db_worker",
                    queue_name=f"{SHORT},{LONG}",
                    batch=True,
                    startup_delay=False,
                    verbosity=verbosity,
                )
            return
        stop, short = threading.Event(), short_tasks()
        threads = [_begin("ticks", _tick_until, stop, every)]
        if queue:
            threads.append(_begin("short tasks", _work_until, stop, short))
        try:
            # The worker of the queue answers signals and therefore needs the main thread.
            if queue:
                call_command("db_worker", queue_name=LONG, reload=False, verbosity=verbosity)
            else:
                threads[0].join()
        finally:
            stop.set()
            short.running = False
            for thread in threads:
                thread.join(timeout=30)


def tick() -> None:
    """Run every job that the rooms registered; doing it twice changes nothing."""
    run_jobs()


def short_tasks() -> Worker:
    """Whoever does what takes a moment: no letter waits until a computation ends."""
    return Worker(
        queue_names=[SHORT],
        interval=1,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )


def _begin(name: str, work: Callable[..., None], *given: Any) -> threading.Thread:
    thread = threading.Thread(target=work, args=given, name=name, daemon=True)
    thread.start()
    return thread


def _tick_until(stop: threading.Event, every: int) -> None:
    while not stop.is_set():
        close_old_connections()
        try:
            tick()
        except Exception:
            log.exception("A tick failed; the next one tries again.")
        stop.wait(every)
    connections.close_all()


def _work_until(stop: threading.Event, worker: Worker) -> None:
    while not stop.is_set():
        try:
            worker.run()
        except Exception:
            log.exception("The queue of short tasks stopped; it begins again in %s seconds.", RECOVERY)
            stop.wait(RECOVERY)
    connections.close_all()
