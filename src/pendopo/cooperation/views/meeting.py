"""Pages about meetings, for the desk."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.convenings.http import desk_page, organiser_page
from pendopo.convenings.rules import reads_all
from pendopo.cooperation.actions import meeting as writes
from pendopo.cooperation.forms.meeting import (
    AgendaItemForm,
    CancelForm,
    FactsForm,
    MeetingFilter,
    MeetingForm,
    MoveForm,
    initial_facts,
)
from pendopo.cooperation.models import Meeting
from pendopo.cooperation.queries.meeting import (
    access_meeting,
    all_heads,
    attendance_by_side,
    letters_of,
    listed_meetings,
    visible_meetings,
)
from pendopo.cooperation.queries.papers import hours
from pendopo.cooperation.rules import may_write_meetings, shown_to_guests_of_meeting
from pendopo.core import attachments
from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, add_refusal, lead_on, render_page
from pendopo.core.times import today
from pendopo.core.urls import here


@require_safe
@desk_page
def meeting_list(request: HtmxHttpRequest) -> HttpResponse:
    narrowing = MeetingFilter(request.GET)
    rows = narrowing.narrowed(listed_meetings(visible_meetings(request.standing)))
    context = {
        "filter": narrowing,
        "page": Paginator(rows, 25).get_page(request.GET.get("page")),
        "narrowed": any(request.GET.get(name) for name in narrowing.fields),
        "may_write": may_write_meetings(request.standing),
        "reads_all": reads_all(request.standing),
        "today": today(),
    }
    return render_page(request, "cooperation/meeting_list.html", context, partial="list")


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def meeting_new(request: HtmxHttpRequest) -> HttpResponse:
    form = MeetingForm(request.POST or None, initial={"series": request.GET.get("series")})
    if request.method == "POST" and form.is_valid():
        try:
            meeting = _record(request, form)
        except DomainError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("The meeting is recorded. Check its agenda below."))
            return redirect(here("cooperation:meeting-detail", pk=meeting.pk))
    context = {"form": form}
    return render_page(
        request, "cooperation/meeting_form.html", context, status=422 if form.is_bound else 200
    )


@transaction.atomic
def _record(request: HtmxHttpRequest, form: MeetingForm) -> Meeting:
    facts = form.facts()
    if name := facts.pop("new_series"):
        facts["series"] = writes.start_series(
            convening=request.convening, title_ind=name, title_en=name, by=request.user
        )
    return writes.record_meeting(convening=request.convening, by=request.user, **facts)


@require_safe
@desk_page
def meeting_detail(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    return meeting_page(request, access_meeting(request.user, pk, to="read"))


def meeting_page(
    request: HtmxHttpRequest, meeting: Meeting, *, item_form: Any = None, status: int = 200
) -> HttpResponse:
    """The page of one meeting, with a refused form where one was sent."""
    sides = attendance_by_side(meeting)
    minutes = getattr(meeting, "minutes", None)
    seen = request.standing
    context = {
        "meeting": meeting,
        "hours": hours(meeting, request.LANGUAGE_CODE),
        "agenda": meeting.agenda.select_related("agreement", "commitment"),
        "sides": sides,
        "heads": all_heads(sides),
        "names_shown": not seen.restricted,
        "letters": letters_of(meeting, seen),
        "minutes": minutes if minutes and (reads_all(seen) or shown_to_guests_of_meeting(minutes)) else None,
        "has_minutes": minutes is not None,
        "frozen": bool(minutes and minutes.is_frozen),
        "changes": meeting.changes.select_related("by"),
        "files": attachments.of(meeting) if reads_all(seen) else [],
        "may_write": may_write_meetings(seen),
        "item_form": item_form or AgendaItemForm(),
    }
    return render_page(request, "cooperation/meeting_detail.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def meeting_edit(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    meeting = access_meeting(request.user, pk, to="write")
    form = FactsForm(request.POST or None, initial=initial_facts(meeting))
    return _changed(request, meeting, form, writes.edit_meeting, "edit", form.facts)


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def meeting_move(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    meeting = access_meeting(request.user, pk, to="write")
    now = {"held_on": meeting.held_on, "starts_at": meeting.starts_at, "ends_at": meeting.ends_at}
    form = MoveForm(request.POST or None, initial=now)
    return _changed(request, meeting, form, writes.move_meeting, "move", lambda: form.cleaned_data)


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def meeting_cancel(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    meeting = access_meeting(request.user, pk, to="write")
    form = CancelForm(request.POST or None)
    return _changed(request, meeting, form, writes.cancel_meeting, "cancel", lambda: form.cleaned_data)


def _changed(
    request: HtmxHttpRequest, meeting: Meeting, form: Any, act: Any, what: str, given: Any
) -> HttpResponse:
    """Do what a form about a recorded meeting asks for, or show it again with the reason why not."""
    if request.method == "POST" and form.is_valid():
        try:
            act(meeting=meeting, by=request.user, **given())
        except DomainError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Saved."))
            return lead_on(request, here("cooperation:meeting-detail", pk=meeting.pk))
    context = {"form": form, "meeting": meeting, "what": what}
    status = 422 if form.is_bound else 200
    return render_page(request, "cooperation/meeting_change.html", context, partial="form", status=status)
