"""What requests carry here, how pages are rendered, and how refusals reach a form."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRefresh

from pendopo.core.errors import DomainError

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from pendopo.accounts.models import User
    from pendopo.convenings.models import Convening
    from pendopo.convenings.rules import Standing

View = Callable[..., HttpResponse]
_READABLE = (
    "text/",
    "application/json",
    "application/javascript",
    "image/svg",
    "application/xml",
    "application/atom",
)


class HtmxHttpRequest(HttpRequest):
    """A request after all middleware; names the attributes for readers and for the type checker."""

    user: "User"
    htmx: "HtmxDetails"
    convening: "Convening"
    standing: "Standing"


class LanguageFromAddress(LocaleMiddleware):
    """The address says the language (/id/…, /en/…); an address without one is led to the reader's."""


class CompressText(GZipMiddleware):
    """Gzip what is text; pictures and documents are compressed already and go out as they are."""

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        if not response.get("Content-Type", "").startswith(_READABLE):
            return response
        return super().process_response(request, response)


class WordedRefusals:
    """Give a refusal without a page (405 from a view that takes other methods) the page of its status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or response.streaming or response.content:
            return response
        from pendopo.core.views import error_page

        page = error_page(request, 405)
        page["Allow"] = response.get("Allow", "")
        return page


def render_page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    partial: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page, or only its `partial` when htmx asks for a piece of it."""
    htmx = getattr(request, "htmx", None)
    piece = partial and htmx and not htmx.boosted and not htmx.history_restore_request
    response = render(request, f"{template}#{partial}" if piece else template, context, status=status)
    if partial:
        patch_vary_headers(response, ["HX-Request"])
    return response


def lead_on(request: HtmxHttpRequest, to: str) -> HttpResponse:
    """After a write go to `to`; a form that htmx opened in place renews the page it stands on instead."""
    return HttpResponseClientRefresh() if request.htmx else redirect(to)


def add_refusal(form: BaseForm, error: DomainError) -> None:
    """Show the sentence of `error` on `form`, beside the field it names if the form has that field."""
    form.full_clean() if form._errors is None else None  # type: ignore[attr-defined]
    field = error.field if error.field in form.fields else None
    form.add_error(field, str(error))
