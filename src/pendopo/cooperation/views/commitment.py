from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.convenings.enums import Side
from pendopo.convenings.http import desk_page, organiser_page
from pendopo.convenings.rules import may_organise
from pendopo.cooperation import actions
from pendopo.cooperation.enums import KEPT_STATES, CommitmentState
from pendopo.cooperation.forms.commitment import CommitmentForm, FilterForm
from pendopo.cooperation.queries import commitment as queries
from pendopo.cooperation.queries.agreement import agreement_around
from pendopo.cooperation.queries.listing import PER_PAGE, page_of, tally_of
from pendopo.cooperation.queries.rows import listed
from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, add_refusal, render_page
from pendopo.core.times import today
from pendopo.core.urls import here

PER_COLUMN = 30


def _common(request: HtmxHttpRequest, view: str) -> dict[str, Any]:
    """What the list, the board, the calendar and the late page share."""
    form = FilterForm(request.GET)
    asked = request.GET.copy()
    for name in ("page", "month"):
        asked.pop(name, None)
    return {
        "filter_form": form,
        "filters": form.filters(),
        "asked": asked.urlencode(),
        "view": view,
        "today": today(),
        "may_organise": may_organise(request.standing),
    }


@require_safe
@desk_page
def commitment_list(request: HtmxHttpRequest) -> HttpResponse:
    context = _common(request, "list")
    day, filters = context["today"], context["filters"]
    context["tally"] = counted = tally_of(day, filters)
    context["page"] = page = Paginator(range(counted.total), PER_PAGE).get_page(request.GET.get("page"))
    context["rows"] = page_of(day, filters, page.number)
    return render_page(request, "cooperation/commitment_list.html", context, partial="found")


@require_safe
@desk_page
def commitment_board(request: HtmxHttpRequest) -> HttpResponse:
    context = _common(request, "board")
    day = context["today"]
    rows = queries.commitments(day, context["filters"])
    context["tally"] = counted = tally_of(day, context["filters"])
    now_late, states = queries.late(day), CommitmentState
    columns = [
        (_("Late"), counted.late, rows.filter(now_late)),
        (_("Proposed"), counted.proposed, rows.filter(state=states.PROPOSED).exclude(now_late)),
        (_("Blocked"), counted.blocked, rows.filter(state=states.BLOCKED).exclude(now_late)),
        (
            _("In progress"),
            counted.running,
            rows.filter(state__in=[states.ACCEPTED, states.IN_PROGRESS]).exclude(now_late),
        ),
        (_("Done"), counted.done, rows.filter(state__in=KEPT_STATES)),
    ]
    context["columns"] = [
        (title, count, listed(some[:PER_COLUMN], day) if count else [], max(0, count - PER_COLUMN))
        for title, count, some in columns
        if count or title not in (_("Proposed"), _("Blocked"))
    ]
    return render_page(request, "cooperation/commitment_board.html", context)


@require_safe
@desk_page
def commitment_calendar(request: HtmxHttpRequest) -> HttpResponse:
    context = _common(request, "calendar")
    day = context["today"]
    first = _month(request.GET.get("month", ""), day)
    following = (first + timedelta(days=32)).replace(day=1)
    rows = queries.due_between(first, following - timedelta(days=1), day, context["filters"])
    found = listed(rows, day)
    context |= {
        "month": first,
        "previous": (first - timedelta(days=1)).replace(day=1),
        "following": following,
        "days": [(due, list(some)) for due, some in groupby(found, key=itemgetter("day"))],
    }
    return render_page(request, "cooperation/commitment_calendar.html", context)


def _month(asked: str, day: date) -> date:
    try:
        year, month = asked.split("-")
        found = date(int(year), int(month), 1)
    except ValueError:
        return day.replace(day=1)
    return found if 2000 <= found.year < 2100 else day.replace(day=1)


@require_safe
@desk_page
def commitment_late(request: HtmxHttpRequest) -> HttpResponse:
    day = today()
    context = _common(request, "late") | {
        "sides": [(side, listed(queries.late_on(side, day), day)) for side in (Side.GOVERNMENT, Side.NETWORK)]
    }
    return render_page(request, "cooperation/commitment_late.html", context)


def _starting_point(request: HtmxHttpRequest) -> dict[str, Any]:
    """What the address says about the new commitment; a paragraph brings its agreement along."""
    names = ("agreement", "paragraph", "meeting")
    said: dict[str, Any] = {name: request.GET[name] for name in names if name in request.GET}
    if "paragraph" in said and "agreement" not in said:
        said["agreement"] = agreement_around(said["paragraph"])
    return said


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def commitment_new(request: HtmxHttpRequest) -> HttpResponse:
    form = CommitmentForm(request.POST or None, initial=_starting_point(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.capture_commitment(by=request.user, **form.cleaned_data)
        except DomainError as error:
            add_refusal(form, error)
        else:
            said = _("%(code)s is recorded. The owner's side can accept it now.")
            messages.success(request, said % {"code": made.code})
            return redirect(here("cooperation:commitment-detail", pk=made.pk))
    status = 422 if form.is_bound else 200
    return render_page(request, "cooperation/commitment_form.html", {"form": form}, status=status)


@require_safe
@desk_page
def commitment_detail(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    from pendopo.cooperation.views.step import commitment_page

    return commitment_page(request, queries.access_commitment(request.user, pk))
