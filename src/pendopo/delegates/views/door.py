"""The door of the own pages: a link opens it, four digits let somebody in, and nothing is shown before."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.delegates.actions.own import mark_used, prove
from pendopo.delegates.errors import LinkShut
from pendopo.delegates.models import Delegate, OwnLink
from pendopo.delegates.queries.own import link_of, question_of
from pendopo.delegates.views.gate import Door, behind

OwnView = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody behind the own link: whose it is, whether digits were given, on whose phone."""

    link: OwnLink
    token: str
    proven: bool
    foreign: bool

    @property
    def delegate(self) -> Delegate:
        """Whose pages these are."""
        return self.link.delegate


def own_page(view: OwnView) -> OwnView:
    """A page of one delegate: behind the link, and behind the end of their phone number if one is known.

    No cookie of an account speaks here: whoever holds the address and knows the digits may act. The cookie of
    the door does not travel with requests that other sites make, so nobody can forge one.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request: HtmxHttpRequest, token: str, **more: Any) -> HttpResponse:
        try:
            response = _let_in(view, request, token, more)
        except Http404:
            response = render_page(request, "web/link_closed.html", status=404)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Cache-Control"] = "no-store, private"
        return response

    guarded.opens_by_its_address = True  # type: ignore[attr-defined]
    return guarded


def _let_in(view: OwnView, request: HtmxHttpRequest, token: str, more: dict[str, Any]) -> HttpResponse:
    link = link_of(token)
    question = question_of(link.delegate)
    if question is None:
        return _used(view, request, Visit(link, token, False, False), more)
    door = Door(link, question, partial(prove, link=link), str(LinkShut()))
    return behind(
        request, door, lambda foreign: _used(view, request, Visit(link, token, True, foreign), more)
    )


def _used(view: OwnView, request: HtmxHttpRequest, visit: Visit, more: dict[str, Any]) -> HttpResponse:
    if request.method == "GET":
        mark_used(visit.link)
    return view(request, visit, **more)


def proven_only(view: OwnView) -> OwnView:
    """A page that shows what is held: closed while there is nothing by which to know the person."""

    @wraps(view)
    def checked(request: HtmxHttpRequest, visit: Visit, **more: Any) -> HttpResponse:
        if not visit.proven:
            raise Http404("Nothing to know this person by.")
        return view(request, visit, **more)

    return checked
