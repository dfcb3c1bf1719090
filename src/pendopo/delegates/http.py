"""Pages whose address is the key: no account, no cookie, and nothing that could carry the address on."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from pendopo.core.http import HtmxHttpRequest, render_page

KeyedView = Callable[[HtmxHttpRequest, str], HttpResponse]


def keyed_page(closed: str) -> Callable[[KeyedView], KeyedView]:
    """A decorator for a view that opens by its token alone; `closed` is the template for a token that opens nothing.

    No cookie speaks here: whoever holds the address may act, and nobody else can forge a request to it. With
    "no-referrer" browsers send "Origin: null", which the check against forged requests would refuse.
    """

    def decorate(view: KeyedView) -> KeyedView:
        @csrf_exempt
        @wraps(view)
        def quiet(request: HtmxHttpRequest, token: str) -> HttpResponse:
            try:
                response = view(request, token)
            except Http404:
                response = render_page(request, closed, status=404)
            response["Referrer-Policy"] = "no-referrer"
            response["X-Robots-Tag"] = "noindex, nofollow"
            response["Cache-Control"] = "no-store, private"
            return response

        quiet.opens_by_its_address = True  # type: ignore[attr-defined]
        return quiet

    return decorate
