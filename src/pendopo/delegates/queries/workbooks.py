"""Tables that leave the house as XLSX; text is marked as text, so that no cell can become a formula or a link."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from django.utils.translation import gettext as _
from django.utils.translation import override

from pendopo.convenings.enums import OrganisationKind
from pendopo.delegates.queries.upload import COLUMNS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Sheet = tuple[str, Sequence[str], Iterable[Sequence[str]]]


def workbook(*sheets: Sheet) -> bytes:
    """A workbook of sheets, each with a name, its heads and its rows of text."""
    import xlsxwriter

    made = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(made, options)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True, "num_format": "@"})
    for name, heads, rows in sheets:
        sheet = book.add_worksheet(name[:31])
        sheet.set_column(0, len(heads) - 1, 24, text)  # typed telephone numbers stay text as well
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, bold)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                sheet.write_string(number, column, value, text)
        sheet.freeze_panes(1, 0)
    book.close()
    return made.getvalue()


def template_workbook() -> bytes:
    """The empty table with its heads in both languages, and a sheet that explains every column in both."""
    guide = []
    for column in COLUMNS:
        said = []
        for language in ("id", "en"):
            with override(language):
                said.append(str(column.help))
        guide.append([column.head, *said])
    for kind in OrganisationKind:
        said = []
        for language in ("id", "en"):
            with override(language):
                said.append(str(kind.label))
        guide.append([f"sektor | sector: {kind.value}", *said])
    heads = ["kolom | column", "help_ind", "help_en"]
    return workbook((_("Nominations"), [column.head for column in COLUMNS], []), ("Petunjuk", heads, guide))
