"""From the announcement of the seed to the page on which everybody can repeat the draw."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.convenings.http import desk_page
from pendopo.core.caching import public_page
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.core.urls import here
from pendopo.delegates.actions import draw as actions
from pendopo.delegates.enums import SelectionState
from pendopo.delegates.forms.selection import AnnounceForm, SeedForm, WhyForm
from pendopo.delegates.models import Selection
from pendopo.delegates.queries import selection as queries
from pendopo.delegates.queries import verdict
from pendopo.delegates.queries.documents import documents, file_name, written
from pendopo.delegates.solving import selection as solving
from pendopo.delegates.views.selection import form_page, refused, step


def _back_to(pk: UUID) -> str:
    return here("delegates:selection-detail", pk=pk)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def selection_announce(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Say where the seed will come from; from then on the lottery is fixed."""
    selection = queries.access_selection(request.user, pk, to="manage")
    refused(selection.state != SelectionState.COMPUTED)
    form = AnnounceForm(request.POST or None)
    if form.done(actions.announce_seed, selection=selection, by=request.user):
        messages.success(
            request, _("The lottery is fixed. Publish it now, before anybody can know the seed.")
        )
        return redirect(_back_to(pk))
    lead = _(
        "After this nothing is computed again: the lottery is fixed by its fingerprint, and the seed draws from it."
    )
    return form_page(request, form, _("Announce the seed"), _("Fix the lottery"), _back_to(pk), lead)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def selection_draw(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Enter the seed and draw."""
    selection = queries.access_selection(request.user, pk, to="manage")
    refused(selection.state != SelectionState.ANNOUNCED)
    form = SeedForm(request.POST or None)
    if form.done(solving.draw, selection=selection, by=request.user):
        messages.success(request, _("The panel is drawn. The others are on the waiting list."))
        return redirect(_back_to(pk))
    lead = _("Announced source: %(source)s") % {"source": selection.seed_source}
    return form_page(request, form, _("Enter the seed"), _("Draw"), _back_to(pk), lead)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def selection_set_aside(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Give a selection up, with a reason."""
    selection = queries.access_selection(request.user, pk, to="manage")
    refused(selection.state == SelectionState.SET_ASIDE)
    form = WhyForm(request.POST or None)
    if form.done(actions.set_aside, selection=selection, by=request.user):
        messages.success(request, _("The selection is set aside; its record stays."))
        return redirect(_back_to(pk))
    lead = _("The reason stands on the public page if there is one. Write no names.")
    send = pgettext("what to do", "Set aside")
    return form_page(request, form, send, send, _back_to(pk), lead)


@desk_page
@require_http_methods(["POST"])
def selection_publish(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Show the selection and its files to everybody."""
    selection = queries.access_selection(request.user, pk, to="manage")
    done = _("The page is public now. Share its address.")
    return step(request, _back_to(pk), done, actions.publish_selection, selection=selection)


@desk_page
@require_http_methods(["POST"])
def selection_unpublish(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Take the selection off the public pages."""
    selection = queries.access_selection(request.user, pk, to="manage")
    done = _("The page is no longer public.")
    return step(request, _back_to(pk), done, actions.unpublish_selection, selection=selection)


@desk_page
@require_safe
def selection_file(request: HtmxHttpRequest, pk: UUID, file: str) -> HttpResponse:
    """A file of a selection for those who publish it; everybody else reads it once it is public."""
    return _file(queries.access_selection(request.user, pk, to="manage"), file)


@public_page
@require_safe
def selection_public(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """What was done, with all that is needed to repeat it."""
    selection = queries.public_selection(pk)
    return render_page(request, "delegates/selection_public.html", public_context(selection))


def public_context(selection: Selection) -> dict[str, Any]:
    """What the public page shows."""
    return {
        "selection": selection,
        "lines": queries.lines(selection, public=True),
        "limits": [*verdict.limits_in_words(selection).values()],
        "spread": queries.spread(selection),
        "certificate": verdict.certificate(selection),
        "numbers": verdict.numbers(selection),
        "files": {name: file_name(selection, name) for name in documents(selection)},
        "in_time": selection.published_at
        and selection.seed_at
        and selection.published_at < selection.seed_at,
    }


@public_page
@require_safe
def selection_public_file(request: HtmxHttpRequest, pk: UUID, file: str) -> HttpResponse:
    """A file of a published selection."""
    return _file(queries.public_selection(pk), file)


def _file(selection: Selection, name: str) -> HttpResponse:
    found = documents(selection).get(name)
    if found is None:
        raise Http404("No such file.")
    response = HttpResponse(written(found), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{file_name(selection, name)}"'
    return response
