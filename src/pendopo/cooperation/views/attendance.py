"""The attendance sheet of a meeting, its names, the list to print and the signed list."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.convenings.http import organiser_page
from pendopo.cooperation.actions import attendance as writes
from pendopo.cooperation.actions.amendment import propose_attendance_amendment
from pendopo.cooperation.forms.attendance import (
    AmendedTotalForm,
    CountFormSet,
    NameForm,
    TotalForm,
    initial_counts,
)
from pendopo.cooperation.forms.minutes import SignedListForm
from pendopo.cooperation.forms.party import Parties
from pendopo.cooperation.models import Meeting, Minutes
from pendopo.cooperation.queries.meeting import (
    access_attendance,
    access_attendee,
    access_meeting,
    attendance_by_side,
)
from pendopo.cooperation.queries.papers import sign_in_paper
from pendopo.cooperation.views.button import press
from pendopo.core.documents import document_response, render_pdf
from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, add_refusal, lead_on, render_page
from pendopo.core.urls import here

SAVED = gettext_lazy("The attendance is saved.")
PROPOSED = gettext_lazy("The amendment is proposed. It holds once both sides approve it.")


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def attendance_edit(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """The sheet; once a side has approved the minutes, a change of it is proposed as an amendment."""
    meeting = access_meeting(request.user, pk, to="write")
    minutes: Minutes | None = getattr(meeting, "minutes", None)
    approved = minutes if minutes and minutes.is_frozen else None
    recorded = [row for part in attendance_by_side(meeting) for row in part.rows]
    parties = Parties()
    sheet = CountFormSet(
        request.POST or None, initial=initial_counts(recorded), form_kwargs={"parties": parties}, prefix="row"
    )
    total = (AmendedTotalForm if approved else TotalForm)(request.POST or None)
    if request.method == "POST" and sheet.is_valid() and total.is_valid():
        counts = [count for form in sheet if (count := form.count())]
        given = {"counts": counts, "by": request.user, **total.cleaned_data}
        try:
            if approved:
                propose_attendance_amendment(minutes=approved, **given)
            else:
                writes.save_attendance(meeting=meeting, **given)
        except DomainError as error:
            add_refusal(total, error)
        else:
            messages.success(request, PROPOSED if approved else SAVED)
            page = "cooperation:minutes-edit" if approved else "cooperation:meeting-detail"
            return lead_on(request, here(page, pk=pk) + "#attendance")
    context = {"meeting": meeting, "sheet": sheet, "total": total, "amending": bool(approved)}
    status = 422 if sheet.is_bound else 200
    return render_page(
        request, "cooperation/meeting_attendance.html", context, partial="sheet", status=status
    )


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def attendance_names(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    row = access_attendance(request.user, pk)
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            writes.name_attendee(attendance=row, by=request.user, **form.cleaned_data)
        except DomainError as error:
            add_refusal(form, error)
        else:
            return redirect(here("cooperation:attendance-names", pk=pk))
    context: dict[str, Any] = {"row": row, "meeting": row.meeting, "form": form}
    context["attendees"] = row.attendees.select_related("person")
    status = 422 if form.is_bound else 200
    return render_page(request, "cooperation/meeting_names.html", context, status=status)


@require_http_methods(["POST"])
@organiser_page
def attendee_remove(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    attendee = access_attendee(request.user, pk)
    back = here("cooperation:attendance-names", pk=attendee.attendance_id)
    return press(request, lambda: writes.unname_attendee(attendee=attendee, by=request.user), back=back)


@require_safe
@organiser_page
def sign_in_sheet(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    meeting = access_meeting(request.user, pk, to="write")
    data = sign_in_paper(meeting, request.LANGUAGE_CODE)
    content = render_pdf("cooperation/documents/sign_in.typ", data)
    return document_response(content, f"{_('attendance-list')}-{meeting.code}", "pdf")


@require_http_methods(["POST"])
@organiser_page
def signed_list(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    meeting = access_meeting(request.user, pk, to="write")
    form = SignedListForm(request.POST, request.FILES)
    back = _back(meeting)
    if not form.is_valid():
        messages.error(request, _("Choose the file with the signed attendance list first."))
        return redirect(back)
    upload = form.cleaned_data["upload"]
    act = lambda: writes.attach_signed_list(meeting=meeting, upload=upload, by=request.user)  # noqa: E731
    return press(request, act, back=back, said=_("The signed attendance list is kept with the meeting."))


def _back(meeting: Meeting) -> str:
    name = "cooperation:minutes-edit" if hasattr(meeting, "minutes") else "cooperation:meeting-detail"
    return here(name, pk=meeting.pk)
