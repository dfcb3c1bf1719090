"""The application as a server loads it: complete, so that processes forked from it share what they use."""

import gc
import os

gc.disable()  # what is loaded here stays; looking for garbage in it slows the start
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pendopo.config.settings")

from django.conf import settings  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.template.loader import get_template  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils.translation import override  # noqa: E402

application = get_wsgi_application()


def load_ahead() -> None:
    """Load addresses, views, catalogues and the two frames of all pages now, and not at the first request."""
    for language, _name in settings.LANGUAGES:
        with override(language):
            reverse("root")
    for frame in ("web/public.html", "web/desk.html"):
        get_template(frame)


load_ahead()
gc.freeze()  # collections in the forked processes then leave the shared pages alone
gc.enable()
