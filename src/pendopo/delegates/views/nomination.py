"""Nominations at the desk: a new one, a correction, and taking one back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pendopo.convenings.http import page_for
from pendopo.convenings.models import Organisation
from pendopo.convenings.rules import Standing, is_desk
from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, add_refusal, render_page
from pendopo.core.times import today
from pendopo.core.urls import here
from pendopo.delegates import rules
from pendopo.delegates.actions.nomination import correct_nomination, nominate, take_back
from pendopo.delegates.enums import Audience, DelegateState, Kept, SeenOn
from pendopo.delegates.forms.nomination import CorrectionForm, NominationForm
from pendopo.delegates.queries.delegate import open_identity
from pendopo.delegates.queries.nomination import access_nomination, nominating_organisations, room_of


def may_enter(seen: Standing) -> bool:
    """Those at the desk who nominate for somebody."""
    return is_desk(seen) and rules.may_nominate(seen) and not seen.restricted


nominator_page = page_for(may_enter)


@require_http_methods(["GET", "HEAD", "POST"])
@nominator_page
def nomination_new(request: HtmxHttpRequest) -> HttpResponse:
    initial = {name: request.GET[name] for name in ("organisation", "audience") if name in request.GET}
    form = NominationForm(request.POST or None, standing=request.standing, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = nominate(by=request.user, **form.cleaned_data)
        except DomainError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _said(made.delegate.code, beyond=made.beyond))
            return redirect(here("delegates:delegate-detail", pk=made.delegate_id))
    status = 422 if form.is_bound else 200
    context = {"form": form, "rooms": _rooms(request, form)}
    return render_page(request, "delegates/nomination_form.html", context, status=status)


def _said(code: str, *, beyond: bool) -> str:
    if beyond:
        return _("%(code)s is nominated, beyond the seats of the organisation.") % {"code": code}
    return _("%(code)s is nominated.") % {"code": code}


def _rooms(request: HtmxHttpRequest, form: NominationForm) -> list[dict[str, object]]:
    """What is left of the seats of the organisation that is chosen, or of the only one there is."""
    chosen = form["organisation"].value() or ""
    try:
        one = nominating_organisations(request.standing).filter(pk=UUID(str(chosen))).first()
    except ValueError:
        return []
    return rooms(one) if one else []


def rooms(organisation: Organisation) -> list[dict[str, object]]:
    """Both parts of the convening, each with the seats of an organisation."""
    day = today()
    found = ((audience, room_of(organisation, audience)) for audience in Audience)
    return [{"audience": audience.label, "room": room, "over": room.is_over(day)} for audience, room in found]


@require_http_methods(["GET", "HEAD", "POST"])
@nominator_page
def nomination_edit(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    nomination = access_nomination(request.user, pk)
    delegate = nomination.delegate
    if delegate.state != DelegateState.NOMINATED:
        raise Http404
    if not rules.may_read(request.standing, delegate, Kept.IDENTITY):
        raise Http404
    identity = open_identity(request.user, delegate, SeenOn.NOMINATION)
    known = {"name": identity.name, "phone": identity.phone, "email": identity.email}
    form = CorrectionForm(request.POST or None, nomination=nomination, known=known)
    if request.method == "POST" and form.is_valid():
        try:
            correct_nomination(nomination=nomination, by=request.user, **form.cleaned_data)
        except DomainError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("The nomination is corrected."))
            return redirect(here("delegates:delegate-detail", pk=delegate.pk))
    context = {"form": form, "delegate": delegate}
    status = 422 if form.is_bound else 200
    return render_page(request, "delegates/nomination_edit.html", context, status=status)


@require_http_methods(["POST"])
@nominator_page
def nomination_take_back(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    nomination = access_nomination(request.user, pk)
    try:
        take_back(nomination=nomination, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The nomination is taken back."))
    return redirect(here("delegates:delegate-detail", pk=nomination.delegate_id))
