"""`pendopo demo`: a believable convening to look at and try out, on this machine only."""

import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_scopes import scope

from pendopo.convenings.models import Convening, Membership, Region
from pendopo.demo.story import PASSWORD, SLUG, is_loaded, load_story


class Command(BaseCommand):
    """Load the demonstration when it is not there yet, say how to sign in, and serve it."""

    help = "Start Pendopo with a believable convening in it, as of 26 April 2024."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to throw away, and where to listen."""
        parser.add_argument("--reset", action="store_true", help="throw away what was changed and load anew")
        parser.add_argument("--bind", default="127.0.0.1:8000", help="address and port (127.0.0.1:8000)")
        parser.add_argument("--load-only", action="store_true", help="load the data and do not serve")

    def handle(self, *args: Any, reset: bool, bind: str, load_only: bool, **options: Any) -> None:
        """Prepare, introduce, serve."""
        if not settings.DEMO:
            raise CommandError("The demonstration runs only with PENDOPO_DEMO=1, away from real data.")
        with override("id"):
            if reset:
                throw_away()
            prepare()
            self.introduce(bind)
        if not load_only:
            call_command("serve", bind=bind, workers=2, threads=4)

    def introduce(self, bind: str) -> None:
        """The address, and one sign-in for every role."""
        self.stdout.write(
            _("Pendopo, demonstration as of %(day)s: http://%(bind)s/")
            % {"day": settings.TODAY, "bind": bind}
        )
        self.stdout.write(
            _("Sign in with one of these addresses and the password %(password)s") % {"password": PASSWORD}
        )
        convening = Convening.objects.get(slug=SLUG)
        with scope(convening=convening):
            for held in Membership.objects.select_related("user").order_by("created_at"):
                self.stdout.write(
                    f"  {held.user.email:22} {held.user.full_name:18} {held.get_role_display()}"
                )
        self.stdout.flush()


def prepare() -> None:
    """Tables, regions and the story, each only when it is missing."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0)
    if not Region.objects.exists():
        call_command("load_regions", verbosity=0)
    if is_loaded():
        return
    report = load_story()
    if report.faults:
        raise CommandError("\n".join(["The demonstration's tables have faults:", *map(str, report.faults)]))


def throw_away() -> None:
    """Remove the demonstration's database and files; only ever those in its own data directory."""
    name = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor != "sqlite" or not name.is_relative_to(settings.DATA_DIR):
        raise CommandError(
            "--reset only removes a database file in PENDOPO_DATA. Empty this database yourself."
        )
    connection.close()
    for path in (name, name.with_name(f"{name.name}-wal"), name.with_name(f"{name.name}-shm")):
        path.unlink(missing_ok=True)
    for folder in (settings.MEDIA_ROOT, Path(settings.EMAIL_FILE_PATH)):
        shutil.rmtree(folder, ignore_errors=True)
