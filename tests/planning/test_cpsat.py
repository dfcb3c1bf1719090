"""CP-SAT behind our words."""

import signal
import subprocess
import sys
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from ortools.sat.python import cp_model

from pendopo.planning.cli import in_background
from pendopo.planning.cpsat import search
from pendopo.planning.limits import Limits, Watch
from pendopo.planning.result import Status

ROOT = Path(__file__).resolve().parents[2]


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


def ruler(marks: int) -> cp_model.CpModel:
    """The shortest ruler on which no two pairs of marks are equally far apart: easy to find one, hard to prove."""
    model = cp_model.CpModel()
    places = [model.new_int_var(0, marks * marks, f"mark {n}") for n in range(marks)]
    for low, high in pairwise(places):
        model.add(low < high)
    model.add_all_different([b - a for a, b in combinations(places, 2)])
    model.minimize(places[-1])
    return model


def cancel_by_signal() -> None:
    """Search in one thread and hear SIGINT in another; print when the first ruler is found, and how it ended."""
    watch = Watch(Limits(seconds=100, workers=1), lambda step: print("found", flush=True))  # noqa: T201
    signal.signal(signal.SIGINT, lambda *_: watch.cancel())
    answer = in_background(lambda: search(ruler(14), watch, goal="length"))
    print(answer.status, watch.cancelled, watch.seconds < 90, flush=True)  # noqa: T201


def test_an_interrupt_during_a_search_reaches_who_holds_the_watch():
    command = [sys.executable, "-c", "from tests.planning.test_cpsat import cancel_by_signal as c; c()"]

    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as running:
        running.stdout.readline()
        running.send_signal(signal.SIGINT)
        said, _ = running.communicate(timeout=100)

    assert said.splitlines()[-1] == "feasible True True"


def test_a_malformed_model_is_our_mistake_and_said_so():
    model = cp_model.CpModel()
    model.new_int_var(5, 1, "upside down")

    with pytest.raises(ValueError, match="malformed"):
        search(model, Watch(Limits(seconds=10)), goal="")
