"""People who rank sites, and who goes where."""

from collections import Counter
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pendopo.planning.limits import Limits, Watch
from pendopo.planning.result import Status
from pendopo.planning.visits import (
    Facilitator,
    Group,
    Host,
    Lead,
    Mix,
    Pair,
    Person,
    Place,
    Plan,
    Problem,
    Ride,
    Site,
    Vehicle,
    check,
    explain,
    solve,
)
from pendopo.planning.visits.check import outcomes
from pendopo.planning.visits.levels import levels

QUICK = Limits(seconds=20, deterministic=True)


def person(name: str, *sites: str, **more: object) -> Person:
    return Person(name, tuple((site,) for site in sites), **more)  # type: ignore[arg-type]


def site(name: str, upper: int, lower: int = 0, **more: object) -> Site:
    return Site(name, (Group(f"{name}-1", upper, lower, **more),))  # type: ignore[arg-type]


def profile(problem: Problem, plan: Plan) -> list[int]:
    counts = Counter(outcomes(problem, plan).values())
    return [counts[rank] for rank in range(1, problem.ranks + 1)]


def solved(problem: Problem, before: Plan | None = None):
    result = solve(problem, Watch(QUICK), before)
    assert result.plan is None or check(problem, result.plan).faults == ()
    return result


# Ani and Budi want the farm before the market, Citra only the farm; one place each.
# Farm to Citra and market to Ani or Budi: two placed. Nobody can be the third.
FEW = (person("Ani", "farm", "market"), person("Budi", "farm", "market"), person("Citra", "farm"))


@pytest.mark.parametrize("objective", ["greedy-maximum", "generous-maximum", "rank-maximal", "default"])
def test_one_place_each_serves_two_of_three(objective):
    problem = Problem(FEW, (site("farm", 1), site("market", 1)), objective=objective)

    result = solved(problem)

    assert (result.status, profile(problem, result.plan)) == (Status.OPTIMAL, [1, 1])


def test_greedy_and_generous_part_ways():
    # Only p1 can go to c, only p3 to d. With p2 at a, p3 at b and p1 at c the profile is (2, 0, 1);
    # with p1 at a, p2 at b and p3 at d it is (1, 2, 0). No plan has (2, 1, 0).
    people = (person("p1", "a", "b", "c"), person("p2", "a", "b"), person("p3", "b", "d"))
    problems = [
        Problem(people, tuple(site(name, 1) for name in "abcd"), objective=objective)
        for objective in ("greedy-maximum", "generous-maximum")
    ]

    assert [profile(one, solved(one).plan) for one in problems] == [[2, 0, 1], [1, 2, 0]]


def test_a_host_bounds_its_sites_together():
    problem = Problem(
        (person("a", "x"), person("b", "y")),
        (Site("x", (Group("x-1", 1),), "village"), Site("y", (Group("y-1", 1),), "village")),
        (Host("village", 1),),
    )

    result = solved(problem)

    assert ([goal.value for goal in result.goals], len(result.plan.places)) == ([1], 1)


def test_a_group_below_its_least_stays_closed():
    # Two want the farm, which opens for three; one of them likes the market too.
    problem = Problem(
        (person("a", "farm"), person("b", "farm", "market")), (site("farm", 9, 3), site("market", 1))
    )

    assert solved(problem).plan.places == (Place("b", "market-1"),)


def test_everyone_goes_somewhere_when_everyone_must():
    problem = Problem(
        (person("a", "farm"), person("b", "farm")), (site("farm", 1), site("market", 1)), everyone=True
    )

    result = solved(problem)

    assert [(goal.name, goal.value) for goal in result.goals] == [
        ("people left behind", 0),
        ("people without a ranked choice", 1),
    ]


def test_needs_keep_people_out_of_groups_that_do_not_meet_them():
    up = person("a", "hill", "plain", needs=("step-free",))
    problem = Problem((up,), (site("hill", 1), site("plain", 1, features=("step-free",))))

    assert solved(problem).plan.places == (Place("a", "plain-1"),)


def test_pairs_stay_together_and_apart():
    people = tuple(person(name, "x", "y") for name in ("a", "b", "c"))
    sites = (Site("x", (Group("x-1", 2), Group("x-2", 2))), site("y", 3))
    problem = Problem(people, sites, pairs=(Pair("a", "b", "together"), Pair("a", "c", "apart")))

    result = solved(problem)

    groups = {place.person: place.group for place in result.plan.places}
    assert (groups["a"] == groups["b"], groups["a"] == groups["c"], profile(problem, result.plan)) == (
        True,
        False,
        [3, 0],
    )


def test_every_open_group_has_its_mix():
    # Two women and two men; a group of two needs one woman at least: the sites cannot take the two men together.
    people = tuple(
        person(name, *ranked, attributes={"sex": sex})
        for name, ranked, sex in (
            ("Adi", ("x", "y"), "m"),
            ("Bowo", ("x", "y"), "m"),
            ("Cici", ("x", "y"), "f"),
            ("Dewi", ("y", "x"), "f"),
        )
    )
    problem = Problem(people, (site("x", 2), site("y", 2)), mixes=(Mix("sex", "f", at_least=1),))

    result = solved(problem)

    assert profile(problem, result.plan) == [3, 1]


def test_a_group_without_a_facilitator_stays_closed():
    problem = Problem(
        (person("a", "x", "y"), person("b", "y", "x")),
        (site("x", 2, facilitators=1), site("y", 2, facilitators=1)),
        facilitators=(Facilitator("Yuni", sites=("y",)),),
    )

    result = solved(problem)

    assert (result.plan.leads, profile(problem, result.plan)) == ((Lead("Yuni", "y-1"),), [1, 1])


def test_a_bus_without_a_wheelchair_place_takes_no_wheelchair():
    rolling = person("a", "x", "y", needs=("wheelchair",))
    features = {"features": ("wheelchair",)}
    problem = Problem(
        (rolling, person("b", "x")),
        (site("x", 2, window="am", **features), site("y", 2, window="pm", **features)),
        vehicles=(Vehicle("van", 4, 0, ("am",)), Vehicle("bus", 9, 1, ("pm",))),
    )

    result = solved(problem)

    assert set(result.plan.places) == {Place("a", "y-1"), Place("b", "x-1")}
    assert set(result.plan.rides) >= {Ride("van", "x-1"), Ride("bus", "y-1")}


def test_repair_moves_nobody_who_need_not_move():
    people = tuple(person(name, "x", "y") for name in "abcd")
    problem = Problem(people, (site("x", 2), site("y", 2)))
    before = Plan((Place("a", "x-1"), Place("b", "y-1"), Place("c", "x-1"), Place("d", "y-1")))

    assert solved(problem, before).plan.places == before.places


def test_repair_after_a_loss_moves_only_who_must():
    # The farm shrinks to one place: one of its two people goes to the market, the third person stays.
    people = tuple(person(name, "farm", "market") for name in "abc")
    before = Plan((Place("a", "farm-1"), Place("b", "farm-1"), Place("c", "market-1")))

    result = solved(Problem(people, (site("farm", 1), site("market", 2))), before)

    assert [(goal.name, goal.value) for goal in result.goals][-1] == ("people who move", 1)


def test_explanation_names_the_rule_against_every_lost_choice():
    problem = Problem(FEW, (site("farm", 1), site("market", 1)), objective="greedy-maximum")
    plan = Plan((Place("Citra", "farm-1"), Place("Ani", "market-1")))

    told = [(reason.subject, reason.code, reason.because) for reason in explain(problem, plan)]

    assert told == [
        ("Ani", "choice 1 lost", ("farm", "farm-1: full")),
        ("Budi", "choice 1 lost", ("farm", "farm-1: full")),
        ("Budi", "choice 2 lost", ("market", "market-1: full")),
    ]


@pytest.mark.parametrize(
    ("plan", "rules"),
    [
        (Plan((Place("Ani", "nowhere"),)), ["known"]),
        (Plan((Place("Zaki", "farm-1"),)), ["known"]),
        (Plan((Place("Ani", "farm-1"), Place("Ani", "market-1"))), ["once"]),
        (Plan((Place("Ani", "farm-1"), Place("Budi", "farm-1"))), ["capacity"]),
        (Plan((Place("Citra", "market-1"),)), ["ranked"]),
    ],
)
def test_check_names_the_broken_rule(plan, rules):
    problem = Problem(FEW, (site("farm", 1), site("market", 1)))

    assert [fault.rule for fault in check(problem, plan).faults] == rules


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: site("x", -1), "Group 'x-1' holds 0 to -1 people; give 0 <= lower <= upper."),
        (lambda: person("a", "x", "x"), "Person 'a' ranks site 'x' twice."),
        (
            lambda: Problem((person("a", "x"),), ()),
            "Person 'a' ranks site 'x', which is not in the problem.",
        ),
        (
            lambda: Problem((person("a"), person("a")), ()),
            "There is more than one person 'a'.",
        ),
    ],
)
def test_a_problem_that_contradicts_itself_names_the_culprit(make, said):
    with pytest.raises(ValueError) as caught:
        make()

    assert str(caught.value) == said


SITES = "wxyz"


@st.composite
def small_problems(draw: st.DrawFn) -> Problem:
    people = tuple(
        person(f"p{n}", *draw(st.lists(st.sampled_from(SITES), unique=True, max_size=3)))
        for n in range(draw(st.integers(1, 5)))
    )
    sites = tuple(site(name, draw(st.integers(0, 2))) for name in SITES)
    objective = draw(st.sampled_from(["default", "generous-maximum", "greedy-maximum", "rank-maximal"]))
    return Problem(people, sites, objective=objective, everyone=draw(st.booleans()))


def best_by_trying_all(problem: Problem) -> list[int]:
    groups = [None, *(group.id for _site, group in problem.groups)]
    values = []
    for chosen in product(groups, repeat=len(problem.people)):
        places = [Place(one.id, group) for one, group in zip(problem.people, chosen, strict=True) if group]
        verdict = check(problem, Plan(tuple(places)))
        if verdict.holds:
            values.append([goal.value if goal.maximise else -goal.value for goal in verdict.goals])
    return [abs(value) for value in max(values)]


@settings(max_examples=40, deadline=None)
@given(small_problems())
def test_flow_agrees_with_trying_every_plan(problem):
    assert [goal.value for goal in solved(problem).goals] == best_by_trying_all(problem)


@settings(max_examples=15, deadline=None)
@given(small_problems(), st.randoms(use_true_random=False))
def test_model_agrees_with_flow_and_names_do_not_matter(problem, random):
    people = list(problem.people)
    random.shuffle(people)
    shuffled = Problem(tuple(people), problem.sites, objective=problem.objective, everyone=problem.everyone)

    by_flow, by_model = solved(problem), solved(shuffled, Plan(()))

    assert [goal.value for goal in by_model.goals[:-1]] == [goal.value for goal in by_flow.goals]


@settings(max_examples=25, deadline=None)
@given(small_problems(), st.integers(0, 3))
def test_another_place_never_hurts(problem, which):
    sites = list(problem.sites)
    sites[which] = site(sites[which].id, sites[which].groups[0].upper + 1)
    wider = Problem(problem.people, tuple(sites), objective=problem.objective, everyone=problem.everyone)

    def worth(one: Problem) -> list[int]:
        return [goal.value if goal.maximise else -goal.value for goal in solved(one).goals]

    assert worth(wider) >= worth(problem)


def test_levels_begin_with_those_nobody_may_leave_behind():
    problem = Problem(FEW, (site("farm", 1), site("market", 1)), everyone=True)

    assert [level.name for level in levels(problem)] == [
        "people left behind",
        "people without a ranked choice",
        "choice 2",
    ]
