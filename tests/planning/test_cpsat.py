"""CP-SAT behind our words."""

import pytest
from ortools.sat.python import cp_model

from pendopo.planning.cpsat import search
from pendopo.planning.limits import Limits, Watch
from pendopo.planning.result import Status


def knapsack() -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    # Weights 3, 4, 5 in a bag of 7 with values 4, 5, 6: the first two fill it, 9.
    model = cp_model.CpModel()
    taken = [model.new_bool_var(name) for name in "abc"]
    model.add(3 * taken[0] + 4 * taken[1] + 5 * taken[2] <= 7)
    model.maximize(4 * taken[0] + 5 * taken[1] + 6 * taken[2])
    return model, taken


def test_an_optimum_comes_with_its_bound():
    model, taken = knapsack()

    answer = search(model, Watch(Limits(seconds=10)), goal="value")

    assert (answer.status, answer.value_of_goal, answer.bound) == (Status.OPTIMAL, 9, 9)
    assert [answer.value(one) for one in taken] == [1, 1, 0]


def test_contradicting_assumptions_are_named():
    model = cp_model.CpModel()
    one, two = model.new_bool_var("one"), model.new_bool_var("two")
    model.add(one + two <= 1)
    model.add_assumptions([one, two])

    answer = search(model, Watch(Limits(seconds=10)), goal="", parameters={"num_workers": 1})

    assert (answer.status, set(answer.core)) == (Status.INFEASIBLE, {one.index, two.index})


def test_a_cancelled_watch_starts_no_search():
    watch = Watch(Limits(seconds=10))
    watch.cancel()

    assert search(knapsack()[0], watch, goal="value").status == Status.UNKNOWN


def test_progress_is_told_for_every_better_plan():
    heard = []

    search(knapsack()[0], Watch(Limits(seconds=10, deterministic=True), heard.append), goal="value")

    assert heard[-1].best == 9


def test_a_malformed_model_is_our_mistake_and_said_so():
    model = cp_model.CpModel()
    model.new_int_var(5, 1, "upside down")

    with pytest.raises(ValueError, match="malformed"):
        search(model, Watch(Limits(seconds=10)), goal="")
