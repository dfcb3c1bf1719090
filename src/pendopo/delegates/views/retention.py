"""The desk page of retention: what is erased next, and when."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.convenings.http import organiser_page
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.core.times import today
from pendopo.core.urls import here
from pendopo.delegates.actions.retention import set_days
from pendopo.delegates.enums import Kept
from pendopo.delegates.forms.consent import RetentionForm
from pendopo.delegates.queries import retention as queries
from pendopo.delegates.rules import may_look_after
from pendopo.delegates.views.form_builder import secretariat_page


@organiser_page
@require_safe
def retention(request: HtmxHttpRequest) -> HttpResponse:
    """What is kept how long, what goes next, and what has gone."""
    rows = queries.plan(request.convening, today())
    erased = queries.erasures(request.convening)
    context = {
        "rows": rows,
        "next": queries.next_of(rows),
        "erasures": [(Kept(row.kind).label, row) for row in erased],
        "may_change": may_look_after(request.standing),
    }
    return render_page(request, "delegates/retention_list.html", context)


@secretariat_page
@require_http_methods(["GET", "HEAD", "POST"])
def retention_edit(request: HtmxHttpRequest) -> HttpResponse:
    """How long each kind is kept."""
    days = queries.days_kept(request.convening)
    form = RetentionForm(request.POST or None, initial={str(kind): number for kind, number in days.items()})
    if request.method == "POST" and form.is_valid():
        set_days(convening=request.convening, days=form.days(), by=request.user)
        messages.success(request, _("The times of keeping are changed."))
        return redirect(here("delegates:retention"))
    return render_page(
        request, "delegates/retention_edit.html", {"form": form}, status=422 if form.is_bound else 200
    )
