"""Own links, own data, erasing, and what the desk opens."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from tests.delegates.own_stage import DIGITS, WG, address_of, make_delegate, registered, said

from pendopo.convenings.models import Notice
from pendopo.core.errors import DomainError, NotAllowed
from pendopo.core.models import AuditEvent
from pendopo.delegates.actions import own as actions
from pendopo.delegates.actions.registration import register
from pendopo.delegates.enums import DelegateState, Kept, Purpose, SeenOn
from pendopo.delegates.models import (
    Consent,
    Delegate,
    Erasure,
    Identity,
    ListChange,
    Look,
    OwnLink,
    Sealed,
    Traits,
    WaitingPlace,
)
from pendopo.delegates.queries.looks import looks_at
from pendopo.delegates.queries.own import held_about, link_of, token_of

pytestmark = pytest.mark.django_db
ALL = frozenset({Purpose.TAKE_PART, Purpose.NEEDS, Purpose.COUNTING})


@pytest.fixture(autouse=True)
def spring(settings):
    settings.TODAY = "2024-04-01"


@pytest.fixture
def budi(convening, sari):
    answers = {"diet": ["allergy"], "allergy": "kacang", **dict.fromkeys(WG, "some")}
    return registered(convening, sari, answers=answers, agreed=ALL)


def test_a_link_opens_until_it_expires_is_taken_back_or_replaced(budi, sari):
    first = actions.make_own_link(delegate=budi, by=sari)
    second = actions.make_own_link(delegate=budi, by=sari, valid_for=timedelta(days=1))
    third = actions.make_own_link(delegate=budi, by=sari)

    assert link_of(token_of(third)) == third
    actions.revoke_own_link(link=third, by=sari)
    first.refresh_from_db()
    second.refresh_from_db()
    third.refresh_from_db()
    moment = timezone.now() - timedelta(days=1)
    assert [row.is_open(moment) for row in (first, second, third)] == [False, False, False]


def test_only_the_secretariat_makes_links(budi, hasan, lina):
    for user in (hasan, lina):
        with pytest.raises(NotAllowed):
            actions.make_own_link(delegate=budi, by=user)


@pytest.mark.parametrize("change", [lambda token: token[:-1], lambda token: f"x{token}", lambda token: "abc"])
def test_a_forged_link_opens_nothing(client, budi, sari, change):
    token = address_of(budi, sari).split("/")[-2]

    answers = [
        client.get(f"/en/{budi.convening.slug}/delegates/me/{change(token)}/{page}").status_code
        for page in ("", "register/", "data/", "data.json", "consents/", "erase/")
    ]

    assert answers == [404] * 6


def test_a_link_of_another_convening_opens_nothing(client, budi, sari):
    from tests.factories import make_convening

    other = make_convening("other-2025")
    address = address_of(budi, sari).replace(budi.convening.slug, other.slug)

    assert client.get(address).status_code == 404


def test_wrong_digits_shut_the_link(client, budi, sari):
    address = address_of(budi, sari)

    answers = [client.post(address, {"digits": f"000{n}"}).status_code for n in range(5)]
    shut = client.post(address, {"digits": DIGITS})

    assert answers == [403] * 5
    assert shut.status_code == 403
    assert "this link is shut" in shut.text
    assert AuditEvent.objects.filter(verb="delegates.own_link_shut").count() == 1


def test_right_digits_forget_the_wrong_ones(client, budi, sari):
    address = address_of(budi, sari)
    client.post(address, {"digits": "0000"})

    client.post(address, {"digits": DIGITS})

    assert OwnLink.objects.first().missed == 0
    assert "Welcome, Budi" in client.get(address).text


def test_without_a_phone_the_year_of_birth_is_asked(client, convening, sari):
    delegate = make_delegate(convening, phone="", born_on=timezone.datetime(1990, 1, 2).date())

    page = client.get(address_of(delegate, sari))

    assert "The year in which you were born" in page.text


def test_somebody_of_whom_nothing_is_known_sees_an_empty_form(client, convening, sari):
    delegate = make_delegate(convening, phone="", email="budi@example.org")
    address = address_of(delegate, sari)

    home, form, data = (client.get(address + page) for page in ("", "register/", "data/"))

    assert (home.status_code, form.status_code, data.status_code) == (302, 200, 404)
    assert "budi@example.org" not in form.text


def test_another_phone_is_asked_again(client, budi, sari):
    address = address_of(budi, sari)
    client.post(address, {"digits": DIGITS})

    assert "Is it you?" in Client().get(address).text
    client.post(address)
    assert "Is it you?" in client.get(address).text


def test_own_data_shows_everything_and_who_looked(client, budi, sari, client_as):
    actions.write_risk_note(delegate=budi, note="Jangan sebut desanya.", by=sari)
    client_as(sari).post(f"/en/{budi.convening.slug}/desk/delegates/{budi.pk}/personal/", {"kind": "needs"})
    address = address_of(budi, sari)
    client.post(address, {"digits": DIGITS})

    page = client.get(f"{address}data/")
    held = json.loads(client.get(f"{address}data.json").text)
    paper = client.get(f"{address}data.pdf")

    assert [word for word in ("Budi", "kacang", "Jangan sebut desanya.") if word not in page.text] == []
    seen = "Secretariat opened “Access, diet and care needs” on the page of personal data on Monday, 1 April 2024"
    assert seen in page.text
    assert [row["answer"] for row in held["held"] if row["key"] == "register.allergy"] == ["kacang"]
    assert [row["kind"] for row in held["looks"]] == ["needs"]
    assert paper.content[:5] == b"%PDF-"


def test_a_date_of_birth_is_shown_as_people_write_it(convening, sari):
    delegate = make_delegate(convening, born_on=timezone.datetime(1990, 1, 2).date())

    assert [row.value for row in held_about(delegate) if row.key == "born_on"] == ["2 Jan 1990"]


def test_own_pages_are_kept_by_nobody(client, budi, sari):
    page = client.get(address_of(budi, sari))

    assert page["Cache-Control"] == "no-store, private"
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["X-Robots-Tag"] == "noindex, nofollow"


def test_a_hundred_looks_cost_the_queries_of_one(client, budi, sari):
    address = address_of(budi, sari)
    client.post(address, {"digits": DIGITS})
    client.get(f"{address}data/")  # the first visit of a minute is noted

    def asked(number):
        Look.objects.bulk_create(
            Look(delegate=budi, kind="needs", by=sari, role="secretariat", page=f"{n}", at=timezone.now())
            for n in range(number)
        )
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{address}data/")
        return len(captured)

    assert asked(1) == asked(99)


# Erasing


def test_erasing_leaves_a_number_and_nothing_that_names(client, budi, sari):
    actions.write_risk_note(delegate=budi, note="x", by=sari)
    address = address_of(budi, sari)
    client.post(address, {"digits": DIGITS})

    refused = client.post(f"{address}erase/")
    done = client.post(f"{address}erase/", {"sure": "1"})

    budi.refresh_from_db()
    assert (refused.status_code, done.status_code) == (422, 200)
    assert (budi.state, budi.alias, budi.organisation) == (DelegateState.ERASED, "", None)
    assert [model.objects.filter(delegate=budi).count() for model in (Identity, Sealed, Traits, OwnLink)] == [
        0
    ] * 4
    assert sorted(Erasure.objects.filter(wish=True).values_list("kind", flat=True)) == [
        "health", "identity", "needs", "risk"]  # fmt: skip
    assert Consent.objects.filter(withdrawn_at=None).count() == 0
    assert client.get(address).status_code == 404


def test_what_was_reported_stays_countable(budi):
    Delegate.objects.filter(pk=budi.pk).update(state=DelegateState.ATTENDED)
    Traits.objects.filter(delegate=budi).update(sex="male", age="30_44", disability="yes")

    actions.erase_person(delegate=budi)

    traits = Traits.objects.get(delegate=budi)
    assert (traits.sex, traits.age, traits.disability, traits.region) == ("male", "30_44", "", None)


def test_erasing_takes_merged_entries_along(convening, sari, network, partner):
    first, second = (registered(convening, sari, desk=desk) for desk in (network, partner))

    actions.erase_person(delegate=first)

    second.refresh_from_db()
    assert second.state == DelegateState.ERASED
    assert Identity.objects.count() == 0


@pytest.mark.parametrize(("state", "told"), [("selected", 1), ("confirmed", 1), ("waiting", 0)])
def test_the_seat_of_somebody_who_is_erased_is_offered(budi, hasan, state, told):
    Delegate.objects.filter(pk=budi.pk).update(state=state)

    actions.erase_person(delegate=budi)

    assert Notice.objects.filter(user=hasan, kind="delegates.seat_free").count() == told


def test_reasons_at_the_waiting_list_are_forgotten(budi, sari):
    WaitingPlace.objects.create(delegate=budi, audience="conference", order="0", passed_why="Sakit")
    ListChange.objects.create(arriving=budi, reason="Ibunya sakit", asked_by=sari)

    actions.erase_person(delegate=budi)

    assert (WaitingPlace.objects.get().passed_why, ListChange.objects.get().reason) == ("", "–")


def test_reasons_of_the_desk_are_held_about_the_person(budi, sari):
    WaitingPlace.objects.create(
        delegate=budi, audience="conference", order="0", passed_why="Not to be reached"
    )
    ListChange.objects.create(arriving=budi, reason="The bus is booked", asked_by=sari)

    told = {row.key: row.value for row in held_about(budi)}

    assert (told["passed.1"], told["asked.2"]) == ("Not to be reached", "The bus is booked")


def test_erasing_twice_is_erasing_once(budi):
    actions.erase_person(delegate=budi)
    events = AuditEvent.objects.count()

    actions.erase_person(delegate=budi)

    assert AuditEvent.objects.count() == events


# At the desk


@pytest.mark.parametrize(
    ("who", "kind", "status"),
    [
        ("sari", "identity", 200),
        ("sari", "health", 200),
        ("dewi", "identity", 200),
        ("dewi", "needs", 404),
        ("hasan", "identity", 404),
        ("lina", "identity", 404),
        ("tono", "identity", 404),
        ("rina", "needs", 404),
        ("sari", "everything", 404),
    ],
)
def test_data_opens_by_need_to_know(request, budi, client_as, who, kind, status):
    browser = client_as(request.getfixturevalue(who))

    page = browser.post(f"/en/{budi.convening.slug}/desk/delegates/{budi.pk}/personal/", {"kind": kind})

    assert page.status_code == status
    assert Look.objects.filter(delegate=budi).count() == (1 if status == 200 else 0)


def test_a_page_that_was_only_opened_shows_nothing(budi, sari, client_as):
    page = client_as(sari).get(f"/en/{budi.convening.slug}/desk/delegates/{budi.pk}/personal/")

    assert "Budi" not in page.text
    assert Look.objects.count() == 0


def test_only_the_secretariat_writes_about_risk(budi, sari, dewi):
    with pytest.raises(NotAllowed):
        actions.write_risk_note(delegate=budi, note="x", by=dewi)
    with pytest.raises(DomainError):
        actions.write_risk_note(delegate=budi, note=" ", by=sari)

    actions.write_risk_note(delegate=budi, note="Dua pintu.", by=sari)

    assert actions.open_sealed(delegate=budi, kind=Kept.RISK, by=sari, page="x") == {"note": "Dua pintu."}
    assert "Dua pintu." not in json.dumps([row.data for row in AuditEvent.objects.all()])


def test_the_state_of_a_merged_entry_tells_nothing_about_the_other(convening, sari):
    registered(convening, sari)
    second = registered(convening, sari)
    second.refresh_from_db()

    words = {row.key: row.value for row in held_about(second)}

    assert words["state"] == "Registered"


def test_a_correction_keeps_what_other_stages_said(budi):
    row = Sealed.objects.get(delegate=budi, kind="needs")
    row.data |= {"travel.emergency": "+628111"}
    row.save()

    register(delegate=budi, said=said(answers={"diet": ["soft"]}, agreed=ALL))

    row.refresh_from_db()
    assert row.data == {"register.diet": ["soft"], "travel.emergency": "+628111"}


def test_equal_looks_of_one_day_are_one_line(budi, sari, dewi):
    def look(by, day, hour, page, kind="needs"):
        at = datetime(2024, 4, day, hour, tzinfo=UTC)
        Look.objects.create(delegate=budi, kind=kind, by=by, role="secretariat", page=page, at=at)

    for hour in (1, 2, 3):
        look(sari, 1, hour, "personal")
    look(sari, 1, 18, "personal")  # 01.00 WIB of the day after
    look(dewi, 1, 2, "personal")
    look(sari, 1, 2, "risk_note")
    look(sari, 1, 2, "personal", "health")
    look(sari, 1, 0, "gone")

    with timezone.override("Asia/Jakarta"), translation.override("en"):
        seen = looks_at(budi)

        assert sorted(one.times for one in seen) == [1, 1, 1, 1, 1, 3]
        assert [one.page for one in seen].count("at the desk") == 1
        assert next(one.sentence for one in seen if one.times == 3) == (
            "Secretariat opened “Access, diet and care needs” on the page of personal data 3 times on "
            "Monday, 1 April 2024, last at 10:00 WIB."
        )


def test_looks_are_told_in_roles(budi, sari):
    actions.open_sealed(delegate=budi, kind=Kept.NEEDS, by=sari, page=SeenOn.PERSONAL)

    assert [(seen.role, seen.kind) for seen in looks_at(budi)] == [
        ("Secretariat", "Access, diet and care needs")
    ]
