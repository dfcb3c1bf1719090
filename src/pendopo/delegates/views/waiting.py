"""Desk pages of seats and the waiting list."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.convenings.http import desk_page, organiser_page
from pendopo.convenings.views.base import page_of
from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.core.urls import here
from pendopo.delegates import rules
from pendopo.delegates.actions import waiting as actions
from pendopo.delegates.enums import Audience, DelegateState
from pendopo.delegates.forms.selection import WhyForm
from pendopo.delegates.forms.waiting import FreezeForm
from pendopo.delegates.models import Delegate
from pendopo.delegates.queries import waiting as queries
from pendopo.delegates.queries.delegate import access_delegate
from pendopo.delegates.views.selection import form_page, step

ANSWERS = {
    "confirm": (DelegateState.CONFIRMED, actions.confirm),
    "decline": (DelegateState.DECLINED, actions.decline),
    "cancel": (DelegateState.CANCELLED, actions.cancel),
}
PROMOTIONS_SHOWN = 10


def part_asked(request: HtmxHttpRequest) -> str:
    """The part of the convening that a page is asked for; the conference where it is not said."""
    asked = request.POST.get("part") or request.GET.get("part", "")
    return asked if asked in Audience.values else Audience.CONFERENCE.value


def _list_of(audience: str) -> str:
    return f"{here('delegates:waiting-list')}?part={audience}"


@desk_page
@require_safe
def waiting_list(request: HtmxHttpRequest) -> HttpResponse:
    """Seats, who comes next and why, the list in its public order; leaders see people by their code."""
    audience, may = part_asked(request), rules.may_mobilise(request.standing)
    board = queries.board(request.convening, audience)
    quota = request.GET.get("quota", "")
    rows = board.rows(quota) if may and not request.standing.restricted else []
    context = {
        "audience": audience,
        "audiences": Audience.choices,
        "board": board,
        "page": page_of(request, rows),  # type: ignore[arg-type]
        "quota": quota,
        "why": queries.why_in_words(board),
        "may_manage": may,
        "homes": rules.may_note_household(request.standing),
        "frozen_from": queries.frozen_from(request.convening, audience),
        "frozen": queries.is_frozen(request.convening, audience),
        "changes": list(queries.open_changes(request.convening, audience)) if may else [],
        "promotions": list(queries.promotions(request.convening, audience)[:PROMOTIONS_SHOWN]) if may else [],
    }
    return render_page(request, "delegates/waiting_list.html", context)


@organiser_page
@require_safe
def seat_holder_list(request: HtmxHttpRequest) -> HttpResponse:
    """Those who hold a seat, by code, with what can be written down about each."""
    audience = part_asked(request)
    context = {
        "audience": audience,
        "audiences": Audience.choices,
        "page": page_of(request, queries.holders(request.convening, audience)),
    }
    return render_page(request, "delegates/waiting_holders.html", context)


@organiser_page
@require_http_methods(["POST"])
def waiting_promote(request: HtmxHttpRequest) -> HttpResponse:
    """Give the free seat to whoever comes next, if that is still whom the page showed."""
    audience, expected = part_asked(request), _expected(request)
    done = _("%(code)s is selected. The reasons are kept below.") % {"code": expected.code}
    what = {"convening": request.convening, "audience": audience, "expected": expected}
    return step(request, _list_of(audience), done, actions.promote_next, **what)


def _expected(request: HtmxHttpRequest) -> Delegate:
    try:
        return access_delegate(request.user, UUID(request.POST.get("delegate", "")), "mobilise")
    except ValueError:
        raise Http404("No such delegate.") from None


@organiser_page
@require_http_methods(["GET", "HEAD", "POST"])
def waiting_ask(request: HtmxHttpRequest) -> HttpResponse:
    """Ask for a promotion while the list is frozen."""
    audience = part_asked(request)
    form = WhyForm(request.POST or None)
    if form.done(actions.ask_promotion, convening=request.convening, audience=audience, by=request.user):
        messages.success(request, _("The request waits for another leader of either side."))
        return redirect(_list_of(audience))
    title, lead = _("Ask for a promotion"), _("The list is frozen. Say why it should change.")
    form_action = {"part": audience}
    return render_page(
        request,
        "delegates/selection_form.html",
        {"form": form, "title": title, "send": _("Ask"), "back": _list_of(audience), "lead": lead}
        | {"hidden": form_action},
        status=422 if form.is_bound else 200,
    )


@organiser_page
@require_http_methods(["GET", "HEAD", "POST"])
def waiting_change(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """What a change of the frozen list would make different, and the answer to it."""
    change = queries.access_change(request.user, pk)
    if request.method == "POST":
        agree = request.POST.get("answer") == "agree"
        done = _("The change is made.") if agree else _("The request is declined; the list stays as it is.")
        back = _list_of(change.arriving.audience)
        return step(request, back, done, actions.answer_change, change=change, agree=agree)
    pairs = list(zip(change.before["quotas"], change.after["quotas"], strict=True))
    context = {"change": change, "pairs": pairs, "own": change.asked_by_id == request.user.pk}
    context["homes"] = rules.may_note_household(request.standing)
    return render_page(request, "delegates/waiting_change.html", context)


@organiser_page
@require_http_methods(["GET", "HEAD", "POST"])
def waiting_pass(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Pass somebody over, with a reason."""
    place = queries.access_place(request.user, pk)
    form, back = WhyForm(request.POST or None), _list_of(place.audience)
    if form.done(actions.pass_over, place=place, by=request.user):
        messages.success(request, _("%(code)s is passed over.") % {"code": place.delegate.code})
        return redirect(back)
    title = _("Pass over %(code)s") % {"code": place.delegate.code}
    lead = _("For instance, because the person cannot be reached. The person can read the reason.")
    return form_page(request, form, title, _("Pass over"), back, lead)


@organiser_page
@require_http_methods(["POST"])
def waiting_pass_back(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Let somebody who was passed over take part again."""
    place = queries.access_place(request.user, pk)
    done = _("%(code)s takes part again.") % {"code": place.delegate.code}
    return step(request, _list_of(place.audience), done, actions.take_pass_back, place=place)


@organiser_page
@require_http_methods(["GET", "HEAD", "POST"])
def waiting_freeze(request: HtmxHttpRequest) -> HttpResponse:
    """Say from when the list changes only by request."""
    audience = part_asked(request)
    initial = {"on": queries.frozen_from(request.convening, audience)}
    form, back = FreezeForm(request.POST or None, initial=initial), _list_of(audience)
    what: dict[str, Any] = {"convening": request.convening, "audience": audience, "by": request.user}
    if form.done(actions.set_freeze, **what):
        messages.success(request, _("Saved."))
        return redirect(back)
    context = {"form": form, "title": _("Freeze the list"), "send": _("Save"), "back": back, "lead": ""}
    context["hidden"] = {"part": audience}
    return render_page(
        request, "delegates/selection_form.html", context, status=422 if form.is_bound else 200
    )


@organiser_page
@require_http_methods(["GET", "HEAD", "POST"])
def seat_answer(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Write down that somebody will come, does not want to, or cannot."""
    delegate = access_delegate(request.user, pk, "mobilise")
    came = delegate.state == DelegateState.ATTENDED  # a mark is taken back on the page of who came
    open_now = [] if came else [name for name, (to, _w) in ANSWERS.items() if rules.may_move(delegate, to)]
    if request.method != "POST":
        context = {"delegate": delegate, "open_now": open_now, "back": _list_of(delegate.audience)}
        return render_page(request, "delegates/waiting_answer.html", context)
    if request.POST.get("answer") not in ANSWERS:
        raise Http404("No such answer.")
    held = delegate.state in rules.HOLDS_SEAT
    state, write = ANSWERS[request.POST["answer"]]
    try:
        write(delegate=delegate, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(here("delegates:seat-answer", pk=pk))
    messages.success(request, _said(delegate, freed=held and state != DelegateState.CONFIRMED))
    return redirect(_list_of(delegate.audience))


def _said(delegate: Delegate, *, freed: bool) -> str:
    facts = {"code": delegate.code, "state": delegate.get_state_display()}
    if freed:
        return _("%(code)s is now “%(state)s”. The seat is free: look below who comes next.") % facts
    return _("%(code)s is now “%(state)s”.") % facts
