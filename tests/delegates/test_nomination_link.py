"""Links with which somebody without an account nominates: what they open, and what they do not."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from tests.delegates.people import give_seats, nominated

from pendopo.core import links
from pendopo.core.errors import NotAllowed
from pendopo.core.models import AuditEvent
from pendopo.core.urls import here
from pendopo.delegates.actions.delegate import move, write_identity
from pendopo.delegates.actions.link import make_link, revoke_link
from pendopo.delegates.actions.own import erase_person
from pendopo.delegates.errors import LinkNameMissing
from pendopo.delegates.models import Delegate, Nomination, NominationLink
from pendopo.delegates.queries.link import PURPOSE, most_through, token_of, whatsapp_address, whatsapp_text

pytestmark = pytest.mark.django_db
SENT = {"do": "nominate", "name": "Suparno", "phone": "0812 3456 7890"}


@pytest.fixture(autouse=True)
def story_day(settings):
    settings.TODAY = ""


@pytest.fixture
def link(partner, lina):
    return make_link(organisation=partner, audience="conference", name="Bu Sekdes Ratna", by=lina)


@pytest.fixture
def address(link):
    return here("delegates:nominate-by-link", token=token_of(link))


@pytest.fixture
def visitor():
    return Client(enforce_csrf_checks=True, headers={"origin": "null"})


def test_the_page_says_for_whom_it_is(address, visitor, link):
    answer = visitor.get(address)

    assert "This page is for Bu Sekdes Ratna. Do not pass its address on." in answer.text
    assert (answer["Referrer-Policy"], answer["Cache-Control"]) == ("no-referrer", "no-store, private")
    link.refresh_from_db()
    assert link.last_used_at is not None


def test_a_preview_is_no_use(address, visitor, link):
    assert visitor.head(address).status_code == 200

    link.refresh_from_db()
    assert link.last_used_at is None


def test_nominating_without_an_account(address, visitor, link):
    answer = visitor.post(address, SENT)

    nomination = Nomination.objects.get()
    event = AuditEvent.objects.order_by("-seq").first()
    assert (answer.status_code, answer.url) == (302, address)
    assert (nomination.way, nomination.by, nomination.link, nomination.name) == (
        "link",
        None,
        link,
        "Suparno",
    )
    assert (event.verb, event.actor_id, event.data["link"]) == ("delegates.nominated", None, str(link.pk))
    assert nomination.delegate.identity.phone == "+6281234567890"
    assert "Suparno" in visitor.get(address).text


def test_seats_and_deadline_stand_on_the_page(address, visitor, convening, partner, sari):
    give_seats(convening, sari, {partner: 4}, deadline=date(2099, 4, 2))

    text = visitor.get(address).text

    assert "4 of 4 seats are free." in text
    assert "Nominate until Thursday, 2 April 2099." in text


def test_after_the_deadline_the_page_says_whom_to_ask(address, visitor, convening, partner, sari):
    give_seats(convening, sari, {partner: 4}, deadline=date(2024, 4, 2))

    assert "Ask Lina or the secretariat." in visitor.get(address).text
    assert visitor.post(address, SENT).status_code == 422
    assert Delegate.objects.count() == 0


@pytest.mark.parametrize("token", ["x", "a:b:c", "é", "x" * 3000, "0" * 32])
def test_a_forged_token_opens_nothing(visitor, token):
    answer = visitor.get(here("delegates:nominate-by-link", token=token))

    assert (answer.status_code, "This link opens nothing" in answer.text) == (404, True)


def test_a_token_for_something_else_opens_nothing(visitor, link):
    for purpose, payload in (
        ("cooperation.answer", {"link": link.pk.hex}),
        (PURPOSE, {"link": "0" * 32}),
        (PURPOSE, {"link": 5}),
        (PURPOSE, {}),
    ):
        token = links.make(purpose, payload)
        assert visitor.get(here("delegates:nominate-by-link", token=token)).status_code == 404


def test_a_link_taken_back_opens_nothing(address, visitor, link, lina):
    revoke_link(link=link, by=lina)

    assert (visitor.get(address).status_code, visitor.post(address, SENT).status_code) == (404, 404)
    assert Delegate.objects.count() == 0


def test_an_expired_link_opens_nothing(address, visitor, link):
    with time_machine.travel(link.expires_at + timedelta(seconds=1)):
        assert (visitor.get(address).status_code, visitor.post(address, SENT).status_code) == (404, 404)


def test_other_nominations_are_never_shown(address, visitor, partner, network, lina, sari, link):
    nominated(partner, lina, name="Wulandari")
    nominated(network, sari, name="Yohana")
    other = make_link(organisation=partner, audience="conference", name="Pak Kades", by=lina)
    visitor.post(here("delegates:nominate-by-link", token=token_of(other)), SENT | {"name": "Markus"})

    text = visitor.get(address).text

    assert [name in text for name in ("Wulandari", "Yohana", "Markus", "D-00")] == [False] * 4


def test_whether_somebody_is_nominated_elsewhere_is_not_told(address, visitor, network, sari):
    nominated(network, sari, name="Suparno")

    assert visitor.post(address, SENT).status_code == 302


def test_the_name_stays_as_it_was_typed_here(address, visitor, sari):
    visitor.post(address, SENT)
    write_identity(delegate=Delegate.objects.get(), by=sari, name="Hidden Name", phone="+6281111111111")

    text = visitor.get(f"{address}?correct={Nomination.objects.get().pk}").text

    assert ("Suparno" in text, "Hidden Name" in text, "11111111" in text) == (True, False, False)


def test_correcting_one_field_leaves_what_the_desk_put_right(address, visitor, sari):
    visitor.post(address, SENT)
    one = Nomination.objects.get()
    write_identity(delegate=one.delegate, by=sari, phone="+6281111111111")

    visitor.post(address, SENT | {"do": "correct", "nomination": one.pk, "name": "Suparno Hadi"})

    identity = Delegate.objects.get().identity
    assert (identity.name, identity.phone) == ("Suparno Hadi", "+6281111111111")


def test_correct_and_take_back_until_the_person_registered(address, visitor):
    visitor.post(address, SENT)
    one = Nomination.objects.get()
    fix = SENT | {"do": "correct", "nomination": one.pk, "name": "Soeparno"}
    assert visitor.post(address, fix | {"name": ""}).status_code == 422
    assert visitor.post(address, fix).status_code == 302
    move(delegate=one.delegate, to="registered")

    assert visitor.post(address, fix).status_code == 404
    assert visitor.post(address, {"do": "take_back", "nomination": one.pk}).status_code == 422
    assert "This nomination has gone on" in visitor.get(address).text
    assert Delegate.objects.get().state == "registered"


def test_taking_back(address, visitor):
    visitor.post(address, SENT)

    visitor.post(address, {"do": "take_back", "nomination": Nomination.objects.get().pk})

    assert (Delegate.objects.get().state, "Suparno" in visitor.get(address).text) == ("cancelled", False)


@pytest.mark.parametrize("do", ["correct", "take_back"])
def test_a_nomination_of_somebody_else_cannot_be_reached(address, visitor, partner, lina, do):
    other = nominated(partner, lina)

    for key in (other.pk, "x", ""):
        assert visitor.post(address, SENT | {"do": do, "nomination": key}).status_code == 404
    assert Delegate.objects.get().state == "nominated"


@pytest.mark.parametrize("do", ["", "erase", "nominate\0"])
def test_an_unknown_wish_is_404(address, visitor, do):
    assert visitor.post(address, SENT | {"do": do}).status_code == 404


@pytest.mark.parametrize(("seats", "most"), [(None, 50), (0, 3), (1, 3), (4, 12), (40, 50)])
def test_a_link_brings_only_so_many(seats, most):
    assert most_through(seats) == most


def test_names_tried_out_and_taken_back_count(address, visitor, convening, partner, sari):
    give_seats(convening, sari, {partner: 1})
    for n in range(3):
        assert visitor.post(address, SENT | {"name": f"Nama {n}"}).status_code == 302
        visitor.post(address, {"do": "take_back", "nomination": Nomination.objects.last().pk})

    answer = visitor.post(address, SENT)

    assert (answer.status_code, "3 people have been nominated" in answer.text) == (422, True)


def test_making_and_taking_back_at_the_desk(client_as, lina, yuni, partner):
    browser, page = client_as(lina), here("delegates:nomination-link-list")
    sent = {"name": "Bu Ratna", "organisation": partner.pk, "audience": "conference", "days": 30}

    assert browser.post(page, sent | {"name": " "}).status_code == 422
    assert browser.post(page, sent | {"days": 9999}).status_code == 422
    assert browser.post(page, sent).status_code == 302
    link = NominationLink.objects.get()
    text = browser.get(page).text
    revoke = here("delegates:nomination-link-revoke", pk=link.pk)
    assert ("Bu Ratna" in text, "https://wa.me/?text=" in text) == (True, True)
    assert "Bu Ratna" not in client_as(yuni).get(page).text
    assert client_as(yuni).post(revoke).status_code == 404
    assert browser.post(revoke).status_code == 302
    link.refresh_from_db()
    assert link.revoked_at is not None


def test_only_those_who_nominate_make_a_link(partner, yuni, network, lina):
    with pytest.raises(NotAllowed):
        make_link(organisation=partner, audience="conference", name="Bu Ratna", by=yuni)
    with pytest.raises(NotAllowed):
        make_link(organisation=network, audience="conference", name="Bu Ratna", by=lina)
    with pytest.raises(LinkNameMissing):
        make_link(organisation=partner, audience="conference", name=" ", by=lina)


def test_the_message_is_indonesian_and_has_the_address(link):
    text = whatsapp_text(link)

    assert "/id/" in text
    assert (text.startswith("Bu Sekdes Ratna"), token_of(link) in text, "Perkumpulan Mitra" in text) == (
        True,
    ) * 3
    assert " " not in whatsapp_address(link)


def test_what_was_erased_is_gone_here_too(address, visitor):
    visitor.post(address, SENT)
    erase_person(delegate=Delegate.objects.get())

    assert ("Suparno" in visitor.get(address).text, Nomination.objects.get().typed) == (False, {})
