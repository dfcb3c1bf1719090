"""Desk pages of seat plans: compute, read the arithmetic, adopt, take the documents along."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.convenings.http import desk_page, organiser_page
from pendopo.core.documents import document_response, render_pdf
from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, add_refusal, render_page
from pendopo.core.times import long_date, short_date
from pendopo.core.urls import here
from pendopo.delegates import rules
from pendopo.delegates.actions import seats as actions
from pendopo.delegates.enums import FloorsMean, PlanState, SeatsOver, ShareMethod
from pendopo.delegates.forms.seats import DeadlinesForm, PlanForm, ShapeForm, initial_of, prefilled
from pendopo.delegates.models import SeatPlan
from pendopo.delegates.queries import seats as queries
from pendopo.delegates.solving.arithmetic import Worked, arithmetic
from pendopo.delegates.solving.seats import document, make_plan

CHIPS = {PlanState.DRAFT: "todo", PlanState.ADOPTED: "ok", PlanState.SUPERSEDED: "warn"}


@desk_page
@require_safe
def seat_list(request: HtmxHttpRequest) -> HttpResponse:
    """All plans: the one in force first to be seen, drafts and former ones beside it."""
    plans = [(plan, CHIPS[PlanState(plan.state)]) for plan in queries.seat_plans()]
    context = {"plans": plans, "may_mobilise": rules.may_mobilise(request.standing)}
    return render_page(request, "delegates/seat_list.html", context)


@organiser_page
@require_http_methods(["GET", "HEAD", "POST"])
def seat_new(request: HtmxHttpRequest) -> HttpResponse:
    """Say what is shared over whom, fill the table, compute."""
    shape = ShapeForm(request.GET or None)
    audience, over, prefill = shape.shape()
    data = request.POST if request.method == "POST" else None
    initial = {"method": ShareMethod.SAINTE_LAGUE.value} | prefilled(audience, over, prefill)
    form = PlanForm(audience, over, data, initial=initial)
    shown = ShapeForm(initial={"audience": audience, "over": over, "prefill": prefill})
    if plan := _computed(request, form, None):
        return redirect(here("delegates:seat-detail", pk=plan.pk))
    return _form_page(request, form, shape=shown, back=here("delegates:seat-list"))


@organiser_page
@require_http_methods(["GET", "HEAD", "POST"])
def seat_edit(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Compute a draft again with other numbers."""
    plan = queries.access_seat_plan(request.user, pk, to="manage")
    if plan.state != PlanState.DRAFT:
        raise Http404("Only drafts are computed again.")
    data = request.POST if request.method == "POST" else None
    form = PlanForm(plan.audience, plan.over, data, initial=initial_of(plan, list(queries.allotments(plan))))
    back = here("delegates:seat-detail", pk=pk)
    if _computed(request, form, plan):
        return redirect(back)
    return _form_page(request, form, plan=plan, back=back)


def _computed(request: HtmxHttpRequest, form: PlanForm, plan: SeatPlan | None) -> SeatPlan | None:
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        kept = make_plan(convening=request.convening, draft=form.draft(), by=request.user, replacing=plan)
    except DomainError as error:
        add_refusal(form, error)
        return None
    messages.success(request, _("Computed. Read the arithmetic, then adopt the plan."))
    return kept


def _form_page(request: HtmxHttpRequest, form: PlanForm, **more: Any) -> HttpResponse:
    context = {"form": form, "over": SeatsOver(form.over).label, **more}
    return render_page(request, "delegates/seat_form.html", context, status=422 if form.is_bound else 200)


@desk_page
@require_safe
def seat_detail(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """What everybody receives, how it was computed, and the next step."""
    plan = queries.access_seat_plan(request.user, pk, to="read")
    rows = list(queries.allotments(plan))
    context = {
        "plan": plan,
        "chip": CHIPS[PlanState(plan.state)],
        "method": ShareMethod(plan.method).label,
        "floors": FloorsMean(plan.floors).label,
        "over": SeatsOver(plan.over).label,
        "rows": [(row, queries.unit_name(row)) for row in rows],
        "given": sum(row.seats or 0 for row in rows),
        "open": any(row.seats is None for row in rows),
        "steps": arithmetic(plan, rows),
        "may_mobilise": rules.may_mobilise(request.standing),
    }
    return render_page(request, "delegates/seat_detail.html", context)


@organiser_page
@require_http_methods(["POST"])
def seat_adopt(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Put a draft in force."""
    plan = queries.access_seat_plan(request.user, pk, to="manage")
    try:
        actions.adopt_plan(plan=plan, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The plan is in force. Nominations are counted against it."))
    return redirect(here("delegates:seat-detail", pk=pk))


@organiser_page
@require_http_methods(["GET", "HEAD", "POST"])
def seat_deadlines(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Say until when each unit may fill its seats."""
    plan = queries.access_seat_plan(request.user, pk, to="manage")
    rows = list(queries.allotments(plan))
    named = {row.pk: queries.unit_name(row) for row in rows}
    form = DeadlinesForm(named, rows, request.POST if request.method == "POST" else None)
    back = here("delegates:seat-detail", pk=pk)
    if form.is_bound and form.is_valid():
        try:
            actions.set_deadlines(plan=plan, deadlines=form.deadlines(), by=request.user)
        except DomainError as error:
            add_refusal(form, error)
        else:
            return redirect(back)
    context = {"plan": plan, "form": form, "fields": list(form), "back": back}
    return render_page(
        request, "delegates/seat_deadlines.html", context, status=422 if form.is_bound else 200
    )


@desk_page
@require_safe
def seat_document(request: HtmxHttpRequest, pk: UUID, kind: str, number: int) -> HttpResponse:
    """A problem or plan as it was computed, for `pendopo plan apportionment`."""
    plan = queries.access_seat_plan(request.user, pk, to="read")
    kept = {"problem": plan.problem, "plan": plan.plan}.get(kind, {})
    content = document(kept, number)
    if content is None:
        raise Http404("No such step.")
    response = HttpResponse(content, content_type="application/json")
    name = f"{request.convening.slug}-seats-{plan.audience}-{plan.number}-{kind}-{number}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


@desk_page
@require_safe
def seat_paper(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """The plan with its arithmetic as PDF."""
    plan = queries.access_seat_plan(request.user, pk, to="read")
    data = paper_data(plan)
    return document_response(
        render_pdf("delegates/documents/seats.typ", data), f"{data['title']} {plan.number}", "pdf"
    )


def paper_data(plan: SeatPlan) -> dict[str, Any]:
    """Everything the paper says; the template adds no words."""
    rows = list(queries.allotments(plan))
    title = _("Seats: %(audience)s") % {"audience": plan.get_audience_display()}
    shares = [
        [queries.unit_name(row), _seats(row.seats), short_date(row.deadline) if row.deadline else "–"]
        for row in rows
    ]
    return {
        "title": title,
        "author": [plan.convening.title],
        "letterhead": [{"name": plan.convening.title, "lines": []}],
        "facts": _facts(plan),
        "shares": {
            "title": _("Who receives how many"),
            "heads": [_("Who"), _("Seats"), _("To be filled until")],
            "rows": shares,
        },
        "steps": [_paper_step(step) for step in arithmetic(plan, rows)],
    }


def _seats(seats: int | None) -> str:
    return _("open") if seats is None else str(seats)


def _facts(plan: SeatPlan) -> list[list[str]]:
    facts = [
        [_("Plan"), f"{plan.number} ({plan.get_state_display()})"],
        [_("Seats"), str(plan.total)],
        [_("Shared over"), plan.get_over_display()],
        [_("Method"), str(ShareMethod(plan.method).label)],
        [_("Minimum"), str(FloorsMean(plan.floors).label)],
    ]
    if plan.ties:
        facts.append([_("Ties by lot"), plan.ties])
    if plan.adopted_at and plan.adopted_by:
        day, name = long_date(plan.adopted_at), plan.adopted_by.full_name
        facts.append([_("Adopted"), f"{day}, {name}"])
    return facts


def _paper_step(step: Worked) -> dict[str, Any]:
    heads = [_("Who"), _("Weight"), _("Quotient")]
    heads += [_("Whole"), _("Remainder")] if step.by_remainder else []
    rows = []
    for line in step.lines:
        numbers = [line.weight, line.quotient]
        numbers += [line.whole, line.remainder] if step.by_remainder else []
        rows.append([line.name, *numbers, line.seats, " ".join((line.bounds, *line.why)).strip()])
    return {
        "title": _("Arithmetic: %(title)s") % {"title": step.title},
        "rule": step.rule,
        "heads": [*heads, _("Seats"), _("Bounds")],
        "rows": rows,
        "ties": list(step.ties),
    }
