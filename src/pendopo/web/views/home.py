"""The public page of a convening."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from pendopo.cooperation.queries.minutes import published_minutes
from pendopo.core.caching import public_page
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.hosts.queries.decision import published_decision
from pendopo.press import queries as press
from pendopo.web.queries import home as queries

NEWS, MINUTES = 4, 4


@require_safe
@public_page
def home(request: HtmxHttpRequest) -> HttpResponse:
    """Theme, place and host, the pillars of the cooperation, news and papers: what both sides published."""
    context = {
        "convening": request.convening,
        "pillars": queries.published_pillars(),
        "articles": press.latest(NEWS),
        "minutes": published_minutes()[:MINUTES],
        "figures": queries.public_figures(request.convening),
        "decision": published_decision(request.convening),
    }
    return render_page(request, "web/home.html", context)
