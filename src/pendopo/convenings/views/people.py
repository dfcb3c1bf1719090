"""People in their public roles."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.convenings import actions, rules
from pendopo.convenings.forms.people import PersonForm
from pendopo.convenings.http import desk_page, organiser_page
from pendopo.convenings.queries.access import access_person
from pendopo.convenings.queries.lists import people
from pendopo.convenings.views.base import form_page, page_of
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.core.urls import here


@desk_page
@require_safe
def listed(request: HtmxHttpRequest) -> HttpResponse:
    """Everybody with a part in the preparation."""
    text = request.GET.get("text", "").strip()
    s = request.standing
    context = {
        "page": page_of(request, people(text=text)),
        "text": text,
        "may_add": rules.may_organise(s),
        "own_sides": [side for side in ("government", "network", "neither") if rules.may_edit_side(s, side)],
    }
    return render_page(request, "convenings/person_list.html", context, partial="results")


@organiser_page
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HtmxHttpRequest) -> HttpResponse:
    """Add a person."""
    return form_page(
        request,
        PersonForm(request.POST or None, standing=request.standing),
        lambda **data: actions.add_person(convening=request.convening, by=request.user, **data),
        said=_("The person has been added."),
        to=here("convenings:person-list"),
        title=_("Add a person"),
        up=[(here("convenings:person-list"), _("People"))],
    )


@organiser_page
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Change a person."""
    person = access_person(request.user, pk)
    return form_page(
        request,
        PersonForm(request.POST or None, instance=person, standing=request.standing),
        lambda **data: actions.update_person(person=person, by=request.user, **data),
        said=_("The person has been saved."),
        to=here("convenings:person-list"),
        title=_("Change the person"),
        up=[(here("convenings:person-list"), _("People"))],
    )
