"""The first page of the desk."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from pendopo.convenings.http import desk_page
from pendopo.core import times
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.web.queries import overview as queries


@require_http_methods(["GET"])
@desk_page
def overview(request: HtmxHttpRequest) -> HttpResponse:
    """What is late on each side, how ready each agreement is, what comes next and what waits for the reader."""
    today = times.today()
    context = {
        "today": today,
        "days": (request.convening.starts_on - today).days,
        "overview": queries.overview(today),
        "meeting": queries.next_meeting(today),
        "decisions": queries.waiting_for(request.standing),
    }
    return render_page(request, "web/overview.html", context)
