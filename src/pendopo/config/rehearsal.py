"""A few public pages asked for before there is any reader.

What they need (catalogues, templates, SQL, modules that load late) is then made once, before the processes
of the server fork, and shared by all of them; and the first reader waits no longer than the second.
"""

import re
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import validate_host
from django.urls import reverse
from django.utils.translation import deactivate, override

from pendopo.core import caching

ARTICLE = re.compile(r'<h2><a href="([^"]+/news/[^"]+/)"')
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def rehearse(application: Application) -> None:
    """Ask for the newest convening, its news, one article and sign-in, in every language; keep no page."""
    for language, _name in settings.LANGUAGES:
        with override(language):
            front, sign_in = reverse("home"), reverse("account_login")
        home, _page = ask(application, front)
        if home and home != sign_in:
            ask(application, home)
            _nowhere, news = ask(application, f"{home}news/")
            if article := ARTICLE.search(news):
                ask(application, article[1])
        ask(application, sign_in)
    deactivate()
    caching.pages.clear()


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
