"""Tables of nominations: the template, the preview with every wrong row, and loading the good ones."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.convenings.models import Organisation
from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, add_refusal, render_page
from pendopo.core.times import now, today
from pendopo.core.urls import here
from pendopo.delegates.actions.delegate import mark_of
from pendopo.delegates.actions.upload import KEPT, keep_table, load_table, wanted_rows
from pendopo.delegates.forms.upload import LoadForm, UploadForm
from pendopo.delegates.models import NominationTable
from pendopo.delegates.queries.duplicates import doubles_of
from pendopo.delegates.queries.faults import faults_in
from pendopo.delegates.queries.nomination import nominating_organisations, room_of
from pendopo.delegates.queries.tables import read_lines
from pendopo.delegates.queries.upload import COLUMNS, as_key, check
from pendopo.delegates.queries.workbooks import XLSX, template_workbook
from pendopo.delegates.views.nomination import nominator_page

SHOWN_FAULTS, SHOWN_ROWS = 500, 20


@require_http_methods(["GET", "HEAD", "POST"])
@nominator_page
def upload_new(request: HtmxHttpRequest) -> HttpResponse:
    files = request.FILES if request.method == "POST" else None
    form = UploadForm(request.POST or None, files, standing=request.standing)
    if request.method == "POST" and form.is_valid():
        try:
            table = _keep(request, **form.cleaned_data)
        except DomainError as error:
            add_refusal(form, error)
        else:
            return redirect(here("delegates:upload-preview", pk=table.pk))
    status = 422 if request.method == "POST" else 200
    return render_page(
        request, "delegates/upload_form.html", {"form": form, "columns": COLUMNS}, status=status
    )


def _keep(
    request: HtmxHttpRequest, *, upload: bytes, audience: str, organisation: Organisation | None
) -> NominationTable:
    """Look at the whole table and keep what was found."""
    bodies = list(nominating_organisations(request.standing))
    checked = check(read_lines(upload), bodies, organisation or (bodies[0] if len(bodies) == 1 else None))
    marks = (
        (row.line, row.name, mark_of("phone", row.phone), mark_of("email", row.email)) for row in checked.good
    )
    doubles = doubles_of(request.user, request.convening, marks)
    return keep_table(
        convening=request.convening, audience=audience, checked=checked, doubles=doubles, by=request.user
    )


@require_safe
@nominator_page
def upload_template(request: HtmxHttpRequest) -> HttpResponse:
    response = HttpResponse(template_workbook(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{_("nominations")}.xlsx"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@nominator_page
def upload_preview(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    rows = NominationTable.objects.filter(made_by=request.user, loaded_at=None, created_at__gt=now() - KEPT)
    table = rows.filter(pk=pk).first()
    if table is None:
        raise Http404
    form = LoadForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            count = load_table(table=table, by=request.user, **form.cleaned_data)
        except DomainError as error:
            add_refusal(form, error)
        else:
            said = ngettext("%(count)s person is nominated.", "%(count)s people are nominated.", count)
            messages.success(request, said % {"count": count})
            return redirect(here("delegates:delegate-list"))
    status = 422 if form.is_bound else 200
    return render_page(
        request, "delegates/upload_preview.html", _preview(table) | {"form": form}, status=status
    )


def _preview(table: NominationTable) -> dict[str, Any]:
    good, faults, doubles = (table.data.get(name, []) for name in ("good", "faults", "doubles"))
    bodies = {
        one.pk.hex: one
        for one in Organisation.objects.filter(pk__in={as_key(row["organisation"]) for row in good})
    }
    return {
        "table": table,
        "good": len(good),
        "rows": [row | {"body": bodies[row["organisation"]]} for row in good[:SHOWN_ROWS]],
        "faults": faults_in(table.data, SHOWN_FAULTS),
        "fault_count": len(faults),
        "wrong": len({fault["line"] for fault in faults}),
        "doubles": doubles[:SHOWN_FAULTS],
        "double_count": len(doubles),
        "certain": len(good) - len(wanted_rows(table, without_doubles=True)),
        "bodies": _rooms(table, good, bodies),
    }


def _rooms(
    table: NominationTable, good: list[dict[str, Any]], bodies: dict[str, Organisation]
) -> list[dict[str, Any]]:
    """For every organisation that a plan limits: how many the table brings, and what it has left."""
    found = []
    for key, count in Counter(row["organisation"] for row in good).items():
        room = room_of(bodies[key], table.audience)
        if room.seats is not None or room.deadline is not None:
            over = room.is_over(today())
            found.append({"body": bodies[key], "count": count, "room": room, "over": over})
    return found
