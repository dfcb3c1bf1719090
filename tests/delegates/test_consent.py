"""What withdrawing each consent does, at once, and who is told."""

import pytest
from tests.delegates.own_stage import DIGITS, WG, address_of, begun, make_delegate, registered

from pendopo.convenings.models import Notice
from pendopo.core.errors import DomainError, NotAllowed
from pendopo.core.models import AuditEvent
from pendopo.delegates.actions.consent import give, withdraw, write_text
from pendopo.delegates.enums import DelegateState, Purpose
from pendopo.delegates.models import Consent, Delegate, Identity, Sealed, StageForm, Traits

pytestmark = pytest.mark.django_db
ALL = frozenset(Purpose)


@pytest.fixture(autouse=True)
def spring(settings):
    settings.TODAY = "2024-04-01"


@pytest.fixture
def budi(convening, sari, dewi, hasan):
    answers = {"access": ["ramp"], **dict.fromkeys(WG, "cannot")}
    return registered(convening, sari, answers=answers, agreed=ALL, photo="yes", sex="male")


def kinds(delegate):
    return sorted(Sealed.objects.filter(delegate=delegate).values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("purpose", "left", "disability", "photo"),
    [
        (Purpose.NEEDS, ["health"], "yes", "yes"),
        (Purpose.COUNTING, ["needs"], "", "yes"),
        (Purpose.PHOTO, ["health", "needs"], "yes", "no"),
        (Purpose.AFTER, ["health", "needs"], "yes", "yes"),
    ],
)
def test_withdrawing_ends_what_rested_on_it(budi, purpose, left, disability, photo):
    withdraw(delegate=budi, purpose=purpose)

    budi.refresh_from_db()
    assert kinds(budi) == left
    assert Traits.objects.get(delegate=budi).disability == disability
    assert (budi.photo, budi.state) == (photo, DelegateState.REGISTERED)


def test_withdrawing_reaches_the_entry_that_was_merged(convening, sari, network, partner):
    many = {"answers": dict.fromkeys(WG, "a_lot"), "agreed": ALL}
    first, second = (registered(convening, sari, desk=desk, **many) for desk in (network, partner))
    second.refresh_from_db()
    assert second.merged_into == first

    withdraw(delegate=first, purpose=Purpose.COUNTING)

    counting = Consent.objects.filter(text__purpose=Purpose.COUNTING)
    assert (kinds(second), counting.filter(withdrawn_at=None).count()) == ([], 0)


def test_withdrawing_from_taking_part_cancels_and_erases(budi):
    withdraw(delegate=budi, purpose=Purpose.TAKE_PART)

    budi.refresh_from_db()
    moves = AuditEvent.objects.filter(verb="delegates.moved").values_list("data__to", flat=True)
    assert budi.state == DelegateState.ERASED
    assert list(moves)[-1] == "cancelled"
    assert (Identity.objects.count(), kinds(budi), Consent.objects.filter(withdrawn_at=None).count()) == (
        0,
        [],
        0,
    )


@pytest.mark.parametrize(
    ("purpose", "told"),
    [
        (Purpose.NEEDS, ["secretariat"]),
        (Purpose.PHOTO, ["secretariat", "chair", "liaison"]),
    ],
)
def test_those_who_hold_it_are_told_without_a_name(budi, purpose, told):
    withdraw(delegate=budi, purpose=purpose)

    row = Consent.objects.get(text__purpose=purpose)
    notices = Notice.objects.filter(kind="delegates.consent_withdrawn")
    assert row.noticed == told
    assert sorted(notices.values_list("user__full_name", flat=True)) == (
        ["Sari"] if told == ["secretariat"] else ["Dewi", "Hasan", "Sari"]
    )
    assert {notice.text_en.split()[0] for notice in notices} == {budi.code}
    assert not any("Budi" in notice.text_en for notice in notices)


def test_editors_of_a_stage_hold_its_needs(budi):
    StageForm.objects.filter(stage="register").update(editors=["secretariat", "chair"])

    assert withdraw(delegate=budi, purpose=Purpose.NEEDS) == ["secretariat", "chair"]


def test_a_role_that_nobody_has_was_not_told(convening, sari):
    budi = registered(convening, sari, agreed=ALL, photo="yes", answers=dict.fromkeys(WG, "none"))

    assert withdraw(delegate=budi, purpose=Purpose.PHOTO) == ["secretariat"]


@pytest.mark.parametrize("purpose", [Purpose.AFTER, Purpose.TAKE_PART])
def test_the_person_reads_who_was_told(client, budi, sari, purpose):
    address = address_of(budi, sari)
    client.post(address, {"digits": DIGITS})

    answer = client.post(f"{address}consents/", {"do": "withdraw", "purpose": purpose}, follow=True)

    said = "Told in the same moment: Secretariat, Organising chair, Government liaison."
    assert said in answer.text
    if purpose == Purpose.AFTER:
        assert said in client.get(f"{address}data/").text


def test_a_consent_is_withdrawn_once(budi):
    withdraw(delegate=budi, purpose=Purpose.AFTER)

    with pytest.raises(DomainError) as refused:
        withdraw(delegate=budi, purpose=Purpose.AFTER)

    assert refused.value.code == "already_withdrawn"


def test_consent_stays_with_the_text_that_was_read(budi, sari, convening):
    write_text(convening=convening, purpose=Purpose.AFTER, text_ind="Baru.", text_en="New.", by=sari)

    before = Consent.objects.get(text__purpose="after").text
    give(delegate=budi, purposes=[Purpose.AFTER])

    versions = Consent.objects.filter(text__purpose="after").values_list("text__version", flat=True)
    assert before.version == 1
    assert sorted(versions) == [1, 2]


@pytest.mark.parametrize(
    ("ind", "en", "code"),
    [("", "New.", "text_missing"), ("Baru.", " ", "text_missing"), (None, None, "text_unchanged")],
)
def test_a_version_that_nobody_can_read_is_refused(convening, sari, ind, en, code):
    begun(convening, sari)
    last = convening.consent_texts.get(purpose="after")

    with pytest.raises(DomainError) as refused:
        write_text(
            convening=convening,
            purpose=Purpose.AFTER,
            text_ind=last.text_ind if ind is None else ind,
            text_en=last.text_en if en is None else en,
            by=sari,
        )

    assert refused.value.code == code


def test_only_the_secretariat_writes_texts(convening, hasan):
    with pytest.raises(NotAllowed):
        write_text(convening=convening, purpose=Purpose.AFTER, text_ind="a", text_en="b", by=hasan)


def test_withdrawing_behind_the_own_link(client, budi, sari):
    address = address_of(budi, sari)
    client.post(address, {"digits": DIGITS})

    client.post(f"{address}consents/", {"purpose": "needs", "do": "withdraw"})
    unknown = client.post(f"{address}consents/", {"purpose": "selling"})
    gone = client.post(f"{address}consents/", {"purpose": "take_part", "do": "withdraw"})

    assert kinds(budi) == []
    assert (unknown.status_code, gone.status_code) == (404, 200)
    assert "Everything about you is deleted" in gone.text
    assert Delegate.objects.get(pk=budi.pk).state == DelegateState.ERASED


def test_a_stranger_with_the_link_withdraws_nothing(client, budi, sari):
    page = client.post(f"{address_of(budi, sari)}consents/", {"purpose": "needs", "do": "withdraw"})

    assert page.status_code == 403
    assert kinds(budi) == ["health", "needs"]


def test_whoever_has_not_registered_has_agreed_to_nothing(convening, sari):
    begun(convening, sari)
    delegate = make_delegate(convening)

    assert Consent.objects.filter(delegate=delegate).count() == 0
    with pytest.raises(DomainError):
        withdraw(delegate=delegate, purpose=Purpose.TAKE_PART)


def test_the_desk_sees_numbers_of_consents_and_codes(budi, hasan, client_as):
    withdraw(delegate=budi, purpose=Purpose.NEEDS)

    page = client_as(hasan).get(f"/en/{budi.convening.slug}/desk/delegates/consents/")

    assert page.status_code == 200
    assert budi.code in page.text
    assert "Budi" not in page.text
