"""Chances of large pools, and the walk that turns them into panels."""

import numpy as np

from pendopo.planning.limits import Limits, Watch
from pendopo.planning.result import Status
from pendopo.planning.selection import Person, Problem, Quota, chances, check, pool_of, solve
from pendopo.planning.selection.columns import nearest_lottery
from pendopo.planning.selection.fairness import leximin
from pendopo.planning.selection.walk import walks

QUICK = Limits(seconds=60, deterministic=True)


def crowd(people: int, size: int, features: tuple[int, ...]) -> Problem:
    """People with random features, and quotas that give each feature of a category about the same number."""
    rng = np.random.default_rng(1)
    pool = tuple(
        Person(f"p{n}", {f"c{c}": f"f{rng.integers(many)}" for c, many in enumerate(features)})
        for n in range(people)
    )
    quotas = tuple(
        Quota(f"c{c}", f"f{f}", size // many, size // many + 1)
        for c, many in enumerate(features)
        for f in range(many)
    )
    return Problem(pool, size, quotas)


def uneven() -> Problem:
    """Three hundred people in many kinds, with chances on several levels."""
    return crowd(300, 30, (2, 3, 5, 4))


def test_chances_of_many_kinds_keep_every_rule_to_the_last_digit():
    pool = pool_of(crowd(2_000, 100, (2, 3, 5, 4, 3, 6)))

    found = leximin(pool)

    sums = pool.rows @ (found * pool.size)
    assert (len(pool.size) > 1_000, bool(np.all(sums > pool.lower - 1e-9))) == (True, True)
    assert np.all(sums < pool.upper + 1e-9)


def test_a_walk_arrives_and_every_panel_on_it_keeps_the_quotas():
    pool = pool_of(uneven())
    wanted = leximin(pool) * pool.size

    panels = np.vstack(list(walks(pool, wanted, Watch(QUICK))))

    _lottery, _panels, missed = nearest_lottery(pool, panels, wanted, 1e-6, Watch(QUICK), 0)
    sums = panels @ pool.rows.T
    assert missed <= 1e-6
    assert np.all((sums >= pool.lower) & (sums <= pool.upper))
    assert len(panels) < len(pool.size)


def test_a_pool_of_many_kinds_is_proved_with_the_chances_that_the_quotas_allow():
    problem = uneven()
    allowed = leximin(pool_of(problem))

    result = solve(problem, Watch(QUICK))

    found = chances(result.plan)
    reached = [float(found[kind.people[0]]) for kind in result.plan.kinds]
    assert (result.status, check(problem, result.plan).faults) == (Status.OPTIMAL, ())
    assert np.abs(np.array(reached) - allowed).max() < 1e-6


def test_the_same_seed_walks_through_the_same_panels():
    assert solve(uneven(), Watch(QUICK)).plan == solve(uneven(), Watch(QUICK)).plan


def test_panels_by_price_complete_a_lottery_that_has_one_panel():
    pool = pool_of(crowd(40, 8, (2, 2)))
    wanted = leximin(pool) * pool.size
    first = next(walks(pool, wanted, Watch(QUICK)))[:1]

    lottery, _panels, missed = nearest_lottery(pool, first, wanted, 1e-6, Watch(QUICK))

    assert missed <= 1e-6
    assert np.abs(lottery.expected() - wanted).max() < 1e-5


def test_a_cancelled_walk_leaves_a_plan_that_keeps_the_rules_and_claims_no_proof():
    problem, heard = uneven(), []
    watch = Watch(QUICK, lambda progress: (heard.append(progress.goal), watch.cancel()))

    result = solve(problem, watch)

    assert (heard[0], result.status, result.interrupted) == ("lottery", Status.FEASIBLE, True)
    assert check(problem, result.plan).faults == ()
