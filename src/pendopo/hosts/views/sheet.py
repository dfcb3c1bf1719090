"""An assessor's own pages: conflicts of interest first, then scores. Nobody else ever sees them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms.boundfield import BoundField
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pendopo.convenings.http import page_for
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.core.urls import here
from pendopo.hosts import actions, queries
from pendopo.hosts.forms import ConflictForm, ScoreForm
from pendopo.hosts.models import Candidate, Sheet
from pendopo.hosts.queries import CandidateLines
from pendopo.hosts.views.common import step

own_page = page_for(lambda standing: bool(standing.roles))


@dataclass(frozen=True, slots=True)
class Cell:
    """One criterion of one candidate as the assessor sees it: claim, evidence and the field for the score."""

    line: Any
    field: BoundField


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Score the candidates; the button says whether to keep for later or to submit."""
    own = queries.access_own_sheet(request.user, pk)
    if own.declared_at is None and own.is_waited_for:
        return redirect(here("hosts:sheet-conflicts", pk=pk))
    candidates = queries.open_candidates(own)
    form = _score_form(request, own, candidates)
    submit = "submit" in request.POST
    if form.done(actions.give_scores, sheet=own, submit=submit, by=request.user):
        done = (
            _("Your scores are submitted.") if submit else _("Your scores are kept. Submit them when ready.")
        )
        messages.success(request, done)
        return redirect(here("hosts:sheet", pk=pk))
    context = {"sheet": own, "call": own.version.call, "form": form, "cards": _cards(own, candidates, form)}
    return render_page(request, "hosts/sheet.html", context, status=422 if form.is_bound else 200)


def _score_form(request: HtmxHttpRequest, own: Sheet, candidates: list[Candidate]) -> ScoreForm:
    criteria = list(own.version.criteria.all())
    data = request.POST if request.method == "POST" else None
    return ScoreForm(candidates, criteria, queries.own_scores(own), data)


def _cards(
    own: Sheet, candidates: list[Candidate], form: ScoreForm
) -> list[tuple[CandidateLines, list[Cell]]]:
    rows = queries.taking_part(own.version.call).filter(pk__in=[candidate.pk for candidate in candidates])
    return [
        (found, [Cell(line, form.score_field(found.candidate, line.criterion)) for line in found.lines])
        for found in queries.with_claims(rows, own.version)
    ]


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def sheet_conflicts(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Declare conflicts of interest, or none."""
    own = queries.access_own_sheet(request.user, pk)
    candidates = list(queries.taking_part(own.version.call))
    data = request.POST if request.method == "POST" else None
    form = ConflictForm(candidates, data, initial=_declared(own))
    if form.done(actions.declare_conflicts, sheet=own, by=request.user):
        return redirect(here("hosts:sheet", pk=pk))
    context = {
        "sheet": own,
        "call": own.version.call,
        "form": form,
        "fields": [(form[f"c-{c.pk}"], form[f"r-{c.pk}"]) for c in candidates],
    }
    return render_page(request, "hosts/conflicts.html", context, status=422 if form.is_bound else 200)


def _declared(own: Sheet) -> dict[str, Any]:
    stated = dict(own.recusals.values_list("candidate_id", "reason"))
    return {f"c-{pk}": True for pk in stated} | {f"r-{pk}": reason for pk, reason in stated.items()}


@own_page
@require_http_methods(["POST"])
def sheet_take_back(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Open one's own submitted scores again."""
    own = queries.access_own_sheet(request.user, pk)
    done = _("Your scores are open again. Submit them when ready.")
    return step(request, here("hosts:sheet", pk=pk), done, actions.take_back_scores, sheet=own)
