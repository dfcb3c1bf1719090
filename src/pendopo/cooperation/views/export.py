"""What leaves the house on paper or in a table: the list as XLSX, the record of agreement as PDF and Word."""

from io import BytesIO
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pendopo.convenings.http import desk_page
from pendopo.cooperation.forms.commitment import FilterForm
from pendopo.cooperation.queries import commitment as queries
from pendopo.cooperation.queries.meeting import access_meeting
from pendopo.cooperation.queries.record import record_of
from pendopo.cooperation.queries.status import status_of
from pendopo.core.documents import document_response, render_docx, render_pdf
from pendopo.core.http import HtmxHttpRequest
from pendopo.core.times import today

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = (10, 10, 30, 48, 48, 14, 26, 26, 22, 12, 12, 12, 30, 30, 26)


@require_safe
@desk_page
def commitment_export(request: HtmxHttpRequest) -> HttpResponse:
    day = today()
    rows = queries.commitments(day, FilterForm(request.GET).filters())
    content = _workbook(
        queries.with_evidence(rows.select_related("responsible", "agreement", "organisation", "unit")), day
    )
    response = HttpResponse(content, content_type=XLSX)
    name = f"{request.convening.slug}-commitments-{day.isoformat()}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _heads() -> list[str]:
    return [
        _("Code"),
        _("Agreement"),
        _("Heading"),
        _("Commitment (Indonesian)"),
        _("Commitment (English)"),
        _("Side"),
        _("Organisation"),
        _("Unit"),
        _("Responsible person"),
        _("Due date"),
        _("First due date"),
        _("Done on"),
        _("Status"),
        _("Evidence expected"),
        _("Evidence"),
    ]


def _cells(row: Any, day: Any) -> list[Any]:
    return [
        row.code,
        row.agreement.code,
        row.agreement.label,
        row.what_ind or "",
        row.what_en or "",
        row.get_side_display(),
        row.organisation.name,
        row.unit.name if row.unit else "",
        row.responsible.name if row.responsible else "",
        row.due,
        row.first_due,
        row.done_on,
        status_of(row, day).text,
        row.evidence_expected or "",
        "; ".join(proof.title for proof in row.evidence.all()),
    ]


def _workbook(rows: Any, day: Any) -> bytes:
    """Text goes in as text only, marked as such, so that no cell can become a formula or a link."""
    import xlsxwriter

    made = BytesIO()
    book = xlsxwriter.Workbook(
        made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(_("Commitments")[:31])
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True, "num_format": "@"})
    date_format = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
    for column, (head, width) in enumerate(zip(_heads(), WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, head, bold)
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(_cells(row, day)):
            if hasattr(value, "isoformat"):
                sheet.write_datetime(number, column, value, date_format)
            else:
                sheet.write_string(number, column, str(value if value is not None else ""), text)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, sheet.dim_rowmax or 0), len(WIDTHS) - 1)
    book.close()
    return made.getvalue()


@require_safe
@desk_page
def agreement_record(request: HtmxHttpRequest, pk: UUID, kind: str) -> HttpResponse:
    meeting = access_meeting(request.user, pk, to="read")
    data = record_of(meeting)
    if data is None:
        raise Http404
    name = _("record-of-agreement") + f"-{meeting.code}"
    if kind == "pdf":
        return document_response(render_pdf("cooperation/documents/record.typ", data), name, "pdf")
    return document_response(render_docx("cooperation/documents/record.json", data), name, "docx")
