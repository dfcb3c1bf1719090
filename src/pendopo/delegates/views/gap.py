"""The live gap between quotas and people at the desk, and the table that may leave it."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.http import HttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from pendopo.convenings.http import desk_page
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.core.times import today
from pendopo.delegates.enums import CountedIn, DelegateState, Dimension
from pendopo.delegates.forms.gap import ViewForm
from pendopo.delegates.queries.gap import STAGES, Cross, Gap, Line, Status, Verdict, cross, gap
from pendopo.delegates.queries.share import SharedLine, safe_pair, shared_lines
from pendopo.delegates.queries.suppression import SafeTable

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHIPS = {
    Status.MET: ("ok", "ok"),
    Status.SHORT: ("warn", "down"),
    Status.OVER: ("late", "up"),
    Status.UNREACHABLE: ("late", "block"),
    Status.NOBODY: ("todo", "todo"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One quota as the page draws it."""

    line: Line
    state: str
    icon: str
    words: str
    wanted: str
    counts: list[tuple[str, int, int | None, bool]]


def words_of(verdict: Verdict) -> str:
    """The status in words, with its number."""
    if verdict.status is Status.MET:
        return _("Met")
    if verdict.status is Status.NOBODY:
        return _("Nobody in the group yet")
    texts = {
        Status.SHORT: ngettext("Short by %(by)s", "Short by %(by)s", verdict.by),
        Status.OVER: ngettext("Over by %(by)s", "Over by %(by)s", verdict.by),
        Status.UNREACHABLE: ngettext(
            "Not reachable: the pool lacks %(by)s", "Not reachable: the pool lacks %(by)s", verdict.by
        ),
    }
    return texts[verdict.status] % {"by": verdict.by}


def _shown(line: Line, judged: int) -> Shown:
    state, icon = CHIPS[line.verdict.status]
    own = line.own or (None,) * len(STAGES)
    counts = [
        (str(DelegateState(stage).label), count, part, number == judged)
        for number, (stage, count, part) in enumerate(zip(STAGES, line.counts, own, strict=True), 1)
    ]
    return Shown(line, state, icon, words_of(line.verdict), wanted_text(line), counts)


def wanted_text(line: Line) -> str:
    """What a quota in per cent asks for in persons; nothing where it says so itself."""
    if line.quota.unit != CountedIn.PERCENT:
        return ""
    bound = line.bound
    low = bound.lower or bound.target or 0
    if bound.upper is None:
        return _("%(low)s or more") % {"low": low}
    return _("%(low)s to %(high)s") % {"low": low, "high": bound.upper}


@desk_page
@require_safe
def gap_page(request: HtmxHttpRequest) -> HttpResponse:
    """Every quota with its counts and its gap, and two dimensions crossed."""
    form = ViewForm(request.GET)
    asked = form.asked()
    organisation = asked["organisation"]
    found = gap(
        asked["audience"], stage=asked["stage"], organisation=organisation.pk if organisation else None
    )
    context = {
        "form": form,
        "asked": asked,
        "gap": found,
        "stages": list(zip((DelegateState(s).label for s in STAGES), found.everybody, strict=True)),
        "stage": DelegateState(STAGES[asked["stage"] - 1]).label,
        "lines": [_shown(line, asked["stage"]) for line in found.lines],
        "organisation": organisation,
        "cross": crossed(found, asked),
        "heads": (Dimension(asked["rows"]).label, Dimension(asked["columns"]).label),
        "query": urlencode({name: asked[name] for name in ("audience", "stage", "rows", "columns")}),
    }
    return render_page(request, "delegates/gap.html", context)


def crossed(found: Gap, asked: dict[str, Any]) -> Cross | None:
    """The table of two dimensions; nothing for a dimension with itself, or while nobody is there."""
    if asked["rows"] == asked["columns"] or not found.everybody[asked["stage"] - 1]:
        return None
    return cross(found.tally, asked["rows"], asked["columns"], stage=asked["stage"], unknown=_("Not known"))


@desk_page
@require_safe
def gap_export(request: HtmxHttpRequest) -> HttpResponse:
    """What may leave the desk: the same numbers of all together, small ones hidden."""
    asked = ViewForm(request.GET).asked()
    found = gap(asked["audience"], stage=asked["stage"])
    table = crossed(found, asked)
    content = _workbook(found, asked, table)
    response = HttpResponse(content, content_type=XLSX)
    day = today(request.convening.time_zone)
    name = f"{request.convening.slug}-quotas-{asked['audience']}-{day.isoformat()}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _workbook(found: Gap, asked: dict[str, Any], table: Cross | None) -> bytes:
    """Text goes in as text only, so that no cell can become a formula or a link."""
    import xlsxwriter

    made = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(made, options)
    stage = str(DelegateState(STAGES[asked["stage"] - 1]).label)
    _write(book, _("Quotas"), quota_table(shared_lines(found), stage))
    if table is not None:
        heads = (Dimension(asked["rows"]).label, Dimension(asked["columns"]).label)
        title = _("Cross table")
        _write(
            book,
            title,
            cross_table(table, safe_pair(table.counts, asked["rows"], asked["columns"]), heads, stage),
        )
    book.close()
    return made.getvalue()


def quota_table(lines: list[SharedLine], stage: str) -> list[list[str]]:
    """The sheet of quotas: what each asks for, the count where it may be told, and the status."""
    told = [
        [line.whom, line.asks, line.count, words_of(line.verdict) if line.verdict else "–"] for line in lines
    ]
    return [[_("Whom"), _("How many"), stage, pgettext("quota", "Gap")], *told, [], [note()]]


def cross_table(table: Cross, safe: SafeTable, heads: tuple[Any, Any], stage: str) -> list[list[str]]:
    """The sheet of two dimensions, with sums."""
    top = [f"{heads[0]} / {heads[1]} ({stage})", *table.columns, _("Together")]
    rows = [
        [name, *cells, total]
        for name, cells, total in zip(table.rows, safe.cells, safe.rows.shown, strict=True)
    ]
    return [top, *rows, [_("Together"), *safe.columns.shown, safe.rows.total], [], [note()]]


def note() -> str:
    """How the marks are to be read."""
    return _(
        "<5: fewer than five people, nobody included. ≥5 and –: hidden so that a small number cannot be computed."
    )


def _write(book: Any, title: str, rows: list[list[str]]) -> None:
    sheet = book.add_worksheet(title[:31])
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True, "num_format": "@"})
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 40, 16)
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if number and column and value.isdecimal():
                sheet.write_number(number, column, int(value))
            else:
                sheet.write_string(number, column, value, text if number else bold)
    sheet.freeze_panes(1, 1)
