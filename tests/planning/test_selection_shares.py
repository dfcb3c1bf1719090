"""Shares of a group: taken of the size that it has on the panel, checked, and relaxed in per cent."""

import msgspec
import pytest
from tests.planning.test_selection import QUICK, WHO, rounded, solved

from pendopo.planning.limits import Watch
from pendopo.planning.result import Status
from pendopo.planning.selection import (
    SHARE,
    Composition,
    Person,
    Problem,
    Share,
    check,
    pool_of,
    smallest_relaxation,
    solve,
)


def test_a_share_is_taken_of_the_size_that_its_group_has_on_the_panel():
    # Nothing says how many of the group are on the panel: none, or two of whom one counts.
    people = tuple(
        Person(f"{who}{n}", {"who": who})
        for who, many in {"in": 4, "beside": 2, "out": 4}.items()
        for n in range(many)
    )
    problem = Problem(people, 4, (), shares=(Share("who", ("in",), ("in", "beside"), upper=50),))

    plan = solved(problem).plan

    counts = {
        tuple(
            sum(t for t, kind in zip(one.take, plan.kinds, strict=True) if kind.people[0][:-1] == who)
            for who in WHO
        )
        for one in plan.lottery
    }
    assert all(part <= beside for part, beside, _out in counts)
    assert rounded(plan)[0] > 0  # whoever counts has a chance: the maximum is not "none at all"


def test_a_share_that_cannot_be_kept_is_named_with_the_per_cent_that_can():
    people = tuple(
        Person(f"{who}{n}", {"who": who}) for who, many in {"in": 4, "beside": 1}.items() for n in range(many)
    )
    problem = Problem(people, 4, (), shares=(Share("who", ("in",), ("in", "beside"), upper=50),))

    found = solve(problem, Watch(QUICK))
    (change,) = smallest_relaxation(problem, pool_of(problem))

    assert (found.status, found.conflict) == (Status.INFEASIBLE, ("share who: at most", "size"))
    assert (change.category, change.feature, change.lower, change.upper) == ("who", SHARE, (0, 0), (50, 75))
    eased = msgspec.structs.replace(problem, shares=(Share("who", ("in",), ("in", "beside"), upper=75),))
    assert solved(eased).status is Status.OPTIMAL


def test_check_names_a_share_that_a_panel_breaks():
    people = (Person("a", {"who": "in"}), Person("b", {"who": "beside"}), Person("c", {"who": "out"}))
    problem = Problem(people, 2, (), shares=(Share("who", ("in",), ("in", "beside"), lower=60),))
    plan = solved(problem).plan
    wrong = msgspec.structs.replace(
        plan, lottery=(Composition(1, tuple(int(kind.people[0] != "c") for kind in plan.kinds)),)
    )

    faults = check(problem, wrong).faults

    assert [(fault.rule, fault.detail) for fault in faults if "share" in fault.rule] == [
        ("share who: at least", "1 of 2 people; at least 60 per cent are wanted.")
    ]


def test_a_share_says_over_whom_it_is():
    with pytest.raises(ValueError, match="Person 'a' has no feature in who"):
        Problem((Person("a", {}),), 1, (), shares=(Share("who", ("in",), ("in",), upper=50),))
    with pytest.raises(ValueError, match="60 to 50 per cent"):
        Share("who", ("in",), ("in",), 60, 50)
