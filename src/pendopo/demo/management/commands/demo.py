"""A believable convening to try everything on, served with one sign-in per role."""

import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import translation

from pendopo.accounts.queries import demonstration_people
from pendopo.convenings.models import Convening, Region

FOLDER = Path(__file__).resolve().parent.parent.parent / "data"
PASSWORD = "soko-guru-demo"  # noqa: S105 - everybody may know it: the data is made for looking at
MARK = ".demonstration"


class Command(BaseCommand):
    help = "Start the demonstration: a convening in preparation, one sign-in per role."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--bind", default="127.0.0.1:8000", help="address and port (127.0.0.1:8000)")
        parser.add_argument(
            "--reset", action="store_true", help="throw away every change, and start over"
        )
        parser.add_argument("--no-serve", action="store_true", help="make the data and stop")

    def handle(self, *args: Any, bind: str, reset: bool, no_serve: bool, **options: Any) -> None:
        refuse_real_data()
        if reset:
            throw_away()
        mark = Path(settings.DATA_DIR) / MARK
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()
        bring_tables_up()
        if not Convening.objects.exists():
            self.stdout.write("Loading the demonstration convening. This happens once.")
            load()
        self.stdout.write(introduction(f"http://{bind}"))
        if not no_serve:
            call_command("serve", bind=bind, stdout=self.stdout)


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


@transaction.atomic
def load() -> None:
    """Load the regions and the convening, and give every account the same known password."""
    if not Region.objects.exists():
        call_command("load_regions", verbosity=0)
    call_command("import", str(FOLDER), verbosity=0)
    for person in demonstration_people():
        person.user.set_password(PASSWORD)
        person.user.save(update_fields=["password"])


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
