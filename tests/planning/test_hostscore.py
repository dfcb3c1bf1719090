"""The ranking is exact, and each range ends where the winner really changes."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pendopo.planning.hostscore import (
    Candidate,
    Criterion,
    End,
    Problem,
    Range,
    closest_changes,
    faults,
    solve,
)

F = Fraction


def two(first, second, weights=(1, 1)):
    criteria = (Criterion("A", F(weights[0])), Criterion("B", F(weights[1])))
    return Problem(
        criteria,
        tuple(Candidate(n, dict(zip("AB", s, strict=True))) for n, s in (("P", first), ("Q", second))),
    )


def test_total_is_the_weighted_mean():
    solution = solve(two((5, 2), (3, 3), weights=(1, 2)))

    assert [(line.place, line.name, line.total) for line in solution.lines] == [(1, "P", 3), (1, "Q", 3)]


def test_equal_totals_share_a_place_and_are_named():
    problem = Problem(
        (Criterion("A", F(1)),),
        (Candidate("Z", {"A": F(4)}), Candidate("M", {"A": F(4)}), Candidate("K", {"A": F(1)})),
    )

    lines = solve(problem).lines

    assert [(line.place, line.name, line.level_with) for line in lines] == [
        (1, "M", ("Z",)),
        (1, "Z", ("M",)),
        (3, "K", ()),
    ]


def test_range_ends_where_the_other_draws_level():
    # P leads by 2 under A and trails by 1 under B. With weights 1 and 1 P is ahead by 1;
    # B may grow to 2, A may shrink to 1/2.
    ranges = solve(two((5, 2), (3, 3))).ranges

    assert ranges == (
        Range("A", F(1), End(F(1, 2), ("Q",), ("Q",)), End(None)),
        Range("B", F(1), End(F(0)), End(F(2), ("Q",), ("Q",))),
    )


def test_a_draw_at_weight_zero_has_nothing_beyond():
    ranges = solve(two((5, 3), (3, 3))).ranges

    assert ranges[0].low == End(F(0), ("Q",))


def test_a_tie_is_broken_by_any_move():
    ranges = solve(two((4, 2), (2, 4))).ranges

    assert ranges[0] == Range("A", F(1), End(F(1), ("Q",), ("Q",)), End(F(1), ("P",), ("P",)))


def test_one_candidate_wins_whatever_the_weights():
    problem = Problem((Criterion("A", F(3)),), (Candidate("P", {"A": F(0)}),))

    assert solve(problem).ranges == (Range("A", F(3), End(F(0)), End(None)),)


def test_smallest_move_comes_first():
    changes = closest_changes(solve(two((5, 2), (3, 3))))

    assert [(change.criterion, change.at, change.move) for change in changes] == [
        ("A", F(1, 2), F(1, 2)),
        ("B", 2, 1),
    ]


@pytest.mark.parametrize(
    ("make", "culprit"),
    [
        (lambda: Criterion("A", F(-1)), "'A'"),
        (lambda: Problem((Criterion("A", F(0)),), (Candidate("P", {"A": F(1)}),)), "add up to 0"),
        (lambda: Problem((Criterion("A", F(1)),), ()), "at least one candidate"),
        (lambda: Problem((Criterion("A", F(1)),), (Candidate("P", {"B": F(1)}),)), "'P'"),
        (lambda: Problem((Criterion("A", F(1)),), (Candidate("P", {"A": F(6)}),)), "'P' scores 6"),
        (lambda: Problem((Criterion("A", F(1)),), (Candidate("P", {"A": F(1)}),) * 2), "'P' is named twice"),
        (lambda: Problem((Criterion("A", F(1)),) * 2, (Candidate("P", {"A": F(1)}),)), "'A' is named twice"),
    ],
)
def test_a_problem_names_its_culprit(make, culprit):
    with pytest.raises(ValueError, match=culprit):
        make()


def test_fractions_of_a_machine_are_refused():
    with pytest.raises(TypeError, match=r"'P' under 'A' is 0\.1"):
        Candidate("P", {"A": 0.1})


@st.composite
def problems(draw):
    codes = [f"C{i}" for i in range(draw(st.integers(1, 5)))]
    weights = draw(
        st.lists(st.integers(0, 6), min_size=len(codes), max_size=len(codes)).filter(lambda w: sum(w) > 0)
    )
    scores = st.builds(Fraction, st.integers(0, 10), st.just(2))
    rows = draw(st.lists(st.lists(scores, min_size=len(codes), max_size=len(codes)), min_size=1, max_size=6))
    criteria = tuple(Criterion(c, F(w)) for c, w in zip(codes, weights, strict=True))
    names = (Candidate(f"K{i}", dict(zip(codes, row, strict=True))) for i, row in enumerate(rows))
    return Problem(criteria, tuple(names))


@settings(max_examples=400, deadline=None)
@given(problems())
def test_every_solution_passes_the_check(problem):
    assert faults(problem, solve(problem)) == []


@settings(max_examples=150, deadline=None)
@given(problems(), st.integers(2, 9))
def test_scaling_all_weights_scales_the_ranges(problem, factor):
    scaled = replace(problem, criteria=tuple(replace(c, weight=c.weight * factor) for c in problem.criteria))

    before, after = solve(problem), solve(scaled)

    assert after.lines == before.lines
    assert [(r.low.at, r.high.at and r.high.at / factor) for r in after.ranges] == [
        (r.low.at * factor, r.high.at) for r in before.ranges
    ]


@settings(max_examples=150, deadline=None)
@given(problems())
def test_order_of_candidates_does_not_matter(problem):
    turned = replace(problem, candidates=problem.candidates[::-1])

    assert solve(turned).lines == solve(problem).lines


@settings(max_examples=300, deadline=None)
@given(problems(), st.data())
def test_a_moved_end_fails_the_check(problem, data):
    solution = solve(problem)
    place = data.draw(st.integers(0, len(solution.ranges) - 1))
    found = solution.ranges[place]
    at = (found.high.at or found.weight) + 1
    wrong = replace(found, high=replace(found.high, at=at, then=("K0",)))
    ranges = (*solution.ranges[:place], wrong, *solution.ranges[place + 1 :])

    assert faults(problem, replace(solution, ranges=ranges)) != []


def test_a_wrong_total_fails_the_check():
    problem = two((5, 2), (3, 3))
    solution = solve(problem)
    first = replace(solution.lines[0], total=F(4))

    assert faults(problem, replace(solution, lines=(first, solution.lines[1]))) == [
        "The total of 'P' is wrong."
    ]
