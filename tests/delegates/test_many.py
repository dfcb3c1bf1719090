"""Many at once: the same rules and the same rows as one by one, an event for each person."""

from datetime import date

import pytest
from tests.delegates.people import give_seats
from tests.delegates.seating import regency

from pendopo.core import audit
from pendopo.core.errors import NotAllowed
from pendopo.core.models import AuditEvent
from pendopo.delegates.actions.delegate import Newcomer
from pendopo.delegates.actions.form import begin_forms
from pendopo.delegates.actions.many import nominate_all, register_all
from pendopo.delegates.actions.nomination import nominate
from pendopo.delegates.actions.registration import Registration, register
from pendopo.delegates.enums import Purpose
from pendopo.delegates.errors import (
    ContactMissing,
    GuardianMissing,
    MoveNotOpen,
    NominatedAlready,
    SeatsExceeded,
    TakePartMissing,
)
from pendopo.delegates.models import Consent, Delegate, Identity, Nomination, Sealed, Traits

pytestmark = pytest.mark.django_db
PHONE = "+6289000000001"
SIX = dict.fromkeys(
    ("wg_seeing", "wg_hearing", "wg_walking", "wg_remembering", "wg_self_care", "wg_communicating"), "none"
)


def someone(organisation, n=1, **known):
    values = {"name": f"Wulan {n}", "phone": f"+628900000{n:04}", "organisation": organisation}
    return Newcomer(**values | known)


def sent(**said):
    """What Wulan sends: everything that a registration can say."""
    values = {
        "name": "Wulan",
        "phone": PHONE,
        "email": "wulan@example.org",
        "born_on": date(2001, 2, 3),
        "home": "Desa Contoh",
        "sex": "female",
        "region": regency(),
        "first_time": "yes",
        "alias": "Kenanga",
        "under_alias": True,
        "photo": "ask",
        "answers": SIX | {"wg_seeing": "a_lot", "diet": ["vegetarian"]},
        "agreed": frozenset({Purpose.TAKE_PART, Purpose.NEEDS, Purpose.COUNTING}),
    }
    return Registration(**values | said)


def kept(delegate):
    """Everything that is kept of a person."""
    fresh = Delegate.objects.get(pk=delegate.pk)
    identity, traits = Identity.objects.get(delegate=fresh), Traits.objects.get(delegate=fresh)
    return {
        "state": str(fresh.state),
        "listed": (fresh.alias, fresh.under_alias, fresh.unlisted, fresh.photo, fresh.language),
        "identity": (identity.name, identity.phone, identity.email, identity.born_on, identity.home),
        "traits": (
            traits.sex,
            traits.age,
            traits.disability,
            traits.sector,
            traits.region_id,
            traits.first_time,
        ),
        "sealed": {row.kind: row.data for row in Sealed.objects.filter(delegate=fresh)},
        "agreed": sorted(Consent.objects.filter(delegate=fresh).values_list("text__purpose", flat=True)),
        "filled": fresh.answers.filter(complete=True).count(),
    }


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"agreed": frozenset({Purpose.TAKE_PART})},
        {"born_on": date(2008, 1, 1), "guardian": "Ibu Rohani"},
        {"born_on": None, "sex": "", "region": None, "answers": {}},
    ],
)
def test_many_keep_what_one_keeps(convening, network, partner, sari, said):
    begin_forms(convening=convening, by=sari)
    one = nominate(organisation=network, audience="conference", by=sari, name="Wulan", phone=PHONE).delegate
    register(delegate=one, said=sent(**said))
    alone = kept(one)
    Delegate.objects.filter(pk=one.pk).update(state="cancelled")
    Identity.objects.filter(pk=one.pk).delete()
    (other,) = nominate_all(
        organisation=partner, audience="conference", people=[someone(partner, phone=PHONE)], by=sari
    )

    register_all(said=[(other, sent(**said))], by=sari)

    assert kept(other) == alone


def test_each_person_has_an_event_and_the_log_stays_whole(convening, network, sari):
    begin_forms(convening=convening, by=sari)
    delegates = nominate_all(
        organisation=network, audience="conference", people=[someone(network, n) for n in (1, 2, 3)], by=sari
    )
    register_all(
        said=[(one, sent(phone=f"+628900000{n:04}", email="")) for n, one in enumerate(delegates, 1)], by=sari
    )

    nominated = AuditEvent.objects.filter(verb="delegates.nominated").order_by("seq")
    registered = AuditEvent.objects.filter(verb="delegates.registered")
    assert [event.data["code"] for event in nominated] == ["D-0001", "D-0002", "D-0003"]
    assert {event.object_id for event in registered} == {str(one.pk) for one in delegates}
    assert audit.verify() == []


def test_beyond_the_seats_is_marked_and_too_many_are_refused(convening, network, sari):
    give_seats(convening, sari, {network: 2})

    nominate_all(
        organisation=network, audience="conference", people=[someone(network, n) for n in (1, 2, 3)], by=sari
    )
    with pytest.raises(SeatsExceeded):
        nominate_all(
            organisation=network, audience="conference", people=[someone(network, n) for n in (4, 5)], by=sari
        )

    assert list(Nomination.objects.values_list("beyond", flat=True)) == [False, False, True]


@pytest.mark.parametrize(
    ("people", "refusal"),
    [
        ([{"phone": ""}], ContactMissing),
        ([{}, {"name": "WULAN  1"}], NominatedAlready),
        ([{"name": "Dewi", "phone": "+6289000000077"}], NominatedAlready),
    ],
)
def test_all_or_nobody(network, sari, people, refusal):
    nominate(organisation=network, audience="conference", by=sari, name="Dewi", phone="+6289000000077")

    with pytest.raises(refusal):
        nominate_all(
            organisation=network,
            audience="conference",
            people=[someone(network, 9, sector="cso"), *(someone(network, **known) for known in people)],
            by=sari,
        )

    assert Delegate.objects.count() == 1


def test_a_focal_point_nominates_only_for_the_own_organisation(network, partner, lina):
    with pytest.raises(NotAllowed):
        nominate_all(organisation=network, audience="conference", people=[someone(network)], by=lina)

    made = nominate_all(organisation=partner, audience="conference", people=[someone(partner)], by=lina)
    assert [one.code for one in made] == ["D-0001"]


@pytest.mark.parametrize(
    ("said", "refusal"),
    [({"agreed": frozenset()}, TakePartMissing), ({"born_on": date(2010, 1, 1)}, GuardianMissing)],
)
def test_one_registration_that_is_refused_refuses_all(convening, network, sari, said, refusal):
    begin_forms(convening=convening, by=sari)
    first, second = nominate_all(
        organisation=network, audience="conference", people=[someone(network, n) for n in (1, 2)], by=sari
    )

    with pytest.raises(refusal):
        register_all(said=[(first, sent()), (second, sent(**said))], by=sari)

    assert set(Delegate.objects.values_list("state", flat=True)) == {"nominated"}


def test_nobody_registers_twice_this_way_and_others_may_not(convening, network, sari, lina):
    begin_forms(convening=convening, by=sari)
    (one,) = nominate_all(organisation=network, audience="conference", people=[someone(network)], by=sari)
    with pytest.raises(NotAllowed):
        register_all(said=[(one, sent())], by=lina)
    register_all(said=[(one, sent())], by=sari)

    with pytest.raises(MoveNotOpen):
        register_all(said=[(one, sent())], by=sari)


def test_a_twin_is_led_to_whoever_registered_first(convening, network, partner, sari):
    begin_forms(convening=convening, by=sari)
    one, twin = (
        nominate_all(
            organisation=at, audience="conference", people=[someone(at, name="Wulan", phone=PHONE)], by=sari
        )[0]
        for at in (network, partner)
    )
    register_all(said=[(one, sent())], by=sari)

    register_all(said=[(twin, sent())], by=sari)

    merged = Delegate.objects.get(pk=twin.pk)
    assert (merged.state, merged.merged_into_id) == ("merged", one.pk)


def test_of_nobody_nothing_is_written(sari):
    assert register_all(said=[], by=sari) == 0
