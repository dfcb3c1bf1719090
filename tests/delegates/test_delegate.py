"""Entering the pool, moving along it, and who sees whom."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.http import Http404
from django_scopes import scope
from tests.factories import make_convening, make_member, make_organisation, make_user

from pendopo.convenings.enums import Role
from pendopo.convenings.rules import standing
from pendopo.core.models import AuditEvent
from pendopo.delegates.actions.delegate import (
    Newcomer,
    enter_all,
    enter_delegate,
    mark_of,
    move,
    write_identity,
)
from pendopo.delegates.errors import MoveNotOpen, NameMissing
from pendopo.delegates.models import Delegate, Identity, Look
from pendopo.delegates.queries.delegate import (
    access_delegate,
    delegates_for,
    named_for,
    open_identities,
    open_identity,
)

pytestmark = pytest.mark.django_db


def enter(convening, name="Budi", **more):
    return enter_delegate(convening=convening, audience="conference", name=name, by=None, **more)


def test_numbers_follow_each_other_in_each_convening(convening):
    first, second = enter(convening), enter(convening)
    with scope(convening=(other := make_convening("other-2024"))):
        elsewhere = enter(other)

    assert (first.code, second.code, elsewhere.code) == ("D-0001", "D-0002", "D-0001")


def test_many_enter_in_one_go(convening):
    made = enter_all(convening, "convention", [Newcomer(name=f"Nama {n}") for n in range(3)])

    assert [one.number for one in made] == [1, 2, 3]
    assert Identity.objects.filter(delegate__in=made).exclude(name_mark="").count() == 3


def test_nobody_without_a_name_enters(convening):
    with pytest.raises(NameMissing):
        enter(convening, name="  ")

    assert Delegate.objects.count() == 0


@pytest.mark.parametrize("name", ["Suparno", "I", "😀 Budi", "李", "..."])
def test_one_word_is_a_name(convening, name):
    assert enter(convening, name=name).identity.name == name


def test_sector_follows_from_the_organisation_unless_said(convening, partner):
    assert enter(convening, organisation=partner).traits.sector == "cso"
    assert enter(convening, organisation=partner, sector="media").traits.sector == "media"


def test_marks_are_equal_for_what_means_the_same(convening):
    identity = enter(
        convening, name="Hj. Siti Noerhaliza, S.Pd.", phone="+6281234567890", email="Siti@Example.org"
    ).identity

    assert identity.name_mark == mark_of("name", "nurhaliza SITTI")
    assert identity.email_mark == mark_of("email", "siti@example.ORG ")
    assert identity.phone_mark == mark_of("phone", "+6281234567890")
    assert "siti" not in (identity.name_mark + identity.email_mark)


def test_the_log_never_holds_the_name(convening, sari):
    budi = enter(convening, name="Budi Santoso", phone="+6281234567890")
    write_identity(delegate=budi, by=sari, name="Budi Sentosa")
    move(delegate=budi, to="registered", by=sari, reason="by_own_link")

    said = [(one.verb, one.data) for one in AuditEvent.objects.order_by("seq")]

    assert said == [
        ("delegates.entered", {"code": "D-0001", "part": "conference"}),
        ("delegates.identity_written", {"code": "D-0001", "fields": ["name"]}),
        (
            "delegates.moved",
            {"code": "D-0001", "from": "nominated", "to": "registered", "reason": "by_own_link"},
        ),
    ]
    assert Identity.objects.get().name == "Budi Sentosa"
    assert Identity.objects.get().phone == "+6281234567890"


def test_a_sentence_is_no_reason_for_the_log(convening):
    with pytest.raises(ValueError, match="one word"):
        move(delegate=enter(convening), to="registered", reason="Budi is ill")


@pytest.mark.parametrize("to", ["attended", "confirmed", "nominated", "erased"])
def test_what_does_not_follow_is_refused(convening, to):
    budi = enter(convening)

    with pytest.raises(MoveNotOpen, match=r"D-0001 is “Nominated”"):
        move(delegate=budi, to=to)

    assert Delegate.objects.get().state == "nominated"


def test_of_two_who_move_at_once_the_second_is_told(convening):
    budi = enter(convening)
    stale = Delegate.objects.get()
    move(delegate=budi, to="declined")

    with pytest.raises(MoveNotOpen):
        move(delegate=stale, to="selected")


def test_rows_and_names_by_need_to_know(
    convening, sari, dewi, hasan, lina, yuni, rina, tono, partner, government, network
):
    ours, theirs, other = (enter(convening, organisation=body) for body in (partner, government, network))
    rows = {
        user.full_name: (
            set(delegates_for(standing(user, convening))),
            set(named_for(standing(user, convening))),
        )
        for user in (sari, dewi, hasan, lina, yuni, rina, tono)
    }

    everybody = {ours, theirs, other}
    assert rows == {
        "Sari": (everybody, everybody),
        "Dewi": (everybody, everybody),
        "Hasan": (everybody, {theirs}),
        "Lina": ({ours}, {ours}),
        "Yuni": ({theirs}, {theirs}),
        "Rina": (set(), set()),
        "Tono": (set(), set()),
    }


def test_a_restricted_body_sees_nobody(convening, partner):
    police = make_organisation(convening, "POLRES", restricted=True, side="government")
    officer = make_user("Agus")
    make_member(convening, officer, Role.LIAISON, organisation=police)
    budi = enter(convening, organisation=police)

    assert list(delegates_for(standing(officer, convening))) == []
    with pytest.raises(Http404):
        access_delegate(officer, budi.pk)


@pytest.mark.parametrize(
    ("name", "to", "opens"),
    [
        ("sari", "identity", True),
        ("sari", "risk", True),
        ("dewi", "risk", False),
        ("hasan", "see", True),
        ("hasan", "identity", False),
        ("hasan", "nominate", True),
        ("lina", "identity", True),
        ("lina", "mobilise", False),
        ("lina", "health", False),
        ("yuni", "see", False),
        ("tono", "see", False),
    ],
)
def test_access(request, convening, partner, name, to, opens):
    budi, user = enter(convening, organisation=partner), request.getfixturevalue(name)

    if opens:
        assert access_delegate(user, budi.pk, to=to) == budi
    else:
        with pytest.raises(Http404):
            access_delegate(user, budi.pk, to=to)


def test_opening_a_name_leaves_a_look(convening, sari, hasan, partner):
    budi = enter(convening, organisation=partner)

    assert open_identity(sari, budi, "delegate").name == "Budi"
    open_identity(sari, budi, "delegate")
    open_identity(sari, budi, "badge")
    with pytest.raises(Http404):
        open_identity(hasan, budi, "delegate")

    looks = [(look.by, look.role, look.kind, look.page) for look in Look.objects.order_by("page")]
    assert looks == [
        (sari, "secretariat", "identity", "badge"),
        (sari, "secretariat", "identity", "delegate"),
    ]


def test_of_a_list_only_the_readable_names_are_opened(convening, hasan, partner, government):
    ours, theirs = enter(convening, organisation=partner), enter(convening, organisation=government)

    found = open_identities(hasan, [ours, theirs], "list")

    assert [one.delegate_id for one in found.values()] == [theirs.pk]
    assert [look.delegate_id for look in Look.objects.all()] == [theirs.pk]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time.")
def test_of_many_who_enter_at_once_each_gets_a_number(convening):
    def run(_n):
        try:
            with scope(convening=convening):
                return enter(convening).number
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        numbers = sorted(pool.map(run, range(24)))

    assert numbers == list(range(1, 25))
