"""Possible duplicates: who is shown them and why, one entry out of two, and two people who stay two."""

import pytest
from django_scopes import scope, scopes_disabled
from tests.delegates.people import nominated
from tests.factories import make_convening, make_member, make_organisation

from pendopo.convenings.enums import Role
from pendopo.convenings.rules import forget_standing
from pendopo.core.errors import NotAllowed
from pendopo.core.models import AuditEvent
from pendopo.core.times import now
from pendopo.core.urls import here
from pendopo.delegates.actions.delegate import enter_delegate, move
from pendopo.delegates.actions.merge import _MOVING, merge, tell_apart
from pendopo.delegates.errors import MergeImpossible
from pendopo.delegates.models import (
    Answer,
    Consent,
    ConsentText,
    Delegate,
    Dispatch,
    Invitation,
    Look,
    NotSame,
    Sealed,
    StageForm,
    Substitution,
)
from pendopo.delegates.queries.pairs import pairs_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(partner, network, sari):
    """Siti, nominated by two organisations."""
    one = nominated(partner, sari, name="Hj. Siti Aminah", phone="+6281234567890")
    other = nominated(network, sari, name="Sitti Aminah", phone="", email="siti@example.org")
    return one.delegate, other.delegate


def found(user, convening):
    return [
        (pair.first.delegate.code, pair.second.delegate.code, pair.same_phone, pair.same_email, pair.percent)
        for pair in pairs_for(user, convening)
    ]


def test_names_that_are_alike_make_a_pair(convening, pair, sari):
    assert found(sari, convening) == [("D-0001", "D-0002", False, False, 100)]


def test_the_same_phone_makes_a_pair_whatever_the_names(convening, partner, network, sari):
    nominated(partner, sari, name="Budi")
    nominated(network, sari, name="Wulandari")

    assert found(sari, convening) == [("D-0001", "D-0002", True, False, 0)]


def test_the_same_email_in_any_letters(convening, partner, network, sari):
    nominated(partner, sari, name="Budi", phone="", email="Same@Example.org")
    nominated(network, sari, name="Tuti", phone="", email="same@example.org")

    assert found(sari, convening) == [("D-0001", "D-0002", False, True, 0)]


def test_pairs_are_shown_only_where_both_names_are_open(convening, pair, hasan, lina):
    assert (found(hasan, convening), found(lina, convening)) == ([], [])


def test_who_left_the_pool_is_no_duplicate(convening, pair, sari):
    move(delegate=pair[0], to="cancelled")

    assert found(sari, convening) == []


def test_somebody_from_an_earlier_convening_is_recognised(convening, pair, sari, tono):
    with scope(convening=(before := make_convening("wgwc-2022"))):
        make_member(before, sari, Role.SECRETARIAT, organisation=make_organisation(before, "JKTI"))
        enter_delegate(convening=before, audience="conference", name="Siti Aminah", by=None)
    with scope(convening=(foreign := make_convening("other-2023"))):
        enter_delegate(convening=foreign, audience="conference", name="Siti Aminah", by=None)
    forget_standing(sari)

    pairs = pairs_for(sari, convening)

    assert [(one.elsewhere, one.second.delegate.convening.slug) for one in pairs] == [
        (False, convening.slug),
        (True, "wgwc-2022"),
        (True, "wgwc-2022"),
    ]


def test_two_people_stay_two(convening, pair, sari):
    tell_apart(one=pair[1], other=pair[0], by=sari)
    tell_apart(one=pair[0], other=pair[1], by=sari)

    assert (NotSame.objects.count(), found(sari, convening)) == (1, [])


def test_merging_moves_everything_along(convening, pair, sari):
    one, other = pair
    text = ConsentText.objects.create(convening=convening, purpose="take_part", version=1, text_ind="Ya")
    Consent.objects.create(delegate=other, text=text, given_at=now())
    invitation = {"number": 1, "letter": "1", "channel": "email", "dated_on": now().date(), "made_at": now()}
    Invitation.objects.create(
        delegate=other, convening=convening, made_by=sari, expires_at=now(), **invitation
    )
    Dispatch.objects.create(delegate=other, kind="message", channel="whatsapp", begun_at=now())
    form = StageForm.objects.create(convening=convening, stage="register")
    Answer.objects.create(delegate=other, stage_form=form, first_saved_at=now(), saved_at=now())
    Sealed.objects.create(delegate=one, kind="needs", saved_at=now(), data={"diet": "halal"})
    Sealed.objects.create(delegate=other, kind="needs", saved_at=now(), data={"diet": "any", "ramp": True})
    Sealed.objects.create(delegate=other, kind="risk", saved_at=now(), data={"note": "x"})
    Look.objects.create(delegate=other, kind="identity", by=sari, role="chair", page="x", at=now())

    merge(one=other, other=one, taken=["email"], by=sari)

    one, other = Delegate.objects.get(pk=one.pk), Delegate.objects.get(pk=other.pk)
    counts = [getattr(one, name).count() for name in ("nominations", "consents", "invitations", "answers")]
    assert counts == [2, 1, 1, 1]
    assert (other.state, other.merged_into, one.state) == ("merged", one, "nominated")
    assert (one.identity.phone, one.identity.email) == ("+6281234567890", "siti@example.org")
    assert one.identity.name == "Hj. Siti Aminah"
    assert {row.kind: row.data for row in one.sealed.all()} == {
        "needs": {"diet": "halal", "ramp": True},
        "risk": {"note": "x"},
    }
    assert (other.looks.count(), other.dispatches.filter(stopped_at=None).count()) == (0, 0)
    event = AuditEvent.objects.order_by("-seq").first()
    assert (event.verb, event.data) == (
        "delegates.merged",
        {"code": "D-0001", "merged": "D-0002", "taken": ["email"]},
    )


def test_every_table_about_a_person_is_thought_of():
    """A new table that points to a delegate must say what merging does with its rows."""
    elsewhere = {"answers", "sealed", "substitutions", "list_changes", "traits", "identity"}
    # A draw that happened, a place that ends with the state, and what went out; what has not is stopped.
    stay = {"chances", "waiting_place", "dispatches"}

    names = {found.get_accessor_name() for found in Delegate._meta.related_objects} - {None}

    assert names - {*_MOVING} - elsewhere - stay == set()


def test_whoever_came_further_remains(pair, sari):
    move(delegate=pair[1], to="registered")

    assert merge(one=pair[0], other=pair[1], by=sari) == pair[1]


def test_two_who_hold_seats_cannot_be_merged(pair, sari):
    for one in pair:
        move(delegate=one, to="selected")

    with pytest.raises(MergeImpossible, match="cannot be merged"):
        merge(one=pair[0], other=pair[1], by=sari)
    assert Delegate.objects.filter(state="selected").count() == 2


def test_one_person_is_not_merged_with_herself(pair, sari):
    with pytest.raises(MergeImpossible):
        merge(one=pair[0], other=pair[0], by=sari)
    with pytest.raises(MergeImpossible):
        tell_apart(one=pair[0], other=pair[0], by=sari)


@pytest.mark.parametrize("name", ["hasan", "lina", "yuni", "rina", "tono"])
def test_only_those_who_may_open_both_names_merge(request, pair, name):
    user = request.getfixturevalue(name)

    with pytest.raises(NotAllowed):
        merge(one=pair[0], other=pair[1], by=user)
    with pytest.raises(NotAllowed):
        tell_apart(one=pair[0], other=pair[1], by=user)


def test_the_stronger_protection_holds(pair, sari):
    one, other = pair
    Delegate.objects.filter(pk=one.pk).update(photo="yes")
    Delegate.objects.filter(pk=other.pk).update(photo="ask", unlisted=True, under_alias=True, alias="Melati")

    kept = Delegate.objects.get(pk=merge(one=one, other=other, by=sari).pk)

    assert (kept.photo, kept.unlisted, kept.under_alias, kept.alias) == ("ask", True, True, "Melati")


def test_an_open_request_follows(partner, pair, sari):
    leaving = nominated(partner, sari, name="Budi", phone="+6281234567899").delegate
    Substitution.objects.create(leaving=leaving, arriving=pair[1], reason="Sakit")

    merge(one=pair[0], other=pair[1], by=sari)

    assert Substitution.objects.get().arriving == pair[0]


def test_a_chain_of_merges_points_to_who_is_left(network, pair, sari):
    third = nominated(network, sari, name="S. Aminah", phone="+6281234567899").delegate
    merge(one=pair[1], other=third, by=sari)
    merge(one=pair[0], other=pair[1], by=sari)

    third.refresh_from_db()
    assert third.merged_into == pair[0]


def test_the_pages(client_as, pair, sari, hasan, lina):
    browser, one, other = client_as(sari), pair[0].pk, pair[1].pk
    pairs, preview = here("delegates:duplicate-list"), here("delegates:merge-pair", one=one, other=other)
    assert "Same name, apart from title, spelling and order." in browser.get(pairs).text
    assert Look.objects.filter(page="duplicates").count() == 2
    assert client_as(hasan).get(preview).status_code == 404
    assert client_as(lina).post(preview, {}).status_code == 404

    text = browser.get(preview).text
    assert ("Sitti Aminah" in text, "siti@example.org" in text, "Nominations (1)" in text) == (True,) * 3
    assert browser.post(preview, {"name": "nonsense", "organisation": "remaining"}).status_code == 422
    answer = browser.post(preview, {"name": "merged", "organisation": "merged"})

    kept = Delegate.objects.get(pk=one)
    assert answer.url == here("delegates:delegate-detail", pk=one)
    assert (kept.identity.name, kept.identity.email, kept.organisation.code) == (
        "Sitti Aminah",
        "siti@example.org",
        "JKTI",
    )
    assert browser.get(preview).status_code == 302
    detail = browser.get(here("delegates:delegate-detail", pk=other)).text
    assert 'This entry is merged with <span class="nowrap">D-0001</span>.' in detail


def test_telling_apart_on_the_page(client_as, pair, sari, hasan, lina):
    address = here("delegates:pair-apart", one=pair[0].pk, other=pair[1].pk)

    assert [client_as(user).post(address).status_code for user in (hasan, lina)] == [404, 404]
    assert client_as(sari).post(address).status_code == 302
    assert "Nobody stands here twice" in client_as(sari).get(here("delegates:duplicate-list")).text


def test_somebody_of_a_foreign_convening_cannot_be_named(client_as, pair, sari):
    with scope(convening=(foreign := make_convening("other-2023"))):
        stranger = enter_delegate(convening=foreign, audience="conference", name="Siti Aminah", by=None)

    answer = client_as(sari).post(here("delegates:pair-apart", one=pair[0].pk, other=stranger.pk))

    with scopes_disabled():
        assert (answer.status_code, NotSame.objects.count()) == (404, 0)
