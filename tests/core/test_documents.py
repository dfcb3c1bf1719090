"""Papers say what they were given, letter by letter, and are the same everywhere."""

from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader

from pendopo.core.documents import document_response, render_docx, render_pdf
from pendopo.core.documents.places import TemplateMissing, template_path

TRICKS = {
    "typst": '#read("/core/errors.py") *bold* _it_ $x^2$ @ref // no /* no */ \\u{41} ] } #{1+1}',
    "html": "<b>bold</b> &amp; <script>alert(1)</script>",
    "jinja": "{{ 7 * 7 }} {% raw %} {_{ secret }_} {#no#} %}",
    "xml": "]]> <w:t>in</w:t> <?xml?> &#65;",
}


def letter(**changes):
    return {
        "language": "id",
        "title": "Undangan",
        "letterhead": [{"name": "Jejaring", "lines": ["Jakarta"]}, {"name": "Pemerintah"}],
        "place_date": "Purwakarta, 18 Maret 2024",
        "reference": [["Nomor", "12/III/2024"]],
        "to": ["Kepala Badan"],
        "salutation": "Dengan hormat,",
        "text": "Satu.\n\nDua.",
        "facts": [["Tempat", "Aula"]],
        "closing": "Terima kasih.",
        "signatures": [
            {"role": "Ketua", "name": "Sari", "lines": ["NIP 1"]},
            {"role": "Kepala", "name": "Hasan"},
        ],
        "copies": ["Tembusan: arsip"],
        **changes,
    }


def pdf_text(content):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def docx_text(content):
    document = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


@pytest.mark.parametrize("trick", TRICKS.values(), ids=TRICKS)
@pytest.mark.parametrize("place", ["text", "closing", "salutation"])
def test_pdf_shows_text_as_typed(trick, place):
    text = pdf_text(render_pdf("core/documents/letter.typ", letter(**{place: trick})))

    assert "".join(trick.split()) in "".join(text.split())


@pytest.mark.parametrize("trick", TRICKS.values(), ids=TRICKS)
def test_pdf_keeps_title_as_typed(trick):
    reader = PdfReader(BytesIO(render_pdf("core/documents/letter.typ", letter(title=trick))))

    assert (reader.metadata.title, reader.trailer["/Root"]["/Lang"]) == (trick, "id-ID")


@pytest.mark.parametrize("trick", TRICKS.values(), ids=TRICKS)
def test_word_shows_text_as_typed(trick):
    facts = [[trick, "Aula"]]

    texts = docx_text(render_docx("core/documents/letter.json", letter(text=trick, facts=facts)))

    assert texts.count(trick) == 2


def test_word_drops_only_what_xml_cannot_hold():
    texts = docx_text(render_docx("core/documents/letter.json", letter(text="a\x00\x07b\nc\td\ufffe")))

    assert "ab\nc\td" in texts


def test_word_puts_two_signatures_side_by_side():
    document = Document(BytesIO(render_docx("core/documents/letter.json", letter())))

    cells = [cell.text.split("\n") for cell in document.tables[-1].rows[0].cells]
    assert [[line for line in lines if line] for lines in cells] == [
        ["Ketua", "Sari", "NIP 1"],
        ["Kepala", "Hasan"],
    ]


def test_word_knows_its_language_and_title():
    properties = Document(
        BytesIO(render_docx("core/documents/letter.json", letter(language="en")))
    ).core_properties

    assert (properties.language, properties.title) == ("en", "Undangan")


def test_pdf_is_the_same_every_time():
    assert render_pdf("core/documents/letter.typ", letter()) == render_pdf(
        "core/documents/letter.typ", letter()
    )


def test_pdf_is_a4_with_embedded_fonts_of_ours():
    page = PdfReader(BytesIO(render_pdf("core/documents/letter.typ", letter()))).pages[0]

    fonts = {font.get_object()["/BaseFont"].split("+")[1] for font in page["/Resources"]["/Font"].values()}
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
    assert {font.split("-")[0] for font in fonts} == {"LibertinusSerif"}


def test_minutes_show_every_part():
    data = {
        "language": "id",
        "title": "Notulen",
        "number": "3/2024",
        "facts": [["Tempat", "Aula"]],
        "letterhead": [],
        "sections": [{"label": "4", "title": "Media", "paragraphs": [{"label": "4.1", "text": "Sepakat."}]}],
        "attendance": {"title": "Hadir", "heads": ["Nama", "Unsur"], "rows": [["Sari", "Jejaring"]]},
        "place_date": "Purwakarta",
        "signatures": [{"role": "Ketua", "name": "Sari"}],
    }

    text = pdf_text(render_pdf("core/documents/minutes.typ", data))
    words = docx_text(render_docx("core/documents/minutes.json", data))

    assert [
        part for part in ("Notulen", "4 Media", "4.1", "Sepakat.", "Hadir", "Jejaring") if part not in text
    ] == []
    assert [part for part in ("Notulen", "4 Media", "4.1 Sepakat.") if part not in words] == []


@pytest.mark.parametrize("name", ["core/documents/none.typ", "../errors.py", "/etc/passwd"])
def test_only_templates_can_be_named(name):
    with pytest.raises(TemplateMissing):
        template_path(name)


def test_response_is_a_private_download():
    response = document_response(b"%PDF", 'Memo "tuan rumah"\r\n; x.pdf', "pdf")

    assert response["Content-Disposition"] == 'attachment; filename="memo-tuan-rumah-x.pdf"'
    assert (response["Content-Type"], response["Cache-Control"]) == ("application/pdf", "private, no-store")
