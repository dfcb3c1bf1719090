"""Desk pages of computations: the list, one of them while it goes on and afterwards, two side by side."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRefresh

from pendopo.convenings.http import page_for
from pendopo.convenings.views.base import page_of
from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.runs import actions, queries, rules
from pendopo.runs.models import Run
from pendopo.runs.registry import subject_url

runs_page = page_for(rules.may_read_runs)


@runs_page
@require_safe
def run_list(request: HtmxHttpRequest) -> HttpResponse:
    """What was computed or waits its turn, newest first."""
    context = {"page": page_of(request, queries.runs_for(request.standing))}
    return render_page(request, "runs/run_list.html", context)


@runs_page
@require_safe
def run_detail(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """One run: how far it is, what it was given, what came of it, and how anybody can repeat it."""
    run = queries.access_run(request.user, pk)
    context = {
        "run": run,
        "goals": run.outcome.get("goals") or [],
        "others": list(queries.others_of(run)),
        "subject_url": subject_url(run),
    }
    return render_page(request, "runs/run_detail.html", context)


@runs_page
@require_safe
def run_progress(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Only how far it is, for the page that shows it; once the run has ended, that page is loaded anew."""
    run = queries.access_run(request.user, pk)
    if not request.htmx:
        return redirect(run.get_absolute_url())
    if not run.is_open:
        return HttpResponseClientRefresh()
    return render_page(request, "runs/parts/progress.html", {"run": run})


@runs_page
@require_http_methods(["POST"])
def run_cancel(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Stop a run, or take it out of the queue."""
    run = queries.access_run(request.user, pk)
    _said(request, _("The computation is being stopped."), actions.cancel_run, run=run)
    return redirect(run.get_absolute_url())


@runs_page
@require_http_methods(["POST"])
def run_repeat(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Compute the same again, with the same seed or with one that nobody chose."""
    run = queries.access_run(request.user, pk)
    seed = actions.any_seed() if request.POST.get("seed") == "new" else None
    again = _said(request, _("The computation waits its turn."), actions.repeat_run, run=run, seed=seed)
    return redirect((again or run).get_absolute_url())


@runs_page
@require_safe
def run_compare(request: HtmxHttpRequest, pk: UUID, other: UUID) -> HttpResponse:
    """Two runs for the same subject beside each other."""
    run = queries.access_run(request.user, pk)
    found = queries.compare(run, queries.access_other(request.user, run, other))
    return render_page(request, "runs/run_compare.html", {"run": run, "comparison": found})


@runs_page
@require_safe
def run_problem(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """The problem as `pendopo plan` reads it."""
    return _document(queries.access_run(request.user, pk).problem, "problem.json")


@runs_page
@require_safe
def run_result(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """The plan as `pendopo plan check` reads it."""
    run = queries.access_run(request.user, pk)
    if not run.has_plan:
        raise Http404("This run has no plan.")
    return _document(run.plan, "result.json")


def _document(document: Any, name: str) -> HttpResponse:
    text = json.dumps(document, indent=2, ensure_ascii=False)
    response = HttpResponse(f"{text}\n", content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _said(request: HtmxHttpRequest, done: str, action: Callable[..., Run], **what: Any) -> Run | None:
    """Do what a button asks and say how it went; nothing if it was refused."""
    try:
        run = action(by=request.user, **what)
    except DomainError as error:
        messages.error(request, str(error))
        return None
    messages.success(request, done)
    return run
