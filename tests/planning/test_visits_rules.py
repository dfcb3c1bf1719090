"""Every rule at once, against trying every plan."""

from collections.abc import Iterator
from itertools import pairwise, product

import msgspec
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
    solve,
)

SITES, WINDOWS = "xyz", ("am", "pm")
OBJECTIVES = ["default", "generous-maximum", "greedy-maximum", "rank-maximal"]


@st.composite
def people(draw: st.DrawFn) -> tuple[Person, ...]:
    """Four or five, most of them alike."""
    rankings = [draw(st.lists(st.sampled_from(SITES), unique=True, min_size=1)) for _kind in range(2)]
    return tuple(
        Person(
            f"p{n}",
            tuple((site,) for site in draw(st.sampled_from(rankings))),
            ("wheelchair",) if draw(st.integers(0, 4)) == 0 else (),
            {"sex": draw(st.sampled_from("fm"))},
            draw(st.sampled_from([(), (), ("am",)])),
        )
        for n in range(draw(st.integers(4, 5)))
    )


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    crowd = draw(people())
    names = [person.id for person in crowd]
    sites = tuple(
        Site(
            name,
            (
                Group(
                    f"{name}-1",
                    draw(st.integers(1, 4)),
                    draw(st.integers(0, 1)),
                    draw(st.sampled_from(WINDOWS)),
                    ("wheelchair",),
                    draw(st.integers(0, 1)),
                ),
            ),
            "host" if name == "x" else "",
        )
        for name in SITES
    )
    rule = st.sampled_from(["together", "apart"])
    return Problem(
        crowd,
        sites,
        (Host("host", draw(st.integers(1, 4))),),
        tuple(
            Facilitator(f"f{n}", draw(st.sampled_from([(), ("x",)]))) for n in range(draw(st.integers(1, 2)))
        ),
        draw(st.sampled_from([(), (Mix("sex", "f", at_least=1),), (Mix("sex", "m", at_most=1),)])),
        tuple(Pair(*pair, draw(rule)) for pair in pairwise(names)),
        draw(st.sampled_from([(), (Vehicle("bus", 3, 1), Vehicle("van", 2)), (Vehicle("bus", 4, 1),)])),
        draw(st.sampled_from(OBJECTIVES)),
        draw(st.booleans()),
    )


def best_of_all(problem: Problem) -> list[int]:
    """The best values level by level, from every plan there is."""
    groups = [None, *(group.id for _site, group in problem.groups)]
    plans = []
    for chosen in product(groups, repeat=len(problem.people)):
        pairs = zip(problem.people, chosen, strict=True)
        plan = Plan(tuple(Place(one.id, group) for one, group in pairs if group))
        verdict = check(problem, plan)
        if {fault.rule for fault in verdict.faults} <= {"facilitators", "vehicles"}:
            plans.append(([goal.value if goal.maximise else -goal.value for goal in verdict.goals], plan))
    plans.sort(key=lambda one: one[0], reverse=True)
    return next([abs(value) for value in values] for values, plan in plans if possible(problem, plan))


def possible(problem: Problem, plan: Plan) -> bool:
    """Whether there are guides and buses for the groups that are open."""
    led = (
        msgspec.structs.replace(plan, leads=tuple(Lead(*one) for one in given))
        for given in handed_out([guide.id for guide in problem.facilitators], problem)
    )
    ridden = (
        msgspec.structs.replace(plan, rides=tuple(Ride(*one) for one in given))
        for given in handed_out([bus.id for bus in problem.vehicles], problem)
    )
    return any(keeps(problem, one, "facilitators") for one in led) and any(
        keeps(problem, one, "vehicles") for one in ridden
    )


def handed_out(names: list[str], problem: Problem) -> Iterator[list[tuple[str, str]]]:
    """Every way to send each of them to a group or none in each window."""
    slots = [(name, window) for name in names for window in WINDOWS]
    choices = [
        [None, *(group.id for _site, group in problem.groups if group.window == window)]
        for _name, window in slots
    ]
    for chosen in product(*choices):
        yield [(name, group) for (name, _window), group in zip(slots, chosen, strict=True) if group]


def keeps(problem: Problem, plan: Plan, rule: str) -> bool:
    return all(fault.rule != rule for fault in check(problem, plan).faults)


@settings(max_examples=60, deadline=None)
@given(problems())
def test_every_rule_together_agrees_with_trying_every_plan(problem):
    result = solve(problem, Watch(Limits(seconds=20, deterministic=True)))

    assert (result.status, check(problem, result.plan).faults) == (Status.OPTIMAL, ())
    assert [goal.value for goal in result.goals] == best_of_all(problem)


@settings(max_examples=25, deadline=None)
@given(problems())
def test_repair_of_a_plan_that_is_best_moves_nobody(problem):
    first = solve(problem, Watch(Limits(seconds=20, deterministic=True)))

    again = solve(problem, Watch(Limits(seconds=20, deterministic=True)), first.plan)

    assert [goal.value for goal in again.goals] == [*(goal.value for goal in first.goals), 0]
    assert again.plan.places == first.plan.places
