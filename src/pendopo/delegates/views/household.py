"""Desk pages of households: who lives with one delegate, and all households of the convening."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.convenings.http import page_for
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.core.urls import here
from pendopo.delegates import rules
from pendopo.delegates.actions.household import join_household, leave_household
from pendopo.delegates.enums import Kept, SeenOn
from pendopo.delegates.forms.household import HousemateForm
from pendopo.delegates.models import Delegate
from pendopo.delegates.queries import household as queries
from pendopo.delegates.queries.delegate import access_delegate, name_in, open_identities

PER_PAGE = 50
LIKELY_SHOWN = 50
household_page = page_for(rules.may_note_household)


@require_http_methods(["GET", "HEAD", "POST"])
@household_page
def household(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Who lives with a delegate, who may, and the form that notes it."""
    delegate = access_delegate(request.user, pk, to=Kept.IDENTITY)
    mates = queries.housemates(delegate)
    back = here("delegates:household", pk=pk)
    if "leave" in request.POST:
        leaving = _one_of([delegate, *mates], request.POST["leave"])
        leave_household(delegate=leaving, by=request.user)
        messages.success(
            request, _("%(code)s is no longer noted in this household.") % {"code": leaving.code}
        )
        return redirect(back)
    form = HousemateForm(request.POST or None, delegate=delegate)
    if form.done(join_household, delegate=delegate, by=request.user):
        other = form.values()["other"]
        said = _("Noted: %(code)s and %(other)s live together.")
        messages.success(request, said % {"code": delegate.code, "other": other.code})
        return redirect(back)
    likely = queries.likely_housemates(delegate)
    shown = [delegate, *mates, *(one.delegate for one in likely)]
    names = open_identities(request.user, shown, SeenOn.HOUSEHOLD)
    context = {
        "delegate": delegate,
        "form": form,
        "mates": [(one, name_in(names, one.pk)) for one in mates],
        "likely": [(one, name_in(names, one.delegate.pk)) for one in likely],
        "name": name_in(names, delegate.pk),
    }
    status = 422 if form.is_bound else 200
    return render_page(request, "delegates/household.html", context, status=status)


def _one_of(people: list[Delegate], key: str) -> Delegate:
    found = next((one for one in people if str(one.pk) == key), None)
    if found is None:
        raise Http404("Nobody of this household.")
    return found


@require_safe
@household_page
def household_list(request: HtmxHttpRequest) -> HttpResponse:
    """All households, and people who share a telephone."""
    page = Paginator(queries.households(request.convening), PER_PAGE).get_page(request.GET.get("page"))
    likely = queries.sharing_a_phone(request.convening)[:LIKELY_SHOWN]
    shown = [one for group in (*page.object_list, *likely) for one in group]
    names = open_identities(request.user, shown, SeenOn.HOUSEHOLD)
    context = {
        "page": page,
        "households": [[(one, name_in(names, one.pk)) for one in group] for group in page.object_list],
        "likely": [[(one, name_in(names, one.pk)) for one in group] for group in likely],
    }
    return render_page(request, "delegates/household_list.html", context)
