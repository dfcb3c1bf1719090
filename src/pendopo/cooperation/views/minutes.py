"""The minutes of a meeting at the desk: one page to write, read, comment, approve and publish."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.convenings.enums import Side
from pendopo.convenings.http import desk_page, organiser_page
from pendopo.convenings.rules import reads_all
from pendopo.cooperation.actions import minutes as writes
from pendopo.cooperation.forms.meeting import AgendaItemForm
from pendopo.cooperation.forms.minutes import CommentForm, NumberForm, SignedListForm
from pendopo.cooperation.models import Minutes
from pendopo.cooperation.queries.checks import checks
from pendopo.cooperation.queries.meeting import access_meeting, all_heads, attendance_by_side
from pendopo.cooperation.queries.minutes import (
    Section,
    access_minutes,
    approvals_by_side,
    attendance_corrections,
    sections,
)
from pendopo.cooperation.queries.papers import hours, minutes_paper
from pendopo.cooperation.rules import may_comment_minutes, may_write_meetings, sides_led
from pendopo.cooperation.views.button import press
from pendopo.core import attachments
from pendopo.core.documents import document_response, render_docx, render_pdf
from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, add_refusal, render_page
from pendopo.core.urls import here


def minutes_url(minutes: Minutes) -> str:
    """The page of some minutes at the desk."""
    return here("cooperation:minutes-edit", pk=minutes.meeting_id)


@require_http_methods(["POST"])
@organiser_page
def minutes_open(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    meeting = access_meeting(request.user, pk, to="write")
    here_next = here(
        "cooperation:minutes-edit" if not meeting.cancelled_at else "cooperation:meeting-detail", pk=pk
    )
    return press(request, lambda: writes.open_minutes(meeting=meeting, by=request.user), back=here_next)


@require_safe
@desk_page
def minutes_edit(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    return minutes_page(request, access_minutes(request.user, pk, to="read"))


def minutes_page(
    request: HtmxHttpRequest, minutes: Minutes, *, status: int = 200, **refused: Any
) -> HttpResponse:
    """The page of some minutes; `refused` replaces forms that were sent and not accepted."""
    parts, sides, seen = sections(minutes), attendance_by_side(minutes.meeting), request.standing
    writing = may_write_meetings(seen)
    given, amended = approvals_by_side(minutes), attendance_corrections(minutes)
    context = {
        "minutes": minutes,
        "meeting": minutes.meeting,
        "hours": hours(minutes.meeting, request.LANGUAGE_CODE),
        "sections": parts,
        "sides": sides,
        "heads": all_heads(sides),
        "attendance_corrections": amended,
        "attendance_waits": any(correction.waits for correction in amended),
        "checks": checks(minutes, parts, sides),
        "approvals": given,
        "sides_led": sides_led(seen),
        "approvable": [side for side in sides_led(seen) if given[side] is None],
        "may_write": writing,
        "editable": writing and not minutes.is_frozen,
        "may_comment": may_comment_minutes(seen, minutes),
        "may_discuss": reads_all(seen) or may_comment_minutes(seen, minutes),
        "files": attachments.of(minutes.meeting) if reads_all(seen) else [],
        "outcome": _outcome(parts),
        "first_lang": request.LANGUAGE_CODE,
        "item_form": AgendaItemForm(),
        "number_form": NumberForm(initial={"number": minutes.number}),
        "upload_form": SignedListForm(),
        "comment_form": CommentForm(),
        **refused,
    }
    return render_page(request, "cooperation/minutes_edit.html", context, status=status)


def _outcome(parts: list[Section]) -> dict[str, int]:
    promises = [promise for part in parts for passage in part.passages for promise in passage.commitments]
    return {
        "agreements": sum(len(passage.agreements) for part in parts for passage in part.passages),
        "commitments": len(promises),
        "government": sum(promise.side == Side.GOVERNMENT for promise in promises),
        "network": sum(promise.side == Side.NETWORK for promise in promises),
    }


@require_http_methods(["POST"])
@organiser_page
def minutes_number(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    minutes = access_minutes(request.user, pk, to="write")
    form = NumberForm(request.POST)
    if form.is_valid():
        try:
            writes.number_minutes(minutes=minutes, by=request.user, **form.cleaned_data)
        except DomainError as error:
            add_refusal(form, error)
        else:
            return press(request, lambda: None, back=minutes_url(minutes), said=_("Saved."))
    return minutes_page(request, minutes, status=422, number_form=form)


STEPS = {
    "send": (writes.send_for_comment, gettext_lazy("Everybody who was there can now read and comment.")),
    "return": (writes.return_to_draft, gettext_lazy("The minutes are a draft again.")),
    "publish": (writes.publish_minutes, gettext_lazy("The minutes are on the public page.")),
}


@require_http_methods(["POST"])
@organiser_page
def minutes_step(request: HtmxHttpRequest, pk: UUID, step: str) -> HttpResponse:
    minutes = access_minutes(request.user, pk, to="write")
    if step not in STEPS:
        raise Http404
    act, said = STEPS[step]
    return press(
        request, lambda: act(minutes=minutes, by=request.user), back=minutes_url(minutes), said=str(said)
    )


@require_http_methods(["POST"])
@organiser_page
def minutes_approve(request: HtmxHttpRequest, pk: UUID, side: str) -> HttpResponse:
    minutes = access_minutes(request.user, pk, to="write")
    if side not in (Side.GOVERNMENT, Side.NETWORK):
        raise Http404
    return press(
        request,
        lambda: writes.approve_minutes(minutes=minutes, side=side, by=request.user),
        back=minutes_url(minutes),
        said=_("Approved. From now on text and attendance change by amendment only."),
    )


@require_safe
@desk_page
def minutes_paper_page(request: HtmxHttpRequest, pk: UUID, kind: str) -> HttpResponse:
    minutes = access_minutes(request.user, pk, to="read")
    data = minutes_paper(minutes, request.LANGUAGE_CODE)
    name = f"{_('minutes')}-{minutes.meeting.code}"
    if kind == "pdf":
        return document_response(render_pdf("core/documents/minutes.typ", data), name, "pdf")
    return document_response(render_docx("core/documents/minutes.json", data), name, "docx")
