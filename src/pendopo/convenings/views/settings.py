"""The convening's settings and its phases."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.convenings import actions, rules
from pendopo.convenings.forms.convening import ConveningForm, PhaseForm
from pendopo.convenings.http import desk_page, organiser_page
from pendopo.convenings.models import Convening
from pendopo.convenings.queries.access import access_phase
from pendopo.convenings.queries.lists import phases
from pendopo.convenings.views.base import form_page
from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.core.times import today
from pendopo.core.urls import here


@desk_page
@require_safe
def detail(request: HtmxHttpRequest) -> HttpResponse:
    """Theme, days, host, venue and phases, for everybody at the desk."""
    context = {
        "convening": request.convening,
        "phases": phases(),
        "today": today(),
        "may_change": rules.may_change_convening(request.standing),
        "may_publish": rules.may_publish_convening(request.standing),
    }
    return render_page(request, "convenings/settings.html", context)


@organiser_page
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HtmxHttpRequest) -> HttpResponse:
    """Change the convening."""
    row = Convening.objects.get(pk=request.convening.pk)
    form = ConveningForm(request.POST or None, instance=row)
    return form_page(
        request,
        form,
        lambda **data: actions.update_convening(convening=row, by=request.user, **data),
        said=_("The convening has been saved."),
        to=here("convenings:settings"),
        title=_("Change the convening"),
        up=[(here("convenings:settings"), _("Convening"))],
    )


@organiser_page
@require_http_methods(["POST"])
def publish(request: HtmxHttpRequest) -> HttpResponse:
    """Show the public pages to everybody, or hide them."""
    if not rules.may_publish_convening(request.standing):
        raise Http404("Not for this reader.")
    published = request.POST.get("published") == "yes"
    row = Convening.objects.get(pk=request.convening.pk)
    actions.publish_convening(convening=row, published=published, by=request.user)
    said = _("The public pages are open.") if published else _("The public pages are hidden.")
    messages.success(request, said)
    return redirect(here("convenings:settings"))


@organiser_page
@require_http_methods(["GET", "HEAD", "POST"])
def phase_new(request: HtmxHttpRequest) -> HttpResponse:
    """Add a phase."""
    return form_page(
        request,
        PhaseForm(request.POST or None),
        lambda **data: actions.add_phase(convening=request.convening, by=request.user, **data),
        said=_("The phase has been added."),
        to=here("convenings:settings"),
        title=_("Add a phase"),
        up=[(here("convenings:settings"), _("Convening"))],
    )


@organiser_page
@require_http_methods(["GET", "HEAD", "POST"])
def phase_edit(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Change a phase."""
    phase = access_phase(request.user, pk)
    return form_page(
        request,
        PhaseForm(request.POST or None, instance=phase),
        lambda **data: actions.update_phase(phase=phase, by=request.user, **data),
        said=_("The phase has been saved."),
        to=here("convenings:settings"),
        title=_("Change the phase"),
        up=[(here("convenings:settings"), _("Convening"))],
        delete_url=here("convenings:phase-delete", pk=phase.pk),
    )


@organiser_page
@require_http_methods(["POST"])
def phase_delete(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Remove a phase."""
    phase = access_phase(request.user, pk)
    try:
        actions.remove_phase(phase=phase, by=request.user)
        messages.success(request, _("The phase has been removed."))
    except DomainError as error:
        messages.error(request, str(error))
    return redirect(here("convenings:settings"))
