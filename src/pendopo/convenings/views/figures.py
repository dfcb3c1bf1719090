"""Published numbers with their provenance."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.convenings import actions, rules
from pendopo.convenings.forms.figure import FigureForm
from pendopo.convenings.http import desk_page, organiser_page
from pendopo.convenings.queries.access import access_figure
from pendopo.convenings.queries.lists import figures
from pendopo.convenings.views.base import form_page, page_of
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.core.urls import here


@desk_page
@require_safe
def listed(request: HtmxHttpRequest) -> HttpResponse:
    """All figures, newest first."""
    context = {
        "page": page_of(request, figures()),
        "may_change": rules.may_change_convening(request.standing),
    }
    return render_page(request, "convenings/figure_list.html", context)


@organiser_page
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HtmxHttpRequest) -> HttpResponse:
    """Add a figure."""
    return form_page(
        request,
        FigureForm(request.POST or None),
        lambda **data: actions.add_figure(convening=request.convening, by=request.user, **data),
        said=_("The figure has been added."),
        to=here("convenings:figure-list"),
        title=_("Add a figure"),
        up=[(here("convenings:figure-list"), _("Figures"))],
    )


@organiser_page
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Correct a figure."""
    figure = access_figure(request.user, pk)
    return form_page(
        request,
        FigureForm(request.POST or None, instance=figure),
        lambda **data: actions.update_figure(figure=figure, by=request.user, **data),
        said=_("The figure has been saved."),
        to=here("convenings:figure-list"),
        title=_("Correct the figure"),
        up=[(here("convenings:figure-list"), _("Figures"))],
        delete_url=here("convenings:figure-delete", pk=figure.pk),
    )


@organiser_page
@require_http_methods(["POST"])
def delete(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Remove a figure; the log keeps its value."""
    figure = access_figure(request.user, pk)
    actions.remove_figure(figure=figure, by=request.user)
    messages.success(request, _("The figure has been removed."))
    return redirect(here("convenings:figure-list"))
