"""Nominations at the desk: who may, how many, until when."""

from datetime import date

import pytest
from tests.delegates.people import give_seats, nominated

from pendopo.core.errors import NotAllowed
from pendopo.core.models import AuditEvent
from pendopo.core.urls import here
from pendopo.delegates.actions.nomination import correct_nomination, take_back
from pendopo.delegates.errors import (
    ContactMissing,
    NameMissing,
    NominatedAlready,
    NominationFixed,
    NominationsClosed,
    SeatsExceeded,
)
from pendopo.delegates.models import Delegate, Nomination
from pendopo.delegates.queries.nomination import room_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def story_day(settings):
    settings.TODAY = "2024-03-20"


def test_a_nomination_has_one_audit_row_without_a_name(partner, lina):
    made = nominated(partner, lina, name="Suparno", proxy_for="Bu Lurah")

    event = AuditEvent.objects.get()
    assert (made.way, made.beyond, made.name) == ("proxy", False, "Suparno")
    assert event.data == {
        "code": "D-0001",
        "organisation": str(partner.pk),
        "part": "conference",
        "way": "proxy",
        "beyond": False,
        "link": None,
    }


@pytest.mark.parametrize(
    ("name", "may"),
    [("sari", True), ("dewi", True), ("hasan", True), ("lina", True), ("yuni", False), ("rina", False)],
)
def test_who_nominates_for_a_partner(request, partner, name, may):
    user = request.getfixturevalue(name)

    if may:
        assert nominated(partner, user).by == user
    else:
        with pytest.raises(NotAllowed):
            nominated(partner, user)
    assert Delegate.objects.count() == int(may)


def test_nobody_and_nobody_to_reach_are_refused(partner, lina):
    with pytest.raises(NameMissing):
        nominated(partner, lina, name=" ")
    with pytest.raises(ContactMissing):
        nominated(partner, lina, phone="")


def test_the_same_form_twice_nominates_once(partner, lina):
    first = nominated(partner, lina)
    again = nominated(partner, lina, key=first.pk)

    assert (again, Delegate.objects.count()) == (first, 1)


def test_the_same_person_once_more_is_named_by_number(partner, lina):
    nominated(partner, lina, name="Hj. Siti Noerhaliza")

    with pytest.raises(NominatedAlready, match="D-0001"):
        nominated(partner, lina, name="Siti Nurhaliza")

    assert (
        nominated(partner, lina, name="Siti Fatimah").delegate.number == 2
    )  # shares the phone of a neighbour


def test_what_another_organisation_nominated_is_not_told(partner, network, lina, sari):
    nominated(network, sari)

    assert nominated(partner, lina).delegate.number == 2


def test_beyond_the_seats_is_marked_and_then_refused(convening, partner, lina, sari):
    give_seats(convening, sari, {partner: 2})
    marks = [nominated(partner, lina, phone=f"+628123456789{n}").beyond for n in range(4)]

    with pytest.raises(SeatsExceeded, match="2 seats and may nominate 4 people"):
        nominated(partner, lina, phone="+6281234567899")

    assert marks == [False, False, True, True]
    room = room_of(partner, "conference")
    assert (room.seats, room.left, room.most, room.more) == (2, -2, 4, 0)


def test_after_the_deadline_only_leaders_nominate(convening, partner, lina, sari, settings):
    give_seats(convening, sari, {partner: 2}, deadline=date(2024, 3, 20))
    nominated(partner, lina)
    settings.TODAY = "2024-03-21"

    with pytest.raises(NominationsClosed, match=r"closed on Wednesday, 20 March 2024\. Ask the secretariat"):
        nominated(partner, lina, phone="+6281234567892")

    assert nominated(partner, sari, phone="+6281234567892").delegate.number == 2


def test_a_correction_lasts_until_the_person_answered(partner, lina):
    made = nominated(partner, lina)
    correct_nomination(nomination=made, by=lina, name="Budi Santosa", email="budi@example.org", sex="male")
    delegate = Delegate.objects.select_related("identity", "traits").get()

    assert (delegate.identity.name, delegate.identity.phone, delegate.traits.sex) == (
        "Budi Santosa",
        "",
        "male",
    )
    Delegate.objects.update(state="registered")
    with pytest.raises(NominationFixed):
        correct_nomination(nomination=made, by=lina, name="Budi", phone="+6281234567890")
    with pytest.raises(NominationFixed):
        take_back(nomination=made, by=lina)


def test_taken_back_frees_the_seat(convening, partner, lina, sari):
    give_seats(convening, sari, {partner: 1})
    take_back(nomination=nominated(partner, lina), by=lina)

    assert (Delegate.objects.get().state, room_of(partner, "conference").left) == ("cancelled", 1)


def test_whom_another_vouches_for_stays_in_the_pool(partner, network, lina, sari):
    made, other = nominated(partner, lina), nominated(network, sari)
    Nomination.objects.filter(pk=other.pk).update(delegate=made.delegate)

    with pytest.raises(NominationFixed):
        correct_nomination(nomination=made, by=lina, name="Budi", phone="+6281234567890")
    take_back(nomination=made, by=lina)

    made.delegate.refresh_from_db()
    assert made.delegate.state == "nominated"


def test_nominating_on_the_page(client_as, lina, partner, convening, sari):
    give_seats(convening, sari, {partner: 3})
    page, browser = here("delegates:nomination-new"), client_as(lina)
    form = browser.get(f"{page}?organisation={partner.pk}")
    sent = {
        "organisation": partner.pk,
        "audience": "conference",
        "name": "😀 Suparno",
        "phone": "0812 3456 7890",
    }

    answer = browser.post(page, sent)

    assert "3 of 3 seats are free." in form.text
    delegate = Delegate.objects.get()
    assert answer.url == here("delegates:delegate-detail", pk=delegate.pk)
    assert (delegate.identity.name, delegate.identity.phone) == ("😀 Suparno", "+6281234567890")
    assert "😀 Suparno" in browser.get(answer.url).text


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"name": ""}, "This field is required."),
        ({"phone": "12"}, "This is not a phone number"),
        ({"phone": ""}, "Write a phone number or an e-mail address"),
        ({"email": "nobody"}, "Enter a valid email address."),
        ({"audience": "party"}, "Select a valid choice"),
        ({"organisation": "x"}, "is not a valid UUID"),
        ({"region": "Atlantis"}, "No region is called"),
        ({"sex": "x"}, "Select a valid choice"),
    ],
)
def test_bad_input_is_answered_beside_the_field(client_as, lina, partner, sent, said):
    good = {"organisation": partner.pk, "audience": "conference", "name": "Budi", "phone": "081234567890"}

    answer = client_as(lina).post(here("delegates:nomination-new"), good | sent)

    assert (answer.status_code, said in answer.text, Delegate.objects.count()) == (422, True, 0)


def test_a_focal_point_cannot_send_another_organisation(client_as, lina, network):
    sent = {"organisation": network.pk, "audience": "conference", "name": "Budi", "phone": "081234567890"}

    assert client_as(lina).post(here("delegates:nomination-new"), sent).status_code == 422
    assert Delegate.objects.count() == 0


@pytest.mark.parametrize("name", ["rina", "tono"])
def test_others_find_no_page(client_as, request, name):
    browser = client_as(request.getfixturevalue(name))

    pages = ("delegate-list", "nomination-new", "nomination-link-list")
    assert [browser.get(here(f"delegates:{page}")).status_code for page in pages] == [404, 404, 404]


def test_list_shows_names_by_need_to_know(client_as, sari, hasan, lina, partner, network):
    nominated(partner, lina, name="Suparno")
    nominated(network, sari, name="Wulandari")
    page = here("delegates:delegate-list")
    seen = {}
    for user in (sari, hasan, lina):
        text = client_as(user).get(page).text
        seen[user.full_name] = [word in text for word in ("Suparno", "Wulandari", "D-0001", "D-0002")]

    assert seen == {
        "Sari": [True, True, True, True],
        "Hasan": [False, False, True, True],
        "Lina": [True, False, True, False],
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=suparno", ["D-0001"]),
        ("q=Soeparno", ["D-0001"]),
        ("q=parn", ["D-0001"]),
        ("q=D-0002", ["D-0002"]),
        ("q=2", ["D-0002"]),
        ("q=%F0%9F%98%80", []),
        ("q=" + "9" * 40, []),
        ("state=registered", []),
        ("state=nonsense", ["D-0001", "D-0002"]),
        ("audience=convention", ["D-0002"]),
        ("organisation=x", ["D-0001", "D-0002"]),
        ("page=999", ["D-0001", "D-0002"]),
    ],
)
def test_filters(client_as, sari, partner, network, query, found):
    nominated(partner, sari, name="Suparno")
    nominated(network, sari, name="Wulandari", audience="convention")

    text = client_as(sari).get(f"{here('delegates:delegate-list')}?{query}").text

    assert [code for code in ("D-0001", "D-0002") if code in text] == found


def test_a_search_does_not_tell_who_is_there(client_as, hasan, partner, lina):
    nominated(partner, lina, name="Suparno")

    assert "D-0001" not in client_as(hasan).get(f"{here('delegates:delegate-list')}?q=suparno").text


def test_detail_shows_only_what_one_may_open(client_as, hasan, yuni, lina, partner):
    made = nominated(partner, lina, name="Suparno")
    page = here("delegates:delegate-detail", pk=made.delegate_id)

    assert client_as(yuni).get(page).status_code == 404
    text = client_as(hasan).get(page).text
    assert ("Suparno" in text, "081234" in text, "D-0001" in text) == (False, False, True)


def test_correcting_and_taking_back_on_the_page(client_as, lina, yuni, partner):
    made, browser = nominated(partner, lina), client_as(lina)
    edit = here("delegates:nomination-edit", pk=made.pk)
    sent = {"name": "Budi Santosa", "phone": "081234567890", "sex": "male", "reason": "Ikut sejak awal"}

    assert client_as(yuni).get(edit).status_code == 404
    assert "Budi" in browser.get(edit).text
    assert browser.post(edit, sent | {"phone": "", "email": ""}).status_code == 422
    assert browser.post(edit, sent).status_code == 302
    browser.post(here("delegates:nomination-take-back", pk=made.pk))

    made.refresh_from_db()
    assert (made.name, made.reason, made.delegate.state) == ("Budi Santosa", "Ikut sejak awal", "cancelled")
    assert browser.get(edit).status_code == 404
