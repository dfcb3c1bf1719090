"""What leaves the house: the table of commitments and the record of agreement."""

from datetime import date
from io import BytesIO

import pytest
from django.utils.translation import override
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader
from tests.cooperation.factories import TODAY, make_agreement, make_commitment, make_meeting

from pendopo.core.urls import here

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def story_day(settings):
    settings.TODAY = TODAY
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def agreement(sari):
    return make_agreement(make_meeting(sari), sari)


def sheet_of(answer):
    return load_workbook(BytesIO(answer.content)).active


def pdf_text(content):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def test_export_holds_the_filtered_rows(agreement, government, partner, sari, client_as):
    make_commitment(agreement, government, sari)
    make_commitment(agreement, partner, sari)

    sheet = sheet_of(client_as(sari).get(here("cooperation:commitment-export") + "?side=network"))

    assert [row[0].value for row in sheet.iter_rows()] == ["Code", "COM-02"]


@pytest.mark.parametrize(
    "trick", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", '=HYPERLINK("http://x")', "http://x.org"]
)
def test_no_cell_becomes_a_formula_or_a_link(trick, agreement, government, sari, client_as):
    make_commitment(agreement, government, sari, what_ind="x" + trick, what_en=trick)

    sheet = sheet_of(client_as(sari).get(here("cooperation:commitment-export")))

    cell = sheet.cell(2, 5)
    assert (cell.value, cell.data_type, cell.hyperlink, cell.quotePrefix) == (trick.strip(), "s", None, True)


def test_export_speaks_the_language_of_the_page_and_holds_both_texts(agreement, government, sari, client_as):
    make_commitment(agreement, government, sari)
    address = here("cooperation:commitment-export")
    with override("id"):
        address_id = here("cooperation:commitment-export")

    heads = [sheet_of(client_as(sari).get(a)).cell(1, 1).value for a in (address, address_id)]
    texts = [cell.value for cell in sheet_of(client_as(sari).get(address))[2]][3:5]

    assert (heads, texts) == (["Code", "Kode"], ["Kirim daftar utusan", "Send the list of delegates"])


def test_dates_are_dates(agreement, government, sari, client_as):
    make_commitment(agreement, government, sari)

    cell = sheet_of(client_as(sari).get(here("cooperation:commitment-export"))).cell(2, 10)

    assert cell.value.date() == date(2024, 4, 22)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "id",
            [
                "Kamis, dua puluh satu Maret dua ribu dua puluh empat",
                "Kunjungan",
                "COM-01",
                "Kirim daftar utusan",
            ],
        ),
        ("en", ["Thursday, 21 March 2024", "Visits", "COM-01", "Send the list of delegates"]),
    ],
)
def test_record_of_agreement_names_day_points_and_promises(
    lang, words, agreement, government, sari, client_as
):
    make_commitment(agreement, government, sari)
    browser = client_as(sari)
    with override(lang):
        pdf = browser.get(here("cooperation:agreement-record-pdf", pk=agreement.meeting_id))
        word = browser.get(here("cooperation:agreement-record-docx", pk=agreement.meeting_id))
    document = Document(BytesIO(word.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    texts = " ".join([paragraph.text for paragraph in document.paragraphs] + cells)

    found = pdf_text(pdf.content)
    assert [said in found for said in words] == [True] * 4
    assert [said in texts for said in words] == [True] * 4


def test_meeting_without_agreements_has_no_record(sari, client_as):
    meeting = make_meeting(sari)

    assert client_as(sari).get(here("cooperation:agreement-record-pdf", pk=meeting.pk)).status_code == 404
