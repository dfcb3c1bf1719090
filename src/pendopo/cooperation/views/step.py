"""Everything that can be done on the page of one commitment."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pendopo.convenings.http import desk_page, organiser_page
from pendopo.convenings.rules import may_organise
from pendopo.cooperation import actions, rules
from pendopo.cooperation.actions.commitment import take_step
from pendopo.cooperation.actions.link import token_of
from pendopo.cooperation.actions.reminder import remind_owner, remind_owners
from pendopo.cooperation.enums import ProposalStatus
from pendopo.cooperation.forms import commitment as shapes
from pendopo.cooperation.models import ChangeProposal, Commitment, PersonalLink
from pendopo.cooperation.queries.commitment import access_commitment
from pendopo.cooperation.queries.meeting import visible_meetings
from pendopo.cooperation.queries.reminder import whatsapp_address, whatsapp_text
from pendopo.cooperation.queries.status import status_of
from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, add_refusal, render_page
from pendopo.core.times import now, today
from pendopo.core.urls import here

BUTTONS = {
    "accept": gettext_lazy("Accept"),
    "start": gettext_lazy("Start work"),
    "complete": gettext_lazy("Report as done"),
    "verify": gettext_lazy("Verify"),
    "send_back": gettext_lazy("Send back"),
    "reopen": gettext_lazy("Reopen"),
    "block": gettext_lazy("Report that it is blocked"),
    "unblock": gettext_lazy("No longer blocked"),
}


def commitment_page(
    request: HtmxHttpRequest, commitment: Commitment, refused: dict[str, forms.Form] | None = None
) -> HttpResponse:
    """The page of one commitment; a form that was refused comes back as it was sent."""
    refused, seen, day = refused or {}, request.standing, today()
    proofs = _proofs(request, commitment, refused)
    context = {
        "commitment": commitment,
        "status": status_of(commitment, day),
        "today": day,
        "quoting": visible_meetings(seen).filter(pk=commitment.agreement.meeting_id).exists(),
        "evidence": proofs,
        "events": list(commitment.events.select_related("evidence").order_by("-on", "-created_at")),
        "comments": list(commitment.comments.all()),
        "steps": _steps(
            seen, commitment, refused, proved=any(proof["row"].withdrawn_on is None for proof in proofs)
        ),
        "comment_form": _form(refused, "comment", shapes.CommentForm, rules.may_comment(seen, commitment)),
        "evidence_form": _form(
            refused, "evidence", shapes.EvidenceForm, rules.may_add_evidence(seen, commitment)
        ),
        "progress_form": _form(refused, "progress", shapes.ReasonForm, _may_report(seen, commitment)),
        "may_organise": may_organise(seen),
        **_change_context(seen, commitment, refused),
        **_link_context(seen, commitment, refused),
    }
    status = 422 if refused else 200
    return render_page(request, "cooperation/commitment_detail.html", context, status=status)


def _form(
    refused: dict[str, forms.Form], name: str, shape: Callable[..., forms.Form], may: bool
) -> forms.Form | None:
    return refused.get(name) or (shape(auto_id=f"{name}_%s") if may else None)


def _proofs(
    request: HtmxHttpRequest, commitment: Commitment, refused: dict[str, forms.Form]
) -> list[dict[str, Any]]:
    """Each piece of evidence, with the forms to correct and withdraw it for whoever added it."""
    found = []
    for row in commitment.evidence.all():
        proof: dict[str, Any] = {"row": row}
        if rules.may_change_evidence(request.standing, request.user, commitment, row):
            keys = {do: f"{do}_{row.pk}" for do in ("correct", "withdraw")}
            filled = {"title": row.title, "url": row.url}
            proof["correct"] = refused.get(keys["correct"]) or shapes.CorrectionForm(
                initial=filled, auto_id=f"{keys['correct']}_%s"
            )
            proof["withdraw"] = refused.get(keys["withdraw"]) or shapes.WithdrawalForm(
                auto_id=f"{keys['withdraw']}_%s"
            )
        found.append(proof)
    return found


def _may_report(seen: Any, commitment: Commitment) -> bool:
    return rules.owes(seen, commitment) and commitment.state in ("accepted", "in_progress", "blocked")


def _steps(
    seen: Any, commitment: Commitment, refused: dict[str, forms.Form], *, proved: bool
) -> list[dict[str, Any]]:
    found = []
    for name, step in rules.STEPS.items():
        lacks_proof = step.needs_evidence and not proved
        if name in refused or (rules.may_step(seen, commitment, name) and not lacks_proof):
            shape = shapes.ReasonForm if step.needs_reason else shapes.StepForm
            form = refused.get(name) or shape(auto_id=f"{name}_%s")
            found.append({"name": name, "button": BUTTONS[name], "form": form, "open": name in refused})
    return found


def _change_context(seen: Any, commitment: Commitment, refused: dict[str, forms.Form]) -> dict[str, Any]:
    proposals = list(commitment.proposals.select_related("by", "answered_by"))
    waiting = next((found for found in proposals if found.status == ProposalStatus.OPEN), None)
    if waiting:
        waiting.commitment = commitment
    may = waiting is None and rules.may_propose_change(seen, commitment)
    form = refused.get("change")
    if form is None and may:
        initial = {"new_what_ind": commitment.what_ind, "new_what_en": commitment.what_en}
        form = shapes.ChangeForm(initial=initial, auto_id="change_%s")
    return {
        "proposals": proposals,
        "waiting": waiting,
        "change_form": form,
        "answer_form": refused.get("answer") or shapes.StepForm(auto_id="answer_%s"),
        "may_answer": waiting is not None and rules.may_answer_change(seen, waiting),
        "may_cancel": waiting is not None and rules.may_cancel_change(seen, waiting),
    }


def _link_context(seen: Any, commitment: Commitment, refused: dict[str, forms.Form]) -> dict[str, Any]:
    if not rules.may_make_link(seen, commitment):
        return {}
    moment = now()
    links = [
        {"row": link, "is_open": link.is_open(moment), **_addresses(link, commitment)}
        for link in commitment.personal_links.all()
    ]
    owner_address = settings.SITE_URL + here("cooperation:commitment-detail", pk=commitment.pk)
    return {
        "links": links,
        "link_form": refused.get("link")
        or (None if commitment.is_closed else shapes.LinkForm(auto_id="link_%s")),
        "whatsapp": whatsapp_address(
            whatsapp_text(commitment, today(), owner_address, get_language() or "id")
        ),
    }


def _addresses(link: PersonalLink, commitment: Commitment) -> dict[str, str]:
    address = settings.SITE_URL + here("cooperation:personal-answer", token=token_of(link))
    text = whatsapp_text(commitment, today(), address, get_language() or "id")
    return {"address": address, "whatsapp": whatsapp_address(text)}


def answered(
    request: HtmxHttpRequest,
    commitment: Commitment,
    name: str,
    form: forms.Form,
    act: Callable[..., Any],
    said: str,
) -> HttpResponse:
    """Do what the form asks for; on a refusal show the page again with the form as it was sent."""
    if form.is_valid():
        try:
            act(**form.cleaned_data)
        except DomainError as error:
            add_refusal(form, error)
        else:
            messages.success(request, said)
            return redirect(here("cooperation:commitment-detail", pk=commitment.pk))
    return commitment_page(request, access_commitment(request.user, commitment.pk), {name: form})


@require_http_methods(["POST"])
@desk_page
def commitment_step(request: HtmxHttpRequest, pk: UUID, step: str) -> HttpResponse:
    commitment = access_commitment(request.user, pk)
    if step not in rules.STEPS:
        raise Http404
    shape = shapes.ReasonForm if rules.STEPS[step].needs_reason else shapes.StepForm
    form = shape(request.POST, auto_id=f"{step}_%s")

    def act(**given: Any) -> None:
        take_step(step, commitment=commitment, by=request.user, **given)

    return answered(request, commitment, step, form, act, _("Saved. The other side can see it."))


@require_http_methods(["POST"])
@desk_page
def commitment_progress(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    commitment = access_commitment(request.user, pk)
    form = shapes.ReasonForm(request.POST, auto_id="progress_%s")

    def act(**given: Any) -> None:
        actions.report_progress(commitment=commitment, by=request.user, **given)

    return answered(request, commitment, "progress", form, act, _("Saved. The other side can see it."))


@require_http_methods(["POST"])
@desk_page
def commitment_comment(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    commitment = access_commitment(request.user, pk)
    form = shapes.CommentForm(request.POST, auto_id="comment_%s")

    def act(**given: Any) -> None:
        actions.add_comment(commitment=commitment, by=request.user, **given)

    return answered(request, commitment, "comment", form, act, _("The comment is added."))


@require_http_methods(["POST"])
@desk_page
def commitment_change(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    commitment = access_commitment(request.user, pk)
    form = shapes.ChangeForm(request.POST, auto_id="change_%s")

    def act(**given: Any) -> None:
        actions.propose_change(commitment=commitment, by=request.user, **given)

    return answered(request, commitment, "change", form, act, _("The other side can answer it now."))


@require_http_methods(["POST"])
@desk_page
def change_answer(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    proposal = get_object_or_404(ChangeProposal.objects.select_related("commitment"), pk=pk)
    commitment = access_commitment(request.user, proposal.commitment_id)
    form = shapes.StepForm(request.POST, auto_id="answer_%s")
    answer = request.POST.get("answer", "")

    def act(**given: Any) -> None:
        if answer == "cancel":
            actions.cancel_change(proposal=proposal, by=request.user)
        else:
            actions.answer_change(proposal=proposal, agree=answer == "agree", by=request.user, **given)

    if answer not in ("agree", "decline", "cancel"):
        form.full_clean()
        form.add_error(None, _("Choose whether your side agrees."))
    return answered(request, commitment, "answer", form, act, _("Saved. The other side can see it."))


@require_http_methods(["POST"])
@desk_page
def commitment_link(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    commitment = access_commitment(request.user, pk, to="link")
    form = shapes.LinkForm(request.POST, auto_id="link_%s")

    def act(name: str, days: int) -> None:
        actions.make_link(commitment=commitment, name=name, by=request.user, valid_for=timedelta(days=days))

    return answered(
        request, commitment, "link", form, act, _("The link is ready. Send it to that person only.")
    )


@require_http_methods(["POST"])
@desk_page
def link_revoke(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    link = get_object_or_404(PersonalLink.objects.select_related("commitment__convening"), pk=pk)
    commitment = access_commitment(request.user, link.commitment_id, to="link")
    actions.revoke_link(link=link, by=request.user)
    messages.success(request, _("The link opens nothing any more."))
    return redirect(here("cooperation:commitment-detail", pk=commitment.pk))


@require_http_methods(["POST"])
@organiser_page
def commitment_remind(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    commitment = access_commitment(request.user, pk)
    _remind(request, lambda: remind_owner(commitment=commitment, by=request.user))
    return redirect(here("cooperation:commitment-detail", pk=pk))


@require_http_methods(["POST"])
@organiser_page
def owners_remind(request: HtmxHttpRequest) -> HttpResponse:
    _remind(request, lambda: remind_owners(convening=request.convening, by=request.user))
    return redirect(here("cooperation:commitment-late"))


def _remind(request: HtmxHttpRequest, act: Callable[[], list[Any]]) -> None:
    try:
        count = len(act())
    except DomainError as error:
        messages.error(request, str(error))
        return
    said = ngettext("%(count)s reminder went out.", "%(count)s reminders went out.", count)
    messages.success(request, said % {"count": count})
