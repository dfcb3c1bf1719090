"""Nominating from a table: what is wrong, all at once; nothing before it is confirmed; all good rows or none."""

import io
import time
from datetime import timedelta

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import translation
from tests.delegates.people import give_seats, nominated
from tests.factories import make_organisation

from pendopo.convenings.models import Region
from pendopo.core.errors import NotAllowed
from pendopo.core.models import AuditEvent
from pendopo.core.urls import here
from pendopo.delegates.actions.upload import forget_tables, keep_table, load_table
from pendopo.delegates.errors import NothingToLoad, SeatsExceeded, TableColumns, TableEmpty
from pendopo.delegates.models import Delegate, Identity, Nomination, NominationTable
from pendopo.delegates.queries.faults import REASONS, Fault
from pendopo.delegates.queries.tables import Line, read_lines
from pendopo.delegates.queries.upload import Checked, check
from pendopo.delegates.queries.workbooks import template_workbook

pytestmark = pytest.mark.django_db
GOOD = "nama,telepon,surel,jenis_kelamin,alasan\nBudi,081234567890,,L,Ikut\nSiti,,siti@example.org,P,\n"


@pytest.fixture
def regions(db):
    java = Region.objects.create(code="32", name="Jawa Barat", folded="jawa barat", level="province")
    for code, name in (
        ("32.14", "Kabupaten Purwakarta"),
        ("32.04", "Kabupaten Bandung"),
        ("32.73", "Kota Bandung"),
    ):
        Region.objects.create(code=code, name=name, folded=name.lower(), level="regency", parent=java)


def table_of(text, organisation, *others, usual=True):
    lines = read_lines(text.encode())
    return check(lines, [organisation, *others], organisation if usual else None)


def kept(convening, by, checked, doubles=()):
    return keep_table(convening=convening, audience="conference", checked=checked, doubles=doubles, by=by)


def sent(browser, text, name="table.csv", **more):
    content = text if isinstance(text, bytes) else text.encode()
    values = {"audience": "conference", "upload": SimpleUploadedFile(name, content)}
    return browser.post(here("delegates:upload-new"), values | more)


def test_good_rows_are_plain_values(partner):
    checked = table_of(GOOD, partner)

    assert checked.faults == []
    assert [(row.line, row.name, row.phone, row.email, row.sex) for row in checked.good] == [
        (2, "Budi", "+6281234567890", "", "male"),
        (3, "Siti", "", "siti@example.org", "female"),
    ]


@pytest.mark.parametrize(
    ("head", "cell", "column", "said"),
    [
        ("nama", "", "nama | name", "The name is missing."),
        ("nama", "x" * 201, "nama | name", "longer than 200"),
        ("telepon", "12", "telepon | phone", "not a phone number"),
        ("telepon", "=1+1", "telepon | phone", "Write only the digits of the number"),
        ("telepon", "0812-3456-789x", "telepon | phone", "Write only the digits of the number"),
        ("telepon", "0812 3456 7890 / 0813 1111 2222", "telepon | phone", "These are two phone numbers"),
        ("surel", "nobody", "surel | email", "“nobody” is not an e-mail address."),
        ("jk", "X", "jenis_kelamin | sex", "“X” is not known here."),
        ("wilayah", "Atlantis", "wilayah | region", "No region is called “Atlantis”."),
        ("wilayah", "Bandung", "wilayah | region", "“Bandung” fits several regions: Kabupaten Bandung"),
        ("sektor", "space", "sektor | sector", "“space” is no sector. Write one of: Civil society"),
        ("lembaga", "JKTI", "lembaga | organisation", "“JKTI” is no organisation you nominate for."),
        ("alasan", "x" * 1001, "alasan | reason", "longer than 1000"),
    ],
)
def test_a_wrong_cell_is_named(partner, network, regions, head, cell, column, said):
    values = {"nama": "Budi", "telepon": "081234567890"} | {head: cell}
    checked = table_of(f"{','.join(values)}\n{','.join(values.values())}\n", partner)

    (fault,) = checked.faults
    assert (fault.line, fault.column, said in fault.reason, checked.good) == (2, column, True, [])


def test_several_faults_of_one_row_and_a_row_with_too_many_cells(partner):
    checked = table_of("nama,telepon,jk\n,12,X\nBudi,081234567890,L,more\nSiti,,P\n", partner)

    assert [(fault.line, fault.column) for fault in checked.faults] == [
        (2, "nama | name"),
        (2, "telepon | phone"),
        (2, "jenis_kelamin | sex"),
        (3, ""),
        (4, "telepon | phone"),
    ]


@pytest.mark.parametrize(
    "cell",
    ["Purwakarta", "kab. purwakarta", "32.14", "KABUPATEN PURWAKARTA"],
)
def test_regions_by_any_of_their_names(partner, regions, cell):
    (row,) = table_of(f"nama,hp,wilayah\nBudi,081234567890,{cell}\n", partner).good

    assert row.region == "32.14"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("media", "media"),
        ("Media", "media"),
        ("Civil society organisation", "cso"),
        ("Lembaga keamanan", "security"),
    ],
)
def test_sectors_in_both_languages(partner, cell, value):
    (row,) = table_of(f"nama,hp,sektor\nBudi,081234567890,{cell}\n", partner).good

    assert row.sector == value


def test_a_name_that_fits_two_organisations_means_neither(convening, partner):
    twin = make_organisation(convening, "MITRA2", name=partner.name)
    checked = table_of(
        f"nama,hp,lembaga\nBudi,081234567890,{partner.name}\nSiti,081234567891,MITRA2\n", partner, twin
    )

    assert ([fault.line for fault in checked.faults], checked.good[0].organisation) == ([2], twin.pk.hex)


def test_without_an_organisation_each_row_must_say_one(partner):
    checked = table_of(GOOD, partner, usual=False)

    assert [(fault.line, fault.column) for fault in checked.faults] == [
        (2, "lembaga | organisation"),
        (3, "lembaga | organisation"),
    ]


def test_unknown_columns_are_left_out_and_named(partner):
    checked = table_of("No,Nama Lengkap,No. HP\n1,Budi,081234567890\n", partner)

    assert [(fault.line, fault.column) for fault in checked.faults] == [(1, "No")]
    assert checked.good[0].name == "Budi"


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", TableColumns),
        ("a,b\n1,2\n", TableColumns),
        ("nama\nBudi\n", TableColumns),
        ("nama,hp\n", TableEmpty),
    ],
)
def test_a_table_without_heads_or_rows(partner, text, error):
    with pytest.raises(error):
        table_of(text, partner)


def test_the_template_is_a_table_that_can_be_read(partner):
    book = openpyxl.load_workbook(io.BytesIO(template_workbook()))
    heads = [cell.value for cell in book.worksheets[0][1]]
    guide = {row[0].value: (row[1].value, row[2].value) for row in book.worksheets[1].iter_rows(min_row=2)}

    row = ["Budi", "081234567890", "", "P", "", "", "", "", ""]
    checked = check([Line(1, tuple(heads)), Line(2, tuple(row))], [partner], partner)
    assert (len(checked.good), checked.faults) == (1, [])
    assert guide["sektor | sector: media"] == ("Media", "Media")
    assert set(heads) <= set(guide)


def test_loading_nominates_everybody_at_once(convening, partner, lina):
    table = kept(convening, lina, table_of(GOOD, partner))
    assert Delegate.objects.count() == 0

    assert load_table(table=table, by=lina) == 2

    made = list(Nomination.objects.order_by("delegate__number"))
    assert [(one.way, one.name, one.reason, one.by) for one in made] == [
        ("file", "Budi", "Ikut", lina),
        ("file", "Siti", "", lina),
    ]
    assert [one.email for one in Identity.objects.order_by("delegate__number")] == ["", "siti@example.org"]
    event = AuditEvent.objects.order_by("-seq").first()
    assert (event.verb, event.data["people"], event.data["first"]) == ("delegates.table_loaded", 2, "D-0001")
    table.refresh_from_db()
    assert table.data == {}
    with pytest.raises(NothingToLoad):
        load_table(table=table, by=lina)


def test_a_table_is_its_senders_only(convening, partner, lina, sari, rina):
    table = kept(convening, lina, table_of(GOOD, partner))

    with pytest.raises(NotAllowed):
        load_table(table=table, by=sari)
    with pytest.raises(NotAllowed):
        kept(convening, rina, Checked())


def test_an_organisation_one_does_not_nominate_for(convening, network, lina):
    table = kept(convening, lina, table_of(GOOD, network))

    with pytest.raises(NotAllowed):
        load_table(table=table, by=lina)
    assert Delegate.objects.count() == 0


def test_seats_hold_for_tables_too(convening, partner, lina, sari):
    give_seats(convening, sari, {partner: 1})
    rows = "".join(f"Nama {n},08123456789{n}\n" for n in range(4))
    few, many = (kept(convening, lina, table_of("nama,hp\n" + text, partner)) for text in (rows[:60], rows))

    with pytest.raises(SeatsExceeded):
        load_table(table=many, by=lina)
    load_table(table=few, by=lina)

    marks = [one.beyond for one in Nomination.objects.order_by("delegate__number")]
    assert marks == [False, True, True]


def test_a_day_later_the_table_is_forgotten(convening, partner, lina):
    kept(convening, lina, table_of(GOOD, partner))
    assert forget_tables() == "0 unconfirmed tables of nominations forgotten"

    with time_machine.travel(NominationTable.objects.get().created_at + timedelta(days=1, seconds=1)):
        assert forget_tables() == "1 unconfirmed tables of nominations forgotten"
    assert NominationTable.objects.count() == 0


def test_names_in_a_table_lie_sealed(convening, partner, lina):
    from django.db import connection

    kept(convening, lina, table_of(GOOD, partner))
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM delegates_nominationtable")
        (data,) = cursor.fetchone()

    assert b"Budi" not in bytes(data)


def test_the_pages(client_as, lina, sari, partner):
    browser = client_as(lina)
    nominated(partner, lina, name="Hj. Siti", phone="", email="siti@example.org")
    text = GOOD + "Wrong,12,,,\nBudi,081234567890,,L,\n"

    answer = sent(browser, text)
    page = browser.get(answer.url)

    assert (page.status_code, Delegate.objects.count()) == (200, 1)
    words = ("telepon | phone", "This is not a phone number", "D-0001", "row 2", "3 good rows")
    assert [word for word in words if word not in page.text] == []
    assert client_as(sari).get(answer.url).status_code == 404
    assert browser.post(answer.url, {"without_doubles": "on"}).status_code == 302
    assert [one.identity.name for one in Delegate.objects.order_by("number")] == ["Hj. Siti", "Budi"]
    assert browser.post(answer.url).status_code == 404


def test_reasons_follow_the_language_of_whoever_reads_them(client_as, lina):
    browser = client_as(lina)
    english = sent(browser, GOOD + "Wrong,12,,X,100%\n").url
    indonesian = english.replace("/en/", "/id/", 1)

    pages = [browser.get(address).text for address in (english, indonesian, english)]

    said = [("This is not a phone number" in page, "Ini bukan nomor telepon" in page) for page in pages]
    assert said == [(True, False), (False, True), (True, False)]


def test_every_reason_has_words_in_both_languages():
    facts = {"text": "x", "names": "y", "count": 1, "width": 2, "most": 3}

    def in_language(code):
        with translation.override(code):
            return [Fault(2, "name", one, facts).reason for one in REASONS]

    assert not set(in_language("en")) & set(in_language("id"))


def test_a_row_that_looks_like_somebody_elses_nominee_is_not_told(client_as, lina, sari, network):
    nominated(network, sari, name="Budi", phone="+6281234567890")
    browser = client_as(lina)

    assert "D-0001" not in browser.get(sent(browser, GOOD).url).text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "This file is not a table we can read."),
        (b"x", "must name the columns"),
        (b"nama,hp\n", "no rows below"),
        (b"a" * (6 * 1024 * 1024), "larger than 5 MB"),
        (b"a" * (11 * 1024 * 1024), "larger than 5 MB"),
        (b"nama,hp\n" + b"x,1\n" * 5001, "5000 rows at most"),
    ],
    ids=["picture", "word", "heads only", "large", "huge", "long"],
)
def test_a_file_that_cannot_be_a_table(client_as, lina, content, said):
    answer = sent(client_as(lina), content)

    assert (answer.status_code, said in answer.text, NominationTable.objects.count()) == (422, True, 0)


def test_no_file_at_all(client_as, lina):
    answer = client_as(lina).post(here("delegates:upload-new"), {"audience": "conference"})

    assert answer.status_code == 422


def test_five_thousand_rows_of_which_37_are_wrong_are_answered_in_seconds(client_as, sari, partner):
    call_command("load_regions", verbosity=0)
    browser = client_as(sari)
    names = [region.name for region in Region.objects.all()]
    rows = [f"Orang Ke{n} {chr(97 + n % 26)}{n},0812{n:08},P,{names[n % len(names)]}" for n in range(5000)]
    wrong = [f"Orang {n},{'12' if n % 2 else ''},X,Atlantis{n}" for n in range(37)]
    for place, row in enumerate(wrong):
        rows[place * 130] = row

    begun = time.monotonic()
    answer = sent(browser, "nama,hp,jk,wilayah\n" + "\n".join(rows), organisation=partner.pk)
    page = browser.get(answer.url)
    seconds = time.monotonic() - begun

    assert page.text.count("No region is called") == 37
    assert all(f"Atlantis{n}" in page.text for n in range(37))
    assert "4963" in page.text
    assert Delegate.objects.count() == 0
    assert seconds < 30, seconds
    assert browser.post(answer.url).status_code == 302
    assert Delegate.objects.count() == 4963
