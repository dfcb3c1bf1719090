"""Who counts under a quota, and percentages as whole persons."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pendopo.delegates.queries.cells import Cell, Person, bounds, least_needed, matches, values_of

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


def test_inside_a_group_the_largest_group_counts_for_a_minimum():
    women_of_government = Said(minimum=30, inside_dimension="sector", inside_value="government")
    most = Said(dimension="sector", value="government", unit="persons", maximum=70)

    alone, capped = (
        bounds(rows, size=242)[0] for rows in ([women_of_government], [women_of_government, most])
    )

    assert (alone.lower, capped.lower) == (73, 21)


def test_minimums_for_others_and_the_pool_make_the_group_smaller():
    women_of_government = Said(minimum=50, inside_dimension="sector", inside_value="government")
    others = [Said(dimension="sector", value="cso", unit="persons", minimum=15)]
    pool = [Person(sector="cso")] * 20 + [Person(sector="government_regency")] * 3

    found = [
        bounds([women_of_government], size=20)[0].lower,
        bounds([women_of_government, *others], size=20)[0].lower,
        bounds([women_of_government, *others], size=20, pool=pool)[0].lower,
    ]

    assert found == [10, 3, 2]


def test_inside_a_group_the_smallest_group_counts_for_a_maximum():
    men = Said(value="male", maximum=50, inside_dimension="sector", inside_value="government")
    least = [
        Said(dimension="sector", value=value, unit="persons", minimum=6)
        for value in ("government_national", "government_regency")
    ]

    assert (bounds([men], size=20)[0].upper, bounds([men, *least], size=20)[0].upper) == (0, 6)


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
SECTORS = st.lists(
    st.builds(
        Said,
        dimension=st.just("sector"),
        value=st.sampled_from(["cso", "media", "government_regency", "government"]),
        unit=st.sampled_from(["persons", "percent"]),
        minimum=st.none() | st.integers(0, 5),
        maximum=st.none() | st.integers(0, 60),
    ),
    max_size=3,
    unique_by=lambda quota: quota.value,
)


def keeps(bound, panel):
    count = sum(map(bound.cell.holds, panel))
    return bound.lower <= count and (bound.upper is None or count <= bound.upper)


@settings(max_examples=300)
@given(
    st.lists(PEOPLE, min_size=1, max_size=14),
    SECTORS,
    st.integers(0, 100),
    st.integers(0, 100),
    st.sampled_from(["government", "cso", "cso,media"]),
    st.booleans(),
    st.data(),
)
def test_a_panel_within_the_bounds_keeps_a_quota_inside_a_group(
    pool, sectors, least, most, group, knows_pool, data
):
    size = data.draw(st.integers(1, len(pool)))
    places = data.draw(st.permutations(range(len(pool))))
    panel = [pool[i] for i in places[:size]]
    inner = Said(minimum=least, maximum=most, inside_dimension="sector", inside_value=group)

    found = bounds([*sectors, inner], size, pool if knows_pool else None)

    if all(keeps(bound, panel) for bound in found):
        members = sum(map(found[-1].cell.in_group, panel))
        count = sum(map(found[-1].cell.holds, panel))
        assert least * members <= 100 * count <= most * members
