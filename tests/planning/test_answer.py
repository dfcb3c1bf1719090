"""From document to document: any problem in, the whole result out."""

from fractions import Fraction

import pytest

from pendopo.planning.answer import answer, as_document, exact
from pendopo.planning.errors import InvalidDocument
from pendopo.planning.limits import Limits, Watch
from pendopo.planning.result import Goal, Result, Status

HOSTS = {
    "format": "pendopo.hostscore/1",
    "criteria": [{"code": "access", "weight": 1}],
    "candidates": [
        {"name": "A", "scores": {"access": 3}},
        {"name": "B", "scores": {"access": "9/2"}},
    ],
}


def test_a_problem_is_answered_with_its_plan():
    found = answer(HOSTS, Watch(Limits(seed=5)))

    assert (found["format"], found["status"], found["seed"]) == ("pendopo.result/1", "optimal", 5)
    assert found["plan"]["format"] == "pendopo.hostscore-plan/1"
    assert [line["name"] for line in found["plan"]["lines"]] == ["B", "A"]


@pytest.mark.parametrize(
    ("problem", "place"),
    [
        ({}, "$.format"),
        ({"format": "pendopo.weather/1"}, "$.format"),
        (HOSTS | {"criteria": [{"code": "access", "weight": "x"}]}, "$.criteria[0].weight"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(problem, place):
    with pytest.raises(InvalidDocument) as refused:
        answer(problem, Watch())

    assert refused.value.path == place


def test_a_result_without_a_plan_names_the_rules_in_conflict():
    found = as_document(Result(Status.INFEASIBLE, None, conflict=("quota", "cap"), solver="S 1"))

    assert (found["plan"], found["conflict"], found["solver"]) == (None, ["quota", "cap"], "S 1")


def test_goals_keep_exact_numbers():
    goals = (Goal("share", Fraction(3, 7), Fraction(2), maximise=True),)

    assert as_document(Result(Status.UNKNOWN, None, goals))["goals"] == [
        {"name": "share", "value": "3/7", "bound": 2, "maximise": True}
    ]


def test_numbers_as_json_holds_them():
    assert [exact(n) for n in (None, 3, 0.5, Fraction(4), Fraction(1, 3))] == [None, 3, 0.5, 4, "1/3"]
