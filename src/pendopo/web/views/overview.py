"""The first page of the desk."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from pendopo.convenings.http import desk_page
from pendopo.cooperation.queries.meeting import open_commitments
from pendopo.cooperation.queries.papers import hours
from pendopo.core import times
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.web.queries import overview as queries

OPEN_ITEMS = 5


@require_safe
@desk_page
def overview(request: HtmxHttpRequest) -> HttpResponse:
    """What is late on each side, how ready each agreement is, what comes next, what waits for the reader."""
    today = times.today()
    meeting = queries.next_meeting(request.standing, today)
    context = {
        "today": today,
        "days": (request.convening.starts_on - today).days,
        "overview": queries.overview(today),
        "meeting": meeting,
        "hours": hours(meeting, request.LANGUAGE_CODE) if meeting else "",
        "open_items": open_commitments(meeting)[:OPEN_ITEMS] if meeting else [],
        "decisions": queries.waiting_for(request.standing),
    }
    return render_page(request, "web/overview.html", context)
