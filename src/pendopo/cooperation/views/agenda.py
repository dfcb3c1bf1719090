"""Buttons and forms of an agenda."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from pendopo.convenings.http import organiser_page
from pendopo.cooperation.actions import agenda as writes
from pendopo.cooperation.forms.meeting import AgendaItemForm, initial_item
from pendopo.cooperation.queries.meeting import access_agenda_item, access_meeting
from pendopo.cooperation.views.button import press
from pendopo.cooperation.views.meeting import meeting_page
from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, add_refusal, render_page
from pendopo.core.urls import here


def page_before(request: HttpRequest, usual: str) -> str:
    """Where the form says it was sent from, if that is a page of ours."""
    asked = request.POST.get("next", "")
    return asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else usual


@require_http_methods(["POST"])
@organiser_page
def agenda_add(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    meeting = access_meeting(request.user, pk, to="write")
    form = AgendaItemForm(request.POST)
    if form.is_valid():
        try:
            writes.add_agenda_item(meeting=meeting, by=request.user, **form.cleaned_data)
        except DomainError as error:
            add_refusal(form, error)
        else:
            usual = here("cooperation:meeting-detail", pk=pk) + "#agenda"
            return redirect(page_before(request, usual))
    return meeting_page(request, meeting, item_form=form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def agenda_edit(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    item = access_agenda_item(request.user, pk)
    form = AgendaItemForm(request.POST or None, initial=initial_item(item))
    if request.method == "POST" and form.is_valid():
        try:
            writes.edit_agenda_item(item=item, by=request.user, **form.cleaned_data)
        except DomainError as error:
            add_refusal(form, error)
        else:
            return redirect(here("cooperation:meeting-detail", pk=item.meeting_id) + "#agenda")
    context = {"form": form, "meeting": item.meeting, "what": "agenda"}
    status = 422 if form.is_bound else 200
    return render_page(request, "cooperation/meeting_change.html", context, status=status)


@require_http_methods(["POST"])
@organiser_page
def agenda_move(request: HtmxHttpRequest, pk: UUID, way: str) -> HttpResponse:
    item = access_agenda_item(request.user, pk)
    back = here("cooperation:meeting-detail", pk=item.meeting_id) + "#agenda"
    return press(
        request, lambda: writes.move_agenda_item(item=item, up=way == "up", by=request.user), back=back
    )


@require_http_methods(["POST"])
@organiser_page
def agenda_remove(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    item = access_agenda_item(request.user, pk)
    back = here("cooperation:meeting-detail", pk=item.meeting_id) + "#agenda"
    return press(request, lambda: writes.remove_agenda_item(item=item, by=request.user), back=back)


@require_http_methods(["POST"])
@organiser_page
def agenda_bring(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    meeting = access_meeting(request.user, pk, to="write")

    def act() -> None:
        count = writes.bring_open_items(meeting=meeting, by=request.user)
        words = ngettext("%(count)s open item added.", "%(count)s open items added.", count)
        messages.success(request, words % {"count": count} if count else _("There is nothing new to add."))

    return press(request, act, back=here("cooperation:meeting-detail", pk=pk) + "#agenda")
