"""Quotas: set by either side, and refused with numbers where they contradict."""

from uuid import uuid4

import pytest
from tests.delegates.seating import person, planned, province, regency, sectors
from tests.factories import make_convening, make_organisation

from pendopo.core.errors import NotAllowed
from pendopo.core.models import AuditEvent
from pendopo.delegates import errors
from pendopo.delegates.actions.quota import QuotaDraft, change_quota, remove_quota, set_quota
from pendopo.delegates.actions.seats import adopt_plan
from pendopo.delegates.models import Quota
from pendopo.delegates.queries.cells import cell_of
from pendopo.delegates.queries.quota import nobody_in_pool, numbers_text, said_of

pytestmark = pytest.mark.django_db


def draft(dimension="sex", value="female", **more):
    return QuotaDraft(**{"audience": "conference", "dimension": dimension, "value": value} | more)


def quota(convening, by, dimension="sex", value="female", **more):
    return set_quota(convening=convening, draft=draft(dimension, value, **more), by=by)


def test_both_sides_set_quotas(convening, sari, hasan):
    first = quota(convening, sari, unit="percent", minimum=60)
    second = quota(
        convening, hasan, unit="percent", minimum=30, inside_dimension="sector", inside_value="government"
    )

    said = said_of([cell_of(first), cell_of(second)])
    assert [(said[cell_of(row)], numbers_text(row)) for row in (first, second)] == [
        ("Women", "at least 60%"),
        ("Women among “Government”", "at least 30%"),
    ]
    assert AuditEvent.objects.filter(verb="delegates.quota_set").count() == 2


def test_a_group_may_be_several_values(convening, sari):
    made = quota(
        convening,
        sari,
        minimum=3,
        inside_dimension="sector",
        inside_value="media, government_regency,media",
    )

    assert made.inside_value == "government_regency,media"


REFUSED = [
    ({}, errors.QuotaEmpty, "Write a minimum, a maximum or a target: at least one of the three."),
    (
        {"minimum": 5, "maximum": 4},
        errors.MinimumAboveMaximum,
        "At least 5 and at most 4 cannot both hold. Correct one of the two.",
    ),
    (
        {"minimum": 5, "target": 4},
        errors.TargetOutside,
        "The target of 4 lies outside the minimum or the maximum. Correct one of them.",
    ),
    (
        {"maximum": 5, "target": 6},
        errors.TargetOutside,
        "The target of 6 lies outside the minimum or the maximum. Correct one of them.",
    ),
    (
        {"unit": "percent", "target": 101},
        errors.PercentAbove100,
        "101 per cent is more than everybody. Write at most 100, or count in persons.",
    ),
    (
        {"minimum": 1, "inside_dimension": "sex", "inside_value": "male"},
        errors.GroupOfItself,
        "A quota by Sex cannot be counted inside a group by the same. Choose another group.",
    ),
]


@pytest.mark.parametrize(("more", "error", "sentence"), REFUSED)
def test_contradictions_are_refused(convening, sari, more, error, sentence):
    with pytest.raises(error) as refused:
        quota(convening, sari, **more)

    assert (str(refused.value), Quota.objects.count()) == (sentence, 0)


@pytest.mark.parametrize(
    ("dimension", "value"),
    [
        ("sex", "woman"),
        ("sex", ""),
        ("sex", "female,male"),
        ("age", "29"),
        ("sector", "police"),
        ("province", "99"),
        ("province", "32.14"),
        ("regency", "32"),
        ("regency", "32.99"),
        ("organisation", "MITRA"),
        ("first_time", "maybe"),
    ],
)
def test_a_value_that_nobody_can_have_is_refused(convening, sari, dimension, value):
    regency()

    with pytest.raises(errors.ValueUnknown):
        quota(convening, sari, dimension, value, minimum=1)


def test_an_organisation_of_another_convening_is_refused(convening, sari, partner):
    other = make_organisation(make_convening("other-2025"), "XYZ")

    quota(convening, sari, "organisation", str(partner.pk), maximum=3)
    for key in (other.pk, uuid4()):
        with pytest.raises(errors.ValueUnknown):
            quota(convening, sari, "organisation", str(key), maximum=3)
        with pytest.raises(errors.ValueUnknown):
            quota(convening, sari, minimum=3, inside_dimension="organisation", inside_value=str(key))

    assert Quota.objects.count() == 1


def test_the_same_quota_twice_is_refused_with_its_numbers(convening, sari):
    quota(convening, sari, unit="percent", minimum=60)

    with pytest.raises(errors.QuotaTwice, match="There is a quota for exactly this already: at least 60%"):
        quota(convening, sari, maximum=5)
    quota(convening, sari, audience="convention", maximum=5)

    assert Quota.objects.count() == 2


def test_minimums_of_one_dimension_must_fit_the_seats(convening, sari):
    adopt_plan(plan=planned(convening, sari, sectors(cso=1), total=100), by=sari)
    quota(convening, sari, "sector", "cso", minimum=60)
    quota(convening, sari, "sector", "government_regency", unit="percent", minimum=30)
    quota(convening, sari, "sector", "government", unit="percent", minimum=30)  # the same thirty

    with pytest.raises(errors.MinimumsAboveSeats) as refused:
        quota(convening, sari, "sector", "media", minimum=11)
    media = quota(convening, sari, "sector", "media", minimum=10)
    with pytest.raises(errors.MinimumsAboveSeats):
        change_quota(quota=media, unit="persons", minimum=11, by=sari)

    assert str(refused.value) == (
        "By Sector the minimums would need 101 people, but there are 100 seats. Lower a minimum."
    )


def test_without_a_plan_percentages_may_not_pass_everybody(convening, sari):
    group = {"unit": "percent", "inside_dimension": "sector", "inside_value": "government"}
    for more in ({"unit": "percent"}, group):
        quota(convening, sari, minimum=60, **more)
        with pytest.raises(errors.MinimumsAbove100, match="By Sex the minimums would add up to 101 per cent"):
            quota(convening, sari, "sex", "male", minimum=41, **more)

    assert Quota.objects.count() == 2


def test_a_quota_gets_other_numbers_and_can_go(convening, sari, hasan):
    made = quota(convening, sari, minimum=3)

    change_quota(quota=made, unit="percent", minimum=40, target=50, by=hasan)
    event = AuditEvent.objects.get(verb="delegates.quota_changed")
    remove_quota(quota=made, by=sari)

    assert event.data == {"before": "at least 3", "after": "at least 40%, target 50%"}
    assert (
        Quota.objects.count(),
        AuditEvent.objects.get(verb="delegates.quota_removed").data["minimum"],
    ) == (0, 40)


def test_others_do_not_set_quotas(convening, sari, lina, yuni, rina, tono):
    made = quota(convening, sari, minimum=3)

    for user in (lina, yuni, rina, tono):
        for write in (
            lambda by: quota(convening, by, "sex", "male", minimum=1),
            lambda by: change_quota(quota=made, unit="persons", minimum=1, by=by),
            lambda by: remove_quota(quota=made, by=by),
        ):
            with pytest.raises(NotAllowed):
                write(user)


def test_a_value_nobody_has_yet_is_known_to_be_empty(convening, sari):
    province("32")
    person(convening, 1, sex="female", region=regency())
    person(convening, 2, sex="male", state="declined")

    rows = [
        quota(convening, sari, "province", "32", minimum=1),
        quota(convening, sari, "regency", "32.14", minimum=1),
        quota(convening, sari, "sex", "male", minimum=1),
        quota(convening, sari, minimum=1),
    ]

    assert [nobody_in_pool(row) for row in rows] == [False, False, True, False]
