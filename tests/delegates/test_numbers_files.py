"""What leaves the desk: the table for reports, the list by code, and totals in public."""

import csv
from io import BytesIO, StringIO
from itertools import product

import pytest
from openpyxl import load_workbook
from tests.delegates.people import give_seats
from tests.delegates.seating import person, planned, sectors
from tests.delegates.selecting import make_person

from pendopo.convenings.models import Figure
from pendopo.core.errors import NotAllowed
from pendopo.core.models import AuditEvent
from pendopo.core.urls import here
from pendopo.delegates.actions.export import publish_totals, take_list
from pendopo.delegates.actions.seats import adopt_plan
from pendopo.delegates.errors import NothingToPublish, NumbersMoved
from pendopo.delegates.models import Delegate, Look
from pendopo.delegates.queries.numbers_shared import told
from pendopo.delegates.queries.totals import totals
from pendopo.delegates.views.numbers_export import harmless, written_csv

pytestmark = pytest.mark.django_db


def crowd(convening, *, women=8, men=7, state="registered", start=1):
    for n in range(women + men):
        person(convening, start + n, state=state, sex="female" if n < women else "male", sector="cso")


def sheet(response, title):
    """The cells of one sheet, row by row."""
    book = load_workbook(BytesIO(response.content))
    return [list(row) for row in book[title].iter_rows(values_only=True)]


def test_before_anybody_attended_registered_is_hidden_by_itself():
    assert told([8, 7, 3, 2, 0], [0] * 5) == (["8", "7", "<5", "<5", "0"], ["0"] * 5, ("20", "0"))


def test_a_lone_small_number_hides_another_one():
    assert told([20, 9, 3, 1], [0] * 4)[0] == ["20", "≥5", "<5", "1"]


def test_those_not_stated_are_hidden_where_they_would_tell_the_others():
    assert told([3, 0, 10], [0] * 3) == (["<5", "<5", "10"], ["0"] * 3, ("13", "0"))


def test_who_registered_and_did_not_come_cannot_be_computed():
    registered, attended, sums = told([20, 12, 30, 0], [10, 11, 20, 0])

    # 12 registered and 11 came: the one who did not is below five, and another row hides with it.
    assert attended == ["10", "11", "20", "0"]
    assert registered == ["–", "–", "30", "0"]
    assert sums == ("62", "41")


def test_when_all_came_both_columns_are_the_same():
    both = ["8", "6", "<5", "<5", "0"]

    assert told([8, 6, 1, 2, 0], [8, 6, 1, 2, 0]) == (both, both, ("17", "17"))


@pytest.mark.parametrize("came", list(product((0, 1, 5, 6), repeat=3)))
def test_every_number_that_is_told_is_true_and_every_difference_is_large(came):
    registered, came = [6, 7, 11, 2], [*came, 0]

    upper, lower, _sums = told(registered, came)

    for true, some, high, low in list(zip(registered, came, upper, lower, strict=True))[:-1]:
        assert high in (str(true), "–", "<5", "≥5")
        assert low in (str(some), "–", "<5", "≥5", "0")
        if high.isdecimal() and low.isdecimal() and sum(came):
            assert true - some >= 5


def test_the_table_for_reports_hides_small_numbers_and_names_nobody(client_as, convening, sari):
    adopt_plan(plan=planned(convening, sari, sectors(cso=20, media=2), total=22), by=sari)
    crowd(convening)
    make_person(convening, 90, sex="female", sector="media")

    answer = client_as(sari).get(here("delegates:numbers-file", kind="xlsx"))

    rows = sheet(answer, "Summary")
    start = rows.index(["Sector", "Target", "Registered", "Attended"])
    assert rows[:5] == [
        ["Sex", "Target", "Registered", "Attended"],
        ["Women", "–", 9, 0],
        ["Men", "–", 7, 0],
        ["Not stated", "–", 0, 0],
        ["Together", 22, 16, 0],
    ]
    assert rows[start + 1 : start + 5] == [
        ["Civil society organisation", 20, "≥5", 0],
        ["Media", 2, "<5", 0],
        ["Not stated", "–", 0, 0],
        ["Together", 22, 16, 0],
    ]
    assert b"Wulandari" not in answer.content
    assert [row[0] for row in sheet(answer, "Notes")][:3] == ["Convening", "Part", "As of"]


def test_the_csv_says_the_same_as_the_workbook(client_as, convening, sari):
    crowd(convening, women=12, men=3)
    browser = client_as(sari)

    book = sheet(browser.get(here("delegates:numbers-file", kind="xlsx")), "Summary")
    plain = browser.get(here("delegates:numbers-file", kind="csv"))

    rows = list(csv.DictReader(StringIO(plain.content.decode("utf-8-sig"))))
    told_in_book = [[str(cell) for cell in row] for row in book if row[0] and row[1] != "Target"]
    columns = ("Value", "Target", "Registered", "Attended")
    assert [[row[name] for name in columns] for row in rows] == told_in_book
    assert rows[0]["Part"] == "Conference"


def test_an_unknown_kind_of_file_is_not_found(client_as, sari):
    assert client_as(sari).get(here("delegates:numbers-file", kind="exe")).status_code == 404


def test_no_cell_begins_like_a_formula():
    dangerous = ["=1+1", "+62", "-1", "@x", "\tx", "plain", "<5", "–"]

    written = written_csv([dangerous])

    assert [harmless(text) for text in dangerous] == [
        "'=1+1",
        "'+62",
        "'-1",
        "'@x",
        "'\tx",
        "plain",
        "<5",
        "–",
    ]
    assert written.startswith(b"\xef\xbb\xbf'=1+1")


def test_a_name_like_a_formula_stays_text_in_the_list(client_as, convening, network, sari):
    network.name = '=HYPERLINK("http://example.org")'
    network.save()
    make_person(convening, 1, organisation=network)

    answer = client_as(sari).post(here("delegates:numbers-list"))

    book = load_workbook(BytesIO(answer.content))
    cell = book["Delegates"]["E2"]
    assert (cell.value, cell.data_type) == ('=HYPERLINK("http://example.org")', "s")


def test_the_list_has_codes_and_no_names_unless_they_are_asked_for(client_as, convening, network, sari):
    make_person(convening, 1, organisation=network)

    answer = client_as(sari).post(here("delegates:numbers-list"))

    assert sheet(answer, "Delegates")[1][:3] == ["D-0001", "", "Conference"]
    assert Look.objects.count() == 0


def test_every_name_that_is_opened_is_a_look(client_as, convening, network, sari):
    make_person(convening, 1, organisation=network)

    answer = client_as(sari).post(here("delegates:numbers-list"), {"names": "yes"})

    assert sheet(answer, "Delegates")[1][1] == "Wulandari 1"
    assert list(Look.objects.values_list("delegate__number", "by", "page")) == [(1, sari.pk, "list")]
    event = AuditEvent.objects.get(verb="delegates.list_taken")
    assert event.data == {"rows": 1, "names": 1, "left_out": 0}


def test_an_alias_stands_for_the_name_and_opens_nothing(convening, network, sari):
    hidden = make_person(convening, 1, organisation=network)
    Delegate.objects.filter(pk=hidden.pk).update(alias="Kenanga", under_alias=True)

    taken = take_list(convening=convening, by=sari, names=True)

    assert ([one.name for one in taken.rows], Look.objects.count()) == (["Kenanga"], 0)


def test_whoever_wishes_to_stand_on_no_list_does_not(client_as, convening, network, sari):
    hidden = make_person(convening, 1, organisation=network)
    make_person(convening, 2, organisation=network)
    Delegate.objects.filter(pk=hidden.pk).update(unlisted=True)

    answer = client_as(sari).post(here("delegates:numbers-list"), {"names": "yes"})

    assert [row[0] for row in sheet(answer, "Delegates")] == ["Delegate", "D-0002"]
    assert sheet(answer, "Notes")[-2:] == [["On no printed list", 1], ["Filtered by", "Nothing"]]


def test_the_government_opens_only_the_names_of_its_own(convening, network, government, hasan):
    make_person(convening, 1, organisation=network)
    make_person(convening, 2, organisation=government)

    taken = take_list(convening=convening, by=hasan, names=True)

    assert [one.name for one in taken.rows] == ["", "Wulandari 2"]


def test_a_focal_point_takes_the_own_people_along(convening, network, partner, lina):
    make_person(convening, 1, organisation=network)
    make_person(convening, 2, organisation=partner)

    assert [one.name for one in take_list(convening=convening, by=lina, names=True).rows] == ["Wulandari 2"]


@pytest.mark.parametrize(("who", "status"), [("rina", 404), ("tono", 404), ("lina", 200)])
def test_who_opens_the_numbers(request, client_as, who, status):
    browser = client_as(request.getfixturevalue(who))

    answers = {browser.get(here(f"delegates:{name}")).status_code for name in ("numbers",)}
    answers |= {browser.get(here("delegates:numbers-file", kind="xlsx")).status_code}

    assert answers == {status}


def test_a_focal_point_cannot_publish(client_as, lina):
    assert client_as(lina).get(here("delegates:numbers-publish")).status_code == 404


def test_totals_become_figures_with_source_day_and_name(convening, network, sari):
    give_seats(convening, sari, {network: 20})
    crowd(convening)

    publish_totals(convening=convening, audience="conference", seen=[20, 15, 8], by=sari)

    rows = Figure.objects.order_by("created_at").values_list("label_en", "kind", "value", "confirmed_by")
    assert list(rows) == [
        ("seats for the conference", "target", 20, "Sari"),
        ("people registered for the conference", "registered", 15, "Sari"),
        ("women registered for the conference", "registered", 8, "Sari"),
    ]
    event = AuditEvent.objects.get(verb="delegates.totals_published")
    assert event.data == {"part": "conference", "totals": [20, 15, 8]}


def test_publishing_again_changes_the_figures_and_adds_none(convening, sari):
    crowd(convening)
    publish_totals(convening=convening, audience="conference", seen=[15, 8], by=sari)
    person(convening, 50, state="registered", sex="male")

    again = totals(convening, "conference")
    publish_totals(convening=convening, audience="conference", seen=[16, 8], by=sari)

    assert [(one.before, one.value) for one in again] == [(15, 16), (8, 8)]
    assert sorted(Figure.objects.values_list("value", flat=True)) == [8, 16]


def test_numbers_that_moved_are_not_published(convening, sari):
    crowd(convening)

    with pytest.raises(NumbersMoved):
        publish_totals(convening=convening, audience="conference", seen=[14, 8], by=sari)
    assert Figure.objects.count() == 0


def test_small_numbers_are_never_published(convening, sari):
    crowd(convening, women=4, men=6)

    assert [(one.label_en, one.value) for one in totals(convening, "conference")] == [
        ("people registered for the conference", 10)
    ]


def test_nothing_is_published_while_there_is_nobody(convening, sari):
    with pytest.raises(NothingToPublish):
        publish_totals(convening=convening, audience="conference", seen=[], by=sari)


def test_others_cannot_publish(convening, lina):
    crowd(convening)

    with pytest.raises(NotAllowed):
        publish_totals(convening=convening, audience="conference", seen=[15, 8], by=lina)


def test_the_button_publishes_what_its_page_showed(client_as, convening, sari):
    crowd(convening)
    browser = client_as(sari)
    page = browser.get(here("delegates:numbers-publish"))

    sent = browser.post(
        here("delegates:numbers-publish"), {"seen": [str(t.value) for t in page.context["totals"]]}
    )
    late = browser.post(here("delegates:numbers-publish"), {"seen": ["1"]})

    assert (sent.status_code, late.status_code) == (302, 422)
    assert sorted(Figure.objects.values_list("value", flat=True)) == [8, 15]
    assert "The numbers have changed" in late.content.decode()
