"""The door of the own pages: a link opens it, four digits let somebody in, and nothing is shown before."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any

from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.delegates.actions.own import mark_used, prove
from pendopo.delegates.models import Delegate, OwnLink
from pendopo.delegates.queries.own import Question, link_of, question_of

STAYS_OPEN = timedelta(hours=2)
SALT = "pendopo.delegates.door"
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
    known = _known(request, link)
    if question is None:
        return _used(view, request, Visit(link, token, False, False), more)
    if "digits" in request.POST:
        return _answered(view, request, link, token, question, more)
    if known is None:
        return _gate(request, link, question, status=200 if request.method != "POST" else 403)
    response = _used(view, request, Visit(link, token, True, known), more)
    return _remember(response, request, link, known)


def _used(view: OwnView, request: HtmxHttpRequest, visit: Visit, more: dict[str, Any]) -> HttpResponse:
    if request.method == "GET":
        mark_used(visit.link)
    return view(request, visit, **more)


def _answered(
    view: OwnView,
    request: HtmxHttpRequest,
    link: OwnLink,
    token: str,
    question: Question,
    more: dict[str, Any],
) -> HttpResponse:
    """Digits came: go on with what was sent beside them, or lead to the page."""
    foreign = "foreign" in request.POST
    try:
        right = prove(link=link, digits=request.POST["digits"])
    except DomainError as error:
        return _gate(request, link, question, refused=str(error), shut=True, status=403)
    if not right:
        words = _(
            "These are not the right digits. Look at the number in your phone, or ask who sent the link."
        )
        return _gate(request, link, question, refused=words, status=403)
    if "go" in request.POST:
        response = view(request, Visit(link, token, True, foreign), **more)
    else:
        response = redirect(request.path)
    return _remember(response, request, link, foreign)


def _gate(
    request: HtmxHttpRequest,
    link: OwnLink,
    question: Question,
    *,
    refused: str = "",
    shut: bool = False,
    status: int,
) -> HttpResponse:
    carried = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in ("digits", "foreign")
        for value in values
    ]
    shut = shut or link.missed >= question.tries
    context = {"question": question, "refused": refused, "shut": shut, "carried": carried}
    return render_page(request, "delegates/own_gate.html", context, status=status)


def _name(link: OwnLink) -> str:
    return f"own-{link.pk.hex[-12:]}"


def _known(request: HtmxHttpRequest, link: OwnLink) -> bool | None:
    """Whether the phone that was let in is somebody else's; None where nobody was let in."""
    try:
        said = signing.loads(request.COOKIES.get(_name(link), ""), salt=SALT, max_age=STAYS_OPEN)
    except signing.BadSignature:
        return None
    return bool(said.get("foreign")) if said.get("link") == link.pk.hex else None


def _remember(response: HttpResponse, request: HtmxHttpRequest, link: OwnLink, foreign: bool) -> HttpResponse:
    if _name(link) in response.cookies:  # the view has closed the door again
        return response
    response.set_cookie(
        _name(link),
        signing.dumps({"link": link.pk.hex, "foreign": foreign}, salt=SALT),
        max_age=None if foreign else STAYS_OPEN,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


def close_door(response: HttpResponse, link: OwnLink) -> HttpResponse:
    """Ask for the digits again next time."""
    response.delete_cookie(_name(link), samesite="Lax")
    return response


def proven_only(view: OwnView) -> OwnView:
    """A page that shows what is held: closed while there is nothing by which to know the person."""

    @wraps(view)
    def checked(request: HtmxHttpRequest, visit: Visit, **more: Any) -> HttpResponse:
        if not visit.proven:
            raise Http404("Nothing to know this person by.")
        return view(request, visit, **more)

    return checked
