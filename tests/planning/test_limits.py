"""The clock of a solve, and how it is stopped."""

import pytest

from pendopo.planning.limits import Limits, Progress, Watch
from pendopo.planning.result import Goal, Result, Status


def test_one_worker_where_the_plan_must_repeat():
    assert Limits(workers=8, deterministic=True).threads == 1


@pytest.mark.parametrize(
    "wrong", [{"seconds": 0}, {"seconds": float("nan")}, {"workers": -1}, {"seed": 2**31}]
)
def test_limits_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError):
        Limits(**wrong)


def test_cancelling_leaves_no_time_and_stops_what_runs():
    watch, stopped = Watch(), []

    with watch.stopping(lambda: stopped.append("now")):
        watch.cancel()

    assert (watch.left, watch.over, stopped) == (0.0, True, ["now"])


def test_what_begins_after_cancelling_is_stopped_at_once():
    watch, stopped = Watch(), []
    watch.cancel()

    with watch.stopping(lambda: stopped.append("now")):
        pass

    assert stopped == ["now"]


def test_the_listener_hears_where_the_solve_stands():
    heard: list[Progress] = []

    Watch(listener=heard.append).report("breaks", 7, 2)

    assert [(step.goal, step.best, step.bound) for step in heard] == [("breaks", 7, 2)]


def test_a_goal_is_proved_where_value_and_bound_meet():
    goals = [Goal("breaks", 4, 4), Goal("breaks", 4, 2), Goal("breaks", 4), Goal("breaks", 0, 0)]

    assert [(goal.proved, goal.gap) for goal in goals] == [
        (True, 0.0),
        (False, 0.5),
        (False, None),
        (True, 0.0),
    ]


def test_a_result_without_a_plan_is_never_called_a_success():
    with pytest.raises(ValueError):
        Result(Status.OPTIMAL, None)
