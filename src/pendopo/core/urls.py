"""Addresses inside the current convening, and the address of an attachment."""

from contextvars import ContextVar
from functools import lru_cache
from types import TracebackType
from typing import Any

from django.conf import settings
from django.urls import get_script_prefix, path, reverse
from django.utils.translation import get_language

from pendopo.core import views

_slug: ContextVar[str | None] = ContextVar("pendopo_convening_slug", default=None)


class use_convening:
    """Make `slug` the convening that `here` points into, until `reset` or the end of the `with`."""

    def __init__(self, slug: str | None) -> None:
        self._token = _slug.set(slug)

    def reset(self) -> None:
        """Return to the convening that was current before."""
        _slug.reset(self._token)

    def __enter__(self) -> "use_convening":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.reset()


def current_slug() -> str | None:
    """The slug of the convening in whose pages we are, or None outside of any."""
    return _slug.get()


def here(name: str, **kwargs: Any) -> str:
    """The address of a page inside the current convening."""
    slug = kwargs.pop("convening", None) or _slug.get()
    if slug is None:
        raise LookupError(f"here({name!r}) needs a current convening; wrap the call in use_convening(slug).")
    given = tuple((key, str(value)) for key, value in kwargs.items())
    return _address(get_language(), get_script_prefix(), settings.ROOT_URLCONF, name, slug, given)


@lru_cache(maxsize=1024)
def _address(
    language: str | None,
    prefix: str,
    urlconf: str,
    name: str,
    slug: str,
    given: tuple[tuple[str, str], ...],
) -> str:
    """An address is a matter of these words alone, and a page of lists asks for the same ones again."""
    return reverse(name, urlconf, kwargs={"convening": slug, **dict(given)})


app_name = "core"
urlpatterns = [path("<uuid:pk>/", views.attachment, name="attachment")]
