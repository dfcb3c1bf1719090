"""Desk pages of selections: the list, the settings, and how far one has come."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.convenings.http import desk_page
from pendopo.convenings.views.base import page_of
from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.core.times import now
from pendopo.core.urls import here
from pendopo.delegates import rules
from pendopo.delegates.actions import selection as actions
from pendopo.delegates.enums import Audience, SelectionState
from pendopo.delegates.forms.selection import AskForm, NewSelectionForm, SelectionForm
from pendopo.delegates.models import Selection
from pendopo.delegates.queries import selection as queries
from pendopo.delegates.queries import verdict
from pendopo.delegates.queries.documents import documents
from pendopo.delegates.queries.pool import pool_of, quotas_of
from pendopo.runs.models import Run

CHANGING = (SelectionState.DRAFT, SelectionState.COMPUTED)
ALONE_SHOWN = 6


def refused(no: bool) -> None:
    """Answer 404 where a page is not for this reader."""
    if no:
        raise Http404("Not for this reader.")


def step(request: HtmxHttpRequest, back: str, done: str, write: Any, **what: Any) -> HttpResponse:
    """Do what one button asks, say how it went, and lead back."""
    try:
        write(by=request.user, **what)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect(back)


def form_page(
    request: HtmxHttpRequest, form: AskForm, title: str, send: str, back: str, lead: str = ""
) -> HttpResponse:
    """One form on a page of its own; 422 when it was refused."""
    context = {"form": form, "title": title, "send": send, "back": back, "lead": lead}
    return render_page(
        request, "delegates/selection_form.html", context, status=422 if form.is_bound else 200
    )


@desk_page
@require_safe
def selection_list(request: HtmxHttpRequest) -> HttpResponse:
    """All selections, newest first."""
    context = {
        "page": page_of(request, queries.selections()),
        "may_manage": rules.may_mobilise(request.standing),
        "audiences": Audience.choices,
    }
    return render_page(request, "delegates/selection_list.html", context)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def selection_new(request: HtmxHttpRequest) -> HttpResponse:
    """Begin a selection for one part; the address says which."""
    refused(not rules.may_mobilise(request.standing))
    asked = request.POST.get("audience") or request.GET.get("part", "")
    audience = asked if asked in Audience.values else Audience.CONFERENCE.value
    quotas = quotas_of(request.convening, audience)
    size = queries.seats_to_fill(request.convening, audience)
    initial = NewSelectionForm.initial_for(audience, size, quotas)
    form = NewSelectionForm(quotas, request.POST or None, initial=initial)
    made: list[Selection] = []

    def make(**settings: Any) -> None:
        made.append(actions.make_selection(convening=request.convening, by=request.user, **settings))

    if form.done(make):
        return redirect(here("delegates:selection-detail", pk=made[0].pk))
    title = _("New selection: %(part)s") % {"part": Audience(audience).label}
    return form_page(request, form, title, _("Make selection"), here("delegates:selection-list"))


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def selection_edit(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Change the settings before anything is announced."""
    selection = queries.access_selection(request.user, pk, to="manage")
    refused(selection.state not in CHANGING)
    quotas = quotas_of(request.convening, selection.audience)
    form = SelectionForm(quotas, request.POST or None, initial=SelectionForm.initial_of(selection, quotas))
    back = here("delegates:selection-detail", pk=pk)
    if form.done(actions.edit_selection, selection=selection, by=request.user):
        return redirect(back)
    lead = _("The chances have to be computed again after a change.")
    return form_page(request, form, _("Change selection"), _("Save"), back, lead)


@desk_page
@require_safe
def selection_detail(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """How far a selection has come, and the next step."""
    selection = queries.access_selection(request.user, pk, to="read")
    return render_page(request, "delegates/selection_detail.html", _detail(request, selection))


def _detail(request: HtmxHttpRequest, selection: Selection) -> dict[str, Any]:
    changing = selection.state in CHANGING
    pool = pool_of(selection) if changing else None
    run = Run.objects.filter(pk=selection.run).defer("problem", "result").first() if selection.run else None
    legend = selection.legend or (pool.legend if pool else [])
    may = rules.may_mobilise(request.standing)
    alone = queries.in_words(pool.alone, pool.legend) if pool and may else []
    return {
        "selection": selection,
        "may_manage": may,
        "changing": changing,
        "run": run if run and changing else None,
        "pool": pool,
        "alone": alone[:ALONE_SHOWN],
        "alone_more": max(len(alone) - ALONE_SHOWN, 0),
        "stale": bool(pool and selection.problem and pool.problem != selection.problem),
        "lines": queries.lines(selection) if selection.legend else queries.lines_of(legend),
        "spread": queries.spread(selection),
        "certificate": verdict.certificate(selection),
        "trouble": verdict.trouble(selection) if changing else None,
        "files": list(documents(selection)),
        "seed_known": bool(selection.seed_at and selection.seed_at <= now()),
    }


@desk_page
@require_http_methods(["POST"])
def selection_compute(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Have the chances computed."""
    selection = queries.access_selection(request.user, pk, to="manage")
    done = _("The chances are being computed. This page shows how far it is.")
    back = here("delegates:selection-detail", pk=pk)
    return step(request, back, done, actions.start_computing, selection=selection)


@desk_page
@require_http_methods(["POST"])
def selection_relax(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Apply the smallest change of the quotas and compute again."""
    selection = queries.access_selection(request.user, pk, to="manage")
    done = _("The quotas are changed, and the chances are being computed again.")
    back = here("delegates:selection-detail", pk=pk)
    return step(request, back, done, actions.apply_relaxation, selection=selection)
