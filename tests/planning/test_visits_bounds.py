"""Bounds in whole numbers, and what happens where they are out of reach."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pendopo.planning.limits import Limits, Progress, Watch
from pendopo.planning.result import Status
from pendopo.planning.visits import Group, Pair, Person, Problem, Ride, Site, Vehicle, solve
from pendopo.planning.visits.dive import dive
from pendopo.planning.visits.programme import Aim, Programme
from pendopo.planning.visits.relax import UNIT, Relaxation, narrowed, safe_bound


def programme(upper: list[int], *rows: tuple[dict[int, int], int | None, int | None]) -> Programme:
    made = Programme(list(upper))
    for terms, lower, most in rows:
        made.row(terms.items(), lower=lower, upper=most)
    return made


def test_a_price_on_the_one_place_proves_that_one_of_two_stays_behind():
    # 2 - a - b with a + b <= 1. A price of -1 for the place pays -1, and both reduced costs are -1 + 1 = 0:
    # 2 - 1 = 1.
    rows = programme([1, 1], ({0: 1, 1: 1}, None, 1)).rows

    bound = safe_bound(rows, ([0, 0], [1, 1]), Aim("behind", 2, {0: -1, 1: -1}), [-1.0])

    assert (bound.value, bound.exact, bound.reduced) == (1, -UNIT, [0, 0])


def test_a_price_that_is_a_little_wrong_proves_the_same():
    # A price of -1.001 pays 0.001 too much and leaves reduced costs of 0.001: 2 - 1.001 = 0.999, rounded up 1.
    rows = programme([1, 1], ({0: 1, 1: 1}, None, 1)).rows

    assert safe_bound(rows, ([0, 0], [1, 1]), Aim("behind", 2, {0: -1, 1: -1}), [-1.001]).value == 1


def test_a_price_for_a_side_without_a_limit_counts_nothing():
    rows = programme([1, 1], ({0: 1, 1: 1}, None, 1)).rows

    assert safe_bound(rows, ([0, 0], [1, 1]), Aim("behind", 2, {0: -1, 1: -1}), [5.0]).value == 0


@st.composite
def small_programmes(draw: st.DrawFn) -> tuple[Programme, Aim]:
    columns = draw(st.integers(1, 4))
    number = st.integers(-3, 3)
    made = programme(draw(st.lists(st.integers(0, 2), min_size=columns, max_size=columns)))
    for _row in range(draw(st.integers(0, 3))):
        made.row(
            [(column, draw(number)) for column in range(columns)],
            lower=-draw(st.integers(0, 3)),
            upper=draw(number),
        )
    return made, Aim("aim", draw(number), {column: draw(number) for column in range(columns)})


def solutions(made: Programme) -> list[tuple[int, ...]]:
    every = product(*(range(most + 1) for most in made.upper))
    return [values for values in every if all(row.keeps(values) for row in made.rows)]


@settings(max_examples=100, deadline=None)
@given(small_programmes(), st.lists(st.floats(-4, 4), min_size=3, max_size=3))
def test_no_price_whatever_proves_too_much(made, prices):
    programme, aim = made
    bounds = [0] * len(programme.upper), programme.upper

    bound = safe_bound(programme.rows, bounds, aim, prices[: len(programme.rows)])

    values = solutions(programme)
    assert all(bound.value <= aim.value(one) for one in values)
    for one in values:
        lower, upper = narrowed(bounds, bound, (aim.value(one) - aim.constant) * UNIT)
        assert all(low <= value <= high for low, value, high in zip(lower, one, upper, strict=True))


@settings(max_examples=60, deadline=None)
@given(small_programmes())
def test_the_relaxation_bounds_and_the_dive_keeps_the_rows(made):
    programme, aim = made
    values = solutions(programme)
    relaxation = Relaxation(programme, Watch(Limits(seconds=20)))

    bound = relaxation.least(aim)
    found = dive(relaxation, aim)

    if values:
        assert bound is not None
        assert bound.value <= min(aim.value(one) for one in values)
    assert found is None or tuple(found) in values


def test_what_is_released_is_free_again():
    made = programme([1, 1], ({0: 1, 1: 1}, None, 1))
    relaxation = Relaxation(made, Watch(Limits(seconds=20)))
    first, second = Aim("first", 0, {0: -1}), Aim("second", 0, {1: -1})
    bound = relaxation.least(first)
    relaxation.hold(first, bound, -1)
    held = relaxation.least(second).value

    relaxation.release(0)

    assert (bound.value, held, relaxation.least(second).value) == (-1, 0, -1)


def couples(**more: object) -> Problem:
    """Two couples who go together, and a farm that takes three people: in fractions one and a half couples go."""
    others = (Person(name, (("farm",),), windows=("am",)) for name in ("Citra", "Dedi"))
    people = (*(Person(name, (("farm",),)) for name in ("Ani", "Budi")), *others)
    pairs = (Pair("Ani", "Budi", "together"), Pair("Citra", "Dedi", "together"))
    return Problem(people, (Site("farm", (Group("farm-1", 3, window="am"),)),), pairs=pairs, **more)  # type: ignore[arg-type]


def test_a_bound_out_of_reach_is_decided_in_whole_numbers():
    # One place is left when one couple goes; the other couple stays behind: 2. In fractions it would be 1.
    result = solve(couples(), Watch(Limits(seconds=20, deterministic=True)))

    assert (result.status, [(goal.value, goal.bound) for goal in result.goals]) == (Status.OPTIMAL, [(2, 2)])


def test_two_who_only_go_alone_do_not_open_a_group_for_two():
    # Each site wants two people and has one. Half open, each could take half of its one person, who would then be
    # more than the door lets through; so nobody goes.
    people = (Person("Ani", (("farm",),)), Person("Budi", (("market",),)))
    sites = tuple(Site(name, (Group(f"{name}-1", 9, 2),)) for name in ("farm", "market"))

    result = solve(Problem(people, sites), Watch(Limits(seconds=20, deterministic=True)))

    assert (result.status, [goal.value for goal in result.goals]) == (Status.OPTIMAL, [2])


def test_a_bus_that_nobody_needs_stays_at_home():
    people = tuple(Person(name, (("farm",),)) for name in ("Ani", "Budi"))
    problem = Problem(
        people, (Site("farm", (Group("farm-1", 2),)),), vehicles=(Vehicle("bus", 50), Vehicle("van", 4))
    )

    result = solve(problem, Watch(Limits(seconds=20, deterministic=True)))

    assert len(result.plan.places) == 2
    assert result.plan.rides in ((Ride("bus", "farm-1"),), (Ride("van", "farm-1"),))


def test_the_same_seed_gives_the_same_plan():
    problem = couples(objective="rank-maximal")

    plans = [solve(problem, Watch(Limits(seconds=20, deterministic=True))).plan for _time in range(2)]

    assert plans[0] == plans[1]


def test_progress_tells_the_bound_before_there_is_a_plan():
    told: list[Progress] = []

    solve(couples(), Watch(Limits(seconds=20, deterministic=True), told.append))

    assert (told[0].goal, told[0].best, told[0].bound) == ("people without a ranked choice", None, 1)
    assert (told[-1].best, told[-1].bound) == (2, 2)


def test_a_solve_that_is_cancelled_at_once_ends_at_once():
    watch = Watch(Limits(seconds=20))
    watch.cancel()

    result = solve(couples(), watch)

    assert (result.status, result.plan, result.interrupted) == (Status.UNKNOWN, None, True)


@pytest.mark.parametrize("objective", ["greedy-maximum", "generous-maximum"])
def test_bounds_of_what_should_be_many_are_said_as_people_read_them(objective):
    result = solve(couples(objective=objective), Watch(Limits(seconds=20, deterministic=True)))

    assert (result.goals[0].value, result.goals[0].bound, result.goals[0].maximise) == (2, 2, True)
