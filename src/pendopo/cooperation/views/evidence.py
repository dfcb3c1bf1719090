"""Evidence on the page of a commitment: add it, correct it, withdraw it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pendopo.convenings.http import desk_page
from pendopo.cooperation import actions
from pendopo.cooperation.forms import commitment as shapes
from pendopo.cooperation.models import Evidence
from pendopo.cooperation.queries.commitment import access_commitment
from pendopo.cooperation.views.step import answered
from pendopo.core.http import HtmxHttpRequest


@require_http_methods(["POST"])
@desk_page
def commitment_evidence(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    commitment = access_commitment(request.user, pk)
    form = shapes.EvidenceForm(request.POST, request.FILES, auto_id="evidence_%s")

    def act(**given: Any) -> None:
        actions.add_evidence(commitment=commitment, by=request.user, **given)

    return answered(request, commitment, "evidence", form, act, _("The evidence is added."))


@require_http_methods(["POST"])
@desk_page
def evidence_correct(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    evidence = get_object_or_404(Evidence, pk=pk)
    commitment = access_commitment(request.user, evidence.commitment_id)
    form = shapes.CorrectionForm(request.POST, auto_id=f"correct_{pk}_%s")

    def act(**given: Any) -> None:
        actions.correct_evidence(evidence=evidence, by=request.user, **given)

    return answered(request, commitment, f"correct_{pk}", form, act, _("The evidence is corrected."))


@require_http_methods(["POST"])
@desk_page
def evidence_withdraw(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    evidence = get_object_or_404(Evidence, pk=pk)
    commitment = access_commitment(request.user, evidence.commitment_id)
    form = shapes.WithdrawalForm(request.POST, auto_id=f"withdraw_{pk}_%s")

    def act(reason: str) -> None:
        actions.withdraw_evidence(evidence=evidence, reason=reason, by=request.user)

    said = _("The evidence is withdrawn. It stays in the list, struck through, with your reason.")
    return answered(request, commitment, f"withdraw_{pk}", form, act, said)
