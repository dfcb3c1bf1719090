"""Desk pages of the register of breaches."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pendopo.core.documents import document_response, render_pdf
from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.core.times import now
from pendopo.core.urls import here
from pendopo.delegates.actions import breach as actions
from pendopo.delegates.forms.breach import BreachForm, ToldForm
from pendopo.delegates.models import Breach
from pendopo.delegates.queries import breach as queries
from pendopo.delegates.views.form_builder import secretariat_page

FIELDS = ("noticed_at", "happened", "kinds", "people", "handling")
WHOM = ("people", "agency")


@secretariat_page
@require_safe
def breach_list(request: HtmxHttpRequest) -> HttpResponse:
    """Every entry with its clock."""
    moment = now()
    rows = [
        (row, queries.clock_of(row, moment), queries.kinds_in_words(row))
        for row in queries.breaches(request.convening)
    ]
    return render_page(request, "delegates/breach_list.html", {"rows": rows})


@secretariat_page
@require_http_methods(["GET", "HEAD", "POST"])
def breach_new(request: HtmxHttpRequest) -> HttpResponse:
    """Enter a breach."""
    form = BreachForm(request.POST or None)
    if request.method == "POST" and form.done(
        actions.write_breach, convening=request.convening, by=request.user
    ):
        messages.success(
            request, _("The breach is in the register. Its clock runs from when it was noticed.")
        )
        return redirect(here("delegates:breach-list"))
    return _form_page(request, form, here("delegates:breach-list"))


@secretariat_page
@require_http_methods(["GET", "HEAD", "POST"])
def breach_edit(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Correct an entry."""
    breach = queries.access_breach(request.convening, pk)
    form = BreachForm(request.POST or None, initial={name: getattr(breach, name) for name in FIELDS})
    back = here("delegates:breach-detail", pk=pk)
    if request.method == "POST" and form.done(actions.edit_breach, breach=breach, by=request.user):
        messages.success(request, _("The entry is changed."))
        return redirect(back)
    return _form_page(request, form, back)


def _form_page(request: HtmxHttpRequest, form: BreachForm, back: str) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render_page(request, "delegates/breach_form.html", {"form": form, "back": back}, status=status)


@secretariat_page
@require_safe
def breach_detail(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """One entry: what is known, what is to be done, and until when."""
    breach = queries.access_breach(request.convening, pk)
    return render_page(request, "delegates/breach_detail.html", _detail(breach))


def _detail(breach: Breach, refused: dict[str, ToldForm] | None = None) -> dict[str, Any]:
    refused, moment = refused or {}, now()
    return {
        "breach": breach,
        "clock": queries.clock_of(breach, moment),
        "kinds": queries.kinds_in_words(breach),
        "told": [
            (whom, getattr(breach, f"told_{whom}_at"), refused.get(whom) or _told_form(whom, moment))
            for whom in WHOM
        ],
    }


def _told_form(whom: str, moment: datetime) -> ToldForm:
    return ToldForm(auto_id=f"{whom}_%s", initial={"at": moment})


@secretariat_page
@require_POST
def breach_told(request: HtmxHttpRequest, pk: UUID, whom: str) -> HttpResponse:
    """Write down that people or the agency were told."""
    if whom not in WHOM:
        raise Http404("Nobody to tell by that name.")
    breach = queries.access_breach(request.convening, pk)
    form = ToldForm(request.POST, auto_id=f"{whom}_%s")
    if form.done(actions.tell, breach=breach, whom=whom, by=request.user):
        messages.success(request, _("Written down."))
        return redirect(here("delegates:breach-detail", pk=pk))
    return render_page(request, "delegates/breach_detail.html", _detail(breach, {whom: form}), status=422)


@secretariat_page
@require_POST
def breach_close(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Close an entry."""
    try:
        actions.close_breach(breach=queries.access_breach(request.convening, pk), by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The entry is closed."))
    return redirect(here("delegates:breach-detail", pk=pk))


@secretariat_page
@require_safe
def breach_notice(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """The written notice, in both languages on one paper."""
    breach = queries.access_breach(request.convening, pk)
    paper = render_pdf("delegates/documents/breach_notice.typ", queries.notice_data(breach))
    return document_response(paper, "notice", "pdf")
