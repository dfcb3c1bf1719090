"""The public page of a convening."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from pendopo.core.caching import public_page
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.press import queries as press
from pendopo.web.queries import home as queries


@require_safe
@public_page
def home(request: HtmxHttpRequest) -> HttpResponse:
    """Theme, place and host, the pillars of the cooperation, news and papers: what both sides published."""
    context = {
        "convening": request.convening,
        "pillars": queries.published_pillars(),
        "articles": press.latest(),
        "minutes": queries.newest_papers(),
        "figures": queries.public_figures(),
        "decided_call": queries.decided_call(),
    }
    return render_page(request, "web/home.html", context)
