"""From a description in blocks to a Word template with its placeholders in place."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table

Block = dict[str, Any]
ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
REGION = {"id": "id-ID", "en": "en-GB"}


def build(blocks: list[Block], language: str) -> bytes:
    """The template as a .docx file: A4, its language set, one element per block."""
    document = Document()
    _set_page(document)
    _set_language(document, language)
    for block in blocks:
        kind = next((name for name in MAKERS if name in block), None)
        if kind is None:
            raise ValueError(f"Block {block!r} is none of {', '.join(MAKERS)}.")
        MAKERS[kind](document, block)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _set_page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(20)
    document.styles["Normal"].font.size = Pt(11)


def _set_language(document: WordDocument, language: str) -> None:
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), REGION.get(language, language))


def _heading(document: WordDocument, block: Block) -> None:
    heading = document.add_heading(block["heading"], level=block.get("level", 1))
    heading.alignment = ALIGN[block.get("align", "left")]


def _paragraph(document: WordDocument, block: Block) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = ALIGN[block.get("align", "left")]
    paragraph.add_run(block["paragraph"]).bold = block.get("bold", False)


def _start(document: WordDocument, block: Block) -> None:
    document.add_paragraph(
        "{%p for " + block["for"] + " %}" if "for" in block else "{%p if " + block["if"] + " %}"
    )


def _end(document: WordDocument, block: Block) -> None:
    document.add_paragraph("{%p end" + block["end"] + " %}")


def _page_break(document: WordDocument, block: Block) -> None:
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _facts(document: WordDocument, block: Block) -> None:
    table = document.add_table(rows=0, cols=2)
    _repeated(table, f"pair in {block['facts']}", ["{{ pair[0] }}", "{{ pair[1] }}"])
    _set_widths(table, [40, 126])


def _table(document: WordDocument, block: Block) -> None:
    table = document.add_table(rows=1, cols=len(block["heads"]), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, block["heads"], strict=True):
        cell.paragraphs[0].add_run(head).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(table.rows[0]._tr.makeelement(qn("w:tblHeader")))
    _repeated(table, block["table"], block["cells"])
    _set_widths(table, block.get("widths") or [166 // len(block["heads"])] * len(block["heads"]))


def _repeated(table: Table, loop: str, cells: list[str]) -> None:
    """Rows between a `for` and an `endfor`; docxtpl takes out the two rows that hold only these words."""
    table.add_row().cells[0].text = "{%tr for " + loop + " %}"
    for cell, text in zip(table.add_row().cells, cells, strict=True):
        cell.text = text
    table.add_row().cells[0].text = "{%tr endfor %}"


def _set_widths(table: Table, widths: list[int]) -> None:
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def _signatures(document: WordDocument, block: Block) -> None:
    name = block["signatures"]
    table = document.add_table(rows=0, cols=2)
    loop = f"pair in {name} | batch(2, dict())"
    cells = [
        f"{{{{ pair[{i}].get('role', '') }}}}\n{{{{ pair[{i}].get('organisation', '') }}}}\n\n\n\n"
        f"{{{{ pair[{i}].get('name', '') }}}}\n{{{{ pair[{i}].get('lines', []) | join(', ') }}}}"
        for i in (0, 1)
    ]
    _repeated(table, loop, cells)
    for row in table.rows:
        for cell in row.cells:
            cell.paragraphs[0].alignment = ALIGN["center"]


MAKERS: dict[str, Callable[[WordDocument, Block], None]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "for": _start,
    "if": _start,
    "end": _end,
    "facts": _facts,
    "table": _table,
    "signatures": _signatures,
    "page_break": _page_break,
}
