"""The letter on paper: in both languages, under the alias, with what was typed and nothing read as code."""

from io import BytesIO
from zipfile import ZipFile

import pytest
import time_machine
from django.test import Client
from tests.delegates.inviting import NOON, TERMS, invited, own_page, selected, sent, write_terms

from pendopo.core.documents import render_docx, render_pdf
from pendopo.delegates.actions.invitation import invite
from pendopo.delegates.models import Look
from pendopo.delegates.queries.letter import letter_data, terms_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("april")]
MARKUP = '<b>tebal</b> #strong[x] $1$ *y* {{ z }} \\ "q"'


@pytest.fixture
def april():
    with time_machine.travel(NOON, tick=False):
        yield


def data_of(row, lang="id"):
    row.convening.venue = "Bale Maya"
    return letter_data(row, row.delegate.identity, terms_of(row.convening), lang)


def words_in(docx):
    with ZipFile(BytesIO(docx)) as parts:
        return parts.read("word/document.xml").decode()


@pytest.mark.parametrize(
    ("lang", "title", "day", "fact"),
    [
        ("id", "Undangan Konferensi dan Konvensi 2024", "Jakarta, 1 April 2024", "Senin, 15 April 2024"),
        (
            "en",
            "Invitation to Conference and Convention 2024",
            "Jakarta, 1 April 2024",
            "Monday, 15 April 2024",
        ),
    ],
)
def test_the_letter_in_both_languages(convening, sari, partner, lang, title, day, fact):
    (row,) = invited(convening, sari, organisation=partner)
    data = data_of(row, lang)

    assert (data["title"], data["place_date"], data["reference"][0][1]) == (title, day, "012/WGWC/IV/2024")
    assert fact in [value for _label, value in data["facts"]]
    assert data["to"][1:] == ["Budi", "Perkumpulan Mitra"]
    assert "surat tugas" in data["closing"]
    assert ("Panitia menanggung" in data["closing"]) == (lang == "id")


def test_whoever_chose_an_alias_is_called_by_it(convening, sari):
    write_terms(convening, sari)
    budi = selected(convening, "Wulandari", alias="Bunga")
    type(budi).objects.filter(pk=budi.pk).update(under_alias=True)
    (row,) = invite(convening=convening, delegates=[budi.pk], until=NOON.date().replace(day=15), by=sari)
    row.delegate.refresh_from_db()

    data = data_of(row)

    assert ("Wulandari" in str(data), data["to"][1], data["text"]) == (
        False,
        "Bunga",
        "Kami mengundang Bunga dari –.",
    )


def test_an_assignment_letter_is_asked_for_only_where_wanted(convening, sari):
    write_terms(convening, sari, asks_assignment=False)
    (row,) = invited(convening, sari)
    write_terms(convening, sari, asks_assignment=False, first_number=13)

    assert "surat tugas" not in data_of(row)["closing"]


def test_two_sign_where_two_are_named(convening, sari):
    (row,) = invited(convening, sari)
    write_terms(convening, sari, first_number=13, second_name="Bupati Contoh", second_title_ind="Bupati")

    signers = [(one["role"], one["name"]) for one in data_of(row)["signatures"]]

    assert signers == [("", TERMS["signatory_name"]), ("Bupati", "Bupati Contoh")]


def test_markup_comes_out_literally_in_both_papers(convening, sari):
    (row,) = invited(convening, sari, MARKUP)
    write_terms(convening, sari, first_number=13, body_ind=MARKUP.replace("{{ z }}", ""), contact=MARKUP)
    data = data_of(row)

    plain = words_in(render_docx("core/documents/letter.json", data))
    marked = render_pdf("delegates/documents/invitations.typ", data | {"letters": [data, data]})

    assert "&lt;b&gt;tebal&lt;/b&gt; #strong[x] $1$ *y* {{ z }}" in plain
    assert marked[:5] == b"%PDF-"


def test_the_papers_at_the_desk_write_down_who_looked(convening, sari, hasan, client_as):
    (row,) = sent(convening, sari)
    address = f"/en/wgwc-2024/desk/delegates/invitations/{row.pk}/"

    types = [client_as(sari).get(f"{address}{name}")["Content-Type"] for name in ("id.pdf", "en.docx")]
    bundle = client_as(sari).get("/en/wgwc-2024/desk/delegates/invitations/letters.pdf?show=sent")
    refused = [client_as(hasan).get(f"{address}id.pdf"), client_as(sari).get(f"{address}fr.pdf")]

    assert types == [
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ]
    assert (bundle.content[:5], [answer.status_code for answer in refused]) == (b"%PDF-", [404, 404])
    assert set(Look.objects.values_list("page", flat=True)) == {"letter", "letters"}


def test_the_name_of_the_file_is_no_name_of_a_person(convening, sari, client_as):
    (row,) = sent(convening, sari, "Wulandari")

    answer = client_as(sari).get(f"/en/wgwc-2024/desk/delegates/invitations/{row.pk}/id.pdf")

    assert answer["Content-Disposition"] == 'attachment; filename="012wgwciv2024-id.pdf"'


def test_the_liaison_sees_numbers_and_no_name_of_the_network(convening, sari, hasan, partner, client_as):
    (row,) = sent(convening, sari, "Wulandari", organisation=partner)
    browser = client_as(hasan)

    pages = [
        browser.get(f"/en/wgwc-2024/desk/delegates/invitations/{name}").text
        for name in ("", "?show=all", f"{row.pk}/")
    ]

    assert ["Wulandari" in page for page in pages] == [False, False, False]
    assert ("012/WGWC/IV/2024" in pages[1], "wa.me" in pages[2]) == (True, False)


def test_the_person_reads_the_letter_in_the_language_of_the_page(convening, sari):
    (row,) = sent(convening, sari, phone="+6281234567890")
    browser = Client()
    address = own_page(browser, row.delegate, sari)

    answer = browser.get(f"{address}letter.pdf")

    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store, private")


def test_whoever_is_not_invited_has_no_letter(convening, sari):
    budi = selected(convening, phone="+6281234567890")
    browser = Client()
    from tests.delegates.own_stage import begun

    begun(convening, sari)
    address = own_page(browser, budi, sari)

    assert browser.get(f"{address}letter.pdf").status_code == 404
