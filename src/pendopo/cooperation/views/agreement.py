from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.convenings.http import desk_page, organiser_page
from pendopo.convenings.rules import may_organise, reads_all
from pendopo.cooperation import actions
from pendopo.cooperation.forms.agreement import AgreementEditForm, AgreementForm, DetailedForm
from pendopo.cooperation.models import Agreement, Commitment, Meeting
from pendopo.cooperation.queries import thread as threads
from pendopo.cooperation.queries.agreement import access_agreement, access_public_agreement, agreements
from pendopo.cooperation.queries.below import LATEST, SHOWN
from pendopo.cooperation.queries.commitment import access_commitment
from pendopo.cooperation.queries.meeting import access_meeting, visible_meetings
from pendopo.cooperation.queries.status import progress_of
from pendopo.cooperation.queries.tally import Tally, grouped, tallies
from pendopo.core.caching import public_page
from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, add_refusal, render_page
from pendopo.core.times import today
from pendopo.core.urls import here

TITLES = ("title_ind", "title_en", "short_title_ind", "short_title_en")


@require_safe
@desk_page
def agreement_list(request: HtmxHttpRequest) -> HttpResponse:
    counted = tallies(grouped(Commitment.objects.all(), today(), "agreement"))
    rows = [(row, counted[row.pk]) for row in agreements()]
    context = {
        "rows": [(row, tally, progress_of(tally)) for row, tally in rows],
        "open_headings": sum(not tally.promised for _row, tally in rows),
        "may_organise": may_organise(request.standing),
        "today": today(),
    }
    return render_page(request, "cooperation/agreement_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def agreement_new(request: HtmxHttpRequest) -> HttpResponse:
    asked = {name: request.GET[name] for name in ("meeting", "paragraph") if name in request.GET}
    form = AgreementForm(request.POST or None, initial=asked)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.capture_agreement(by=request.user, **form.cleaned_data)
        except DomainError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("%(code)s is recorded.") % {"code": made.code})
            return redirect(here("cooperation:agreement-thread", pk=made.pk))
    status = 422 if form.is_bound else 200
    return render_page(request, "cooperation/agreement_form.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def agreement_edit(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    agreement = access_agreement(request.user, pk, to="edit")
    form = AgreementEditForm(
        request.POST or None, initial={name: getattr(agreement, name) or "" for name in TITLES}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_agreement(agreement=agreement, by=request.user, **form.cleaned_data)
        except DomainError as error:
            add_refusal(form, error)
        else:
            return redirect(here("cooperation:agreement-thread", pk=pk))
    context = {"form": form, "agreement": agreement}
    status = 422 if form.is_bound else 200
    return render_page(request, "cooperation/agreement_form.html", context, status=status)


@require_http_methods(["POST"])
@organiser_page
def agreement_detailed(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    agreement = access_agreement(request.user, pk, to="edit")
    form = DetailedForm(request.POST)
    if form.is_valid():
        try:
            actions.detail_agreement(agreement=agreement, by=request.user, **form.cleaned_data)
        except DomainError as error:
            add_refusal(form, error)
        else:
            return redirect(here("cooperation:agreement-thread", pk=pk))
    return _agreement_page(request, agreement, form, status=422)


@require_safe
@desk_page
def agreement_thread(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    return _agreement_page(request, access_agreement(request.user, pk))


def _agreement_page(
    request: HtmxHttpRequest, agreement: Agreement, form: DetailedForm | None = None, status: int = 200
) -> HttpResponse:
    quoting = _reads(request, agreement.meeting)
    grown = threads.thread_of_agreement(agreement, today(), quoting=quoting, folded=True)
    may = may_organise(request.standing)
    asks_meeting = may and agreement.detailed_in_id is None
    more = {
        "agreement": agreement,
        "may_organise": may,
        "detailed_form": form or (DetailedForm() if asks_meeting else None),
    }
    return _thread_page(request, grown, more, status)


@require_safe
@desk_page
def commitment_thread(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    commitment = access_commitment(request.user, pk)
    quoting = _reads(request, commitment.agreement.meeting)
    grown = threads.thread_of_commitment(commitment, today(), quoting=quoting)
    return _thread_page(request, grown, {"agreement": commitment.agreement})


@require_safe
@desk_page
def meeting_thread(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    meeting = access_meeting(request.user, pk, to="read")
    return _thread_page(
        request, threads.thread_of_meeting(meeting, today(), folded=True), {"meeting": meeting}
    )


def _reads(request: HtmxHttpRequest, meeting: Meeting) -> bool:
    """Whether this reader may read the words of the meeting."""
    seen = request.standing
    return reads_all(seen) or visible_meetings(seen).filter(pk=meeting.pk).exists()


def _thread_page(
    request: HtmxHttpRequest, grown: threads.Thread, more: dict[str, Any], status: int = 200
) -> HttpResponse:
    headings = grown.nodes("agreement")
    context = {
        "thread": grown,
        "headings": [(node, progress_of(node.tally)) for node in headings if node.tally],
        "heading_count": len(headings),
        "shown": SHOWN,
        "latest": grown.events[:LATEST],
        "today": today(),
        **more,
    }
    return render_page(request, "cooperation/thread.html", context, status=status)


@public_page
@require_safe
def agreement_public(request: HtmxHttpRequest, code: str) -> HttpResponse:
    agreement = access_public_agreement(code)
    grown = threads.public_thread(agreement, today())
    node = grown.nodes("agreement")[0]
    context = {
        "agreement": agreement,
        "progress": progress_of(node.tally or Tally()),
        "heading": node,
        "promises": node.of_kind("commitment"),
        "today": today(),
    }
    return render_page(request, "cooperation/thread_public.html", context)
