"""How a request gets its convening, and who is let in at the desk."""

from collections.abc import Callable
from contextlib import ExitStack
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject
from django_scopes import scope

from pendopo.accounts.queries import has_second_factor
from pendopo.convenings.queries.address import convening_at
from pendopo.convenings.rules import Standing, is_desk, may_organise, standing
from pendopo.core.http import HtmxHttpRequest
from pendopo.core.urls import use_convening

View = Callable[..., HttpResponse]


class ConveningMiddleware:
    """Take `convening` out of the address and keep its scope open until the response is made."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with ExitStack() as stack:
            request.convening_stack = stack  # type: ignore[attr-defined]
            return self.get_response(request)

    def process_view(
        self, request: HtmxHttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """Find the convening named in the address.

        Raises Http404 when it is unknown, or unpublished and the reader has no part in it.
        """
        if "convening" not in kwargs:
            return
        slug = kwargs.pop("convening")
        found = convening_at(slug)
        # A page whose address is itself the key opens before the convening is published, too.
        keyed = getattr(view, "opens_by_its_address", False)
        if found is None or not (found.published or keyed or standing(request.user, found).roles):
            raise Http404(f"No convening {slug!r} for this reader.")
        request.convening = found
        request.standing = SimpleLazyObject(lambda: standing(request.user, found))  # type: ignore[assignment]
        stack: ExitStack = request.convening_stack  # type: ignore[attr-defined]
        stack.enter_context(scope(convening=found))
        stack.enter_context(use_convening(found.slug))
        stack.enter_context(timezone.override(ZoneInfo(found.time_zone)))


def page_for(may_enter: Callable[[Standing], bool]) -> Callable[[View], View]:
    """A decorator that shows a page to those whose standing passes, and 404 to everybody else."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HtmxHttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            request.standing = standing(request.user, request.convening)
            if not may_enter(request.standing):
                raise Http404("Not for this reader.")
            if needs_second_factor(request):
                return redirect("accounts:second-factor")
            response = view(request, *args, **kwargs)
            add_never_cache_headers(response)
            return response

        return guarded

    return decorate


def needs_second_factor(request: HtmxHttpRequest) -> bool:
    """Whoever works at the desk must have a second factor before the desk opens."""
    required = settings.SECOND_FACTOR_REQUIRED and is_desk(request.standing)
    return required and not has_second_factor(request.user)


desk_page = page_for(is_desk)
organiser_page = page_for(may_organise)
