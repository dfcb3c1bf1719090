"""A link to nominate that was passed on: what it asks, and whose names it shows on which phone."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client

from pendopo.core.errors import PhoneHasLetters
from pendopo.core.models import AuditEvent
from pendopo.core.urls import here
from pendopo.delegates.actions.link import make_link
from pendopo.delegates.actions.own import erase_person
from pendopo.delegates.actions.retention import erase_due
from pendopo.delegates.models import Delegate, Nomination, NominationLink
from pendopo.delegates.queries.link import token_of, whatsapp_text

pytestmark = pytest.mark.django_db
PHONE, DIGITS = "0812 3456 7801", "7801"
SENT = {"do": "nominate", "name": "Suparno", "phone": "0812 3456 7833"}


@pytest.fixture(autouse=True)
def story_day(settings):
    settings.TODAY = ""


def made(partner, lina, **more):
    values = {"organisation": partner, "audience": "conference", "name": "Bu Ratna", "by": lina}
    return make_link(**values | more)


def page_of(link):
    return here("delegates:nominate-by-link", token=token_of(link))


@pytest.fixture
def asking(partner, lina):
    return made(partner, lina, phone=PHONE)


@pytest.fixture
def open_link(partner, lina):
    return made(partner, lina)


def phone_of_ratna(address):
    browser = Client(enforce_csrf_checks=True, headers={"origin": "null"})
    browser.post(address, {"digits": DIGITS})
    return browser


# With the number of the person it is for.


def test_nothing_is_shown_before_the_digits(client, asking):
    address = page_of(asking)
    phone_of_ratna(address).post(address, SENT)

    page = client.get(address)

    said = [word in page.text for word in ("last four digits", "Suparno", "Bu Ratna", "D-0001", "7801")]
    assert (page.status_code, said) == (200, [True, False, False, False, False])


def test_the_digits_open_it_once_for_each_phone(asking):
    address = page_of(asking)
    browser = phone_of_ratna(address)
    browser.post(address, SENT)

    assert "Suparno" in browser.get(address).text
    with time_machine.travel(asking.expires_at - timedelta(hours=1)):
        assert "Suparno" in browser.get(address).text
    assert "Suparno" in phone_of_ratna(address).get(address).text


def test_a_borrowed_phone_forgets_sooner(client, asking):
    address = page_of(asking)
    answer = client.post(address, {"digits": DIGITS, "foreign": "1"})

    cookie = answer.cookies[f"own-{asking.pk.hex[-12:]}"]
    assert (cookie["max-age"], "This page is for" in client.get(address).text) == ("", True)
    with time_machine.travel(asking.created_at + timedelta(hours=3)):
        assert "last four digits" in client.get(address).text


def test_what_was_written_survives_the_gate(client, asking):
    gate = client.post(page_of(asking), SENT)
    done = client.post(page_of(asking), SENT | {"digits": DIGITS})

    assert (gate.status_code, 'name="name" value="Suparno"' in gate.text) == (403, True)
    assert (done.status_code, Nomination.objects.get().name) == (302, "Suparno")


def test_wrong_digits_shut_it_and_say_whom_to_ask(client, asking, lina, client_as):
    known = phone_of_ratna(page_of(asking))
    answers = [client.post(page_of(asking), {"digits": f"000{n}"}).status_code for n in range(5)]
    right = client.post(page_of(asking), SENT | {"digits": DIGITS})

    assert (answers, right.status_code) == ([403] * 5, 403)
    assert "Ask whoever sent it to you for a new one." in right.text
    assert (Delegate.objects.count(), "This page is for" in known.get(page_of(asking)).text) == (0, True)
    assert [one.data for one in AuditEvent.objects.filter(verb="delegates.link_shut")] == [{}]
    listed = client_as(lina).get(here("delegates:nomination-link-list")).text
    assert ("Shut after too many wrong answers" in listed, "wa.me" in listed) == (True, False)


def test_the_right_digits_forget_the_wrong_ones(client, asking):
    client.post(page_of(asking), {"digits": "0000"})

    client.post(page_of(asking), {"digits": DIGITS})

    asking.refresh_from_db()
    assert asking.missed == 0


def test_the_pass_of_one_link_opens_no_other(asking, partner, lina):
    other = made(partner, lina, phone="0812 3456 7802")
    browser = phone_of_ratna(page_of(asking))
    mine, theirs = (f"own-{link.pk.hex[-12:]}" for link in (asking, other))

    browser.cookies[theirs] = browser.cookies[mine].value

    assert "last four digits" in browser.get(page_of(other)).text


def test_the_number_is_sealed_and_forgotten(convening, asking, partner, lina):
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM delegates_nominationlink")
        kept = bytes(cursor.fetchone()[0])
    erase_due(convening=convening, day=convening.ends_on + timedelta(days=4000))

    asking.refresh_from_db()
    told = AuditEvent.objects.get(verb="delegates.link_made").data
    assert (b"7801" in kept, "7801" in str(told), told["asks"], asking.phone) == (False, False, True, "")


def test_a_number_nobody_can_dial_makes_no_link(partner, lina):
    with pytest.raises(PhoneHasLetters):
        made(partner, lina, phone="0812 3456 780x")

    assert NominationLink.objects.count() == 0


def test_the_message_says_what_the_page_asks(asking, open_link):
    said = "menanyakan empat angka terakhir"

    assert [said in whatsapp_text(link) for link in (asking, open_link)] == [True, False]
    assert "7801" not in whatsapp_text(asking)


# Without it.


def test_another_phone_sees_only_codes(client, open_link):
    address, first = page_of(open_link), Client()
    first.post(address, SENT)
    code = Delegate.objects.get().code

    there, here_too = client.get(address).text, first.get(address).text

    assert ("Suparno" in there, "7833" in there, code in there, "1 person:" in there) == (
        False,
        False,
        True,
        True,
    )
    assert ("Suparno" in here_too, code in here_too) == (True, False)


def test_another_phone_still_nominates_and_sees_its_own(client, open_link):
    address = page_of(open_link)
    Client().post(address, SENT)

    client.post(address, SENT | {"name": "Wulandari", "phone": "0812 3456 7811"})

    text = client.get(address).text
    assert ("Wulandari" in text, "Suparno" in text) == (True, False)


@pytest.mark.parametrize("do", ["correct", "take_back", "replace"])
def test_another_phone_changes_nothing(client, open_link, do):
    address, one = page_of(open_link), None
    Client().post(address, SENT)
    one = Nomination.objects.get()

    answer = client.post(address, SENT | {"do": do, "nomination": one.pk, "why": "Sakit"})
    asked = client.get(f"{address}?correct={one.pk}").text

    assert (answer.status_code, "Suparno" in asked) == (404, False)
    assert (Delegate.objects.get().state, Nomination.objects.get().name) == ("nominated", "Suparno")


def test_a_cookie_that_was_made_up_shows_nothing(client, open_link):
    Client().post(page_of(open_link), SENT)
    client.cookies[f"typed-{open_link.pk.hex[-12:]}"] = '{"made": ["x"]}'

    assert "Suparno" not in client.get(page_of(open_link)).text


def test_the_cookie_holds_all_that_one_link_can_bring(client, open_link):
    address = page_of(open_link)
    for n in range(50):
        client.post(address, SENT | {"name": f"Nama {n}", "phone": f"0812 3456 {7000 + n}"})

    text = client.get(address).text
    assert [n for n in range(50) if f"Nama {n}<" not in text] == []
    assert len(client.cookies[f"typed-{open_link.pk.hex[-12:]}"].value) < 3000


def test_whoever_was_erased_is_not_counted_elsewhere(client, open_link):
    Client().post(page_of(open_link), SENT)
    erase_person(delegate=Delegate.objects.get())

    assert "Nominated on other phones" not in client.get(page_of(open_link)).text


# At the desk.


def test_a_link_is_made_with_a_number_and_made_again(client_as, lina, sari, partner):
    page, browser = here("delegates:nomination-link-list"), client_as(lina)
    sent = {"name": "Bu Ratna", "organisation": partner.pk, "audience": "conference", "days": 30}

    wrong = browser.post(page, sent | {"phone": "0812 / 0813"})
    right = browser.post(page, sent | {"phone": PHONE})

    link = NominationLink.objects.get()
    again = [client_as(user).get(f"{page}?again={link.pk}").context["form"].initial for user in (lina, sari)]
    assert (wrong.status_code, right.status_code, link.phone) == (422, 302, "+6281234567801")
    assert [one.get("phone") for one in again] == ["+6281234567801", None]
    assert [one["name"] for one in again] == ["Bu Ratna"] * 2
    assert "7801" not in browser.get(page).text


def test_nobody_makes_the_link_of_others_again(client_as, yuni, asking):
    page = here("delegates:nomination-link-list")

    assert client_as(yuni).get(f"{page}?again={asking.pk}").status_code == 404
    assert client_as(yuni).get(f"{page}?again=x").status_code == 200
