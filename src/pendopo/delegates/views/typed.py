"""What was typed through a link in this browser: a signed cookie says, so that a link passed on shows no names."""

from uuid import UUID

from django.core import signing
from django.http import HttpResponse

from pendopo.core.http import HtmxHttpRequest
from pendopo.core.times import now
from pendopo.delegates.models import Nomination
from pendopo.delegates.models.link import Link

SALT = "pendopo.delegates.typed"


def _name(link: Link) -> str:
    return f"typed-{link.pk.hex[-12:]}"


def typed_here(request: HtmxHttpRequest, link: Link) -> list[UUID]:
    """The keys of the nominations that this browser made through the link."""
    try:
        said = signing.loads(request.COOKIES.get(_name(link), ""), salt=SALT)
    except signing.BadSignature:
        return []
    return [UUID(hex=key) for key in said["made"]] if said["link"] == link.pk.hex else []


def remember_typed(
    response: HttpResponse, request: HtmxHttpRequest, link: Link, made: Nomination
) -> HttpResponse:
    """Let this browser show what it has just made."""
    keys = [key.hex for key in {*typed_here(request, link), made.pk}]
    response.set_cookie(
        _name(link),
        signing.dumps({"link": link.pk.hex, "made": keys}, salt=SALT, compress=True),
        max_age=link.expires_at - now(),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response
