"""The rule of promotion, without a database: examples, and what holds for any list."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pendopo.delegates.queries.cells import Cell, Person
from pendopo.delegates.queries.promotion import PassedOver, Rule, Waiting, choose

WOMEN, YOUNG = Cell("sex", "female"), Cell("age", "under_30")
WOMAN, MAN, UNKNOWN = Person(sex="female", age="45_59"), Person(sex="male", age="45_59"), Person(age="45_59")
YOUNG_WOMAN, YOUNG_MAN = Person(sex="female", age="18_29"), Person(sex="male", age="18_29")


def waiting(**people: Person) -> list[Waiting]:
    return [Waiting(name, person) for name, person in people.items()]


def test_without_quotas_the_first_comes_next():
    found = choose([MAN], waiting(a=MAN, b=WOMAN), [], 1)

    assert (found.key, found.passed) == ("a", ())


def test_whoever_fills_a_short_quota_comes_before_the_order():
    found = choose([MAN], waiting(a=MAN, b=WOMAN), [Rule("w", WOMEN, lower=1)], 2)

    assert (found.key, found.short, found.fills) == ("b", {"w": 1}, ("w",))
    assert found.passed == (PassedOver("a", "fills", "w"),)


def test_the_last_seat_goes_to_whoever_keeps_the_minimum():
    found = choose([MAN], waiting(a=MAN, b=WOMAN), [Rule("w", WOMEN, lower=1)], 1)

    assert (found.key, found.passed) == ("b", (PassedOver("a", "minimum", "w"),))


def test_somebody_unknown_never_fills_a_minimum():
    found = choose([MAN], waiting(a=UNKNOWN, b=WOMAN), [Rule("w", WOMEN, lower=1)], 1)

    assert found.key == "b"


def test_somebody_unknown_counts_against_a_maximum():
    found = choose([WOMAN], waiting(a=UNKNOWN, b=WOMAN, c=MAN), [Rule("w", WOMEN, upper=1)], 1)

    assert found.key == "c"
    assert found.passed == (PassedOver("a", "maximum", "w"), PassedOver("b", "maximum", "w"))


def test_two_short_quotas_are_filled_at_once_where_somebody_can():
    rules = [Rule("w", WOMEN, lower=1), Rule("y", YOUNG, lower=1)]

    found = choose([MAN], waiting(a=WOMAN, b=YOUNG_MAN, c=YOUNG_WOMAN), rules, 1)

    assert (found.key, found.fills) == ("c", ("w", "y"))


def test_two_minimums_that_want_the_same_seat_block_nobody():
    rules = [Rule("w", WOMEN, lower=1), Rule("y", YOUNG, lower=1)]

    found = choose([MAN], waiting(a=MAN, b=YOUNG_MAN, c=WOMAN), rules, 1)

    assert (found.key, found.fills) == ("b", ("y",))


def test_a_minimum_that_nobody_can_meet_blocks_nobody():
    found = choose([MAN], waiting(a=MAN, b=YOUNG_MAN), [Rule("w", WOMEN, lower=1)], 1)

    assert found.key == "a"


def test_the_limit_of_an_organisation_is_kept():
    at = {"organisation": "o1"}
    found = choose(
        [Person(**at)], waiting(a=Person(**at), b=Person(organisation="o2")), [], 1, {"organisation": 1}
    )

    assert (found.key, found.passed) == ("b", (PassedOver("a", "organisation"),))


@pytest.mark.parametrize("free", [0, -1])
def test_nobody_comes_next_without_a_seat(free):
    assert choose([], waiting(a=MAN), [], free).key is None


people = st.builds(
    Person,
    sex=st.sampled_from(["female", "male", ""]),
    age=st.sampled_from(["18_29", "45_59", ""]),
    organisation=st.sampled_from(["", "o1", "o2"]),
    household=st.sampled_from(["", "h1", "h2"]),
)
rules = st.lists(
    st.builds(
        Rule,
        key=st.uuids().map(str),
        cell=st.sampled_from([WOMEN, YOUNG, Cell("sex", "male"), Cell("age", "under_30", "sex", "female")]),
        lower=st.integers(0, 4),
        upper=st.none() | st.integers(0, 4),
    ),
    max_size=4,
)


def possible(rule: Rule, held: list[Person]) -> int:
    return sum(rule.cell.holds(one) or rule.cell.is_unknown(one) for one in held)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(people, max_size=6),
    st.lists(people, max_size=8),
    rules,
    st.integers(1, 4),
    st.sampled_from([{}, {"organisation": 1}, {"household": 1}, {"organisation": 1, "household": 1}]),
)
def test_promotions_one_after_the_other_never_break_a_maximum(held, line, some, free, limits):
    queue = [Waiting(n, person) for n, person in enumerate(line)]
    before = {rule.key: possible(rule, held) for rule in some}

    for seats in range(free, 0, -1):
        found = choose(held, queue, some, seats, limits)
        if found.key is None:
            break
        taken = next(one for one in queue if one.key == found.key)
        for name, most in limits.items():
            key = getattr(taken.person, name)
            assert not key or [getattr(one, name) for one in held].count(key) < most
        held, queue = [*held, taken.person], [one for one in queue if one is not taken]

    for rule in some:
        assert rule.upper is None or possible(rule, held) <= max(rule.upper, before[rule.key])


@settings(max_examples=300, deadline=None)
@given(st.lists(people, max_size=6), st.lists(people, min_size=1, max_size=8), rules, st.integers(1, 4))
def test_somebody_comes_next_exactly_if_somebody_breaks_nothing(held, line, some, free):
    queue = [Waiting(n, person) for n, person in enumerate(line)]
    harmless = [
        one.key
        for one in queue
        if all(
            rule.upper is None
            or possible(rule, [*held, one.person]) == possible(rule, held)
            or possible(rule, held) < rule.upper
            for rule in some
        )
    ]

    found = choose(held, queue, some, free)

    assert (found.key in harmless) == bool(harmless)
    assert all(one.key < found.key for one in found.passed) if found.key is not None else True


def test_a_share_of_a_group_follows_the_size_of_the_group():
    man, woman = Person(sex="male", sector="cso"), Person(sex="female", sector="cso")
    rule = Rule("men", Cell("sex", "male", "sector", "cso"), share=50)

    def first(held):
        return choose(held, waiting(one=man, two=woman), [rule], free=2).key

    assert [first(held) for held in ([], [woman], [man, woman], [woman, woman, man])] == [
        "two",
        "one",
        "two",
        "one",
    ]
