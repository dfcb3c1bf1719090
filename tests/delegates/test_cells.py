"""Who counts under a quota, and percentages as whole persons."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pendopo.delegates.queries.cells import (
    Cell,
    Person,
    bounds,
    cell_of,
    least_needed,
    matches,
    values_of,
)
from pendopo.delegates.queries.pool import feature, shares_of
from pendopo.planning.selection import Share

BUDI = Person(
    sex="male",
    age="18_29",
    disability="no",
    sector="government_regency",
    region="32.14",
    province="32",
    organisation="018f",
    first_time="yes",
)


@dataclass(frozen=True)
class Said:
    """A quota as somebody typed it."""

    dimension: str = "sex"
    value: str = "female"
    inside_dimension: str = ""
    inside_value: str = ""
    unit: str = "percent"
    minimum: int | None = None
    maximum: int | None = None
    target: int | None = None


@pytest.mark.parametrize(
    ("dimension", "value", "counts"),
    [
        ("sex", "male", True),
        ("sex", "female", False),
        ("age", "18_29", True),
        ("age", "under_30", True),
        ("age", "under_18", False),
        ("disability", "no", True),
        ("sector", "government_regency", True),
        ("sector", "government", True),
        ("sector", "cso, government_regency", True),
        ("sector", "cso,media", False),
        ("province", "32", True),
        ("regency", "32.14", True),
        ("regency", "32.01", False),
        ("organisation", "018f", True),
        ("first_time", "yes", True),
        ("first_time", "no", False),
    ],
)
def test_a_person_counts_by_what_is_known(dimension, value, counts):
    assert matches(BUDI, dimension, value) is counts


@pytest.mark.parametrize(
    "dimension",
    ["sex", "age", "disability", "sector", "province", "regency", "organisation", "first_time"],
)
@pytest.mark.parametrize("value", ["", "female", "under_30", "no", "government", "32", ","])
def test_what_is_not_known_counts_under_nothing(dimension, value):
    assert matches(Person(), dimension, value) is False


def test_somebody_of_whom_only_the_province_is_known_counts_in_no_regency():
    somebody = Person(region="32", province="32")

    assert (matches(somebody, "province", "32"), matches(somebody, "regency", "32")) == (True, False)


def test_government_means_all_of_its_kinds_and_no_security_body():
    assert values_of("sector", "government") == {
        "government_national",
        "government_province",
        "government_regency",
    }


def test_one_of_a_group_counts_and_one_outside_does_not():
    cell = Cell("sex", "female", "sector", "government")

    found = [cell.holds(Person(sex="female", sector=sector)) for sector in ("government_regency", "cso", "")]

    assert found == [True, False, False]


def test_unknown_is_who_might_count():
    cell = Cell("sex", "female", "sector", "government")
    people = {
        "sex not stated": Person(sector="government_regency"),
        "sector not stated": Person(sex="female"),
        "neither stated": Person(),
        "a man of unknown sector": Person(sex="male"),
        "sex not stated, elsewhere": Person(sector="cso"),
        "counts": Person(sex="female", sector="government_regency"),
    }

    assert [name for name, person in people.items() if cell.is_unknown(person)] == [
        "sex not stated",
        "sector not stated",
        "neither stated",
    ]


def test_a_minimum_is_rounded_up_and_a_maximum_down():
    (bound,) = bounds([Said(minimum=60, maximum=65, target=61)], size=7)

    assert (bound.lower, bound.upper, bound.target) == (5, 4, 5)


def test_persons_stay_persons():
    (bound,) = bounds([Said(unit="persons", minimum=3, maximum=9)], size=7)

    assert (bound.lower, bound.upper, bound.target) == (3, 9, None)


def test_inside_a_group_per_cent_are_of_the_size_that_the_group_has():
    women = Said(minimum=30, maximum=50, inside_dimension="sector", inside_value="government")
    people = [Person(sector="cso")] * 9 + [Person(sector="government_regency")] * 7

    (among, nobody) = (bounds([women], size=16, people=known)[0] for known in (people, []))

    assert ((among.lower, among.upper), (nobody.lower, nobody.upper)) == ((3, 3), (0, 0))


def test_minimums_within_a_value_count_towards_it():
    wanted = {
        values_of("sector", "government"): 5,
        values_of("sector", "government_national"): 2,
        values_of("sector", "government_regency"): 4,
        values_of("sector", "cso"): 1,
    }

    assert least_needed(wanted) == 7


@given(st.integers(0, 100), st.integers(0, 100), st.integers(0, 500), st.data())
def test_a_count_within_the_bounds_is_one_that_keeps_the_percentage(least, most, size, data):
    (bound,) = bounds([Said(minimum=least, maximum=most)], size)
    count = data.draw(st.integers(0, size))

    kept = least * size <= 100 * count <= most * size

    assert (bound.lower <= count <= bound.upper) is kept


PEOPLE = st.builds(
    Person,
    sex=st.sampled_from(["female", "male", ""]),
    sector=st.sampled_from(["cso", "media", "government_national", "government_regency", ""]),
)


GROUPS = st.sampled_from(["government", "cso", "cso,media"])
PER_CENT = st.none() | st.integers(0, 100)


def sums(quota, people):
    """What every side of the published shares adds up to for a panel, by the rule of the planning core."""
    cell = cell_of(quota)
    line = {
        "category": "q1", "dimension": cell.dimension, "value": cell.value, "inside_dimension": cell.inside_dimension,
        "inside_value": cell.inside_value, "lower": quota.minimum or 0, "upper": quota.maximum,
        "share": True, "three": False,
    }  # fmt: skip
    told = [feature(line, person) for person in people]
    return [
        sum(share.weight(one, part, among) for one in told)
        for share in (Share(**told_of(one)) for one in shares_of(line))
        for _side, part, among in share.sides
    ]


def told_of(document):
    return {name: tuple(value) if isinstance(value, list) else value for name, value in document.items()}


def keeps_per_cent(quota, people):
    cell = cell_of(quota)
    group, count = sum(map(cell.in_group, people)), sum(map(cell.holds, people))
    most = 100 if quota.maximum is None else quota.maximum
    return (quota.minimum or 0) * group <= 100 * count <= most * group


@settings(max_examples=400)
@given(st.lists(PEOPLE, max_size=14), GROUPS, PER_CENT, PER_CENT, st.data())
def test_a_share_is_kept_whatever_is_not_known(panel, group, least, most, data):
    quota = Said(minimum=least, maximum=most, inside_dimension="sector", inside_value=group)
    sexes = st.sampled_from(["female", "male"])
    sectors = st.sampled_from(["cso", "media", "government_regency"])
    truth = [
        Person(sex=one.sex or data.draw(sexes), sector=one.sector or data.draw(sectors)) for one in panel
    ]

    if all(value >= 0 for value in sums(quota, panel)):
        assert keeps_per_cent(quota, truth)
    # Where everything is known it is kept exactly then.
    assert all(value >= 0 for value in sums(quota, truth)) is keeps_per_cent(quota, truth)


def test_a_maximum_inside_a_group_of_open_size_does_not_mean_nobody():
    men = Said(value="male", maximum=50, inside_dimension="sector", inside_value="government")
    man, woman = (Person(sex=sex, sector="government_regency") for sex in ("male", "female"))

    assert [min(sums(men, panel)) >= 0 for panel in ([], [woman], [man, woman], [man, man, woman])] == [
        True,
        True,
        True,
        False,
    ]
