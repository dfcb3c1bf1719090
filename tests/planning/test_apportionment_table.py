"""Seats over regions and groups at once: by hand, against trying every table, and where none exists."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.planning.tables import bounded, table, tables

from pendopo.planning import io
from pendopo.planning.apportionment import (
    CellLine,
    CellTie,
    Count,
    GroupLine,
    Lot,
    Method,
    Order,
    Place,
    Plan,
    Problem,
    Quorum,
    Strongest,
    Tie,
    check,
    explain,
    solve,
)
from pendopo.planning.apportionment.counting import counted
from pendopo.planning.errors import InvalidDocument
from pendopo.planning.limits import Watch
from pendopo.planning.result import Reason, Status

F = Fraction


def seats_of(plan, made):
    held = {(cell.region, cell.group): cell.seats for cell in plan.answer.cells}
    return [[held.get((region.id, group.id), 0) for group in made.groups] for region in made.regions]


def test_both_sums_are_kept_where_regions_alone_would_break_them():
    # Alone, each region would round 6:4 over 5 seats to 3 and 2, which makes 6 and 4. With 5 and 5 due, one seat
    # moves to y where that costs least: in A, 61:39, the third seat of x is due before that of B, 65:35.
    made = table([[61, 39], [65, 35]], [5, 5], [5, 5])

    result = solve(Problem(made))

    assert (result.status, seats_of(result.plan, made)) == (Status.OPTIMAL, [[2, 3], [3, 2]])


def test_groups_receive_seats_by_their_weight_in_all_regions():
    # 100 for x, 50 for y: 6 seats are 4 and 2. Rows: A 60:20 of 3, B 40:30 of 3.
    made = table([[60, 20], [40, 30]], [3, 3])
    plan = solve(Problem(made)).plan

    assert [(line.id, line.seats) for line in plan.answer.groups] == [("x", 4), ("y", 2)]
    assert seats_of(plan, made) == [[2, 1], [2, 1]]


def test_voters_count_once_where_votes_count_as_often_as_there_are_seats():
    # A has 4 votes each, B 2. Votes: 50 and 46 of 6 seats, 3.1 and 2.9. Voters: 12 + 1 and 4 + 15, 2.4 and 3.6.
    rows, seats = [[48, 16], [2, 30]], [4, 2]
    votes, voters = (solve(Problem(table(rows, seats, count=c))).plan for c in (Count.VOTES, Count.VOTERS))

    assert [[line.seats for line in plan.answer.groups] for plan in (votes, voters)] == [[3, 3], [2, 4]]


def test_whole_voters_are_rounded_in_each_region_halves_up():
    made = table([[3, 1], [3, 0]], [2, 2], count=Count.WHOLE_VOTERS)

    assert counted(made) == {"x": 4, "y": 1}


def test_a_group_below_the_quorum_takes_no_part():
    # z has 4 of 104 in A and 0 of 100 in B: below 5 % there, below 3 % of all 204.
    made = table([[60, 40, 4], [50, 50, 0]], [3, 3], quorum=Quorum(F(1, 20), F(3, 100)))
    plan = solve(Problem(made)).plan

    assert plan.answer.groups[2] == GroupLine("z", 0, counts=False)
    assert Reason("below_quorum", "z") in explain(Problem(made), plan)


def test_one_of_both_shares_is_enough_for_the_quorum():
    # z: 6 of 106 in A are 5.7 %; 6 of 1,006 are 0.6 % of all.
    made = table([[60, 40, 6], [450, 450, 0]], [3, 3], quorum=Quorum(F(1, 20), F(3, 100)))

    assert [line.counts for line in solve(Problem(made)).plan.answer.groups] == [True, True, True]


def test_the_strongest_in_a_region_takes_a_seat_there():
    # x leads A by 34:33:33 for one seat, but has only two of all 4 seats and weighs far more in B, where it takes
    # both; the seats of y and z are tied. With one granted in A, B gives one seat to each.
    made = table([[34, 33, 33], [90, 5, 5]], [1, 3], [2, 1, 1])
    plain, granted = Problem(made), Problem(replace(made, strongest=True))

    first, second = solve(plain).plan, solve(granted).plan

    assert (first.answer.cells, [tie.seats for tie in first.answer.ties]) == ((CellLine("B", "x", 2),), [2])
    assert second.answer.strongest == (Strongest("A", ("x",), "x"), Strongest("B", ("x",), "x"))
    assert seats_of(second, made) == [[1, 0, 0], [1, 1, 1]]
    assert Reason("lifted", "A, x", ("strongest in the region",)) in explain(granted, second)


def test_two_who_are_level_as_strongest_leave_the_table_open():
    made = table([[50, 50], [90, 10]], [1, 3], [3, 1], strongest=True)

    left = solve(Problem(made))
    ended = solve(Problem(made, Order(("y", "x")))).plan

    assert (left.plan.answer.strongest[0], left.plan.answer.cells) == (Strongest("A", ("x", "y")), ())
    assert ended.answer.strongest[0] == Strongest("A", ("x", "y"), "y", "order")
    assert seats_of(ended, made) == [[0, 1], [3, 0]]


def test_groups_that_are_level_leave_the_table_open():
    made = table([[50, 50], [10, 10]], [2, 1])

    plan = solve(Problem(made)).plan

    assert (plan.answer.upper_tie, plan.answer.cells) == (Tie(("x", "y"), 1), ())
    assert check(Problem(made), plan).holds
    assert solve(Problem(made, Lot("1"))).plan.answer.upper_tie.by == "lot"


TIED = CellTie((Place("A", "x"), Place("A", "y"), Place("B", "x"), Place("B", "y")), 2)


def test_tied_cells_are_named_and_left_open():
    # Everything alike: one seat for each region and each group, on one diagonal or the other.
    plan = solve(Problem(table([[1, 1], [1, 1]], [1, 1], [1, 1]))).plan

    assert (plan.answer.cells, plan.answer.ties) == ((), (TIED,))


def test_tied_cells_go_to_who_is_named_first():
    # A before B, y before x: A, y comes first, and B, x must follow.
    plan = solve(Problem(table([[1, 1], [1, 1]], [1, 1], [1, 1]), Order(("A", "B", "y", "x")))).plan

    assert plan.answer.cells == (CellLine("A", "y", 1), CellLine("B", "x", 1))
    assert plan.answer.ties == (replace(TIED, to=(Place("A", "y"), Place("B", "x")), by="order"),)


@pytest.mark.parametrize(
    ("made", "conflict"),
    [
        # All of A's seats would be x's, who has one.
        (
            table([[5, 0], [5, 5]], [2, 1], [1, 2]),
            ("seats of regions A: 2", "seats that groups x can take there: 1"),
        ),
        # A, B are only x's: 4 seats against 3.
        (
            table([[5, 0], [5, 0], [5, 5]], [2, 2, 2], [3, 3]),
            ("seats of regions A, B: 4", "seats that groups x can take there: 3"),
        ),
        (
            bounded(table([[5, 5], [5, 5]], [1, 1], [1, 1]), Ax=(1, None), Ay=(1, None)),
            ("seats of region A: 1", "seats due in its cells: 2"),
        ),
        (
            bounded(table([[5, 5], [5, 5]], [1, 1], [1, 1]), Ax=(1, None), Bx=(1, None)),
            ("seats of group x: 1", "seats due in its cells: 2"),
        ),
        (
            bounded(table([[5, 5], [5, 5]], [2, 2], [3, 1]), Ax=(0, 0), Ay=(0, 1)),
            ("seats of region A: 2", "most that its cells may take: 1"),
        ),
        (
            table([[5, 5], [5, 5]], [1, 3], [2, 2], method=Method.ADAMS),
            ("seats of region A: 1", "seats due in its cells: 2"),
        ),
        (
            bounded(table([[9, 5], [5, 4]], [2, 2], [2, 2], strongest=True), Ax=(0, 0)),
            ("cap of A, x: 0", "seats due there: 1"),
        ),
    ],
)
def test_what_prevents_every_table_is_named(made, conflict):
    result = solve(Problem(made))

    assert (result.status, result.plan, result.conflict) == (Status.INFEASIBLE, None, conflict)


ORDERS = st.sampled_from([None, Order(tuple("CxAyBz")), Lot("seed")])


@settings(max_examples=400, deadline=None)
@given(tables(), ORDERS)
def test_every_plan_passes_the_check(made, ties):
    result = solve(Problem(made, ties))

    assert result.plan is None or check(Problem(made, ties), result.plan).faults == ()


@settings(max_examples=100, deadline=None)
@given(tables())
def test_the_order_of_regions_and_groups_changes_nothing(made):
    turned = replace(made, regions=made.regions[::-1], groups=made.groups[::-1], cells=made.cells[::-1])
    first, second = solve(Problem(made)), solve(Problem(turned))

    assert first.status == second.status
    if first.plan:
        assert set(first.plan.answer.cells) == set(second.plan.answer.cells)
        assert {frozenset(tie.among) for tie in first.plan.answer.ties} == {
            frozenset(tie.among) for tie in second.plan.answer.ties
        }


@settings(max_examples=100, deadline=None)
@given(tables(), st.data())
def test_seats_moved_around_a_square_fail_the_check(made, data):
    plan = solve(Problem(made, Lot("a"))).plan
    if plan is None or not plan.answer.cells or len(made.regions) < 2 or len(made.groups) < 2:
        return
    held = {(cell.region, cell.group): cell.seats for cell in plan.answer.cells}
    regions = data.draw(st.permutations([region.id for region in made.regions]))[:2]
    groups = data.draw(st.permutations([group.id for group in made.groups]))[:2]
    for i, j in product((0, 1), repeat=2):
        key = (regions[i], groups[j])
        held[key] = held.get(key, 0) + (1 if i == j else -1)
    if min(held.values()) >= 0:
        cells = tuple(CellLine(*key, n) for key, n in held.items() if n)

        assert not check(Problem(made, Lot("a")), Plan(replace(plan.answer, cells=cells))).holds


def test_a_tie_broken_silently_fails_the_check():
    made = table([[1, 1], [1, 1]], [1, 1], [1, 1])
    plan = solve(Problem(made, Order(("A", "B", "x", "y")))).plan
    silent = Plan(replace(plan.answer, ties=()))

    assert [fault.rule for fault in check(Problem(made), silent).faults] == ["ties"]
    assert [fault.rule for fault in check(Problem(made), plan).faults] == ["settling"]
    assert [fault.rule for fault in check(Problem(made, Order(("A", "B", "y", "x"))), plan).faults] == [
        "settling"
    ]


def test_strangers_in_a_plan_are_faults():
    made = table([[60, 20], [40, 30]], [3, 3])
    plan = solve(Problem(made)).plan.answer
    odd = {
        "every group once": replace(plan, groups=plan.groups[:1]),
        "every region once": replace(plan, regions=()),
        "cells": replace(plan, cells=(*plan.cells, CellLine("A", "q", 1))),
        "ties": replace(plan, ties=(CellTie((Place("A", "q"), Place("A", "x")), 1),)),
        "strongest": replace(plan, strongest=(Strongest("A", ("x",), "x"),)),
    }

    assert {name: [f.rule for f in check(Problem(made), Plan(one)).faults] for name, one in odd.items()} == {
        name: [name] for name in odd
    }


def test_wrong_divisors_fail_the_check():
    made = table([[61, 39], [65, 35]], [5, 5], [5, 5])
    plan = solve(Problem(made)).plan.answer
    doubled = replace(plan, regions=tuple(replace(line, divisor=line.divisor * 2) for line in plan.regions))
    none = replace(plan, groups=tuple(replace(line, divisor=None) for line in plan.groups))

    assert {f.rule for f in check(Problem(made), Plan(doubled)).faults} == {"rounding"}
    assert {f.rule for f in check(Problem(made), Plan(none)).faults} == {"divisors"}


def test_a_cancelled_table_says_so():
    watch = Watch()
    watch.cancel()

    result = solve(Problem(table([[61, 39], [65, 35]], [5, 5], [5, 5])), watch)

    assert (result.status, result.interrupted) == (Status.UNKNOWN, True)


def test_documents_survive_the_way_to_json_and_back():
    made = table([[60, 40, 4], [50, 50, 0]], [3, 3], quorum=Quorum(F(1, 20), F(3, 100)), strongest=True)
    problem = Problem(made, Order(("x", "y")))
    plan = solve(problem).plan

    assert (io.read(io.write(problem), Problem), io.read(io.write(plan), Plan)) == (problem, plan)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b'"group": "y"', b'"group": "q"', "$.task: There is no group 'q' in region 'A'."),
        (b'"region": "B"', b'"region": "Q"', "$.task: There is no region 'Q' for group 'x'."),
        (b'"group": "y"', b'"group": "x"', "$.task: Group 'x' stands twice in region 'A'."),
        (b'"seats": 1', b'"seats": 2', "$.task: The regions have 4 seats together, and the groups 5."),
        (
            b'"seats": 1',
            b'"seats": null',
            "$.task: Group 'x' has no seats; give them for all groups, or for none.",
        ),
        (b'"sainte-lague"', b'"hare"', "$.task: A table needs a divisor method"),
    ],
)
def test_a_bad_table_names_the_culprit(old, new, said):
    made = table([[5, 5], [5, 5]], [2, 2], [1, 3])
    text = io.write(Problem(made))
    assert old in text

    with pytest.raises(InvalidDocument) as caught:
        io.read(text.replace(old, new, 1), Problem)

    assert str(caught.value).startswith(said)
