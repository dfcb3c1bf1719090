"""What leaves the desk: the summary for reports with small numbers hidden, and the list of delegates by code."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.convenings.http import desk_page
from pendopo.convenings.models import Convening
from pendopo.core.http import HtmxHttpRequest
from pendopo.core.times import clock, long_date, now, today
from pendopo.delegates.actions.export import Listed, Taken, take_list
from pendopo.delegates.forms.nomination import FilterForm
from pendopo.delegates.forms.numbers import NumbersForm
from pendopo.delegates.queries.numbers import Numbers, numbers
from pendopo.delegates.queries.numbers_shared import SharedBreakdown, shared
from pendopo.delegates.views.delegate import sees_rows
from pendopo.delegates.views.gap import XLSX
from pendopo.delegates.views.numbers import title_of

Sheet = list[list[str]]
CSV = "text/csv; charset=utf-8"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@desk_page
@require_safe
def numbers_file(request: HtmxHttpRequest, kind: str) -> HttpResponse:
    """The summary as XLSX, or the same rows as CSV."""
    if kind not in ("xlsx", "csv"):
        raise Http404("No such kind of file.")
    part, _stage = NumbersForm(request.GET).asked()
    found = numbers(part)
    tables = shared(found, unknown=_("Not stated"), together=_("Together"))
    name = f"{request.convening.slug}-numbers{'-' + part if part else ''}"
    if kind == "csv":
        return _download(request, written_csv(long_rows(tables, title_of(found))), name, "csv")
    sheets = {_("Summary"): summary(tables), _("Notes"): notes(request.convening, found)}
    return _download(request, workbook(sheets), name, "xlsx")


@desk_page
@require_http_methods(["POST"])
def numbers_list(request: HtmxHttpRequest) -> HttpResponse:
    """The delegates whom the reader may see, as filtered, by code; with names only where they may be opened."""
    if not sees_rows(request.standing):
        raise Http404("No rows for this reader.")
    names = request.POST.get("names") == "yes"
    form = FilterForm(request.POST, standing=request.standing)
    taken = take_list(convening=request.convening, by=request.user, names=names, filters=form.filters())
    about = [*list_notes(request.convening, taken), [_("Filtered by"), form.said() or _("Nothing")]]
    sheets = {_("Delegates"): list_rows(taken), _("Notes"): about}
    return _download(request, workbook(sheets), f"{request.convening.slug}-delegates", "xlsx")


def summary(tables: Iterable[SharedBreakdown]) -> Sheet:
    """One table below the other, each with its sum."""
    rows: Sheet = []
    for table in tables:
        rows.append([table.label, _("Target"), _("Registered"), _("Attended")])
        rows += [[one.label, one.target, one.registered, one.attended] for one in (*table.rows, table.total)]
        rows.append([])
    return rows


def long_rows(tables: Iterable[SharedBreakdown], part: str) -> Sheet:
    """The same numbers with one line for each, as programs read them."""
    day = today().isoformat()
    heads = [_("Part"), _("By"), _("Value"), _("Target"), _("Registered"), _("Attended"), _("As of")]
    return [
        heads,
        *(
            [part, table.label, one.label, one.target, one.registered, one.attended, day]
            for table in tables
            for one in (*table.rows, table.total)
        ),
    ]


def notes(convening: Convening, found: Numbers) -> Sheet:
    """As of when, what counts as what, and what is hidden."""
    moment = now()
    lines = [
        (_("Convening"), convening.title),
        (_("Part"), title_of(found)),
        (_("As of"), f"{long_date(moment)}, {clock(moment)}"),
        (_("Counted"), _("People, each once: entries that are the same person count as one.")),
        (_("Target"), _("Seats of the plan in force, or the target of a quota; – where nothing is wanted.")),
        (_("Registered"), _("Everybody who has registered and has not declined or cancelled since.")),
        (_("Attended"), _("Everybody who was there; counted among the registered as well.")),
        (
            _("Disability"),
            _(
                "By the Washington Group Short Set: a lot of difficulty, or none of it possible, in at least one "
                "of six questions; only of people who agreed to be counted."
            ),
        ),
        (_("Not stated"), _("Stands apart, is counted in the sums, and never counts towards a target.")),
        (_("<5"), _("Fewer than five people, nobody included.")),
        (
            "≥5, –",
            _(
                "Hidden so that a small number cannot be computed; a sum of those who attended and those who did "
                "not is told only where both may be."
            ),
        ),
    ]
    return [[head, text] for head, text in lines]


def list_rows(taken: Taken) -> Sheet:
    """The list of delegates."""
    heads = [
        _("Delegate"),
        _("Name or alias"),
        _("Part"),
        _("State"),
        _("Organisation"),
        _("Sector"),
        _("Region"),
    ]
    return [heads, *(_line(one) for one in taken.rows)]


def _line(one: Listed) -> list[str]:
    row, traits = one.delegate, getattr(one.delegate, "traits", None)
    region = traits.region if traits else None
    return [
        row.code,
        one.name,
        row.get_audience_display(),
        row.get_state_display(),
        row.organisation.name if row.organisation else "",
        traits.get_sector_display() if traits else "",
        ", ".join(filter(None, (region.name, region.parent.name if region.parent else ""))) if region else "",
    ]


def list_notes(convening: Convening, taken: Taken) -> Sheet:
    """For whom the list is, and who is not on it."""
    moment = now()
    return [
        [_("Convening"), convening.title],
        [_("As of"), f"{long_date(moment)}, {clock(moment)}"],
        [_("For"), _("The desk only. Do not pass this list on, and delete it when it is no longer needed.")],
        [_("On no printed list"), str(taken.unlisted)],
    ]


def workbook(sheets: dict[str, Sheet]) -> bytes:
    """Text goes in as text only, marked as such, so that no cell can become a formula or a link."""
    import xlsxwriter

    made = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(made, options)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True, "num_format": "@"})
    for title, rows in sheets.items():
        sheet = book.add_worksheet(title[:31])
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 40, 22)
        for number, row in enumerate(rows):
            head = not number or not rows[number - 1]
            for column, value in enumerate(row):
                if column and value.isdecimal():
                    sheet.write_number(number, column, int(value))
                else:
                    sheet.write_string(number, column, value, bold if head else text)
    book.close()
    return made.getvalue()


def written_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with its mark, so that spreadsheets read it rightly; no cell begins like a formula."""
    made = StringIO()
    csv.writer(made, lineterminator="\r\n").writerows([harmless(value) for value in row] for row in rows)
    return made.getvalue().encode("utf-8-sig")


def harmless(value: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(FORMULA) else value


def _download(request: HtmxHttpRequest, content: bytes, name: str, ending: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX if ending == "xlsx" else CSV)
    day: Any = today(request.convening.time_zone)
    response["Content-Disposition"] = f'attachment; filename="{name}-{day.isoformat()}.{ending}"'
    response["Cache-Control"] = "private, no-store"
    return response
