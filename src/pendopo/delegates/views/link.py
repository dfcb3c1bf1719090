"""Links with which somebody without an account nominates: making them at the desk, and the page they open."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, add_refusal, render_page
from pendopo.core.times import now, today
from pendopo.core.urls import here
from pendopo.delegates import rules
from pendopo.delegates.actions.link import make_link, mark_used, prove, revoke_link
from pendopo.delegates.actions.nomination import correct_nomination, nominate, take_back
from pendopo.delegates.actions.substitution import ask_substitution
from pendopo.delegates.enums import DelegateState
from pendopo.delegates.forms.nomination import CorrectionForm, LinkForm, PersonForm
from pendopo.delegates.forms.substitution import SubstitutionForm
from pendopo.delegates.http import keyed_page
from pendopo.delegates.models import Nomination, NominationLink
from pendopo.delegates.queries.door import is_shut
from pendopo.delegates.queries.link import (
    LONGEST,
    access_link,
    address_of,
    codes_but,
    link_of,
    links_for,
    made_through,
    most_through,
    question_of,
    whatsapp_address,
)
from pendopo.delegates.queries.nomination import room_of
from pendopo.delegates.views.gate import Door, behind
from pendopo.delegates.views.nomination import nominator_page
from pendopo.delegates.views.typed import remember_typed, typed_here

PER_PAGE = 25
Shown = QuerySet[Nomination]
Done = tuple[str, Nomination | None]


@require_http_methods(["GET", "HEAD", "POST"])
@nominator_page
def link_list(request: HtmxHttpRequest) -> HttpResponse:
    form = LinkForm(request.POST or None, standing=request.standing, initial=_again(request))
    if request.method == "POST" and form.is_valid():
        try:
            make_link(by=request.user, **form.cleaned_data)
        except DomainError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("The link is ready. Send it to that person only."))
            return redirect(here("delegates:nomination-link-list"))
    page = Paginator(links_for(request.standing), PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "rows": [_row(link) for link in page.object_list]}
    status = 422 if form.is_bound else 200
    return render_page(request, "delegates/nomination_links.html", context, status=status)


def _again(request: HtmxHttpRequest) -> dict[str, Any]:
    """What an earlier link said, to make it again; its number only for whoever wrote it."""
    try:
        link = access_link(request.user, UUID(request.GET.get("again", "")))
    except ValueError:
        return {}
    known = {"name": link.name, "organisation": link.organisation_id, "audience": link.audience}
    return known | ({"phone": link.phone} if link.made_by_id == request.user.pk else {})


def _row(link: NominationLink) -> dict[str, Any]:
    row: dict[str, Any] = {"link": link, "is_open": link.is_open(now())}
    row["is_shut"] = row["is_open"] and is_shut(link, question_of(link))
    if row["is_open"]:
        row |= {"address": address_of(link), "whatsapp": whatsapp_address(link)}
    return row


@require_http_methods(["POST"])
@nominator_page
def link_revoke(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    revoke_link(link=access_link(request.user, pk), by=request.user)
    messages.success(request, _("The link opens nothing any more. What came through it stays."))
    return redirect(here("delegates:nomination-link-list"))


@keyed_page("web/link_closed.html")
@require_http_methods(["GET", "HEAD", "POST"])
def nominate_by_link(request: HtmxHttpRequest, token: str) -> HttpResponse:
    link = link_of(token)
    question = question_of(link)
    if question is None:
        return _opened(request, token, link, made_through(link).filter(pk__in=typed_here(request, link)))
    shut = _(
        "There were too many wrong answers, so this link is shut. Ask whoever sent it to you for a new one."
    )
    door = Door(link, question, partial(prove, link=link), shut, stays=LONGEST)
    return behind(request, door, lambda _foreign: _opened(request, token, link, made_through(link)))


def _opened(request: HtmxHttpRequest, token: str, link: NominationLink, shown: Shown) -> HttpResponse:
    """The page, with the nominations of which this visitor may see what was typed."""
    do = request.POST.get("do", "")
    if request.method != "POST":
        if request.method == "GET":
            mark_used(link)
        return _page(request, link, shown, asked=request.GET.dict())
    one = None if do == "nominate" else _own(shown, request.POST.get("nomination", ""))
    form = _form(do, one, request.POST)
    if form.is_valid():
        try:
            said, made = ACTS[do](link, one, form.cleaned_data, request)
        except DomainError as error:
            add_refusal(form, error)
        else:
            messages.success(request, said)
            response = redirect(here("delegates:nominate-by-link", token=token))
            return remember_typed(response, request, link, made) if made else response
    return _page(request, link, shown, refused=(do, one, form))


def _own(shown: Shown, key: str) -> Nomination:
    """One of the nominations that this visitor may see."""
    try:
        found = shown.filter(pk=UUID(key)).first()
    except ValueError as error:
        raise Http404 from error
    if found is None:
        raise Http404
    return found


def _form(do: str, one: Nomination | None, sent: Any = None) -> forms.Form:
    if do == "nominate":
        return PersonForm(sent, auto_id="new_%s")
    if do == "take_back":
        return forms.Form(sent)
    if do == "correct" and one is not None:
        return CorrectionForm(sent, nomination=one, known=_typed(one), auto_id="edit_%s")
    if do == "replace" and one is not None:
        return SubstitutionForm(sent, leaving=one.delegate, by_link=True, auto_id="replace_%s")
    raise Http404


def _typed(one: Nomination) -> dict[str, str]:
    """What was typed here, as long as it may still be changed."""
    if one.delegate.state != DelegateState.NOMINATED:
        raise Http404
    typed: dict[str, str] = one.typed
    return typed


def _nominate(link: NominationLink, _one: Any, given: dict[str, Any], request: HtmxHttpRequest) -> Done:
    made = nominate(
        organisation=link.organisation,
        audience=link.audience,
        by=None,
        link=link,
        language=request.LANGUAGE_CODE,
        **given,
    )
    return _("Thank you. The nomination has arrived."), made


def _correct(link: NominationLink, one: Any, given: dict[str, Any], request: HtmxHttpRequest) -> Done:
    correct_nomination(nomination=one, by=None, link=link, **given)
    return _("Thank you. The nomination is corrected."), None


def _take_back(link: NominationLink, one: Any, given: dict[str, Any], request: HtmxHttpRequest) -> Done:
    take_back(nomination=one, by=None, link=link)
    return _("The nomination is taken back."), None


def _replace(link: NominationLink, one: Any, given: dict[str, Any], request: HtmxHttpRequest) -> Done:
    asked = ask_substitution(
        leaving=one.delegate, by=None, link=link, language=request.LANGUAGE_CODE, **given
    )
    said = _("Thank you. The leaders decide about the change and tell you through whoever sent you the link.")
    return said, made_through(link).filter(delegate=asked.arriving).first()


ACTS: dict[str, Callable[[NominationLink, Any, dict[str, Any], HtmxHttpRequest], Done]] = {
    "nominate": _nominate,
    "correct": _correct,
    "take_back": _take_back,
    "replace": _replace,
}


def _line(one: Any) -> dict[str, Any]:
    """One nomination of `made_through`, and what may still be done about it here."""
    return {
        "nomination": one,
        "correct": one.delegate.state == DelegateState.NOMINATED,
        "replace": rules.may_move(one.delegate, DelegateState.REPLACED) and not one.is_asked,
        "asked": one.is_asked,
    }


def _page(
    request: HtmxHttpRequest,
    link: NominationLink,
    shown: Shown,
    *,
    asked: Mapping[str, str] = MappingProxyType({}),
    refused: tuple[str, Nomination | None, forms.Form] | None = None,
) -> HttpResponse:
    do, refused_one, refused_form = refused or ("", None, None)
    room, rows = room_of(link.organisation, link.audience), []
    for one in (one for one in shown if one.name):  # what was erased has no name any more
        row = _line(one)
        wanted = next((name for name in ("correct", "replace") if asked.get(name) == str(one.pk)), "")
        if do in ("correct", "replace") and one == refused_one:
            row |= {"do": do, "form": refused_form}
        elif wanted and row[wanted]:
            row |= {"do": wanted, "form": _form(wanted, one)}
        rows.append(row)
    over = room.is_over(today())
    spent = link.nominations.count() >= most_through(room.seats) or room.more == 0
    context = {
        "link": link,
        "room": room,
        "over": over,
        "spent": spent,
        "rows": rows,
        "elsewhere": codes_but(link, shown),
        "most": most_through(room.seats),
        "refusal": refused_form if do == "take_back" else None,
        "form": refused_form if do == "nominate" else None if over or spent else _form("nominate", None),
    }
    status = 422 if refused else 200
    return render_page(request, "delegates/nomination_by_link.html", context, status=status)
