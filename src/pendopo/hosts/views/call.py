"""Desk pages of calls and their criteria."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.convenings.http import desk_page
from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, add_refusal, render_page
from pendopo.core.urls import here
from pendopo.hosts import actions, queries, rules
from pendopo.hosts.forms import CallForm, CriteriaFormSet, VersionForm, criteria_initial
from pendopo.hosts.models import Call, CriteriaVersion
from pendopo.hosts.views.common import form_page, refused


@desk_page
@require_safe
def call_list(request: HtmxHttpRequest) -> HttpResponse:
    """All calls, and where one's own scores are wanted."""
    context = {
        "calls": list(queries.calls()),
        "own": list(queries.own_sheets(request.user)),
        "may_manage": rules.may_manage_calls(request.standing),
    }
    return render_page(request, "hosts/call_list.html", context)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def call_new(request: HtmxHttpRequest) -> HttpResponse:
    """Open a call."""
    refused(not rules.may_manage_calls(request.standing))
    form = CallForm(request.POST or None)
    if form.done(actions.open_call, convening=request.convening, by=request.user):
        return redirect(here("hosts:call-list"))
    return form_page(request, form, _("Look for a host"), _("Open call"), here("hosts:call-list"))


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def call_edit(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Correct a call."""
    call = queries.access_call(request.user, pk, to="manage")
    names = ("title_ind", "title_en", "purpose_ind", "purpose_en", "scores_due")
    form = CallForm(request.POST or None, initial={name: getattr(call, name) for name in names})
    if form.done(actions.edit_call, call=call, by=request.user):
        return redirect(here("hosts:call-detail", pk=pk))
    return form_page(request, form, _("Change call"), _("Save"), here("hosts:call-detail", pk=pk))


@desk_page
@require_safe
def call_detail(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """How far the choice is: criteria, candidates, assessors, result."""
    call = queries.access_call(request.user, pk, to="read")
    return render_page(request, "hosts/call_detail.html", _detail(request, call))


def _detail(request: HtmxHttpRequest, call: Call) -> dict[str, Any]:
    version = queries.current_version(call)
    sheets = list(queries.sheets(version)) if version else []
    assessors = list(call.assessors.select_related("user"))
    lines = queries.with_claims(queries.candidates(call), version)
    taking_part = [line for line in lines if not line.candidate.withdrawn_on]
    return {
        "call": call,
        "version": version,
        "lines": lines,
        "sheets": sheets,
        "invited": [] if sheets else assessors,
        "progress": queries.progress(sheets),
        "own": next((row for row in sheets if row.assessor.user_id == request.user.pk), None),
        "decision": queries.decision_on(call),
        "open_versions": [row for row in call.versions.all() if row.results_opened_at],
        "may_manage": rules.may_manage_calls(request.standing),
        "may_change": rules.may_change_contents(request.standing, call),
        "may_version": rules.may_make_version(request.standing, call),
        "ready": bool(version and len(taking_part) > 1 and assessors),
        "few_candidates": len(taking_part) < 2,
        "no_assessors": not assessors,
    }


@desk_page
@require_safe
def criteria_list(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Every version of the criteria, newest first."""
    call = queries.access_call(request.user, pk, to="read")
    context = {
        "call": call,
        "versions": list(queries.versions(call)),
        "may_version": rules.may_make_version(request.standing, call),
    }
    return render_page(request, "hosts/criteria_list.html", context)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def criteria_new(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Tell the criteria anew, starting from a copy of the last version."""
    call = queries.access_call(request.user, pk, to="manage")
    last = queries.current_version(call)
    form = VersionForm(request.POST or None)
    rows = CriteriaFormSet(request.POST or None, initial=criteria_initial(last), prefix="criteria")
    if request.method == "POST" and _told(request, call, form, rows):
        messages.success(request, _("The new version of the criteria is in force."))
        return redirect(here("hosts:call-detail", pk=pk))
    status = 422 if request.method == "POST" else 200
    context = {"call": call, "form": form, "rows": rows, "last": last}
    return render_page(request, "hosts/criteria_form.html", context, status=status)


def _told(request: HtmxHttpRequest, call: Call, form: VersionForm, rows: Any) -> CriteriaVersion | None:
    if not (form.is_valid() & rows.is_valid()):
        return None
    try:
        return actions.make_version(call=call, criteria=rows.drafts(), by=request.user, **form.values())
    except DomainError as error:
        if error.field == "reason":
            form.add_error("reason_ind", str(error))
        else:
            add_refusal(form, error)
        return None
