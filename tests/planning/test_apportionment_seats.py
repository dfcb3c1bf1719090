"""Seats over units: each method by hand, bounds, ties, and agreement with trying everything."""

from fractions import Fraction
from hashlib import sha256
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pendopo.planning import io
from pendopo.planning.apportionment import (
    Floors,
    Line,
    Lot,
    Method,
    Order,
    Plan,
    Problem,
    Seats,
    Tie,
    Unit,
    check,
    explain,
    solve,
)
from pendopo.planning.errors import InvalidDocument
from pendopo.planning.limits import Watch
from pendopo.planning.result import Fault, Reason, Status

F = Fraction
DIVISORS = [method for method in Method if not method.by_quota]


def shared(seats, weights, method, ties=None, floors=Floors.LEAST, bounds=()):
    """The problem with units A, B, C…; `bounds` are floor and cap by letter."""
    limits = dict(bounds)
    units = (Unit(name, F(w), *limits.get(name, ())) for name, w in zip("ABCDEFGH", weights, strict=False))
    return Problem(Seats(seats, tuple(units), method, floors), ties)


def seats_of(problem):
    return [line.seats for line in solve(problem).plan.answer.lines]


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        # 5,3 and 1 votes for 10 seats: quotas 5.56, 3.33, 1.11; the seat left goes to A (0.56).
        ("hare", [6, 3, 1]),
        # 900,000 votes make a quota of 81,819: 6.11, 3.67, 1.22; no seat is left over.
        ("droop", [6, 3, 1]),
        # Divided by 80,000: 6.25, 3.75, 1.25, rounded down.
        ("dhondt", [6, 3, 1]),
        # Divided by 90,000: 5.56, 3.33, 1.11, rounded to the nearest.
        ("sainte-lague", [6, 3, 1]),
        # Divided by a little over 100,000 and rounded up: 5, 3, 1 make 9; by a little less: 6, 4, 2 make 12.
        # All three claims are level for the tenth seat, which stays open.
        ("adams", [5, 3, 1]),
    ],
)
def test_ten_seats_over_five_three_and_one(method, expected):
    scale = 1 if method == "hare" else 100_000

    assert seats_of(shared(10, [5 * scale, 3 * scale, scale], Method(method))) == expected


def test_means_differ_between_the_first_and_second_seat():
    # The third of three seats over 100, 45, 14 after one each for A and B. dhondt: 100/2 = 50 for A's second beats
    # 14/1 for C's first. sainte-lague: 100/1.5 = 66.7 beats 14/0.5 = 28. The others seat everyone first.
    found = {method: seats_of(shared(3, [100, 45, 14], method)) for method in DIVISORS}

    assert found == {
        Method.DHONDT: [2, 1, 0],
        Method.SAINTE_LAGUE: [2, 1, 0],
        Method.HUNTINGTON_HILL: [1, 1, 1],
        Method.DEAN: [1, 1, 1],
        Method.ADAMS: [1, 1, 1],
    }


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        # The third of two seats: A's second costs 14/√2 = 9.90, B's 10/√2 = 7.07: A. The fourth: A's third costs
        # 14/√6 = 5.72, B's second 7.07: B. So 4 seats are 2 and 2; the fifth is A's (5.72 against 4.08).
        (Method.HUNTINGTON_HILL, [3, 2]),
        # Means 4/3 and 12/5: second seats at 10.5 and 7.5, third ones at 5.83 and 4.17.
        (Method.DEAN, [3, 2]),
    ],
)
def test_geometric_and_harmonic_means(method, expected):
    assert seats_of(shared(5, [14, 10], method)) == expected


def test_largest_remainders_may_take_a_seat_away_when_one_is_added():
    # 10 seats: 4.29, 4.29, 1.43, the one left to C. 11 seats: 4.71, 4.71, 1.57, the two left to A and B.
    assert seats_of(shared(10, [6, 6, 2], Method.HARE)) == [4, 4, 2]
    assert seats_of(shared(11, [6, 6, 2], Method.HARE)) == [5, 5, 1]


def test_floors_to_start_at_and_floors_to_be_lifted_to_differ():
    # Quotas of 10 seats over 8, 1, 1: 8, 1, 1. Lifted to 2 each: B and C take 2, A the 6 left.
    # Started at 2 each: 4 seats are left, 3.2, 0.4, 0.4, and the fourth is tied between B and C.
    bounds = {"A": (2,), "B": (2,), "C": (2,)}
    least = shared(10, [8, 1, 1], Method.HARE, bounds=bounds)
    start = shared(10, [8, 1, 1], Method.HARE, Order(("B", "C")), Floors.START, bounds)

    assert (seats_of(least), seats_of(start)) == ([6, 2, 2], [5, 3, 2])


def test_caps_pass_seats_on():
    # A would take 8 of 10; it may take 4, the six left go 3 to 3.
    capped = shared(10, [8, 1, 1], Method.SAINTE_LAGUE, bounds={"A": (0, 4)})

    assert seats_of(capped) == [4, 3, 3]
    assert explain(capped, solve(capped).plan) == (Reason("capped", "A", ("cap 4",)),)


def test_floors_are_named_as_what_lifted():
    lifted = shared(5, [10, 10, 1], Method.DHONDT, bounds={"C": (1,)})

    assert seats_of(lifted) == [2, 2, 1]
    assert explain(lifted, solve(lifted).plan) == (Reason("lifted", "C", ("floor 1",)),)


def test_who_weighs_nothing_receives_nothing_beyond_its_floor():
    none = shared(4, [3, 0, 0], Method.ADAMS, bounds={"C": (1,)})

    assert seats_of(none) == [3, 0, 1]
    assert [reason.code for reason in explain(none, solve(none).plan)] == ["no_weight", "no_weight"]


def test_a_tie_is_named_and_left_open():
    # The last of three seats is due to A and B alike.
    plan = solve(shared(3, [1, 1], Method.SAINTE_LAGUE)).plan

    assert (plan.answer.lines, plan.answer.tie) == ((Line("A", 1), Line("B", 1)), Tie(("A", "B"), 1))
    assert solve(shared(3, [1, 1], Method.SAINTE_LAGUE)).goals[0].value == 2


def test_a_tie_goes_to_who_is_named_first():
    plan = solve(shared(3, [1, 1], Method.DHONDT, Order(("B", "A")))).plan

    assert [line.seats for line in plan.answer.lines] == [1, 2]
    assert plan.answer.tie == Tie(("A", "B"), 1, ("B",), "order")


def test_an_order_that_leaves_somebody_out_settles_nothing():
    assert solve(shared(3, [1, 1], Method.HARE, Order(("B",)))).plan.answer.tie == Tie(("A", "B"), 1)


def test_a_lot_can_be_drawn_again_by_anybody():
    first = min("ABC", key=lambda name: sha256(f"2024/{name}".encode()).digest())

    tie = solve(shared(4, [1, 1, 1], Method.HUNTINGTON_HILL, Lot("2024"))).plan.answer.tie

    assert tie == Tie(("A", "B", "C"), 1, (first,), "lot")


@pytest.mark.parametrize(
    ("problem", "conflict"),
    [
        (shared(3, [1, 1], "hare", bounds={"A": (2,), "B": (2,)}), ("seats: 3", "floors: 4 together")),
        (
            shared(5, [1, 1], "dhondt", bounds={"A": (0, 2), "B": (0, 2)}),
            ("seats: 5", "caps, and nothing without a weight: 4 together"),
        ),
        (shared(1, [0, 0], "sainte-lague"), ("seats: 1", "caps, and nothing without a weight: 0 together")),
        (
            shared(1, [1, 1], "huntington-hill"),
            ("seats: 1", "floors and a seat for everyone under huntington-hill: 2"),
        ),
        (
            shared(3, [1, 1], "adams", bounds={"A": (0, 0)}),
            ("cap of A: 0", "a seat for everyone under adams"),
        ),
        (shared(9, [1, 1], "droop"), ("seats: 9", "Droop's quota: so few votes leave more than a seat each")),
    ],
)
def test_bounds_that_cannot_be_kept_are_named(problem, conflict):
    result = solve(replace(problem, task=replace(problem.task, method=Method(problem.task.method))))

    assert (result.status, result.plan, result.conflict) == (Status.INFEASIBLE, None, conflict)


@st.composite
def problems(draw, methods=tuple(Method)):
    method = draw(st.sampled_from(methods))
    weights = draw(st.lists(st.integers(0, 7), min_size=1, max_size=4))
    floors = draw(st.sampled_from(Floors))
    bounds = {}
    for name in "ABCD"[: len(weights)]:
        floor = draw(st.sampled_from([0, 0, 0, 1, 2]))
        cap = draw(st.sampled_from([None, None, floor, floor + 1, floor + 2]))
        if method is Method.DROOP:
            cap, floor = None, floor if floors is Floors.START else 0
        bounds[name] = (floor, cap)
    ties = draw(st.sampled_from([None, Order(("C", "A", "D", "B")), Lot("x")]))
    return shared(draw(st.integers(0, 8)), weights, method, ties, floors, bounds)


@settings(max_examples=400, deadline=None)
@given(problems())
def test_every_plan_passes_the_check(problem):
    result = solve(problem)

    assert result.plan is None or check(problem, result.plan).faults == ()


def right(task, held):
    """Whether no unit lacks a seat that is due before one that another holds, by comparing floats of the means."""
    means = {
        Method.DHONDT: lambda n: n,
        Method.ADAMS: lambda n: n - 1,
        Method.SAINTE_LAGUE: lambda n: n - 0.5,
        Method.DEAN: lambda n: 2 * n * (n - 1) / (2 * n - 1),
        Method.HUNTINGTON_HILL: lambda n: (n * (n - 1)) ** 0.5,
    }
    mean = means[task.method]
    low = [u.floor if not u.weight else max(u.floor, int(mean(1) == 0)) for u in task.units]
    high = [u.floor if not u.weight else task.seats if u.cap is None else u.cap for u in task.units]
    if any(not a <= n <= b for a, n, b in zip(low, held, high, strict=True)):
        return False
    last = [float(u.weight) / mean(n) for u, n, a in zip(task.units, held, low, strict=True) if n > a]
    after = [float(u.weight) / mean(n + 1) for u, n, b in zip(task.units, held, high, strict=True) if n < b]
    return not last or not after or min(last) > max(after) - 1e-9


@settings(max_examples=150, deadline=None)
@given(problems(DIVISORS))
def test_ties_name_exactly_what_trying_everything_finds(problem):
    task = replace(problem.task, floors=Floors.LEAST)
    result = solve(Problem(task))
    vectors = product(range(task.seats + 1), repeat=len(task.units))
    every = {held for held in vectors if sum(held) == task.seats and right(task, held)}

    assert (result.plan is not None) == bool(every)
    if result.plan:
        answer, ids = result.plan.answer, [unit.id for unit in task.units]
        base = [line.seats for line in answer.lines]
        among = set(answer.tie.among) if answer.tie else set()
        open_seats = answer.tie.seats if answer.tie else 0
        ways = (
            way
            for way in product((0, 1), repeat=len(ids))
            if sum(way) == open_seats and {n for n, x in zip(ids, way, strict=True) if x} <= among
        )
        assert {tuple(a + b for a, b in zip(base, way, strict=True)) for way in ways} == every


@settings(max_examples=100, deadline=None)
@given(problems())
def test_the_order_of_units_changes_nothing(problem):
    turned = replace(problem, task=replace(problem.task, units=problem.task.units[::-1]))
    first, second = solve(problem), solve(turned)

    assert first.status == second.status
    if first.plan:
        assert first.plan.answer.lines[::-1] == second.plan.answer.lines


@settings(max_examples=100, deadline=None)
@given(problems(DIVISORS))
def test_a_divisor_method_takes_no_seat_away_when_one_is_added(problem):
    problem = replace(problem, ties=Order(("A", "B", "C", "D")))
    first = solve(problem)
    second = solve(replace(problem, task=replace(problem.task, seats=problem.task.seats + 1)))

    if first.plan and second.plan:
        pairs = zip(first.plan.answer.lines, second.plan.answer.lines, strict=True)
        assert [a.id for a, b in pairs if a.seats > b.seats] == []


@settings(max_examples=200, deadline=None)
@given(problems(), st.data())
def test_a_seat_moved_fails_the_check(problem, data):
    plan = solve(problem).plan
    lines = plan.answer.lines if plan else ()
    givers = [i for i, line in enumerate(lines) if line.seats]
    if givers and len(lines) > 1:
        giver = data.draw(st.sampled_from(givers))
        taker = (giver + 1) % len(lines)
        change = {giver: -1, taker: 1}
        moved = tuple(replace(line, seats=line.seats + change.get(i, 0)) for i, line in enumerate(lines))

        assert not check(problem, Plan(replace(plan.answer, lines=moved))).holds


def test_a_plan_with_strangers_is_a_fault():
    problem = shared(3, [1, 1], Method.DHONDT)
    plan = solve(problem).plan.answer
    odd = replace(plan, lines=(Line("A", 1), Line("X", 1)))
    tied = replace(plan, tie=Tie(("A", "X"), 1))

    assert [fault.rule for fault in check(problem, Plan(odd)).faults] == ["every unit once"]
    assert [fault.rule for fault in check(problem, Plan(tied)).faults] == ["ties"]


def test_a_tie_broken_silently_fails_the_check():
    problem = shared(3, [1, 1], Method.DHONDT)
    silent = replace(solve(problem).plan.answer, lines=(Line("A", 2), Line("B", 1)), tie=None)

    assert check(problem, Plan(silent)).faults == (Fault("ties", ("A", "B"), "Tied are ['A', 'B']."),)


def test_a_tie_settled_without_leave_fails_the_check():
    problem = shared(3, [1, 1], Method.DHONDT)
    settled = solve(replace(problem, ties=Order(("A", "B")))).plan

    assert [fault.rule for fault in check(problem, settled).faults] == ["settling"]


def test_a_wrong_divisor_fails_the_check():
    problem = shared(5, [14, 10], Method.DHONDT)
    plan = solve(problem).plan.answer

    assert [f.rule for f in check(problem, Plan(replace(plan, divisor=F(1)))).faults] == ["divisor"]


def test_large_numbers_stay_exact():
    # Two weights that differ in the last of thirty digits are no tie.
    big = 10**30
    plan = solve(shared(3, [big, big + 1], Method.HUNTINGTON_HILL)).plan

    assert (plan.answer.tie, [line.seats for line in plan.answer.lines]) == (None, [1, 2])


def test_a_million_seats_take_no_time_worth_watching():
    watch = Watch()
    problem = shared(1_000_000, [3, 2, 1, 10**12], Method.SAINTE_LAGUE, bounds={"D": (0, 4)})

    assert (sum(seats_of(problem)), watch.seconds < 5) == (1_000_000, True)


def test_documents_survive_the_way_to_json_and_back():
    problem = shared(10, [F(1, 3), 2, 1], Method.HARE, Lot("a"), bounds={"A": (1, 5)})
    plan = solve(problem).plan

    assert (io.read(io.write(problem), Problem), io.read(io.write(plan), Plan)) == (problem, plan)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b'"floor": 1', b'"floor": -1', "$.task.units[0]: Unit 'A' has a floor of -1; 0 or more is allowed."),
        (b'"cap": 5', b'"cap": 0', "$.task.units[0]: Unit 'A' has a cap of 0, below its floor of 1."),
        (b'"id": "B"', b'"id": "A"', "$.task: The unit 'A' is named twice."),
        (b'"weight": 2', b'"weight": -2', "$.task.units[1]: Unit 'B' weighs -2; a weight is 0 or more."),
        (b'"weight": 2', b'"weight": 1' + b"0" * 100, "$.task.units[1]: Unit 'B' has a weight of more than"),
        (b'"seats": 10', b'"seats": -1', "$.task: The problem has -1 seats; 0 to 1000000000 are allowed."),
        (b'"hare"', b'"hair"', "$.task.method: Invalid enum value 'hair'"),
        (b'"hare"', b'"droop"', "$.task: Unit 'A' weighs 1/3; Droop's quota needs whole weights."),
        (b'"kind": "seats"', b'"kind": "chairs"', "$.task.kind: Invalid value 'chairs'"),
    ],
)
def test_a_bad_document_names_the_place(old, new, said):
    text = io.write(shared(10, [F(1, 3), 2, 1], Method.HARE, bounds={"A": (1, 5)}))
    assert old in text

    with pytest.raises(InvalidDocument) as caught:
        io.read(text.replace(old, new, 1), Problem)

    assert str(caught.value).startswith(said)
