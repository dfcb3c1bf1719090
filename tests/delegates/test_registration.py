"""Registration by the own link: what is saved, under which lock, and what is refused."""

import re
from datetime import date

import pytest
from tests.delegates.own_stage import (
    DIGITS,
    PHONE,
    WG,
    address_of,
    begun,
    make_delegate,
    registered,
    said,
    sent,
)

from pendopo.convenings.models import Notice
from pendopo.core.errors import DomainError
from pendopo.core.models import AuditEvent
from pendopo.delegates.actions.delegate import move
from pendopo.delegates.actions.link import make_link
from pendopo.delegates.actions.nomination import nominate
from pendopo.delegates.actions.registration import register
from pendopo.delegates.enums import DelegateState, Purpose
from pendopo.delegates.models import (
    Answer,
    Consent,
    Delegate,
    Identity,
    Sealed,
    StageForm,
    Traits,
)
from pendopo.delegates.queries.unique import people

pytestmark = pytest.mark.django_db
NEEDS = frozenset({Purpose.TAKE_PART, Purpose.NEEDS})
DAY = "2024-04-01"


@pytest.fixture(autouse=True)
def spring(settings):
    settings.TODAY = DAY


@pytest.fixture
def budi(convening, sari):
    begun(convening, sari)
    return make_delegate(convening)


def open_door(browser, address):
    home = address.split("/me/")[0] + "/me/" + address.split("/me/")[1].split("/")[0] + "/"
    return browser.post(home, {"digits": DIGITS})


def test_registering_moves_on_and_seals_answers_by_kind(budi):
    agreed = frozenset({Purpose.TAKE_PART, Purpose.NEEDS, Purpose.COUNTING})
    answers = {"access": ["ramp"], **dict.fromkeys(WG, "none"), "wg_seeing": "a_lot"}

    register(delegate=budi, said=said(answers=answers, agreed=agreed, born_on=date(1990, 5, 6), sex="male"))

    budi.refresh_from_db()
    sealed = {row.kind: row.data for row in Sealed.objects.filter(delegate=budi)}
    traits = Traits.objects.get(delegate=budi)
    assert budi.state == DelegateState.REGISTERED
    assert sealed["needs"] == {"register.access": ["ramp"]}
    assert sealed["health"]["register.wg_seeing"] == "a_lot"
    assert (traits.age, traits.sex, traits.disability) == ("30_44", "male", "yes")
    assert sorted(Consent.objects.values_list("text__purpose", flat=True)) == [
        "counting",
        "needs",
        "take_part",
    ]


@pytest.mark.parametrize(
    ("answers", "counted"),
    [
        (dict.fromkeys(WG, "none"), "no"),
        (dict.fromkeys(WG, "some"), "no"),
        (dict.fromkeys(WG, "none") | {"wg_self_care": "cannot"}, "yes"),
        ({"wg_walking": "a_lot"}, "yes"),
        ({"wg_walking": "some"}, ""),
        ({}, ""),
    ],
)
def test_disability_follows_the_short_set(budi, answers, counted):
    agreed = frozenset({Purpose.TAKE_PART, Purpose.COUNTING})

    register(delegate=budi, said=said(answers=answers, agreed=agreed))

    assert Traits.objects.get(delegate=budi).disability == counted


def test_answers_without_their_consent_are_not_kept(budi):
    answers = {"access": ["ramp"], "wg_seeing": "cannot"}

    register(delegate=budi, said=said(answers=answers))

    assert list(Sealed.objects.filter(delegate=budi)) == []
    assert Traits.objects.get(delegate=budi).disability == ""


def test_answers_to_questions_that_were_not_asked_are_not_kept(budi):
    answers = {"children": 0, "children_ages": "2", "companion": "no", "companion_room": "yes"}
    agreed = frozenset({Purpose.TAKE_PART, Purpose.NEEDS})

    register(delegate=budi, said=said(answers=answers, agreed=agreed))

    assert Sealed.objects.get().data == {"register.children": 0, "register.companion": "no"}


@pytest.mark.parametrize(
    ("born_on", "band"),
    [
        (date(2006, 5, 5), "18_29"),  # 18 on the first day
        (date(1994, 5, 6), "18_29"),  # 30 one day later
        (date(1994, 5, 5), "30_44"),
        (date(1964, 2, 29), "60_up"),
        (date(1904, 4, 2), "60_up"),
    ],
)
def test_age_is_that_of_the_first_day(budi, born_on, band):
    register(delegate=budi, said=said(born_on=born_on))

    assert Traits.objects.get(delegate=budi).age == band


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"born_on": date(2024, 4, 2)}, "born_in_future"),
        ({"born_on": date(1902, 4, 1)}, "born_in_future"),
        ({"born_on": date(2006, 5, 6)}, "guardian_missing"),
        ({"phone": "0812"}, "phone_unreadable"),
        ({"phone": "my phone"}, "phone_has_letters"),
        ({"name": "  "}, "name_missing"),
        ({"agreed": frozenset({Purpose.NEEDS})}, "take_part_missing"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(budi, changes, code):
    with pytest.raises(DomainError) as refused:
        register(delegate=budi, said=said(**changes))

    assert refused.value.code == code
    assert (Answer.objects.count(), Consent.objects.count()) == (0, 0)


def test_a_child_registers_with_a_guardian(budi):
    register(delegate=budi, said=said(born_on=date(2010, 1, 1), guardian="Ibu Contoh"))

    assert Sealed.objects.get(kind="answers").data == {"guardian": "Ibu Contoh"}


@pytest.mark.parametrize("name", ["Suharto", "🌱 Ñ", "Siti " + "Nur " * 30])
def test_any_name_is_a_name(budi, name):
    register(delegate=budi, said=said(name=name))

    assert Identity.objects.get().name == name.strip()


def test_the_same_sending_counts_once(budi):
    first = said(submission=budi.pk, name="Budi")
    register(delegate=budi, said=first)
    events = AuditEvent.objects.count()

    register(delegate=budi, said=first)

    assert AuditEvent.objects.count() == events
    assert Answer.objects.count() == 1


def test_a_closed_stage_takes_nothing(budi):
    StageForm.objects.filter(stage="register").update(closes_on=date(2024, 3, 31))

    with pytest.raises(DomainError) as refused:
        register(delegate=budi, said=said())

    assert refused.value.code == "stage_closed"


def nominated_and_registered(convening, sari, organisation, *, link=None, known=None, **changes):
    """Nominated with `known`, and registered under the usual name and phone."""
    usual = {"name": "Budi", "phone": PHONE}
    by = None if link else sari
    one = nominate(organisation=organisation, audience="conference", by=by, link=link, **(known or usual))
    begun(convening, sari)
    return register(delegate=one.delegate, said=said(**changes))


def standing_of(delegate):
    delegate.refresh_from_db()
    return (delegate.state, delegate.merged_into)


def test_a_second_registration_leads_to_the_first_one(convening, sari, network, partner):
    first = nominated_and_registered(convening, sari, network)

    second = nominated_and_registered(convening, sari, partner)

    assert standing_of(second) == (DelegateState.MERGED, first)


@pytest.mark.parametrize(
    "known",
    [
        {"name": "Impostor", "phone": "+6281200000001"},  # another phone was nominated
        {"name": "Impostor", "phone": PHONE},  # of the same household, under another name
        {"name": "Budi", "phone": "", "email": "impostor@example.org"},
    ],
)
def test_who_registered_first_under_a_name_and_phone_swallows_nobody(
    convening, sari, network, partner, known, django_capture_on_commit_callbacks
):
    impostor = nominated_and_registered(convening, sari, network, known=known)

    budi = nominated_and_registered(convening, sari, partner, answers={"companion": "no"}, agreed=NEEDS)

    assert (standing_of(impostor), standing_of(budi)) == ((DelegateState.REGISTERED, None),) * 2
    assert Sealed.objects.filter(delegate=budi, kind="needs").count() == 1
    assert (people().entries, len(people().humans)) == (2, 1)
    assert Notice.objects.filter(user=sari, kind="delegates.twin").count() == 1


def test_a_nomination_by_link_vouches_for_nobody_elsewhere(convening, sari, network, partner):
    link = make_link(organisation=network, audience="conference", name="Bu Ratna", by=sari)
    nominated_and_registered(convening, sari, network, link=link)

    budi = nominated_and_registered(convening, sari, partner)

    assert standing_of(budi) == (DelegateState.REGISTERED, None)


def test_nobody_is_led_to_an_entry_that_has_left(convening, sari, network, partner):
    first = nominated_and_registered(convening, sari, network)
    move(delegate=first, to="cancelled")

    budi = nominated_and_registered(convening, sari, partner)

    assert standing_of(budi) == (DelegateState.REGISTERED, None)


def test_the_own_page_answers_a_second_registration_and_tells_nothing_of_the_first(
    client, convening, sari, network, partner
):
    first = nominated_and_registered(convening, sari, network, home="Desa Rahasia")
    second = nominated_and_registered(convening, sari, partner)
    address = address_of(second, sari)
    open_door(client, address)

    text = client.get(address).text

    assert "What you sent has arrived, and you count once" in text
    assert [word in text for word in (first.code, "Rahasia", network.name)] == [False] * 3


def test_a_shared_phone_is_a_question_for_the_secretariat(
    convening, sari, django_capture_on_commit_callbacks
):
    first = registered(convening, sari)

    second = registered(convening, sari, name="Ani")

    second.refresh_from_db()
    assert second.state == DelegateState.REGISTERED
    assert Notice.objects.get(user=sari).text_en == (
        f"{second.code} has registered with the same phone number or e-mail as {first.code}, and both entries "
        "stay: anybody can type a name and a number. Ask whom it reaches, and merge the entries if it is one "
        "person."
    )


def test_the_log_names_nobody(convening, sari):
    registered(convening, sari, name="Zulkarnaen", answers={"allergy": "kacang"})

    text = " ".join(str(row.data) for row in AuditEvent.objects.all())

    assert [word for word in ("Zulkarnaen", "7890", "kacang") if word in text] == []


# On the phone


def test_nothing_is_shown_before_the_digits(client, budi, sari):
    page = client.get(address_of(budi, sari, "register/"))

    assert page.status_code == 200
    assert "last four digits" in page.text
    assert "Budi" not in page.text
    assert "3456" not in page.text


def test_steps_are_ordinary_forms(client, budi, sari):
    address = address_of(budi, sari, "register/")
    open_door(client, address)

    first = client.post(address, sent(at="1", go="next", agree_take_part=None))
    before = first.context["form"].asked_now()
    again = client.post(
        address, sent(at="2", go="next", q_companion="yes", asked=before, agree_take_part=None)
    )
    shown = again.context["form"].asked_now()
    third = client.post(
        address, sent(at="2", go="next", q_companion="yes", asked=shown, agree_take_part=None)
    )
    done = client.post(address, sent(q_companion="yes"))

    assert [page.context["step"] for page in (first, again, third)] == [2, 2, 3]
    assert ["there are more questions" in page.text for page in (first, again)] == [False, True]
    assert [page.status_code for page in (first, again, third, done)] == [200, 200, 200, 302]
    assert Delegate.objects.get(pk=budi.pk).state == DelegateState.REGISTERED


def test_a_fault_leads_back_to_its_step(client, budi, sari):
    address = address_of(budi, sari, "register/")
    open_door(client, address)

    page = client.post(address, sent(phone="12"))

    assert (page.status_code, page.context["step"]) == (422, 1)
    assert "This is not a phone number. Example: 0812 3456 7890." in page.text


def test_nothing_is_ticked_beforehand(client, budi, sari):
    address = address_of(budi, sari, "register/")
    open_door(client, address)

    assert " checked" not in client.get(address).text


def test_what_was_written_survives_a_door_that_closed(client, budi, sari):
    address = address_of(budi, sari, "register/")

    gate = client.post(address, sent())
    done = client.post(address, sent(digits=DIGITS))

    assert (gate.status_code, done.status_code) == (403, 302)
    assert 'name="phone" value="0812 3456 7890"' in gate.text
    assert Delegate.objects.get(pk=budi.pk).state == DelegateState.REGISTERED


def test_corrections_show_what_was_sent(client, convening, sari):
    delegate = registered(
        convening,
        sari,
        answers={"access": ["ramp"]},
        agreed=frozenset({Purpose.TAKE_PART, Purpose.NEEDS}),
    )
    address = address_of(delegate, sari, "register/")
    open_door(client, address)

    page = client.get(address)

    assert 'value="ramp" id="id_q_access_0" checked' in page.text
    assert re.findall(r'name="(\w+)"[^>]* checked', page.text) == [
        "q_access",
        "photo",
        "agree_take_part",
        "agree_needs",
    ]


def test_unticking_a_consent_withdraws_it(client, convening, sari):
    delegate = registered(
        convening,
        sari,
        answers={"access": ["ramp"]},
        agreed=frozenset({Purpose.TAKE_PART, Purpose.NEEDS}),
    )
    address = address_of(delegate, sari, "register/")
    open_door(client, address)

    client.post(address, sent(q_access="ramp"))

    assert list(Sealed.objects.filter(kind="needs")) == []
    assert Consent.objects.get(text__purpose="needs").withdrawn_at is not None
