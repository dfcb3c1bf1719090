"""A solve from document to document: any problem in, the whole result out, as plain JSON values.

    answer(problem, watch)  ->  {"format": "pendopo.result/1", "status": "optimal", "goals": [...], "plan": {...}, …}

The plan inside is the document that `pendopo plan` writes; `checked` refuses a plan that breaks a rule.
"""

from typing import Any

import msgspec

from pendopo.planning import io
from pendopo.planning.errors import InvalidDocument
from pendopo.planning.kinds import Kind, kind_of
from pendopo.planning.limits import Watch
from pendopo.planning.result import Goal, Number, Result

FORMAT = "pendopo.result/1"
Document = dict[str, Any]


def answer(problem: Document, watch: Watch, before: Document | None = None) -> Document:
    """Solve the problem, whichever kind it is, and check the plan; `before` is the plan to repair.

    Raises InvalidDocument with the place that contradicts itself, and AssertionError for a plan that its own
    check refuses.
    """
    found = _kind(problem)
    question = read_plain(problem, found.problem)
    known = read_plain(before, found.plan) if before else None
    result: Result[Any] = found.solve(question, watch, known)
    if result.plan is not None and (faults := found.check(question, result.plan).faults):
        raise AssertionError(f"The plan breaks its rules: {'; '.join(map(str, faults))}.")
    return as_document(result)


def as_document(result: Result[Any]) -> Document:
    """A result as plain JSON values, its plan included."""
    return {
        "format": FORMAT,
        "status": str(result.status),
        "goals": [_goal(goal) for goal in result.goals],
        "seconds": round(result.seconds, 3),
        "seed": result.seed,
        "solver": result.solver,
        "interrupted": result.interrupted,
        "conflict": list(result.conflict),
        "plan": None if result.plan is None else io.plain(result.plan),
    }


def read_plain(document: Document, kind: type[Any]) -> Any:
    """Plain JSON values as an object that has validated itself.

    Raises InvalidDocument with the place inside the document.
    """
    return io.read(msgspec.json.encode(document), kind)


def exact(number: Number | None) -> int | float | str | None:
    """A number as JSON holds it: a fraction becomes a text such as "3/7"."""
    if number is None or isinstance(number, int | float):
        return number
    return number.numerator if number.denominator == 1 else str(number)


def _goal(goal: Goal) -> Document:
    return {
        "name": goal.name,
        "value": exact(goal.value),
        "bound": exact(goal.bound),
        "maximise": goal.maximise,
    }


def _kind(problem: Document) -> Kind:
    tag = str(problem.get("format", ""))
    try:
        return kind_of(tag)
    except LookupError as error:
        raise InvalidDocument(str(error.args[0]), "$.format") from error
