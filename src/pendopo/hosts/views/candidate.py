"""Desk pages of candidates, claims and evidence."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.convenings.http import desk_page
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.core.urls import here
from pendopo.hosts import actions, queries, rules
from pendopo.hosts.forms import CandidateForm, ClaimForm, EvidenceForm, NewCandidateForm, ReasonForm
from pendopo.hosts.models import Candidate
from pendopo.hosts.views.common import form_page, refused, step


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def candidate_new(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Name a candidate."""
    call = queries.access_call(request.user, pk, to="manage")
    form = NewCandidateForm(call, request.POST or None)
    back = here("hosts:call-detail", pk=pk)
    if form.done(actions.add_candidate, call=call, by=request.user):
        return redirect(back)
    return form_page(request, form, _("Add candidate"), _("Add"), back)


@desk_page
@require_safe
def candidate_detail(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """What speaks for a candidate, criterion by criterion, and what that rests on."""
    candidate = queries.access_candidate(request.user, pk, to="read")
    version = queries.current_version(candidate.call)
    rows = queries.candidates(candidate.call).filter(pk=pk)
    context = {
        "call": candidate.call,
        "candidate": candidate,
        "version": version,
        "lines": queries.with_claims(rows, version)[0],
        "may_change": rules.may_change_contents(request.standing, candidate.call)
        and not candidate.withdrawn_on,
        "may_withdraw": _may_withdraw(request, candidate),
    }
    return render_page(request, "hosts/candidate_detail.html", context)


def _may_withdraw(request: HtmxHttpRequest, candidate: Candidate) -> bool:
    early = candidate.call.status in ("preparing", "scoring")
    return early and not candidate.withdrawn_on and rules.may_manage_calls(request.standing)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def candidate_edit(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Correct a candidate."""
    candidate = queries.access_candidate(request.user, pk, to="manage")
    form = CandidateForm(candidate.call, request.POST or None, initial=CandidateForm.initial_of(candidate))
    back = here("hosts:candidate-detail", pk=pk)
    if form.done(actions.edit_candidate, candidate=candidate, by=request.user):
        return redirect(back)
    return form_page(request, form, candidate.name, _("Save"), back)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def candidate_withdraw(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Take a candidate out, with the reason."""
    candidate = queries.access_candidate(request.user, pk, to="manage")
    form = ReasonForm(request.POST or None)
    if form.done(actions.withdraw_candidate, candidate=candidate, by=request.user):
        return redirect(here("hosts:call-detail", pk=candidate.call_id))
    title = _("Withdraw %(name)s") % {"name": candidate.name}
    lead = _("What was scored for this candidate no longer counts.")
    return form_page(
        request,
        form,
        title,
        pgettext("candidate", "Withdraw"),
        here("hosts:candidate-detail", pk=pk),
        lead=lead,
    )


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def claim_edit(request: HtmxHttpRequest, pk: UUID, code: str) -> HttpResponse:
    """Write down what speaks for a candidate under one criterion."""
    candidate = queries.access_candidate(request.user, pk, to="manage")
    version = queries.current_version(candidate.call)
    criterion = version.criteria.filter(code=code).first() if version else None
    refused(criterion is None)
    claim = candidate.claims.filter(criterion_code=code).first()
    initial = {"text_ind": claim.text_ind, "text_en": claim.text_en} if claim else {}
    form = ClaimForm(request.POST or None, initial=initial)
    back = here("hosts:candidate-detail", pk=pk)
    if form.done(actions.state_claim, candidate=candidate, criterion_code=code, by=request.user):
        return redirect(f"{back}#{code}")
    return form_page(request, form, f"{candidate.name}: {criterion}", _("Save"), back)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def evidence_new(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Add evidence to a claim."""
    claim = queries.access_claim(request.user, pk, to="manage")
    form = EvidenceForm(request.POST or None, request.FILES or None)
    back = here("hosts:candidate-detail", pk=claim.candidate_id)
    if form.done(actions.add_evidence, claim=claim, by=request.user):
        return redirect(f"{back}#{claim.criterion_code}")
    lead = _("It counts as not verified until somebody else has looked at it.")
    return form_page(request, form, _("Add evidence"), _("Add"), back, lead=lead)


@desk_page
@require_http_methods(["POST"])
def evidence_verify(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Say that one has looked at the evidence."""
    evidence = queries.access_evidence(request.user, pk, to="verify")
    claim = evidence.claim
    back = f"{here('hosts:candidate-detail', pk=claim.candidate_id)}#{claim.criterion_code}"
    done = _("The evidence is verified, with your name and today's date.")
    return step(request, back, done, actions.verify_evidence, evidence=evidence)


@desk_page
@require_http_methods(["POST"])
def evidence_delete(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Take out evidence."""
    evidence = queries.access_evidence(request.user, pk, to="manage")
    claim = evidence.claim
    back = f"{here('hosts:candidate-detail', pk=claim.candidate_id)}#{claim.criterion_code}"
    return step(request, back, _("The evidence is removed."), actions.remove_evidence, evidence=evidence)
