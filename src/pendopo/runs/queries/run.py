"""Runs as pages show them: lists, the others of the same subject, two beside each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet

from pendopo.convenings.rules import Standing, may_organise
from pendopo.runs.enums import OPEN
from pendopo.runs.models import Run
from pendopo.runs.queries.access import DOCUMENTS
from pendopo.runs.registry import kinds_open_to

OTHERS = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One goal of two runs: what each reached, what is proved, and which of them did better (0, 1, or neither)."""

    name: str
    values: tuple[dict[str, Any] | None, dict[str, Any] | None]
    better: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs for the same subject; whether they were given the same problem; and their goals, level by level."""

    runs: tuple[Run, Run]
    same_problem: bool
    lines: tuple[Line, ...]


def runs_for(s: Standing) -> QuerySet[Run]:
    """The runs of the current convening that this reader may see, newest first."""
    may, may_not = kinds_open_to(s)
    rows = Run.objects.exclude(kind__in=may_not) if may_organise(s) else Run.objects.filter(kind__in=may)
    return rows.select_related("asked_by").defer(*DOCUMENTS, "outcome")


def others_of(run: Run) -> QuerySet[Run]:
    """The newest other runs of the same kind for the same subject that have ended."""
    same = Run.objects.filter(kind=run.kind, subject=run.subject).exclude(pk=run.pk).exclude(status__in=OPEN)
    return same.select_related("asked_by").defer(*DOCUMENTS, "outcome")[:OTHERS]


def compare(one: Run, other: Run) -> Comparison:
    """Goals with the same name side by side, in the order of the first run that has them."""
    goals = [{goal["name"]: goal for goal in run.outcome.get("goals") or []} for run in (one, other)]
    lines = [_line(name, goals[0].get(name), goals[1].get(name)) for name in _names(goals)]
    return Comparison((one, other), _same_problem(one, other), tuple(lines))


def _same_problem(one: Run, other: Run) -> bool:
    """Whether both were given the same problem."""
    return one.problem == other.problem


def _names(goals: Iterable[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(name for one in goals for name in one))


def _line(name: str, one: dict[str, Any] | None, other: dict[str, Any] | None) -> Line:
    better = None
    if one and other and (first := Fraction(one["value"])) != (second := Fraction(other["value"])):
        better = 0 if (first > second) == bool(one.get("maximise")) else 1
    return Line(name, (one, other), better)
