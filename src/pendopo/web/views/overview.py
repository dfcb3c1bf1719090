"""The first page of the desk."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from pendopo.convenings.http import desk_page
from pendopo.core import times
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.web.queries import overview as queries


@require_safe
@desk_page
def overview(request: HtmxHttpRequest) -> HttpResponse:
    """What is late on each side, how ready each agreement is, what comes next, what waits for the reader."""
    today = times.today()
    groups = queries.groups(today)
    context = {
        "today": today,
        "days": (request.convening.starts_on - today).days,
        "overview": queries.overview(groups, today),
        "meeting": queries.next_meeting(request.standing, request.convening, today),
        "decisions": queries.waiting_for(request.standing, groups),
    }
    return render_page(request, "web/overview.html", context)
