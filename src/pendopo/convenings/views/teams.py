"""Teams and their seats."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.convenings import actions, rules
from pendopo.convenings.forms.people import SeatForm, TeamForm
from pendopo.convenings.http import desk_page, organiser_page
from pendopo.convenings.queries.access import access_seat, access_team
from pendopo.convenings.queries.lists import teams
from pendopo.convenings.views.base import form_page
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.core.urls import here


@desk_page
@require_safe
def listed(request: HtmxHttpRequest) -> HttpResponse:
    """The teams with their members."""
    s = request.standing
    context = {
        "teams": teams(),
        "may_add": rules.may_organise(s),
        "own_sides": [side for side in ("government", "network", "neither") if rules.may_edit_side(s, side)],
    }
    return render_page(request, "convenings/team_list.html", context)


@organiser_page
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HtmxHttpRequest) -> HttpResponse:
    """Add a team."""
    return form_page(
        request,
        TeamForm(request.POST or None, standing=request.standing),
        lambda **data: actions.add_team(convening=request.convening, by=request.user, **data),
        said=_("The team has been added."),
        to=here("convenings:team-list"),
        title=_("Add a team"),
        up=[(here("convenings:team-list"), _("Teams"))],
    )


@organiser_page
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Change a team."""
    team = access_team(request.user, pk, to="edit")
    return form_page(
        request,
        TeamForm(request.POST or None, instance=team, standing=request.standing),
        lambda **data: actions.update_team(team=team, by=request.user, **data),
        said=_("The team has been saved."),
        to=here("convenings:team-list"),
        title=_("Change the team"),
        up=[(here("convenings:team-list"), _("Teams"))],
    )


@organiser_page
@require_http_methods(["GET", "HEAD", "POST"])
def seat_new(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Give somebody a seat in a team."""
    team = access_team(request.user, pk, to="edit")
    return form_page(
        request,
        SeatForm(request.POST or None),
        lambda **data: actions.add_team_member(team=team, by=request.user, **data),
        said=_("The person sits in the team."),
        to=here("convenings:team-list"),
        title=_("Give a seat in %(team)s") % {"team": team.name},
        up=[(here("convenings:team-list"), _("Teams"))],
    )


@organiser_page
@require_http_methods(["GET", "HEAD", "POST"])
def seat_edit(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Change a seat."""
    seat = access_seat(request.user, pk)
    return form_page(
        request,
        SeatForm(request.POST or None, instance=seat),
        lambda **data: actions.update_team_member(seat=seat, by=request.user, **data),
        said=_("The seat has been saved."),
        to=here("convenings:team-list"),
        title=_("Change the seat in %(team)s") % {"team": seat.team.name},
        up=[(here("convenings:team-list"), _("Teams"))],
    )


@organiser_page
@require_http_methods(["POST"])
def seat_delete(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Free a seat."""
    seat = access_seat(request.user, pk)
    actions.remove_team_member(seat=seat, by=request.user)
    messages.success(request, _("The seat is free."))
    return redirect(here("convenings:team-list"))
