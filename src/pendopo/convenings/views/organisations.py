"""Organisations and their units."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.convenings import actions, rules
from pendopo.convenings.enums import OrganisationKind, Side
from pendopo.convenings.forms.organisation import OrganisationForm, UnitForm
from pendopo.convenings.http import desk_page, organiser_page
from pendopo.convenings.models import Organisation
from pendopo.convenings.queries.access import access_organisation, access_unit
from pendopo.convenings.queries.lists import organisations, people, units_of
from pendopo.convenings.views.base import form_page, page_of
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.core.urls import here


def _up(*more: tuple[str, str]) -> list[tuple[str, str]]:
    return [(here("convenings:organisation-list"), _("Organisations")), *more]


def _detail_url(organisation: Organisation) -> str:
    return here("convenings:organisation-detail", pk=organisation.pk)


@desk_page
@require_safe
def listed(request: HtmxHttpRequest) -> HttpResponse:
    """All organisations, filtered by text, side and kind."""
    asked = {name: request.GET.get(name, "").strip() for name in ("text", "side", "kind")}
    context = {
        "page": page_of(request, organisations(**asked)),
        "asked": asked,
        "sides": Side.choices,
        "kinds": OrganisationKind.choices,
        "may_add": rules.may_organise(request.standing),
    }
    return render_page(request, "convenings/organisation_list.html", context, partial="results")


@desk_page
@require_safe
def detail(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """One organisation with its units and people."""
    organisation = access_organisation(request.user, pk, to="read")
    context = {
        "organisation": organisation,
        "units": units_of(organisation),
        "people": people(organisation=organisation),
        "may_edit": rules.may_edit_side(request.standing, organisation.side),
    }
    return render_page(request, "convenings/organisation_detail.html", context)


@organiser_page
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HtmxHttpRequest) -> HttpResponse:
    """Add an organisation."""
    return form_page(
        request,
        OrganisationForm(request.POST or None, standing=request.standing),
        lambda **data: actions.add_organisation(convening=request.convening, by=request.user, **data),
        said=_("The organisation has been added."),
        to=_detail_url,
        back=here("convenings:organisation-list"),
        title=_("Add an organisation"),
        up=_up(),
    )


@organiser_page
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Change an organisation."""
    organisation = access_organisation(request.user, pk, to="edit")
    return form_page(
        request,
        OrganisationForm(request.POST or None, instance=organisation, standing=request.standing),
        lambda **data: actions.update_organisation(organisation=organisation, by=request.user, **data),
        said=_("The organisation has been saved."),
        to=_detail_url(organisation),
        title=_("Change the organisation"),
        up=_up((_detail_url(organisation), organisation.label)),
    )


@organiser_page
@require_http_methods(["GET", "HEAD", "POST"])
def unit_new(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Add a unit."""
    organisation = access_organisation(request.user, pk, to="edit")
    return form_page(
        request,
        UnitForm(request.POST or None),
        lambda **data: actions.add_unit(organisation=organisation, by=request.user, **data),
        said=_("The unit has been added."),
        to=_detail_url(organisation),
        title=_("Add a unit"),
        up=_up((_detail_url(organisation), organisation.label)),
    )


@organiser_page
@require_http_methods(["GET", "HEAD", "POST"])
def unit_edit(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Change a unit."""
    unit = access_unit(request.user, pk)
    return form_page(
        request,
        UnitForm(request.POST or None, instance=unit),
        lambda **data: actions.update_unit(unit=unit, by=request.user, **data),
        said=_("The unit has been saved."),
        to=_detail_url(unit.organisation),
        title=_("Change the unit"),
        up=_up((_detail_url(unit.organisation), unit.organisation.label)),
    )
