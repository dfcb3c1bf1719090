"""Desk pages about who scores."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pendopo.convenings.http import desk_page
from pendopo.core.http import HtmxHttpRequest
from pendopo.core.urls import here
from pendopo.hosts import actions, queries
from pendopo.hosts.forms import AssessorForm, ReasonForm
from pendopo.hosts.views.common import form_page, step


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def assessor_new(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Ask somebody to score."""
    call = queries.access_call(request.user, pk, to="manage")
    form = AssessorForm(call, request.POST or None)
    back = here("hosts:call-detail", pk=pk)
    if form.done(actions.invite_assessor, call=call, by=request.user):
        return redirect(f"{back}#assessors")
    return form_page(request, form, _("Invite assessor"), _("Invite"), back)


@desk_page
@require_http_methods(["POST"])
def assessor_delete(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Take back an invitation."""
    assessor = queries.access_assessor(request.user, pk, to="manage")
    back = f"{here('hosts:call-detail', pk=assessor.call_id)}#assessors"
    done = _("%(name)s is no longer an assessor.") % {"name": assessor.user.full_name}
    return step(request, back, done, actions.remove_assessor, assessor=assessor)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def assessor_excuse(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Stop waiting for an assessor, with the reason."""
    sheet = queries.access_sheet(request.user, pk, to="manage")
    form = ReasonForm(request.POST or None)
    back = here("hosts:call-detail", pk=sheet.version.call_id)
    if form.done(actions.excuse_assessor, sheet=sheet, by=request.user):
        return redirect(f"{back}#assessors")
    title = _("Excuse %(name)s") % {"name": sheet.assessor.user.full_name}
    lead = _("Scores kept so far do not count. If nobody else is waited for, the result opens.")
    return form_page(request, form, title, _("Excuse"), back, lead=lead)


@desk_page
@require_http_methods(["POST"])
def scoring_open(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Freeze the criteria and ask all assessors for scores."""
    call = queries.access_call(request.user, pk, to="manage")
    done = _("Scoring is open. Every assessor was told.")
    return step(request, here("hosts:call-detail", pk=pk), done, actions.open_scoring, call=call)
