"""Public pages kept whole in the memory of each process, until anything is written or the minute ends."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from threading import Lock
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict

from pendopo.core.times import now

View = Callable[..., HttpResponse]
Stamp = tuple[int, int]
Key = tuple[str, str, str, str, str, bool]
ASKED_SHARE = 8  # one part in eight is for pages that differ by a query
MAX_PAGE = 512 * 1024
MAX_QUERY = 200
_REVALIDATE = "public, max-age=0, must-revalidate"


@dataclass(frozen=True, slots=True)
class Page:
    """One answer as it was sent, and the moment of the log that it shows."""

    stamp: Stamp
    headers: tuple[tuple[str, str], ...]
    etag: str
    body: bytes
    reads: tuple[str, ...] = ()


class Store:
    """Pages of one process, the least recently used dropped first, never more than `limit` bytes."""

    def __init__(self, limit: int) -> None:
        self.limit, self.size = limit, 0
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key) -> Page | None:
        """The page under `key`, fresh or not."""
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: Key, page: Page) -> None:
        """Keep `page`, and forget the oldest ones that no longer fit."""
        with self._lock:
            self._forget(key)
            self._pages[key] = page
            self.size += _weight(key, page)
            while self.size > self.limit:
                self._forget(next(iter(self._pages)))

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._pages.clear()
            self.size = 0

    def _forget(self, key: Key) -> None:
        if old := self._pages.pop(key, None):
            self.size -= _weight(key, old)


class Pages:
    """What this process keeps: plain addresses, and apart from them those whose query says which part."""

    def __init__(self) -> None:
        asked = settings.PUBLIC_PAGES_BYTES // ASKED_SHARE
        self.plain, self.asked = Store(settings.PUBLIC_PAGES_BYTES - asked), Store(asked)
        self.reads: dict[str, tuple[str, ...]] = {}  # by path, of the few views that read their query

    @property
    def size(self) -> int:
        """Bytes held."""
        return self.plain.size + self.asked.size

    def under(self, key: Key) -> Store:
        """The store of `key`; whoever invents queries can push out no page without one."""
        return self.asked if key[3] else self.plain

    def clear(self) -> None:
        """Forget everything."""
        self.plain.clear()
        self.asked.clear()
        self.reads.clear()


pages = Pages()


def public_page(view: View | None = None, *, reads: tuple[str, ...] = ()) -> Any:
    """Mark a view whose GET shows everybody the same: it sees nobody signed in; its answer may be kept.

    Of the query it sees what it `reads` and nothing else, so that no other parameter makes another page.
    """
    if view is None:
        return partial(public_page, reads=reads)

    @wraps(view)
    def seen_by_all(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return view(request, *args, **kwargs)
        stamp = _stamp()
        request.user = AnonymousUser()
        request.META["QUERY_STRING"] = asked = asked_of(request.META.get("QUERY_STRING", ""), reads)
        request.GET = QueryDict(asked)
        response = view(request, *args, **kwargs)
        if getattr(getattr(request, "convening", None), "published", True):
            response.public = (stamp, reads)  # type: ignore[attr-defined]
        return response

    return seen_by_all


def asked_of(query: str, reads: tuple[str, ...]) -> str:
    """The part of a query string that a page reads, always written the same way."""
    if not (query and reads):
        return ""
    given = QueryDict(query)
    return urlencode([(name, given[name]) for name in reads if given.get(name)])


class PublicPageCache:
    """Answer a GET of a public page from memory; stands outside sessions, languages and compression."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        key = _key(request)
        if key is None:
            return self.get_response(request)
        page = pages.under(key).get(key)
        if page is not None and page.stamp == _stamp():
            return _answer(request, page)
        response = self.get_response(request)
        page = _page(request, response)
        if page is None:
            return response
        if page.reads:
            pages.reads[key[2]] = page.reads
        key = (*key[:3], request.META.get("QUERY_STRING", ""), *key[4:])
        if len(key[3]) <= MAX_QUERY:
            pages.under(key).put(key, page)
        return _answer(request, page)


def _key(request: HttpRequest) -> Key | None:
    """What tells two public answers apart; None for requests that are never answered from memory."""
    meta = request.META
    if request.method != "GET" or "HTTP_HX_REQUEST" in meta or settings.DEBUG:
        return None
    if "messages=" in meta.get("HTTP_COOKIE", ""):
        return None
    host = meta.get("HTTP_HOST", "")
    zipped = "gzip" in meta.get("HTTP_ACCEPT_ENCODING", "")
    theme = request.COOKIES.get("theme", "") if "theme=" in meta.get("HTTP_COOKIE", "") else ""
    theme = theme if theme in ("light", "dark") else ""
    asked = asked_of(meta.get("QUERY_STRING", ""), pages.reads.get(request.path_info, ()))
    return request.scheme or "", host, request.path_info, asked, theme, zipped


def _stamp() -> Stamp:
    """The minute on our clock (so the day too) and the number of the newest event."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM core_audithead WHERE id = 1")
        row = cursor.fetchone()
    return int(now().timestamp()) // 60, row[0] if row else 0


def _page(request: HttpRequest, response: HttpResponseBase) -> Page | None:
    """The answer as a page to keep, unless something in it belongs to one reader only."""
    stamp, reads = getattr(response, "public", (None, ()))
    if stamp is None or not isinstance(response, HttpResponse) or response.status_code != 200:
        return None
    if response.cookies or getattr(request, "_csp_nonce", None) or len(response.content) > MAX_PAGE:
        return None
    etag = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    headers = dict(response.items()) | {"ETag": etag, "Cache-Control": _REVALIDATE}
    headers["Vary"] = _without_cookie(headers.get("Vary", ""))
    return Page(stamp, tuple(headers.items()), etag, response.content, reads)


def _answer(request: HttpRequest, page: Page) -> HttpResponse:
    if page.etag in request.META.get("HTTP_IF_NONE_MATCH", ""):
        response = HttpResponse(status=304)
        del response["Content-Type"]
        kept = [(name, value) for name, value in page.headers if name in ("ETag", "Cache-Control", "Vary")]
    else:
        response, kept = HttpResponse(page.body), list(page.headers)
    for name, value in kept:
        response[name] = value
    return response


def _without_cookie(vary: str) -> str:
    names = [name.strip() for name in vary.split(",") if name.strip()]
    return ", ".join(name for name in names if name.lower() != "cookie") or "Accept-Encoding"


def _weight(key: Key, page: Page) -> int:
    return len(page.body) + sum(len(part) for part in key[:5]) + 1500
