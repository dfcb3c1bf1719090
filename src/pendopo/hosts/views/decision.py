"""Result and decision at the desk, and the published decision for everybody."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.convenings.http import desk_page
from pendopo.core.caching import public_page
from pendopo.core.documents import document_response, render_pdf
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.core.urls import here
from pendopo.hosts import actions, queries, rules
from pendopo.hosts.forms import DecisionForm
from pendopo.hosts.models import CriteriaVersion, Decision
from pendopo.hosts.solving import outcome
from pendopo.hosts.views.common import form_page, refused, step
from pendopo.hosts.views.memo import memo_data


def _findings(version: CriteriaVersion) -> dict[str, Any]:
    """What the scores say, with evidence and recusals beside them."""
    rows = queries.with_claims(queries.taking_part(version.call), version)
    counts, names = queries.recusal_counts(version), queries.public_recusals(version)
    recusals = [(row.candidate, counts[row.candidate.pk], names.get(row.candidate.pk, [])) for row in rows]
    return {
        "version": version,
        "outcome": outcome(version),
        "lines": rows,
        "recusals": [found for found in recusals if found[1]],
        "progress": queries.progress(list(queries.sheets(version))),
    }


@desk_page
@require_safe
def result(request: HtmxHttpRequest, pk: UUID, number: int) -> HttpResponse:
    """The ranking of one version and how firm it is; absent until all have submitted."""
    call = queries.access_call(request.user, pk, to="read")
    version = queries.versions(call).filter(number=number, results_opened_at__isnull=False).first()
    if version is None:
        raise Http404("No open result.")
    may_decide = rules.may_decide(request.standing, call) and version == queries.current_version(call)
    context = {"call": call, "may_decide": may_decide, **_findings(version)}
    return render_page(request, "hosts/result.html", context)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def decision_new(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Record the decision."""
    call = queries.access_call(request.user, pk, to="manage")
    refused(not rules.may_decide(request.standing, call))
    form = DecisionForm(call, request.POST or None)
    if form.done(actions.decide, call=call, by=request.user):
        messages.success(
            request, _("The decision is recorded. Publish it when both sides have read the memo.")
        )
        return redirect(here("hosts:decision-detail", pk=pk))
    lead = _("The scores advise, people decide: give your reasons, above all if you choose differently.")
    return form_page(
        request, form, _("Record decision"), _("Record decision"), here("hosts:call-detail", pk=pk), lead=lead
    )


@desk_page
@require_safe
def decision_detail(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """The decision at the desk, with the button that publishes it."""
    decision = queries.access_decision(request.user, pk, to="read")
    context = {"decision": decision, "call": decision.call, **_findings(decision.version)}
    context["may_publish"] = rules.may_publish(request.standing, decision)
    return render_page(request, "hosts/decision_detail.html", context)


@desk_page
@require_http_methods(["POST"])
def decision_publish(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Show the decision to everybody."""
    decision = queries.access_decision(request.user, pk, to="manage")
    back, done = here("hosts:decision-detail", pk=pk), _("The decision is public now.")
    return step(request, back, done, actions.publish_decision, decision=decision)


@desk_page
@require_http_methods(["POST"])
def decision_unpublish(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Take the decision off the public pages."""
    decision = queries.access_decision(request.user, pk, to="manage")
    back, done = here("hosts:decision-detail", pk=pk), _("The decision is no longer public.")
    return step(request, back, done, actions.unpublish_decision, decision=decision)


@desk_page
@require_safe
def decision_preview(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """The memo for the desk, before and after publication."""
    return _memo(queries.access_decision(request.user, pk, to="read"))


@public_page
@require_safe
def decision_public(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """The published decision; absent for everybody until then."""
    decision = queries.public_decision(pk)
    context = {"decision": decision, "call": decision.call, **_findings(decision.version)}
    return render_page(request, "hosts/decision.html", context)


@public_page
@require_safe
def decision_memo(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """The memo of a published decision as PDF, in the language of the address."""
    return _memo(queries.public_decision(pk))


def _memo(decision: Decision) -> HttpResponse:
    data = memo_data(decision, **_findings(decision.version))
    name = f"{data['title']} {decision.candidate.name}"
    return document_response(render_pdf("hosts/documents/memo.typ", data), name, "pdf")
