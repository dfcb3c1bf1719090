"""Addresses inside the current convening, and the address of an attachment."""

from contextvars import ContextVar
from types import TracebackType
from typing import Any

from django.urls import path

from pendopo.core import views
from pendopo.core.addresses import address

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
    return address(name, convening=slug, **kwargs)


app_name = "core"
urlpatterns = [path("<uuid:pk>/", views.attachment, name="attachment")]
