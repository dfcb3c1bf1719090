"""The application as a server loads it: complete, so that processes forked from it share what they use."""

import gc
import os

gc.disable()  # what is loaded here stays; looking for garbage in it slows the start
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pendopo.config.settings")

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connections  # noqa: E402
from django.template.loader import get_template  # noqa: E402

application = get_wsgi_application()

from pendopo.config.rehearsal import rehearse  # noqa: E402 – its imports need the apps


def load_ahead() -> None:
    """Load addresses, views, catalogues, templates and SQL now, and not at the first request."""
    get_template("web/desk.html")
    rehearse(application)
    connections.close_all()  # a forked process must open its own


load_ahead()
gc.freeze()  # collections in the forked processes then leave the shared pages alone
gc.enable()
