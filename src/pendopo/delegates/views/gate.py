"""A gate before the page of a link: four digits let a phone in, and nothing is shown before."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.delegates.errors import LinkShut
from pendopo.delegates.models.link import Link
from pendopo.delegates.queries.door import Question, is_shut

STAYS_OPEN = timedelta(hours=2)
SALT = "pendopo.delegates.door"


@dataclass(frozen=True, slots=True)
class Door:
    """What a link asks, how an answer is tried, what is read when it is shut, and how long a phone is known."""

    link: Link
    question: Question
    prove: Callable[..., bool]  # told `digits`
    shut: str
    stays: timedelta = STAYS_OPEN


def behind(request: HtmxHttpRequest, door: Door, show: Callable[[bool], HttpResponse]) -> HttpResponse:
    """The page for a phone that was let in, told whether it is somebody else's; the gate for every other."""
    if "digits" in request.POST:
        return _answered(request, door, show)
    foreign = _known(request, door)
    if foreign is None:
        return _gate(request, door, status=200 if request.method != "POST" else 403)
    return _remember(show(foreign), request, door, foreign)


def _answered(request: HtmxHttpRequest, door: Door, show: Callable[[bool], HttpResponse]) -> HttpResponse:
    """Digits came: go on with what was sent beside them, or lead to the page."""
    foreign = "foreign" in request.POST
    try:
        right = door.prove(digits=request.POST["digits"])
    except LinkShut:
        return _gate(request, door, shut=True, status=403)
    if not right:
        words = _(
            "These are not the right digits. Look at the number in your phone, or ask who sent the link."
        )
        return _gate(request, door, refused=words, status=403)
    response = show(foreign) if _carried(request) else redirect(request.path)
    return _remember(response, request, door, foreign)


def _carried(request: HtmxHttpRequest) -> list[tuple[str, str]]:
    sent = request.POST.lists()
    return [(name, one) for name, values in sent if name not in ("digits", "foreign") for one in values]


def _gate(
    request: HtmxHttpRequest, door: Door, *, refused: str = "", shut: bool = False, status: int
) -> HttpResponse:
    context = {
        "question": door.question,
        "refused": refused,
        "shut": door.shut if shut or is_shut(door.link, door.question) else "",
        "carried": _carried(request),
    }
    return render_page(request, "delegates/own_gate.html", context, status=status)


def _name(link: Link) -> str:
    return f"own-{link.pk.hex[-12:]}"


def _known(request: HtmxHttpRequest, door: Door) -> bool | None:
    """Whether the phone that was let in is somebody else's; None where nobody was let in."""
    kept = request.COOKIES.get(_name(door.link), "")
    try:
        said = signing.loads(kept, salt=SALT, max_age=door.stays)
        if said["foreign"]:
            signing.loads(kept, salt=SALT, max_age=STAYS_OPEN)
    except signing.BadSignature:
        return None
    return bool(said["foreign"]) if said["link"] == door.link.pk.hex else None


def _remember(response: HttpResponse, request: HtmxHttpRequest, door: Door, foreign: bool) -> HttpResponse:
    if _name(door.link) in response.cookies:  # the view has closed the door again
        return response
    response.set_cookie(
        _name(door.link),
        signing.dumps({"link": door.link.pk.hex, "foreign": foreign}, salt=SALT),
        max_age=None if foreign else door.stays,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


def close_door(response: HttpResponse, link: Link) -> HttpResponse:
    """Ask for the digits again next time."""
    response.delete_cookie(_name(link), samesite="Lax")
    return response
