import pytest
from tests.factories import make_convening, make_member, make_organisation, make_user

from pendopo.convenings import rules
from pendopo.convenings.enums import OrganisationKind, Role, Side
from pendopo.convenings.rules import Standing, standing

pytestmark = pytest.mark.django_db
CAST = ["sari", "dewi", "hasan", "yuni", "lina", "rina", "tono"]


def of(request, convening, name):
    return standing(request.getfixturevalue(name), convening)


def who(request, convening, allowed):
    return [name for name in CAST if allowed(of(request, convening, name))]


def test_a_visitor_stands_nowhere(convening):
    from django.contrib.auth.models import AnonymousUser

    assert standing(AnonymousUser(), convening) == Standing()


def test_a_closed_account_stands_nowhere(convening, sari):
    sari.is_active = False

    assert standing(sari, convening) == Standing()


def test_an_officer_speaks_for_unit_organisation_and_side(convening, yuni, government, unit):
    assert standing(yuni, convening) == Standing(
        roles=frozenset({Role.UNIT_OFFICER}),
        sides=frozenset({Side.GOVERNMENT}),
        organisation_ids=frozenset({government.pk}),
        unit_ids=frozenset({unit.pk}),
    )


def test_a_focal_point_speaks_for_the_side_of_the_organisation(convening, lina, partner):
    s = standing(lina, convening)

    assert (s.sides, s.organisation_ids) == ({Side.NETWORK}, {partner.pk})


def test_a_role_counts_in_its_own_convening_only(convening, sari):
    other = make_convening("wgwc-2020")

    assert standing(sari, other) == Standing()


def test_standings_in_all_convenings_cost_one_query(convening, sari, django_assert_num_queries):
    other = make_convening("wgwc-2020")
    make_member(other, sari, Role.PARTICIPANT)

    with django_assert_num_queries(1):
        seen = [standing(sari, found).roles for found in (convening, other)]
        desks = rules.desks_of(sari)

    assert (seen, desks) == ([{Role.SECRETARIAT}, {Role.PARTICIPANT}], {convening.pk})


def test_the_police_stand_restricted(convening):
    police = make_organisation(
        convening, "POL", kind=OrganisationKind.SECURITY, side=Side.GOVERNMENT, restricted=True
    )
    user = make_user("Polisi")
    make_member(convening, user, Role.UNIT_OFFICER, organisation=police)

    assert standing(user, convening).restricted is True


def test_reading_a_standing_costs_one_query_once(convening, sari, django_assert_num_queries):
    with django_assert_num_queries(1):
        standing(sari, convening)
        standing(sari, convening)


@pytest.mark.parametrize(
    ("allowed", "names"),
    [
        (rules.is_desk, ["sari", "dewi", "hasan", "yuni", "lina"]),
        (rules.may_organise, ["sari", "dewi", "hasan"]),
        (rules.reads_all, ["sari", "dewi", "hasan"]),
        (rules.may_read_log, ["sari", "dewi", "hasan"]),
        (rules.may_change_convening, ["sari", "dewi", "hasan"]),
        (rules.may_publish_convening, ["sari", "hasan"]),
        (rules.may_manage_roles, ["sari", "hasan"]),
        (lambda s: rules.leads(s, Side.NETWORK), ["sari", "dewi"]),
        (lambda s: rules.leads(s, Side.GOVERNMENT), ["hasan"]),
        (lambda s: rules.may_edit_side(s, Side.NETWORK), ["sari", "dewi"]),
        (lambda s: rules.may_edit_side(s, Side.GOVERNMENT), ["hasan"]),
        (lambda s: rules.may_edit_side(s, Side.NEITHER), ["sari", "dewi", "hasan"]),
        (lambda s: rules.may_grant(s, Role.CHAIR), ["sari"]),
        (lambda s: rules.may_grant(s, Role.LIAISON), ["hasan"]),
        (lambda s: rules.may_grant(s, Role.LIAISON, vacant=True), ["sari", "hasan"]),
        (lambda s: rules.may_grant(s, Role.UNIT_OFFICER), ["hasan"]),
        (lambda s: rules.may_grant(s, Role.AUDITOR), ["sari", "hasan"]),
    ],
)
def test_who_in_the_cast_may(request, convening, allowed, names):
    assert who(request, convening, allowed) == names


def test_every_role_has_somebody_who_grants_it():
    assert set(rules.GRANTED_BY) == set(Role)


@pytest.mark.parametrize("role", [Role.MONITORING, Role.AUDITOR])
def test_readers_read_all_and_change_nothing(convening, role):
    user = make_user("Pembaca")
    make_member(convening, user, role)
    s = standing(user, convening)

    assert (rules.is_desk(s), rules.reads_all(s), rules.may_organise(s)) == (True, True, False)
