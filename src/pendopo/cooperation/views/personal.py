"""The page that a personal link opens: one commitment, without an account."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from pendopo.cooperation import actions
from pendopo.cooperation.actions.link import mark_used
from pendopo.cooperation.enums import CommitmentState
from pendopo.cooperation.forms.personal import BlockForm, ProgressForm, ProofForm
from pendopo.cooperation.models import PersonalLink
from pendopo.cooperation.models.commitment import VALID
from pendopo.cooperation.queries.link import link_of
from pendopo.cooperation.queries.status import status_of
from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, add_refusal, render_page
from pendopo.core.times import today
from pendopo.core.urls import here

SHAPES: dict[str, type[forms.Form]] = {
    "accept": forms.Form,
    "progress": ProgressForm,
    "block": BlockForm,
    "evidence": ProofForm,
}


def _hush(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Keep the address of the page out of other sites, search engines and caches."""

    @wraps(view)
    def quiet(request: HtmxHttpRequest, token: str) -> HttpResponse:
        try:
            response = view(request, token)
        except Http404:
            response = render_page(request, "web/link_closed.html", status=404)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Cache-Control"] = "no-store, private"
        return response

    return quiet


# No cookie speaks here: whoever holds the address may act, and nobody else can forge a request to it. With
# "no-referrer" browsers send "Origin: null", which the check against forged requests would refuse.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@_hush
def personal_answer(request: HtmxHttpRequest, token: str) -> HttpResponse:
    link = link_of(token)
    if request.method != "POST":
        if request.method == "GET":
            mark_used(link)
        return _page(request, link)
    name = request.POST.get("do", "")
    if name not in SHAPES:
        raise Http404
    form = SHAPES[name](request.POST, request.FILES, auto_id=f"{name}_%s")
    if form.is_valid():
        try:
            _act(name, link, form.cleaned_data)
        except DomainError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Thank you. Your answer is saved, and both sides can see it."))
            return redirect(here("cooperation:personal-answer", token=token))
    return _page(request, link_of(token), {name: form})


personal_answer.opens_by_its_address = True  # type: ignore[attr-defined]


def _act(name: str, link: PersonalLink, given: dict[str, Any]) -> None:
    act: dict[str, Callable[..., Any]] = {
        "accept": actions.accept_commitment,
        "progress": actions.report_progress,
        "block": actions.block,
        "evidence": actions.add_evidence,
    }
    act[name](commitment=link.commitment, link=link, **given)


def _page(
    request: HtmxHttpRequest, link: PersonalLink, refused: dict[str, forms.Form] | None = None
) -> HttpResponse:
    commitment, refused = link.commitment, refused or {}
    states = CommitmentState
    under_way = commitment.state in (states.ACCEPTED, states.IN_PROGRESS)
    may = {
        "accept": commitment.state == states.PROPOSED,
        "progress": under_way or commitment.state == states.BLOCKED,
        "evidence": commitment.state not in (states.VERIFIED, states.WITHDRAWN),
        "block": under_way,
    }
    context = {
        "link": link,
        "commitment": commitment,
        "status": status_of(commitment, today()),
        "evidence": list(commitment.evidence.filter(VALID)),
        "forms": {
            name: refused.get(name) or SHAPES[name](auto_id=f"{name}_%s")
            for name in SHAPES
            if may[name] or name in refused
        },
    }
    status = 422 if refused else 200
    return render_page(request, "cooperation/personal_answer.html", context, status=status)
