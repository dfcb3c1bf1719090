"""A believable convening to try everything on, served with one sign-in per role."""

import logging
import os
import shutil
import signal
import threading
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils import translation

from pendopo.accounts.queries import demonstration_people
from pendopo.convenings.models import Region
from pendopo.cooperation.tasks import run_reminders
from pendopo.demo.story import PASSWORD, is_loaded, load_story

log = logging.getLogger(__name__)
MARK = ".demonstration"


class Command(BaseCommand):
    """Load the demonstration when it is not there yet, say how to sign in, and serve it."""

    help = "Start the demonstration: a convening in preparation, one sign-in per role."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen, and what to throw away."""
        parser.add_argument("--bind", default="127.0.0.1:8000", help="address and port (127.0.0.1:8000)")
        parser.add_argument("--reset", action="store_true", help="throw away every change, and start over")
        parser.add_argument("--no-serve", action="store_true", help="make the data and stop")

    def handle(self, *args: Any, bind: str, reset: bool, no_serve: bool, **options: Any) -> None:
        """Prepare, introduce, serve."""
        refuse_real_data()
        if reset:
            throw_away()
        mark = Path(settings.DATA_DIR) / MARK
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()
        bring_tables_up()
        if not is_loaded():
            self.stdout.write("Loading the demonstration convening. This happens once.")
            load()
        self.stdout.write(introduction(f"http://{bind}"))
        if not no_serve:
            with working_beside():
                call_command("serve", bind=bind, stdout=self.stdout)


@contextmanager
def working_beside() -> Iterator[None]:
    """Inside, a child process does the background work; it ends with this process, however that ends."""
    connections.close_all()
    parent, child = os.getpid(), os.fork()
    if child == 0:
        _work_for(parent)
    try:
        yield
    finally:
        if os.getpid() == parent:  # the server's own children pass through here as well
            _end(child)


def _work_for(parent: int) -> None:
    """Be the worker until told to stop; nothing of the server's is unwound afterwards."""
    try:
        threading.Thread(target=_follow, args=(parent,), daemon=True).start()
        call_command("worker", verbosity=0)
    except Exception:
        log.exception("The worker of the demonstration ended; start the demonstration again.")
    finally:
        os._exit(0)


def _follow(parent: int) -> None:
    """End this process once its parent is gone without a word."""
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)


def _end(child: int) -> None:
    try:
        os.kill(child, signal.SIGTERM)
        os.waitpid(child, 0)
    except (ProcessLookupError, ChildProcessError):
        return  # the server has seen it go already


def refuse_real_data() -> None:
    """Stop where the data is not the demonstration's own."""
    if not settings.DEMO:
        raise CommandError("Start the demonstration with: pendopo demo")
    mark = Path(settings.DATA_DIR) / MARK
    tables = connection.introspection.table_names()
    if tables and not mark.exists():
        raise CommandError(
            f"{settings.DATA_DIR} or DATABASE_URL holds other data. Name an empty directory in PENDOPO_DATA."
        )


def throw_away() -> None:
    """Remove the demonstration's database and files."""
    if connection.vendor != "sqlite":
        raise CommandError("--reset works on SQLite only. Make a new empty database instead.")
    connection.close()
    database = Path(connection.settings_dict["NAME"])
    for path in (database, *(database.with_name(database.name + end) for end in ("-wal", "-shm"))):
        path.unlink(missing_ok=True)
    for folder in (settings.MEDIA_ROOT, settings.EMAIL_FILE_PATH):
        shutil.rmtree(folder, ignore_errors=True)


def bring_tables_up() -> None:
    """Make the tables this version needs, when they are not there."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0)


def load() -> None:
    """Load the regions and the story; a story with a fault is not loaded at all."""
    if not Region.objects.exists():
        call_command("load_regions", verbosity=0)
    report = load_story()
    if report.faults:
        raise CommandError("\n".join(["The demonstration's tables have faults:", *map(str, report.faults)]))
    run_reminders()  # the import tells nobody; this is what a worker would have written this morning


def introduction(address: str) -> str:
    """Where to look first, and who one can be."""
    with translation.override("en"):
        people = [f"  {person.role!s:<20} {person.user.email}" for person in demonstration_people()]
    lines = [
        "",
        f"Pendopo's demonstration, on {settings.TODAY}:  {address}/id/   (English: {address}/en/)",
        f"Sign in with one click at {address}/id/accounts/login/, or with the password {PASSWORD}:",
        *people,
        "",
    ]
    return "\n".join(lines)
