"""Where quotas stand: counted cumulatively, unknown apart, judged by rule."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.delegates.seating import person, planned, province, regency, sectors

from pendopo.delegates.actions.quota import QuotaDraft, set_quota
from pendopo.delegates.actions.seats import adopt_plan
from pendopo.delegates.queries.cells import Bound, Cell
from pendopo.delegates.queries.gap import Status, Verdict, cross, gap, verdict

pytestmark = pytest.mark.django_db
WOMEN = Cell("sex", "female")
INSIDE = Cell("sex", "female", "sector", "government")


def quota(convening, by, dimension="sex", value="female", **more):
    values = {"audience": "conference", "dimension": dimension, "value": value} | more
    return set_quota(convening=convening, draft=QuotaDraft(**values), by=by)


@pytest.mark.parametrize(
    ("bound", "count", "pool", "group", "found"),
    [
        (Bound(WOMEN, 5), 5, 9, 9, Verdict(Status.MET)),
        (Bound(WOMEN, 5), 3, 9, 9, Verdict(Status.SHORT, 2)),
        (Bound(WOMEN, 5), 3, 4, 9, Verdict(Status.UNREACHABLE, 1)),
        (Bound(WOMEN, 0, 5), 7, 9, 9, Verdict(Status.OVER, 2)),
        (Bound(WOMEN, 0, 0), 1, 9, 9, Verdict(Status.OVER, 1)),
        (Bound(WOMEN, 0, None, 6), 4, 9, 9, Verdict(Status.SHORT, 2)),
        (Bound(WOMEN, 0, None, 6), 8, 9, 9, Verdict(Status.MET)),
        (Bound(WOMEN, 2, None, 6), 4, 9, 9, Verdict(Status.MET)),
        (Bound(INSIDE, 0), 0, 9, 0, Verdict(Status.NOBODY)),
        (Bound(INSIDE, 2), 0, 1, 0, Verdict(Status.UNREACHABLE, 1)),
    ],
)
def test_the_verdict_follows_from_numbers_alone(bound, count, pool, group, found):
    assert verdict(bound, count, pool, group) == found


def test_whoever_came_further_counts_at_every_stage_before(convening, sari):
    quota(convening, sari, minimum=4)
    states = ("nominated", "registered", "waiting", "selected", "confirmed", "attended", "declined", "erased")
    for number, state in enumerate(states):
        person(convening, number, state=state, sex="female")
    person(convening, 50, sex="female", audience="convention")

    found = gap("conference")

    assert (found.everybody, found.lines[0].counts) == ((6, 5, 3, 2, 1), (6, 5, 3, 2, 1))
    assert found.lines[0].verdict == Verdict(Status.SHORT, 1)


def test_unknown_stands_apart_and_is_never_met(convening, sari):
    quota(convening, sari, unit="percent", minimum=50)
    quota(convening, sari, minimum=1, inside_dimension="sector", inside_value="government")
    person(convening, 1, state="selected", sex="female", sector="government_regency")
    person(convening, 2, state="selected", sector="government_regency")
    person(convening, 3, state="selected", sex="female")
    person(convening, 4, state="selected")

    plain, inside = gap("conference").lines

    assert (plain.counts[2], plain.unknown, plain.verdict) == (2, 2, Verdict(Status.MET))
    assert (inside.counts[2], inside.unknown) == (1, 3)


def test_per_cent_are_of_the_seats_and_inside_a_group_of_the_group(convening, sari):
    adopt_plan(plan=planned(convening, sari, sectors(cso=1), total=10), by=sari)
    quota(convening, sari, unit="percent", minimum=50)
    quota(convening, sari, unit="percent", minimum=30, inside_dimension="sector", inside_value="government")
    for number in range(6):
        person(convening, number, state="selected", sex="female", sector="cso")
    for number in range(6, 10):
        sex = "female" if number == 6 else "male"
        person(convening, number, state="selected", sex=sex, sector="government_regency")

    inside, plain = gap("conference").lines  # what cannot be reached comes first

    assert (plain.bound.lower, plain.counts[2]) == (5, 7)
    assert (inside.bound.lower, inside.counts[2], inside.verdict) == (2, 1, Verdict(Status.UNREACHABLE, 1))


def test_an_organisation_sees_what_it_contributes(convening, sari, partner):
    quota(convening, sari, minimum=2)
    person(convening, 1, state="confirmed", sex="female", organisation=partner)
    person(convening, 2, state="selected", sex="female")

    (line,) = gap("conference", organisation=partner.pk).lines

    assert (line.own, line.counts, line.verdict) == ((1, 1, 1, 1, 0), (2, 2, 2, 1, 0), Verdict(Status.MET))


def test_a_regency_counts_towards_its_province_too(convening, sari):
    province("32")
    quota(convening, sari, "province", "32", minimum=1)
    quota(convening, sari, "regency", regency().pk, minimum=1)
    person(convening, 1, region=regency())
    person(convening, 2, region=province("32"))

    assert [(line.whom, line.counts[1], line.unknown) for line in gap("conference").lines] == [
        ("Jawa Barat", 2, 0),
        ("Purwakarta", 1, 0),
    ]


def test_a_cross_table_counts_a_stage_and_names_what_is_not_known(convening, sari):
    person(convening, 1, state="selected", sex="female", sector="cso")
    person(convening, 2, state="confirmed", sex="male", sector="cso")
    person(convening, 3, state="selected", sector="media")
    person(convening, 4, state="nominated", sex="female", sector="media")

    found = cross(gap("conference").tally, "sector", "sex", stage=3, unknown="Not known")

    assert (found.rows, found.columns) == (
        ("Civil society organisation", "Media"),
        ("Women", "Men", "Not known"),
    )
    assert (found.counts, found.row_sums, found.column_sums) == (
        ((1, 1, 0), (0, 0, 1)),
        (2, 1),
        (1, 1, 1),
    )


def test_the_gap_costs_the_same_queries_for_more_people(convening, sari, partner):
    province("32")
    quota(convening, sari, "province", "32", minimum=1)
    quota(convening, sari, "organisation", str(partner.pk), maximum=1)
    person(convening, 1)

    def asked():
        with CaptureQueriesContext(connection) as captured:
            gap("conference", organisation=partner.pk)
        return len(captured)

    few = asked()
    for number in range(2, 12):
        person(convening, number, organisation=partner, region=province("32"), sex="female")

    assert (few, asked()) == (5, 5)
