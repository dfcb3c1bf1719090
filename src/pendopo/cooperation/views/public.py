"""Published minutes, and what was agreed in them, for everybody."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from pendopo.cooperation.enums import AmendmentStatus
from pendopo.cooperation.queries.meeting import all_heads, attendance_by_side
from pendopo.cooperation.queries.minutes import access_published, attendance_corrections, published_minutes
from pendopo.cooperation.queries.papers import hours
from pendopo.cooperation.queries.published import agreement_index, named_in_public, public_sections
from pendopo.core.caching import public_page
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.core.times import today

PER_PAGE = 25


@require_safe
@public_page(reads=("page",))
def minutes_public_list(request: HtmxHttpRequest) -> HttpResponse:
    page = Paginator(published_minutes(), PER_PAGE).get_page(request.GET.get("page"))
    return render_page(request, "cooperation/minutes_public_list.html", {"page": page})


@require_safe
@public_page(reads=("page",))
def agreement_public_list(request: HtmxHttpRequest) -> HttpResponse:
    day = today()
    page = Paginator(agreement_index(day), PER_PAGE).get_page(request.GET.get("page"))
    return render_page(request, "cooperation/agreement_public_list.html", {"page": page, "today": day})


@require_safe
@public_page
def minutes_public(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    minutes = access_published(pk)
    sides = attendance_by_side(minutes.meeting)
    context = {
        "minutes": minutes,
        "meeting": minutes.meeting,
        "hours": hours(minutes.meeting, request.LANGUAGE_CODE),
        "sides": sides,
        "heads": all_heads(sides),
        "attendance_corrections": attendance_corrections(minutes, status=AmendmentStatus.APPROVED),
        "sections": public_sections(minutes, request.LANGUAGE_CODE),
        "named": named_in_public(minutes.meeting, sides),
        "approvals": minutes.approvals.all(),
        "agreements": minutes.meeting.agreements.all(),
    }
    return render_page(request, "cooperation/minutes_public.html", context)
