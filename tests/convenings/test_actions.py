from datetime import date

import pytest
from django.core import mail
from tests.convenings.factories import (
    make_figure,
    make_notice,
    make_person,
    make_phase,
    make_region,
    make_seat,
    make_team,
)
from tests.factories import make_member, make_organisation, make_unit, make_user

from pendopo.convenings import actions
from pendopo.convenings.enums import OrganisationKind, Role, Side
from pendopo.convenings.errors import (
    AccountTaken,
    AlreadyInTeam,
    CodeTaken,
    DatesOutside,
    DatesReversed,
    LastOfRole,
    RoleHeld,
    RoleNeedsPlace,
    SlugTaken,
    UnitOfAnother,
)
from pendopo.convenings.models import Convening, Figure, Membership, Notice, Organisation, Phase, TeamMember
from pendopo.convenings.rules import standing
from pendopo.core.errors import NotAllowed
from pendopo.core.models import AuditEvent

pytestmark = pytest.mark.django_db
DAYS = {"starts_on": date(2026, 5, 5), "ends_on": date(2026, 5, 8)}


@pytest.fixture
def operator():
    return make_user("Operator", is_staff=True)


def verbs():
    return [event.verb for event in AuditEvent.objects.order_by("seq")]


def test_the_operator_opens_a_convening(operator):
    new = actions.create_convening(slug="wgwc-2026", title_ind="Temu 2026", by=operator, **DAYS)

    assert (new.title_ind, new.published) == ("Temu 2026", False)
    assert verbs() == ["convenings.convening_created"]


def test_nobody_else_opens_a_convening(sari):
    with pytest.raises(NotAllowed):
        actions.create_convening(slug="wgwc-2026", by=sari, **DAYS)


def test_two_convenings_cannot_share_an_address(operator, convening):
    with pytest.raises(SlugTaken):
        actions.create_convening(slug=convening.slug, by=operator, **DAYS)


def test_a_convening_ends_after_it_starts(sari, convening):
    with pytest.raises(DatesReversed):
        actions.update_convening(convening=convening, by=sari, ends_on=date(2024, 5, 4))


@pytest.mark.parametrize("part", ["conference", "convention"])
def test_a_part_lies_within_the_convening(sari, convening, part):
    with pytest.raises(DatesOutside):
        actions.update_convening(convening=convening, by=sari, **{f"{part}_starts_on": date(2024, 5, 4)})

    assert getattr(Convening.objects.get(), f"{part}_starts_on") is None


@pytest.mark.parametrize("who", ["sari", "dewi", "hasan"])
def test_both_sides_change_the_convening(request, convening, who):
    by = request.getfixturevalue(who)
    actions.update_convening(convening=convening, by=by, theme_ind="Tema baru")

    assert Convening.objects.get().theme_ind == "Tema baru"
    assert AuditEvent.objects.latest("seq").data == {"fields": ["theme_ind"]}


@pytest.mark.parametrize("who", ["yuni", "lina", "rina", "tono"])
def test_others_do_not_change_the_convening(request, convening, who):
    with pytest.raises(NotAllowed):
        actions.update_convening(convening=convening, by=request.getfixturevalue(who), theme_ind="x")


def test_publishing_and_hiding_are_logged(convening, hasan):
    actions.publish_convening(convening=convening, published=False, by=hasan)
    actions.publish_convening(convening=convening, published=True, by=hasan)

    assert verbs() == ["convenings.convening_hidden", "convenings.convening_published"]


def test_the_host_is_written_down(convening, sari, government):
    region = make_region()
    actions.set_host(
        convening=convening,
        region=region,
        organisation=government,
        why_ind="Kota toleran",
        why_en="Tolerant",
        by=sari,
    )
    kept = Convening.objects.get()

    assert (kept.host_region, kept.host_organisation, kept.why_host_ind) == (
        region,
        government,
        "Kota toleran",
    )


def test_a_phase_is_added_changed_and_removed(convening, sari):
    phase = actions.add_phase(convening=convening, title_ind="Siap", by=sari, **DAYS)
    actions.update_phase(phase=phase, title_ind="Persiapan", by=sari)
    assert Phase.objects.get().title_ind == "Persiapan"
    actions.remove_phase(phase=phase, by=sari)

    assert Phase.objects.count() == 0
    assert verbs() == [f"convenings.phase_{done}" for done in ("added", "changed", "removed")]


def test_a_phase_ends_after_it_starts(convening, sari):
    with pytest.raises(DatesReversed):
        actions.update_phase(phase=make_phase(convening), ends_on=date(2024, 1, 1), by=sari)


def test_a_missing_code_is_the_next_free_one(convening, sari):
    make_organisation(convening, "ORG-06")
    new = actions.add_organisation(
        convening=convening, name="Baru", kind=OrganisationKind.CSO, side=Side.NETWORK, by=sari
    )

    assert new.code == "ORG-07"


def test_a_taken_code_is_refused(convening, sari, network):
    with pytest.raises(CodeTaken):
        actions.add_organisation(convening=convening, code=network.code, name="Baru", kind="cso", by=sari)


def test_the_own_code_is_no_clash(convening, sari, network):
    actions.update_organisation(organisation=network, name="Nama baru", code=network.code, by=sari)

    assert Organisation.objects.get(pk=network.pk).name == "Nama baru"


def test_a_security_body_starts_restricted(convening, hasan):
    police = actions.add_organisation(
        convening=convening,
        name="Polda",
        kind=OrganisationKind.SECURITY,
        side=Side.GOVERNMENT,
        by=hasan,
    )

    assert police.restricted is True


@pytest.mark.parametrize(
    ("who", "side"), [("sari", Side.GOVERNMENT), ("hasan", Side.NETWORK), ("lina", Side.NETWORK)]
)
def test_a_side_is_not_edited_by_the_other(request, convening, who, side):
    with pytest.raises(NotAllowed):
        actions.add_organisation(
            convening=convening, name="Baru", kind="cso", side=side, by=request.getfixturevalue(who)
        )


def test_an_organisation_is_not_carried_over_to_the_own_side(convening, sari, government):
    with pytest.raises(NotAllowed):
        actions.update_organisation(organisation=government, side=Side.NETWORK, by=sari)


def test_units_belong_to_the_liaison(convening, hasan, sari, government):
    unit = actions.add_unit(organisation=government, name="Dinas Baru", by=hasan)

    assert unit.code == "UNIT-01"
    with pytest.raises(NotAllowed):
        actions.update_unit(unit=unit, name="Lain", by=sari)


def test_a_unit_brings_its_organisation(convening, hasan, government, unit):
    person = actions.add_person(convening=convening, name="Ibu", organisation=government, unit=unit, by=hasan)

    assert person.organisation == government


def test_a_unit_of_another_organisation_is_refused(convening, sari, network, unit):
    with pytest.raises(UnitOfAnother):
        actions.add_person(convening=convening, name="Ibu", organisation=network, unit=unit, by=sari)


def test_an_account_stands_for_one_person(convening, sari, lina):
    actions.add_person(convening=convening, name="Lina", user=lina, by=sari)

    with pytest.raises(AccountTaken):
        actions.add_person(convening=convening, name="Lain", user=lina, by=sari)


def test_one_seat_per_person_and_team(convening, sari):
    team, person = make_team(convening), make_person(convening)
    seat = actions.add_team_member(team=team, person=person, by=sari)
    with pytest.raises(AlreadyInTeam):
        actions.add_team_member(team=team, person=person, by=sari)
    actions.remove_team_member(seat=seat, by=sari)

    assert TeamMember.objects.count() == 0


def test_a_seat_is_not_given_twice_by_changing_it(convening, sari):
    team, first, second = make_team(convening), make_person(convening, "A"), make_person(convening, "B")
    make_seat(team, first)
    seat = make_seat(team, second)

    with pytest.raises(AlreadyInTeam):
        actions.update_team_member(seat=seat, person=first, by=sari)


def test_a_corrected_figure_keeps_its_value_in_the_log(convening, sari):
    figure = make_figure(convening)
    actions.update_figure(figure=figure, value=230, by=sari)

    assert Figure.objects.get().value == 230
    assert AuditEvent.objects.latest("seq").data == {"fields": ["value"], "before": 229, "after": 230}


@pytest.mark.parametrize(
    ("who", "role"),
    [
        ("sari", Role.CHAIR),
        ("sari", Role.JOURNALIST),
        ("hasan", Role.LIAISON),
        ("hasan", Role.SITE_HOST),
        ("hasan", Role.AUDITOR),
    ],
)
def test_a_side_hands_out_its_roles(request, convening, who, role, tono):
    actions.grant_role(convening=convening, user=tono, role=role, by=request.getfixturevalue(who))

    assert standing(tono, convening).roles == {role}


@pytest.mark.parametrize(
    ("who", "role"),
    [
        ("sari", Role.UNIT_OFFICER),
        ("hasan", Role.CHAIR),
        ("dewi", Role.FOCAL_POINT),
        ("lina", Role.JOURNALIST),
        ("tono", Role.SECRETARIAT),
    ],
)
def test_other_roles_are_not_theirs_to_give(request, convening, who, role, rina):
    with pytest.raises(NotAllowed):
        actions.grant_role(convening=convening, user=rina, role=role, by=request.getfixturevalue(who))


def test_the_secretariat_names_the_first_liaison_only(convening, sari, tono, rina):
    actions.grant_role(convening=convening, user=tono, role=Role.LIAISON, by=sari)

    with pytest.raises(NotAllowed):
        actions.grant_role(convening=convening, user=rina, role=Role.LIAISON, by=sari)


def test_a_role_is_given_once(convening, sari, lina, partner):
    with pytest.raises(RoleHeld):
        actions.grant_role(
            convening=convening, user=lina, role=Role.FOCAL_POINT, organisation=partner, by=sari
        )


def test_a_focal_point_needs_an_organisation(convening, sari, tono):
    with pytest.raises(RoleNeedsPlace):
        actions.grant_role(convening=convening, user=tono, role=Role.FOCAL_POINT, by=sari)


def test_an_officer_of_a_unit_belongs_to_its_organisation(convening, hasan, tono, unit, government):
    membership = actions.grant_role(
        convening=convening, user=tono, role=Role.UNIT_OFFICER, unit=unit, by=hasan
    )

    assert membership.organisation == government


@pytest.mark.parametrize("who", ["sari", "hasan"])
def test_the_last_of_a_side_keeps_the_role(request, convening, who):
    user = request.getfixturevalue(who)

    with pytest.raises(LastOfRole):
        actions.revoke_role(membership=Membership.objects.get(user=user), by=user)


def test_a_second_place_of_the_same_person_does_not_count(convening, sari, network):
    second = make_member(convening, sari, Role.SECRETARIAT)

    with pytest.raises(LastOfRole):
        actions.revoke_role(membership=second, by=sari)


def test_a_role_is_taken_back(convening, sari, lina):
    actions.revoke_role(membership=Membership.objects.get(user=lina), by=sari)

    assert standing(lina, convening).roles == frozenset()
    assert verbs() == ["convenings.role_revoked"]


def test_an_invited_member_gets_role_and_mail(convening, sari, partner, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        membership = actions.invite_member(
            convening=convening,
            full_name="Budi",
            email="budi@example.org",
            phone=None,
            language="id",
            role=Role.FOCAL_POINT,
            organisation=partner,
            by=sari,
        )

    assert membership.user.full_name == "Budi"
    assert [message.to for message in mail.outbox] == [["budi@example.org"]]
    assert verbs() == ["accounts.user_invited", "convenings.role_granted"]


def test_a_refused_role_leaves_no_account(convening, lina):
    with pytest.raises(NotAllowed):
        actions.invite_member(
            convening=convening,
            full_name="Budi",
            email="budi@example.org",
            phone=None,
            language="id",
            role=Role.CHAIR,
            by=lina,
        )

    assert verbs() == []


def test_a_notice_is_read_by_its_owner_only(convening, sari, lina):
    mine, theirs = (make_notice(convening, user) for user in (sari, lina))

    assert actions.mark_notices_read(convening=convening, by=sari, pk=theirs.pk) == 0
    assert actions.mark_notices_read(convening=convening, by=sari) == 1
    assert [n.pk for n in Notice.objects.filter(read_at=None)] == [theirs.pk]
    assert mine.read_at is None


def test_a_unit_keeps_its_convening(convening, government):
    assert make_unit(government, "X").convening == convening
