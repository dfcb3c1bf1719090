"""Filling in a stage for a delegate: who may, what stays shut, and what the person reads of it."""

import pytest
from tests.delegates.own_stage import DIGITS, PHONE, address_of, begun, make_delegate, registered, said, sent

from pendopo.core.errors import NotAllowed
from pendopo.core.models import AuditEvent
from pendopo.delegates.actions.on_behalf import fill_stage_for, register_for
from pendopo.delegates.enums import DelegateState, Purpose
from pendopo.delegates.errors import StageClosed, TakePartMissing
from pendopo.delegates.models import Answer, Consent, Delegate, FilledFor, FormField, Look, Sealed, StageForm
from pendopo.delegates.queries.own import as_document

pytestmark = pytest.mark.django_db
NEEDS = frozenset({Purpose.TAKE_PART, Purpose.NEEDS})
TRAVEL = {"from": "Cianjur", "refund": "yes", "bank_account": "BRI 123"}


@pytest.fixture(autouse=True)
def spring(settings):
    settings.TODAY = "2024-04-01"


@pytest.fixture
def budi(convening, sari, partner):
    begun(convening, sari)
    return make_delegate(convening, organisation=partner)


def looked_after_by(*roles, stage="register"):
    StageForm.objects.filter(stage=stage).update(editors=list(roles))


def page_of(delegate, stage="register"):
    return f"/en/{delegate.convening.slug}/desk/delegates/{delegate.pk}/forms/{stage}/"


def shown():
    """What the page says that it asks."""
    rows = FormField.objects.filter(stage_form__stage="register", asked_after=None)
    return " ".join(rows.values_list("key", flat=True))


def test_the_secretariat_registers_somebody_as_told_by_phone(budi, sari):
    register_for(delegate=budi, said=said(agreed=NEEDS, answers={"access": ["ramp"]}), told="phone", by=sari)

    budi.refresh_from_db()
    filled = FilledFor.objects.get()
    logged = AuditEvent.objects.get(verb="delegates.stage_filled_for")
    assert budi.state == DelegateState.REGISTERED
    assert Sealed.objects.get(kind="needs").data == {"register.access": ["ramp"]}
    assert (filled.stage, filled.role, filled.told, filled.by) == ("register", "secretariat", "phone", sari)
    assert (logged.actor_id, logged.data["code"], logged.data["told"]) == (sari.pk, budi.code, "phone")
    assert {event.actor_id for event in AuditEvent.objects.filter(verb="delegates.consent_given")} == {
        sari.pk
    }


@pytest.mark.parametrize(
    ("editors", "who", "may"),
    [
        (["secretariat"], "sari", True),
        (["secretariat"], "lina", False),
        (["focal_point"], "lina", True),
        (["focal_point"], "sari", False),
        (["chair"], "dewi", True),
        (["liaison"], "hasan", False),  # the person was not nominated by the government
        (["monitoring", "auditor", "unit_officer"], "yuni", False),
        ([], "sari", False),
    ],
)
def test_only_editors_who_may_open_the_name_fill_in(request, client_as, budi, editors, who, may):
    user = request.getfixturevalue(who)
    looked_after_by(*editors)

    status = client_as(user).get(page_of(budi)).status_code
    if may:
        register_for(delegate=budi, said=said(), told="person", by=user)
    else:
        with pytest.raises(NotAllowed):
            register_for(delegate=budi, said=said(), told="person", by=user)

    assert status == (200 if may else 404)
    assert FilledFor.objects.count() == may


def test_a_focal_point_fills_in_only_for_the_own_organisation(client_as, budi, lina, network):
    looked_after_by("focal_point")
    Delegate.objects.filter(pk=budi.pk).update(organisation=network)

    assert client_as(lina).get(page_of(budi)).status_code == 404


def test_a_second_role_does_not_widen_the_one_that_looks_after_the_stage(convening, budi, lina, network):
    from tests.factories import make_member

    make_member(convening, lina, "chair", organisation=network)
    looked_after_by("focal_point")
    budi.organisation = network
    budi.save()
    Delegate.objects.filter(pk=budi.pk).update(organisation=None)

    with pytest.raises(NotAllowed):
        register_for(delegate=budi, said=said(), told="person", by=lina)


def test_sensitive_answers_are_neither_shown_to_a_focal_point_nor_lost(
    client_as, convening, sari, partner, lina
):
    budi = registered(convening, sari, agreed=NEEDS, answers={"diet": ["allergy"], "allergy": "kacang"})
    Delegate.objects.filter(pk=budi.pk).update(organisation=partner)
    looked_after_by("focal_point")
    lina_at = client_as(lina)

    page = lina_at.get(page_of(budi)).content.decode()
    sending = sent(told="person", agree_needs="on", q_diet="vegetarian", q_allergy="", name="Budi Santoso")
    answer = lina_at.post(page_of(budi), sending)

    assert answer.status_code == 302
    assert "kacang" not in page
    assert 'name="q_diet"' not in page
    assert "questions are not shown" in page
    assert Sealed.objects.get(kind="needs").data == {
        "register.diet": ["allergy"],
        "register.allergy": "kacang",
    }
    assert sorted(Look.objects.filter(by=lina).values_list("kind", "page")) == [
        ("answers", "stage_for"),
        ("identity", "stage_for"),
    ]


def test_what_follows_from_a_shut_question_is_shut(client_as, convening, sari, partner, lina, budi):
    form = StageForm.objects.get(stage="travel")
    form.questions.filter(key="refund").update(kept="papers")
    Delegate.objects.filter(pk=budi.pk).update(state="selected")
    looked_after_by("focal_point", stage="travel")

    page = client_as(lina).get(page_of(budi, "travel")).content.decode()

    assert 'name="q_from"' in page
    assert 'name="q_refund"' not in page
    assert 'name="q_bank_account"' not in page


def test_a_later_stage_keeps_the_papers_that_a_focal_point_cannot_see(budi, lina, sari):
    Delegate.objects.filter(pk=budi.pk).update(state="selected")
    looked_after_by("secretariat", "focal_point", stage="travel")
    fill_stage_for(delegate=budi, stage="travel", answers=TRAVEL, told="writing", by=sari)

    changed = TRAVEL | {"from": "Bogor", "bank_account": "BRI 999"}
    fill_stage_for(delegate=budi, stage="travel", answers=changed, told="phone", by=lina)

    held = {row.kind: row.data for row in Sealed.objects.filter(delegate=budi)}
    assert held["papers"] == {"travel.bank_account": "BRI 123"}
    assert held["answers"]["travel.from"] == "Bogor"
    assert list(FilledFor.objects.values_list("role", "told")) == [
        ("focal_point", "phone"),
        ("secretariat", "writing"),
    ]


def test_each_opening_of_sensitive_answers_is_a_look(client_as, convening, sari):
    budi = registered(convening, sari, agreed=NEEDS, answers={"access": ["ramp"]})

    page = client_as(sari).get(page_of(budi)).content.decode()

    assert 'value="ramp"' in page
    assert sorted(Look.objects.values_list("kind", flat=True)) == ["answers", "health", "identity", "needs"]


def test_a_closed_stage_is_closed_for_the_desk_too(client_as, budi, sari):
    with pytest.raises(StageClosed):
        fill_stage_for(delegate=budi, stage="travel", answers=TRAVEL, told="person", by=sari)
    answer = client_as(sari).get(page_of(budi, "travel"))

    assert answer.status_code == 302
    assert Look.objects.count() == 0


def test_nobody_is_registered_without_their_consent(budi, sari):
    with pytest.raises(TakePartMissing):
        register_for(delegate=budi, said=said(agreed=frozenset()), told="person", by=sari)

    assert (Consent.objects.count(), FilledFor.objects.count()) == (0, 0)


def test_how_the_person_told_it_must_be_said(client_as, budi, sari):
    answer = client_as(sari).post(page_of(budi), sent())

    assert answer.status_code == 422
    assert Answer.objects.count() == 0


def test_the_same_sending_counts_once(client_as, budi, sari):
    sending, browser = sent(told="person", asked=shown()), client_as(sari)

    statuses = [browser.post(page_of(budi), sending).status_code for _ in range(2)]

    assert statuses == [302, 302]
    assert (FilledFor.objects.count(), Answer.objects.count()) == (1, 1)


def test_a_correction_at_the_desk_keeps_the_language_of_the_person(client_as, budi, sari):
    Delegate.objects.filter(pk=budi.pk).update(language="id")

    client_as(sari).post(page_of(budi), sent(told="person", asked=shown()))

    budi.refresh_from_db()
    assert (budi.state, budi.language) == (DelegateState.REGISTERED, "id")


def test_the_person_reads_who_filled_it_in(client, budi, sari):
    register_for(delegate=budi, said=said(phone=PHONE), told="phone", by=sari)
    address = address_of(budi, sari)
    client.post(address, {"digits": DIGITS})

    home, data = client.get(address).content.decode(), client.get(f"{address}data/").content.decode()

    (row,) = as_document(budi)["filled_for"]
    for page in (home, data):
        assert "Secretariat filled in “Registration” on" in page
        assert "(By phone)" in page
        assert "Sari" not in page
    assert (row["stage"], row["role"], row["told"]) == ("register", "secretariat", "phone")


def test_the_page_of_a_delegate_offers_the_stages_one_may_fill_in(client_as, budi, sari, dewi):
    address = f"/en/{budi.convening.slug}/desk/delegates/{budi.pk}/"

    mine, others = (client_as(user).get(address).content.decode() for user in (sari, dewi))

    assert page_of(budi) in mine
    assert page_of(budi, "travel") not in mine  # not open yet
    assert page_of(budi) not in others
