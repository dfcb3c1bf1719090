"""Panels with quotas, and chances as fair as the quotas allow."""

from collections import Counter
from fractions import Fraction
from itertools import combinations

import msgspec
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pendopo.planning.errors import InvalidDocument
from pendopo.planning.highs import Linear
from pendopo.planning.limits import Limits, Watch
from pendopo.planning.result import Status
from pendopo.planning.selection import (
    Cap,
    Composition,
    Person,
    Plan,
    Problem,
    Quota,
    Share,
    chances,
    check,
    drawn,
    explain,
    pool_of,
    read_sortition,
    smallest_relaxation,
    solve,
)
from pendopo.planning.selection.columns import leximin_of_panels

QUICK = Limits(seconds=20, deterministic=True)


def pool(**count: int) -> tuple[Person, ...]:
    """People a1, a2, ... for each letter, with the letter as their sex."""
    return tuple(Person(f"{sex}{n}", {"sex": sex}) for sex, many in count.items() for n in range(1, many + 1))


def quotas(**bounds: tuple[int, int]) -> tuple[Quota, ...]:
    return tuple(Quota("sex", sex, lower, upper) for sex, (lower, upper) in bounds.items())


def solved(problem: Problem):
    result = solve(problem, Watch(QUICK))
    assert check(problem, result.plan).faults == ()
    return result


def rounded(plan: Plan) -> list[float]:
    return sorted(round(float(chance), 6) for chance in chances(plan).values())


def test_without_binding_quotas_everybody_has_the_same_chance():
    problem = Problem(pool(f=4, m=6), 5, quotas(f=(0, 5), m=(0, 5)))

    assert rounded(solved(problem).plan) == [0.5] * 10


def test_the_few_have_a_larger_chance_where_a_quota_asks_for_them():
    # Two women for two places: both are sure. Two places are left for eight men: a quarter each.
    problem = Problem(pool(f=2, m=8), 4, quotas(f=(2, 4), m=(0, 4)))

    result = solved(problem)

    assert rounded(result.plan) == [0.25] * 8 + [1.0] * 2
    assert (result.status, round(result.goals[0].value, 6)) == (Status.OPTIMAL, 0.25)


def test_an_upper_quota_lowers_the_chance_of_the_many():
    # One man at most of eight: an eighth each; the three other places go to the four women: three quarters each.
    problem = Problem(pool(f=4, m=8), 4, quotas(f=(0, 4), m=(0, 1)))

    assert rounded(solved(problem).plan) == [0.125] * 8 + [0.75] * 4


def test_people_already_accepted_stay_and_people_who_withdrew_do_not_come():
    problem = Problem(
        pool(f=3, m=3), 3, quotas(f=(1, 2), m=(1, 2)), keep=("f1",), without=("f2",), seed="2024-04-26"
    )

    result = solved(problem)

    assert ("f1" in result.plan.panel, "f2" in result.plan.panel, len(result.plan.panel)) == (True, False, 3)


def test_one_of_an_address_at_most():
    people = tuple(Person(f"p{n}", {"address": "Jl. Veteran 1" if n < 3 else ""}) for n in range(6))
    problem = Problem(people, 3, (), (Cap("address", 1),), seed="a")

    result = solved(problem)

    # One of three shares one place in expectation at most: a third each; the others fill two places: two thirds.
    assert rounded(result.plan) == [0.333333] * 3 + [0.666667] * 3


def test_a_seed_draws_the_same_panel_again_and_another_seed_may_not():
    problem = Problem(pool(f=20, m=20), 10, quotas(f=(5, 5), m=(5, 5)), seed="Purwakarta")

    first, again = solved(problem).plan, solved(problem).plan
    panels = {solved(msgspec.structs.replace(problem, seed=str(n))).plan.panel for n in range(5)}

    assert (first == again, len(panels)) == (True, 5)


def test_the_draw_is_as_likely_as_its_tickets_say():
    kinds = solved(Problem(pool(f=1, m=1), 1, quotas(f=(0, 1), m=(0, 1)))).plan.kinds
    lottery = (Composition(1, (1, 0)), Composition(3, (0, 1)))

    count = Counter(drawn(kinds, lottery, str(n))[0][0] for n in range(4000))

    # 1,000 expected, standard deviation 27; the seeds are fixed, so the count is always this one.
    assert abs(count["f"] - 1000) < 100


def test_quotas_that_exclude_each_other_are_named():
    problem = Problem(pool(f=2, m=8), 5, quotas(f=(0, 1), m=(0, 3)))

    result = solve(problem, Watch(QUICK))

    assert (result.status, result.conflict) == (Status.INFEASIBLE, ("quota sex: f", "quota sex: m", "size"))


def test_the_smallest_relaxation_changes_as_few_places_as_possible():
    # Five places, one woman and three men at most: one place more, for one of them.
    problem = Problem(pool(f=2, m=8), 5, quotas(f=(0, 1), m=(0, 3)))

    changes = smallest_relaxation(problem, pool_of(problem))

    assert sum(one.upper[1] - one.upper[0] for one in changes) == 1


def test_binding_quotas_explain_uneven_chances():
    problem = Problem(pool(f=2, m=8), 4, quotas(f=(2, 4), m=(0, 4)))

    told = {
        (reason.subject, reason.code, reason.because) for reason in explain(problem, solved(problem).plan)
    }

    assert told == {
        ("f1", "more than an even chance", ("lower quota sex: f",)),
        ("m1", "less than an even chance", ()),
    }


def test_nash_gives_more_to_the_many_than_leximin_where_they_differ():
    problem = Problem(pool(f=4, m=8), 4, quotas(f=(0, 4), m=(0, 1)), fairness="nash")

    assert [round(chance, 3) for chance in rounded(solved(problem).plan)] == [0.125] * 8 + [0.75] * 4


def test_quotas_that_only_half_people_could_meet_are_infeasible():
    # a, b and c are each asked of exactly one member, but everybody who has one of them has two.
    rows = {"p1": "ab", "p2": "bc", "p3": "ca"}
    people = tuple(
        Person(name, {one: "yes" if one in has else "no" for one in "abc"}) for name, has in rows.items()
    )
    people += tuple(Person(f"q{n}", dict.fromkeys("abc", "no")) for n in range(3))
    wanted = tuple(Quota(one, "yes", 1, 1) for one in "abc") + tuple(Quota(one, "no", 0, 6) for one in "abc")

    result = solve(Problem(people, 3, wanted), Watch(QUICK))

    assert (result.status, set(result.conflict)) == (
        Status.INFEASIBLE,
        {f"quota {one}: yes" for one in "abc"},
    )


def test_column_generation_agrees_with_the_relaxation_where_both_apply():
    problem = Problem(pool(f=4, m=8), 4, quotas(f=(0, 4), m=(0, 1)))
    numbers = pool_of(problem)

    lottery, proved = leximin_of_panels(numbers, np.array([[4.0, 0.0]]), Watch(QUICK))

    assert proved
    assert [round(one, 6) for one in lottery.expected() / numbers.size] == [0.75, 0.125]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Problem(pool(f=2), 3, ()), "A panel of 3 cannot be drawn from 2 people."),
        (lambda: Quota("sex", "f", 3, 2), "The quota of sex f is 3 to 2; give 0 <= lower <= upper."),
        (lambda: Problem(pool(f=2), 1, quotas(m=(0, 1))), "Person 'f1' has sex 'f', which has no quota."),
        (
            lambda: Problem(pool(f=2), 1, (), keep=("x",)),
            "Person 'x' is kept or left out, but is not in the pool.",
        ),
        (lambda: Problem((*pool(f=1), *pool(f=1)), 1, ()), "Person 'f1' is named twice."),
    ],
)
def test_a_problem_that_contradicts_itself_names_the_culprit(make, said):
    with pytest.raises(ValueError) as caught:
        make()

    assert str(caught.value) == said


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"lottery": (Composition(1, (3, 1)),)}, "quota sex: m"),
        ({"lottery": (Composition(1, (1, 2)),)}, "size"),
        ({"lottery": ()}, "lottery"),
        ({"lottery": (Composition(1, (9, 9)),)}, "lottery"),
        ({"kinds": ()}, "people"),
        ({"panel": ("f1",)}, "draw"),
        ({"seed": "another"}, "draw"),
    ],
)
def test_check_names_the_broken_rule(change, rule):
    problem = Problem(pool(f=4, m=4), 4, quotas(f=(1, 4), m=(2, 3)), seed="a")
    plan = msgspec.structs.replace(solved(problem).plan, **change)

    assert rule in {fault.rule for fault in check(problem, plan).faults}


WHO = ("in", "beside", "out")
PER_CENT = st.integers(0, 100)
SHARES = st.tuples(PER_CENT, PER_CENT).map(
    lambda two: Share("who", ("in",), ("in", "beside"), min(two), max(two))
)


@st.composite
def small_pools(draw: st.DrawFn) -> Problem:
    people = tuple(
        Person(
            f"p{n}",
            {
                "sex": draw(st.sampled_from("fm")),
                "age": draw(st.sampled_from(["young", "old"])),
                "who": draw(st.sampled_from(WHO)),
            },
        )
        for n in range(draw(st.integers(3, 7)))
    )
    size = draw(st.integers(1, 3))
    made = []
    for category, features in (("sex", "fm"), ("age", ("young", "old"))):
        for feature in features:
            lower = draw(st.integers(0, 1))
            made.append(Quota(category, feature, lower, draw(st.integers(max(1, lower), 3))))
    return Problem(people, size, tuple(made), shares=tuple(draw(st.lists(SHARES, max_size=1))))


def _of_whom(share: Share, panel: tuple[Person, ...]) -> tuple[int, int]:
    told = [person.features[share.category] for person in panel]
    return sum(one in share.part for one in told), sum(one in share.among for one in told)


def panels_by_trying_all(problem: Problem) -> list[tuple[Person, ...]]:
    found = []
    for panel in combinations(problem.people, problem.size):
        count = Counter(feature for person in panel for feature in person.features.values())
        kept = all(quota.lower <= count[quota.feature] <= quota.upper for quota in problem.quotas)
        for share in problem.shares:
            part, among = _of_whom(share, panel)
            kept = kept and share.lower * among <= 100 * part <= share.upper * among
        if kept:
            found.append(panel)
    return found


@settings(max_examples=40, deadline=None)
@given(small_pools())
def test_no_lottery_has_a_larger_smallest_chance(problem):
    panels = panels_by_trying_all(problem)
    result = solve(problem, Watch(QUICK))

    assert (result.status is Status.INFEASIBLE) == (not panels)
    if panels:
        assert check(problem, result.plan).faults == ()
        assert abs(result.goals[0].value - largest_smallest_chance(problem, panels)) < 1e-6


def largest_smallest_chance(problem: Problem, panels: list[tuple[Person, ...]]) -> float:
    """By a linear programme over every panel there is."""
    held = np.array([[person in panel for panel in panels] for person in problem.people], dtype=float)
    people, count = held.shape
    rows = np.vstack([np.hstack([held, -np.ones((people, 1))]), np.append(np.ones(count), 0)])
    row_bounds = np.append(np.zeros(people), 1), np.append(np.full(people, np.inf), 1)
    bounds = np.zeros(count + 1), np.ones(count + 1)
    programme = Linear(rows, row_bounds, bounds, np.append(np.zeros(count), -1))
    programme.solve()
    return -programme.value


@settings(max_examples=15, deadline=None)
@given(small_pools(), st.randoms(use_true_random=False))
def test_names_and_order_do_not_matter(problem, random):
    assume(panels_by_trying_all(problem))
    people = list(problem.people)
    random.shuffle(people)

    assert rounded(solved(msgspec.structs.replace(problem, people=tuple(people))).plan) == pytest.approx(
        rounded(solved(problem).plan), abs=2e-6
    )


def test_chances_are_exact_fractions_that_add_up_to_the_panel():
    problem = Problem(pool(f=3, m=7), 4, quotas(f=(1, 2), m=(2, 3)))

    assert sum(chances(solved(problem).plan).values()) == Fraction(4)


def test_a_folder_of_sortition_data_is_read(tmp_path):
    folder = tmp_path / "town_2"
    folder.mkdir()
    (folder / "categories.csv").write_text("category,feature,min,max\nsex,f,1,1\nsex,m,1,1\n")
    (folder / "respondents.csv").write_text("sex,note\nf,x\nm,y\nm,z\n")

    problem = read_sortition(folder)

    assert (problem.size, [person.features for person in problem.people]) == (
        2,
        [{"sex": "f"}, {"sex": "m"}, {"sex": "m"}],
    )


@pytest.mark.parametrize(
    ("categories", "respondents", "said"),
    [
        ("category,feature,min\nsex,f,1\n", "sex\nf\n", "categories.csv, line 1: There is no column 'max'."),
        (
            "category,feature,min,max\nsex,f,x,1\n",
            "sex\nf\n",
            "categories.csv, line 2: 'x' to '1' are not whole numbers.",
        ),
        (
            "category,feature,min,max\nsex,f,1,1\n",
            "sex\n",
            "town_1: A panel of 1 cannot be drawn from 0 people.",
        ),
        (
            "category,feature,min,max\nsex,f,1,1\n",
            "sex,b\n,1\n",
            "respondents.csv, line 2: The column 'sex' is empty.",
        ),
        (
            "category,feature,min,max\nsex,f,1,1\n",
            "sex\nx\n",
            "town_1: Person 'row 2' has sex 'x', which has no quota.",
        ),
    ],
)
def test_a_bad_folder_is_refused_with_file_and_line(tmp_path, categories, respondents, said):
    folder = tmp_path / "town_1"
    folder.mkdir()
    (folder / "categories.csv").write_text(categories)
    (folder / "respondents.csv").write_text(respondents)

    with pytest.raises(InvalidDocument) as caught:
        read_sortition(folder)

    assert str(caught.value) == said
