"""The pages that people open most, asked for before there is any reader.

What they need (catalogues, templates, SQL, modules that load late) is then made once, before the processes
of the server fork, and shared by all of them; and the first reader waits no longer than the second.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http.request import validate_host
from django.urls import reverse
from django.utils.translation import deactivate, override

from pendopo.accounts.models import User
from pendopo.convenings.queries.roles import organiser_of
from pendopo.core import caching

ARTICLE = re.compile(r'<h2><a href="([^"]+/news/[^"]+/)"')
AGREEMENT = re.compile(r'<a href="([^"]+/desk/agreements/[^"]+/)"')
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def rehearse(application: WSGIHandler) -> None:
    """Ask for the newest convening's public pages and its desk, in the site's language; keep no page."""
    with override(settings.LANGUAGE_CODE):
        front, sign_in = reverse("home"), reverse("account_login")
    home, _page = ask(application, front)
    if home and home != sign_in:
        ask(application, home)
        ask_first(application, f"{home}news/", ARTICLE)
        slug = home.strip("/").rpartition("/")[2]
        organiser = organiser_of(slug, with_second_factor=settings.SECOND_FACTOR_REQUIRED)
        if organiser:
            with read_by(application, organiser):
                ask_first(application, f"{home}desk/", AGREEMENT)
                ask(application, f"{home}desk/commitments/")
    ask(application, sign_in)
    deactivate()
    caching.pages.clear()


@contextmanager
def read_by(application: WSGIHandler, user: User) -> Iterator[None]:
    """Let this process, which nobody can reach yet, see pages as `user` does: no session, nobody signed in."""
    usual = application.request_class
    application.request_class = type("RequestOfUser", (usual,), {"_cached_user": user})
    try:
        yield
    finally:
        application.request_class = usual


def ask_first(application: Application, path: str, link: re.Pattern[str]) -> None:
    """Ask for a page, and for the first page that it leads to by such a link."""
    _nowhere, page = ask(application, path)
    if found := link.search(page):
        ask(application, found[1])


def ask(application: Application, path: str) -> tuple[str, str]:
    """Ask for one page as a browser would: where it leads, if it leads elsewhere, and what it shows."""
    led: list[str] = []

    def start(status: str, headers: list[tuple[str, str]], *_rest: Any) -> None:
        led.extend(value for name, value in headers if name == "Location")

    answer = application(_environment(path), start)
    page = b"".join(answer).decode()
    if hasattr(answer, "close"):
        answer.close()
    return (led[0] if led else ""), page


def _environment(path: str) -> dict[str, Any]:
    site = urlsplit(settings.SITE_URL)
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "HTTP_HOST": site.netloc
        if validate_host(site.hostname or "", settings.ALLOWED_HOSTS)
        else _allowed(),
        "SERVER_NAME": site.hostname or "localhost",
        "SERVER_PORT": str(site.port or 80),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": site.scheme or "http",
        "wsgi.input": BytesIO(),
    }


def _allowed() -> str:
    """A name that this server answers to, where the site's own is not among them."""
    named = [host.lstrip(".") for host in settings.ALLOWED_HOSTS if host != "*"]
    return named[0] if named else "localhost"
