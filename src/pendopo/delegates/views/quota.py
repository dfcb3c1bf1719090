"""Desk pages of quotas."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.convenings.http import desk_page, organiser_page
from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, add_refusal, render_page
from pendopo.core.urls import here
from pendopo.delegates import rules
from pendopo.delegates.actions import quota as actions
from pendopo.delegates.enums import Audience, Dimension
from pendopo.delegates.errors import MinimumsAboveSeats
from pendopo.delegates.forms.quota import AboutForm, NumbersForm, QuotaForm
from pendopo.delegates.models import Quota
from pendopo.delegates.queries import quota as queries
from pendopo.delegates.queries.cells import cell_of


@dataclass(frozen=True, slots=True)
class Part:
    """The quotas of one audience, with what they ask for together."""

    audience: str
    label: str
    seats: int | None
    rows: list[tuple[Quota, str, str]]
    too_many: list[str]


@desk_page
@require_safe
def quota_list(request: HtmxHttpRequest) -> HttpResponse:
    """All quotas, by audience."""
    rows = list(queries.quotas())
    said = queries.said_of({cell_of(row) for row in rows})
    parts = [
        _part(audience, [row for row in rows if row.audience == audience], said) for audience in Audience
    ]
    context = {"parts": parts, "any": bool(rows), "may_mobilise": rules.may_mobilise(request.standing)}
    return render_page(request, "delegates/quota_list.html", context)


def _part(audience: Audience, rows: list[Quota], said: dict[Any, str]) -> Part:
    seats = queries.seats_of(audience)
    too_many = []
    for dimension in Dimension if seats is not None else ():
        needed = queries.needed_together(rows, dimension, seats or 0)
        if seats is not None and needed > seats:
            too_many.append(str(MinimumsAboveSeats(dimension=dimension.label, needed=needed, seats=seats)))
    shown = [(row, said[cell_of(row)], queries.numbers_text(row)) for row in rows]
    return Part(audience.value, str(audience.label), seats, shown, too_many)


@organiser_page
@require_http_methods(["GET", "HEAD", "POST"])
def quota_new(request: HtmxHttpRequest) -> HttpResponse:
    """Say what is counted among whom, then its numbers."""
    audience, dimension, inside = AboutForm(request.GET or None).about()
    chosen = {"audience": audience, "dimension": dimension, "inside_dimension": inside}
    form = QuotaForm(audience, dimension, inside, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            quota = actions.set_quota(convening=request.convening, draft=form.draft(), by=request.user)
        except DomainError as error:
            add_refusal(form, error)
        else:
            _say_kept(request, quota)
            return redirect(here("delegates:quota-list"))
    context = {"form": form, "about": AboutForm(initial=chosen), "title": _("New quota")}
    return _page(request, form, context)


@organiser_page
@require_http_methods(["GET", "HEAD", "POST"])
def quota_edit(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Other numbers for the same people."""
    quota = queries.access_quota(request.user, pk, to="manage")
    names = ("unit", "minimum", "maximum", "target")
    form = NumbersForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(quota, name) for name in names},
    )
    if form.is_bound and form.is_valid():
        try:
            actions.change_quota(quota=quota, by=request.user, **form.numbers())
        except DomainError as error:
            add_refusal(form, error)
        else:
            _say_kept(request, quota)
            return redirect(here("delegates:quota-list"))
    cell = cell_of(quota)
    context = {"form": form, "quota": quota, "title": queries.said_of([cell])[cell]}
    return _page(request, form, context)


def _page(request: HtmxHttpRequest, form: NumbersForm, context: dict[str, Any]) -> HttpResponse:
    return render_page(request, "delegates/quota_form.html", context, status=422 if form.is_bound else 200)


def _say_kept(request: HtmxHttpRequest, quota: Quota) -> None:
    messages.success(request, _("The quota is set."))
    if queries.nobody_in_pool(quota):
        messages.warning(
            request,
            _("Nobody in the pool counts under it yet. Ask for nominations, or look at the value again."),
        )


@organiser_page
@require_http_methods(["POST"])
def quota_delete(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Take a quota away."""
    quota = queries.access_quota(request.user, pk, to="manage")
    try:
        actions.remove_quota(quota=quota, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The quota is gone. The log keeps what it said."))
    return redirect(here("delegates:quota-list"))
