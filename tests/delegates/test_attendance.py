"""Who came: marked at the door by code, taken back, counted; what stands on lists to sign and on badges."""

import io

import pytest
from pypdf import PdfReader
from tests.delegates.selecting import make_person

from pendopo.core.errors import DomainError, NotAllowed
from pendopo.core.models import AuditEvent
from pendopo.delegates.actions import attendance as actions
from pendopo.delegates.enums import DelegateState, SeenOn
from pendopo.delegates.models import Delegate, Identity, Look
from pendopo.delegates.queries.attendance_papers import badge_data, breakable, sign_in_data
from pendopo.delegates.queries.gap import gap
from pendopo.delegates.queries.numbers import numbers
from pendopo.delegates.views import attendance

pytestmark = pytest.mark.django_db
PART = "conference"


@pytest.fixture(autouse=True)
def first_day(settings, convening):
    settings.TODAY = (convening.conference_starts_on or convening.starts_on).isoformat()


@pytest.fixture
def guests(convening, network, partner):
    """Confirmed, selected, and one who cancelled."""
    return [
        make_person(convening, 1, state="confirmed", organisation=network),
        make_person(convening, 2, state="selected", organisation=partner),
        make_person(convening, 3, state="cancelled", organisation=partner),
    ]


def mark(convening, by, *people, part=PART):
    keys = [one.pk for one in people]
    return actions.mark_present(convening=convening, audience=part, delegates=keys, by=by)


def states():
    return list(Delegate.objects.order_by("number").values_list("state", flat=True))


def test_who_has_a_seat_is_marked_once_even_by_two_doors(convening, sari, hasan, guests):
    first, second, _gone = guests

    assert (mark(convening, sari, first), mark(convening, hasan, first, second)) == (1, 1)

    assert states() == ["attended", "attended", "cancelled"]
    moves = AuditEvent.objects.filter(verb="delegates.moved").order_by("seq").values_list("actor_id", "data")
    assert list(moves) == [
        (sari.pk, {"code": "D-0001", "from": "confirmed", "to": "attended", "reason": "at_the_door"}),
        (hasan.pk, {"code": "D-0002", "from": "selected", "to": "attended", "reason": "at_the_door"}),
    ]


def test_who_holds_no_seat_stops_the_whole_press_with_what_to_do(convening, sari, guests):
    with pytest.raises(DomainError) as refused:
        mark(convening, sari, *guests)

    assert states() == ["confirmed", "selected", "cancelled"]
    assert (refused.value.code, "D-0003" in str(refused.value)) == ("no_seat_held", True)


def test_nobody_is_there_before_the_first_day(convening, sari, guests, settings):
    settings.TODAY = "2024-04-01"

    with pytest.raises(DomainError) as refused:
        mark(convening, sari, guests[0])

    assert (refused.value.code, states()[0]) == ("not_begun", "confirmed")


def test_a_press_without_a_choice_asks_for_one(convening, sari, guests):
    with pytest.raises(DomainError) as refused:
        mark(convening, sari)

    assert refused.value.code == "nobody_marked"


def test_a_mark_is_of_its_part_and_of_leaders(convening, sari, lina, guests):
    with pytest.raises(DomainError) as elsewhere:
        mark(convening, sari, guests[0], part="convention")
    with pytest.raises(NotAllowed):
        mark(convening, lina, guests[0])

    assert (elsewhere.value.code, states()[0]) == ("nobody_marked", "confirmed")


def test_a_mistake_is_taken_back_and_counts_as_confirmed(convening, sari, guests):
    mark(convening, sari, guests[1])

    actions.take_mark_back(delegate=guests[1], by=sari)

    assert states()[1] == DelegateState.CONFIRMED
    with pytest.raises(DomainError) as refused:
        actions.take_mark_back(delegate=guests[1], by=sari)
    assert refused.value.code == "move_not_open"


def test_the_numbers_and_the_gap_count_who_came(convening, sari, guests):
    mark(convening, sari, *guests[:2])
    actions.take_mark_back(delegate=guests[0], by=sari)

    assert (numbers(PART).total, gap(PART).everybody) == ((2, 2, 2, 2, 1), (2, 2, 2, 2, 1))


def test_the_page_marks_one_by_its_button_and_several_by_ticks(client_as, convening, sari, guests):
    browser, page = client_as(sari), f"/en/{convening.slug}/desk/delegates/attendance/"
    first, second, gone = guests

    sent = browser.post(page, {"part": PART, "q": "", "one": first.pk, "who": [second.pk, gone.pk]})
    assert (sent.status_code, sent.url, states()[:2]) == (
        302,
        f"{page}?part={PART}",
        ["attended", "selected"],
    )

    browser.post(page, {"part": PART, "missing": "1", "who": [first.pk, second.pk]})
    text = browser.get(page).text
    assert (states()[1], "1 person is marked as present." in text) == ("attended", True)
    assert (">2</" in text, ">0</" in text) == (True, True)

    browser.post(f"/en/{convening.slug}/desk/delegates/{first.pk}/not-present/", {"part": PART})
    assert states()[0] == "confirmed"


def test_the_page_finds_by_code_and_by_name_and_says_who_has_no_seat(
    client_as, convening, sari, hasan, guests
):
    page = f"/en/{convening.slug}/desk/delegates/attendance/"

    by_name = client_as(sari).get(page, {"q": "wulandari 2"}).text
    by_code = client_as(hasan).get(page, {"q": "D-0001"}).text
    no_seat = client_as(sari).get(page, {"q": "3"}).text

    shown = [("D-0001" in text, "D-0002" in text, "Wulandari" in text) for text in (by_name, by_code)]
    assert shown == [(False, True, True), (True, False, False)]
    assert "D-0003 holds no seat in this part (Cancelled)." in no_seat
    assert set(Look.objects.values_list("page", "delegate__number")) == {("attendance", 2)}


def test_a_focal_point_a_partner_and_a_visitor_have_no_door(client_as, convening, lina, guests):
    page = f"/en/{convening.slug}/desk/delegates/attendance/"

    assert [client_as(one).get(page).status_code for one in (lina, None)] == [404, 302]


def pdf_text(content):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def test_a_list_to_sign_names_by_alias_and_leaves_out_who_wishes_so(
    client_as, convening, sari, hasan, guests
):
    Delegate.objects.filter(number=1).update(alias="Kenanga", under_alias=True)
    Delegate.objects.filter(number=2).update(unlisted=True)
    make_person(convening, 4, state="selected")
    address = f"/en/{convening.slug}/desk/delegates/attendance/to-sign.pdf"

    answer = client_as(sari).post(address, {"part": PART})

    text = pdf_text(answer.content)
    told = [
        word in text for word in ("Kenanga", "Wulandari 4", "D-0004", "Jaringan", "Wulandari 1", "D-0002")
    ]
    assert told == [True, True, True, False, False, False]
    assert "1 person wishes to stand on no list" in text
    assert list(Look.objects.values_list("page", "delegate__number")) == [(SeenOn.SIGN_IN, 4)]
    printed = AuditEvent.objects.get(verb="delegates.names_printed")
    assert printed.data == {"paper": "sign_in", "names": 1}
    assert client_as(hasan).post(address, {"part": PART}).status_code == 404


def test_badges_are_for_those_who_come_or_who_are_ticked(client_as, convening, sari, hasan, guests):
    address = f"/en/{convening.slug}/desk/delegates/attendance/badges.pdf"
    browser = client_as(sari)

    all_who_come = pdf_text(browser.post(address, {"part": PART}).content)
    ticked = pdf_text(browser.post(address, {"part": PART, "who": [guests[1].pk]}).content)

    found = [("Wulandari 1" in text, "Wulandari 2" in text) for text in (all_who_come, ticked)]
    assert found == [(True, False), (False, True)]
    assert set(Look.objects.values_list("page", "delegate__number")) == {("badges", 1), ("badges", 2)}
    assert client_as(hasan).post(address, {"part": PART}).status_code == 404


def test_badges_of_many_come_in_several_files(client_as, convening, sari, monkeypatch):
    monkeypatch.setattr(attendance, "MOST_BADGES", 2)
    for number in (1, 2, 3):
        make_person(convening, number, state="confirmed")
    browser, page = client_as(sari), f"/en/{convening.slug}/desk/delegates/attendance/"

    last = pdf_text(browser.post(f"{page}badges.pdf", {"part": PART, "sheet": "2"}).content)

    assert "Badges of all who come (2/2)" in browser.get(page).text
    assert [f"Wulandari {number}" in last for number in (1, 2, 3)] == [False, False, True]


def test_where_nobody_said_that_they_come_the_page_says_what_to_do(client_as, convening, sari):
    make_person(convening, 1, state="selected")
    browser = client_as(sari)

    answer = browser.post(f"/en/{convening.slug}/desk/delegates/attendance/badges.pdf", {"part": PART})

    assert answer.status_code == 302
    assert "Tick those who need a badge." in browser.get(answer.url).text


@pytest.mark.parametrize(
    ("known", "name", "organisation"),
    [
        ({}, "Wulandari 1", "Jaringan Kampung Tani"),
        ({"alias": "Kenanga", "under_alias": True}, "Kenanga", ""),
        ({"alias": "Kenanga", "unlisted": True}, "Kenanga", ""),
        ({"unlisted": True}, "D-0001", ""),
    ],
)
def test_a_badge_says_no_more_than_its_wearer_wishes(convening, network, known, name, organisation):
    guest = make_person(convening, 1, state="confirmed", organisation=network)
    Delegate.objects.update(**known)
    guest.refresh_from_db()

    (badge,) = badge_data(convening, [guest], {guest.pk: Identity.objects.get()})["badges"]

    assert (badge["name"], badge["organisation"].replace("\u200b", "")) == (name, organisation)


@pytest.mark.parametrize(
    ("language", "photo", "word"),
    [("id", "yes", "Boleh difoto"), ("en", "ask", "Ask me first"), ("en", "no", "No photos")],
)
def test_a_badge_says_the_photo_choice_in_words_of_its_wearer(convening, language, photo, word):
    guest = make_person(convening, 1, state="confirmed")
    guest.language, guest.photo = language, photo

    (badge,) = badge_data(convening, [guest], {})["badges"]

    assert (badge["choice"], badge["photo"]) == (photo, word)


@pytest.mark.parametrize("name", ["Sri", "Wiryodiningratkusumodiprojo" * 2, "𝕾𝖆𝖗𝖎 " * 6, "#let x = 1 \\ $a$"])
def test_any_name_becomes_a_badge(client_as, convening, sari, name):
    guest = make_person(convening, 1, state="confirmed")
    Identity.objects.filter(delegate=guest).update(name=name[:60])

    answer = client_as(sari).post(
        f"/en/{convening.slug}/desk/delegates/attendance/badges.pdf", {"part": PART}
    )

    assert (answer.status_code, len(PdfReader(io.BytesIO(answer.content)).pages)) == (200, 1)
    assert breakable(name).replace("\u200b", "") == name


def test_lists_to_sign_are_by_name_and_have_lines_to_spare(convening, sari, guests):
    rows = list(Delegate.objects.filter(number__lte=2))
    names = {one.pk: one for one in Identity.objects.all()}

    data = sign_in_data(convening, PART, rows, names, "id")

    assert [row[:4] for row in data["rows"][:2]] == [
        ["1", "Wulandari 1", "D-0001", "Jaringan Kampung Tani"],
        ["2", "Wulandari 2", "D-0002", rows[1].organisation.name],
    ]
    assert len(data["rows"]) == 2 + 5
