"""The web server: two processes that share the memory of what they loaded, with a few threads each."""

import ctypes
import hashlib
from argparse import ArgumentParser
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.servers.basehttp import get_internal_wsgi_application
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

M_ARENA_MAX = -8  # mallopt(3)


class Command(BaseCommand):
    help = "Serve the site; put a proxy with TLS in front of it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--bind", default="127.0.0.1:8000", help="address and port (127.0.0.1:8000)")
        parser.add_argument("--workers", type=int, default=2, help="processes (2)")
        parser.add_argument("--threads", type=int, default=2, help="threads in each process (2)")

    def handle(self, *args: Any, bind: str, workers: int, threads: int, **options: Any) -> None:
        refuse_old_tables()
        if settings.STORAGES["staticfiles"]["BACKEND"].startswith("whitenoise"):
            collect_static()
        connections.close_all()
        self.stdout.write(f"Pendopo answers at http://{bind}/. Stop it with Ctrl+C.")
        self.stdout.flush()
        run_gunicorn(bind=bind, workers=workers, threads=threads)


def refuse_old_tables() -> None:
    """Stop before serving from tables that are older than the program."""
    if _names_of_migrations() <= set(MigrationRecorder(connection).applied_migrations()):
        return  # without importing a single one of them
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError("The database is older than this version. Run: pendopo migrate")


def _names_of_migrations() -> set[tuple[str, str]]:
    """App and name of every migration that this version brings."""
    found = set()
    for app in apps.get_app_configs():
        folder = Path(app.path) / "migrations"
        names = (module.name for module in iter_modules([str(folder)]))
        found |= {(app.label, name) for name in names if name[0] not in "_~"}
    return found


def collect_static() -> None:
    """Bring the served static files in step with the program, when they are not."""
    mark, state = Path(settings.STATIC_ROOT) / ".collected", _state_of_static()
    if mark.exists() and mark.read_text() == state:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    mark.write_text(state)


def run_gunicorn(*, bind: str, workers: int, threads: int) -> None:
    """Serve until a signal says stop."""
    one_heap()
    from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

    class Server(BaseApplication):
        def load_config(self) -> None:
            chosen = {
                "bind": bind,
                "workers": workers,
                "threads": threads,
                "worker_class": "gthread",
                "preload_app": True,
                "keepalive": 15,
                "graceful_timeout": 15,
                "control_socket_disable": True,
            }
            for name, value in chosen.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            return get_internal_wsgi_application()

    Server().run()


def one_heap() -> None:
    """Let the threads of a process share one heap: glibc gives each its own, and none gives back what it freed."""
    libc = ctypes.CDLL(None)
    if hasattr(libc, "mallopt"):
        libc.mallopt(M_ARENA_MAX, 1)


def _state_of_static() -> str:
    """A short mark that changes with any static file of the program."""
    seen = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            seen.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return seen.hexdigest()
