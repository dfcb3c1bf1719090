"""The ranking is exact, and each range ends where the winner really changes."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pendopo.planning import io
from pendopo.planning.errors import InvalidDocument
from pendopo.planning.hostscore import (
    Candidate,
    Criterion,
    End,
    Plan,
    Problem,
    Range,
    Share,
    Weightings,
    check,
    closest_changes,
    explain,
    ranked,
)
from pendopo.planning.hostscore import solve as solved
from pendopo.planning.limits import Limits, Watch
from pendopo.planning.result import Fault, Reason, Status

F = Fraction


def two(first, second, weights=(1, 1)):
    criteria = (Criterion("A", F(weights[0])), Criterion("B", F(weights[1])))
    return Problem(
        criteria,
        tuple(Candidate(n, dict(zip("AB", s, strict=True))) for n, s in (("P", first), ("Q", second))),
    )


def problem_of(codes, **rows):
    """Criteria that weigh 1 each, and a row of scores for every candidate."""
    criteria = tuple(Criterion(code, F(1)) for code in codes)
    scored = (Candidate(n, dict(zip(codes, map(F, row), strict=True))) for n, row in rows.items())
    return Problem(criteria, tuple(scored))


def test_total_is_the_weighted_mean():
    solution = ranked(two((5, 2), (3, 3), weights=(1, 2)))

    assert [(line.place, line.name, line.total) for line in solution.lines] == [(1, "P", 3), (1, "Q", 3)]


def test_equal_totals_share_a_place_and_are_named():
    problem = Problem(
        (Criterion("A", F(1)),),
        (Candidate("Z", {"A": F(4)}), Candidate("M", {"A": F(4)}), Candidate("K", {"A": F(1)})),
    )

    lines = ranked(problem).lines

    assert [(line.place, line.name, line.level_with) for line in lines] == [
        (1, "M", ("Z",)),
        (1, "Z", ("M",)),
        (3, "K", ()),
    ]


def test_range_ends_where_the_other_draws_level():
    # P leads by 2 under A and trails by 1 under B. With weights 1 and 1 P is ahead by 1;
    # B may grow to 2, A may shrink to 1/2.
    ranges = ranked(two((5, 2), (3, 3))).ranges

    assert ranges == (
        Range("A", F(1), End(F(1, 2), ("Q",), ("Q",)), End(None)),
        Range("B", F(1), End(F(0)), End(F(2), ("Q",), ("Q",))),
    )


def test_a_draw_at_weight_zero_has_nothing_beyond():
    ranges = ranked(two((5, 3), (3, 3))).ranges

    assert ranges[0].low == End(F(0), ("Q",))


def test_a_tie_is_broken_by_any_move():
    ranges = ranked(two((4, 2), (2, 4))).ranges

    assert ranges[0] == Range("A", F(1), End(F(1), ("Q",), ("Q",)), End(F(1), ("P",), ("P",)))


def test_one_candidate_wins_whatever_the_weights():
    problem = Problem((Criterion("A", F(3)),), (Candidate("P", {"A": F(0)}),))

    assert ranked(problem).ranges == (Range("A", F(3), End(F(0)), End(None)),)


def test_smallest_move_comes_first():
    changes = closest_changes(ranked(two((5, 2), (3, 3))))

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


@settings(max_examples=250, deadline=None)
@given(problems())
def test_every_solution_passes_the_check(problem):
    assert check(replace(problem, weightings=False), ranked(problem)).faults == ()


@settings(max_examples=80, deadline=None)
@given(problems(), st.integers(2, 9))
def test_scaling_all_weights_scales_the_ranges(problem, factor):
    scaled = replace(problem, criteria=tuple(replace(c, weight=c.weight * factor) for c in problem.criteria))

    before, after = ranked(problem), ranked(scaled)

    assert after.lines == before.lines
    assert [(r.low.at, r.high.at and r.high.at / factor) for r in after.ranges] == [
        (r.low.at * factor, r.high.at) for r in before.ranges
    ]


@settings(max_examples=80, deadline=None)
@given(problems())
def test_order_of_candidates_does_not_matter(problem):
    turned = replace(problem, candidates=problem.candidates[::-1])

    assert ranked(turned).lines == ranked(problem).lines


@settings(max_examples=300, deadline=None)
@given(problems(), st.data())
def test_a_moved_end_fails_the_check(problem, data):
    solution = ranked(problem)
    place = data.draw(st.integers(0, len(solution.ranges) - 1))
    found = solution.ranges[place]
    at = (found.high.at or found.weight) + 1
    wrong = replace(found, high=replace(found.high, at=at, then=("K0",)))
    ranges = (*solution.ranges[:place], wrong, *solution.ranges[place + 1 :])

    assert not check(replace(problem, weightings=False), replace(solution, ranges=ranges)).holds


def test_a_wrong_total_fails_the_check():
    problem = two((5, 2), (3, 3))
    solution = ranked(problem)
    first = replace(solution.lines[0], total=F(4))

    assert check(
        replace(problem, weightings=False), replace(solution, lines=(first, solution.lines[1]))
    ).faults == (Fault("total", ("P",), "It is 7/2, not 4."),)


def test_one_step_beyond_an_end_the_winner_changes():
    # As above: B may grow to 2. At 2 both are level; at 2 + 1/1000000 only Q is first.
    problem = two((5, 2), (3, 3), weights=(1, F(2_000_001, 1_000_000)))

    assert ranked(problem).winners == ("Q",)


def test_half_of_all_weightings_where_two_mirror_each_other():
    assert solved(two((4, 2), (2, 4))).plan.weightings == Weightings(
        (Share("P", F(1, 2)), Share("Q", F(1, 2)))
    )


def test_share_is_the_length_on_which_the_winner_leads():
    # P leads by 2w - (1 - w) = 3w - 1, so for w from 1/3 to 1.
    assert solved(two((5, 2), (3, 3))).plan.weightings.shares == (Share("P", F(2, 3)), Share("Q", F(1, 3)))


def test_share_is_the_area_on_which_the_winner_leads():
    # Weights a + b + c = 1. P leads Q where a > b and R where a > c: a third of the triangle by symmetry.
    # P alone against Q with 2a > b: the corner left of the line from C to the point a = 1/3 on AB, two thirds.
    three = problem_of("ABC", P=(1, 0, 0), Q=(0, 1, 0), R=(0, 0, 1))
    pair = problem_of("ABC", P=(2, 0, 1), Q=(0, 1, 1))

    assert [share.share for share in solved(three).plan.weightings.shares] == [F(1, 3)] * 3
    assert [share.share for share in solved(pair).plan.weightings.shares] == [F(2, 3), F(1, 3)]


def test_the_same_scores_win_together():
    problem = Problem((Criterion("A", F(1)),), (Candidate("P", {"A": F(1)}), Candidate("Q", {"A": F(1)})))

    assert solved(problem).plan.weightings.shares == (Share("P", F(1)), Share("Q", F(1)))


@settings(max_examples=40, deadline=None)
@given(problems())
def test_shares_pass_the_check_and_leave_nobody_out(problem):
    result = solved(problem)

    assert (result.status, check(problem, result.plan).faults) == (Status.OPTIMAL, ())


@settings(max_examples=40, deadline=None)
@given(problems())
def test_a_share_of_two_criteria_is_a_length(problem):
    # Along the line from one criterion to the other the winner changes only where two candidates meet.
    a, b = problem.criteria[0], Criterion("other", F(1))
    rows = tuple(
        Candidate(c.name, {a.code: c.scores[a.code], b.code: c.scores[problem.criteria[-1].code]})
        for c in problem.candidates
    )
    flat = Problem((replace(a, weight=F(1)), b), rows)
    gaps = [
        (x.scores[a.code] - y.scores[a.code], x.scores[b.code] - y.scores[b.code]) for x in rows for y in rows
    ]
    meets = sorted({F(0), F(1), *(q / (q - p) for p, q in gaps if p != q and 0 < q / (q - p) < 1)})
    lengths = dict.fromkeys((row.name for row in rows), F(0))
    for low, high in pairwise(meets):
        middle = (low + high) / 2
        sums = {row.name: middle * row.scores[a.code] + (1 - middle) * row.scores[b.code] for row in rows}
        for name in sums:
            lengths[name] += (high - low) if sums[name] == max(sums.values()) else 0

    assert {share.name: share.share for share in solved(flat).plan.weightings.shares} == lengths


def test_an_estimate_is_called_one_and_passes_the_check(monkeypatch):
    monkeypatch.setattr("pendopo.planning.hostscore.weightings.MOST_CUTS", 0)
    monkeypatch.setattr("pendopo.planning.hostscore.weightings.DRAWS", 3000)
    criteria = tuple(Criterion(code, F(1)) for code in "ABC")
    rows = {"P": (3, 0, 1), "Q": (0, 3, 1), "R": (1, 1, 3)}
    problem = Problem(
        criteria, tuple(Candidate(n, dict(zip("ABC", r, strict=True))) for n, r in rows.items())
    )

    first, again = (solved(problem, Watch(Limits(seed=7))).plan for _ in range(2))

    assert (first.weightings.exact, first.weightings.draws, first.weightings.seed) == (False, 3000, 7)
    assert all(share.standard_error > 0 for share in first.weightings.shares)
    assert (first, check(problem, first).faults) == (again, ())


def test_a_share_that_is_off_fails_the_check():
    problem = two((4, 2), (2, 4))
    plan = solved(problem).plan
    off = replace(plan, weightings=Weightings((Share("P", F(2, 3)), Share("Q", F(1, 3)))))

    assert {fault.rule for fault in check(problem, off).faults} == {"weightings"}


def test_a_cancelled_solve_still_ranks_and_says_so():
    watch = Watch()
    watch.cancel()

    result = solved(problem_of("ABC", P=(3, 0, 1), Q=(0, 3, 1), R=(1, 1, 3)), watch)

    assert (result.plan.winners, result.interrupted, result.plan.weightings.exact) == (("R",), True, False)


def test_reasons_name_what_holds_the_others_back():
    # Q trails P by 2 under A; the change of A that puts Q first comes before that of B. R is worse everywhere.
    problem = Problem(
        (Criterion("A", F(1)), Criterion("B", F(1))),
        tuple(Candidate(n, {"A": F(a), "B": F(b)}) for n, a, b in (("P", 5, 2), ("Q", 3, 3), ("R", 2, 1))),
    )

    assert explain(problem, solved(problem).plan) == (
        Reason("behind", "Q", ("A",)),
        Reason("behind", "R", ("A", "B")),
        Reason("never_first", "R", ("P", "Q")),
        Reason("turns", "A", ("Q",)),
        Reason("turns", "B", ("Q",)),
    )


def test_a_plan_with_strangers_is_a_fault():
    problem = two((5, 2), (3, 3))
    plan = ranked(problem)
    stranger = replace(plan.lines[0], name="X")
    odd = replace(plan.ranges[0], criterion="Z")

    assert [
        fault.rule for fault in check(problem, replace(plan, lines=(stranger, plan.lines[1]))).faults
    ] == ["every candidate once"]
    assert [fault.rule for fault in check(problem, replace(plan, ranges=(odd, plan.ranges[1]))).faults] == [
        "one range per criterion"
    ]


def test_documents_survive_the_way_to_json_and_back():
    problem = two((5, 2), (3, 3), weights=(F(1, 3), F(2)))
    plan = solved(problem).plan

    assert (io.read(io.write(problem), Problem), io.read(io.write(plan), Plan)) == (problem, plan)


def test_a_document_names_the_place_of_its_fault():
    text = io.write(two((5, 2), (3, 3))).replace(b'"A": 5', b'"A": 9')

    with pytest.raises(InvalidDocument) as caught:
        io.read(text, Problem)

    assert str(caught.value) == "$: 'P' scores 9 under 'A'; 0 to 5 is allowed."
