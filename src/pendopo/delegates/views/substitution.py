"""Substitutions at the desk: asking for one, the list, and the answer of the leaders."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, add_refusal, render_page
from pendopo.core.urls import here
from pendopo.delegates import rules
from pendopo.delegates.actions.substitution import answer_substitution, ask_substitution, needs_another
from pendopo.delegates.enums import DelegateState, RequestState, SeenOn
from pendopo.delegates.forms.substitution import SubstitutionForm
from pendopo.delegates.models import Substitution
from pendopo.delegates.queries.delegate import access_delegate, name_in, open_identities
from pendopo.delegates.queries.substitution import access_substitution, effects_of, substitutions_for
from pendopo.delegates.views.nomination import nominator_page

PER_PAGE = 50
CHIPS = {RequestState.OPEN: "warn", RequestState.AGREED: "ok", RequestState.DECLINED: "todo"}


@require_http_methods(["GET", "HEAD", "POST"])
@nominator_page
def substitution_new(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    leaving = access_delegate(request.user, pk, to="nominate")
    if not rules.may_move(leaving, DelegateState.REPLACED):
        raise Http404
    form = SubstitutionForm(request.POST or None, leaving=leaving)
    if request.method == "POST" and form.is_valid():
        try:
            made = ask_substitution(leaving=leaving, by=request.user, **form.cleaned_data)
        except DomainError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("The request is made. The leaders of both sides can answer it."))
            return redirect(here("delegates:substitution-detail", pk=made.pk))
    status = 422 if form.is_bound else 200
    context = {"form": form, "leaving": leaving}
    return render_page(request, "delegates/substitution_form.html", context, status=status)


@require_safe
@nominator_page
def substitution_list(request: HtmxHttpRequest) -> HttpResponse:
    page = Paginator(substitutions_for(request.standing), PER_PAGE).get_page(request.GET.get("page"))
    rows = [{"row": one, "chip": CHIPS[RequestState(one.state)]} for one in page.object_list]
    return render_page(request, "delegates/substitution_list.html", {"page": page, "rows": rows})


@require_safe
@nominator_page
def substitution_detail(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    return _page(request, access_substitution(request.user, pk))


def _page(request: HtmxHttpRequest, one: Substitution) -> HttpResponse:
    is_open, leads = one.state == RequestState.OPEN, rules.may_mobilise(request.standing)
    names = open_identities(request.user, [one.leaving, one.arriving], SeenOn.SUBSTITUTION)
    context: dict[str, Any] = {
        "one": one,
        "chip": CHIPS[RequestState(one.state)],
        "leaving_name": name_in(names, one.leaving_id),
        "arriving_name": name_in(names, one.arriving_id),
        "effects": effects_of(one.leaving, one.arriving) if is_open else [],
        "is_open": is_open,
        "may_answer": is_open and leads,
        "needs_another": is_open and needs_another(one, one.leaving, request.user),
        "sees_counts": leads,
    }
    return render_page(request, "delegates/substitution_detail.html", context)


@require_http_methods(["POST"])
@nominator_page
def substitution_answer(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    one = access_substitution(request.user, pk, to="answer")
    answer = request.POST.get("answer", "")
    if answer not in ("agree", "decline"):
        raise Http404
    try:
        answer_substitution(request=one, agree=answer == "agree", by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The answer is saved; whoever asked is told."))
    return redirect(here("delegates:substitution-detail", pk=pk))
