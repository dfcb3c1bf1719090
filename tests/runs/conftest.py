"""A solver for tests, and runs of it."""

import uuid
from dataclasses import dataclass, field
from typing import Any

import pytest

from pendopo.planning.limits import Watch
from pendopo.runs import actions, registry

KIND = "tests.count"
SUBJECT = uuid.UUID("018f0000-0000-7000-8000-000000000001")
PLAN = {"format": "pendopo.result/1", "status": "optimal", "solver": "Test 1.0", "plan": {"order": [1, 2]}}
GOALS = [{"name": "breaks", "value": 3, "bound": 3, "maximise": False}]


@dataclass
class Counting:
    """Solves as a test tells it, and remembers what it was given."""

    answer: Any = field(default_factory=lambda: PLAN | {"goals": GOALS})
    given: list[tuple[Any, Watch]] = field(default_factory=list)
    stored: list[tuple[Any, Any]] = field(default_factory=list)

    def solve(self, problem: dict[str, Any], watch: Watch) -> dict[str, Any]:
        self.given.append((problem, watch))
        found = self.answer(watch) if callable(self.answer) else self.answer
        if isinstance(found, Exception):
            raise found
        result: dict[str, Any] = found
        return result

    def finished(self, run: Any, result: Any) -> None:
        self.stored.append((run.pk, result))


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> Counting:
    """The only solver there is."""
    solver = Counting()
    monkeypatch.setattr(registry, "_solvers", {})
    registry.register_solver(
        KIND, solver.solve, finished=solver.finished, subject_url=lambda run: "/subject/"
    )
    return solver


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys that were handed to the workers."""
    keys: list[str] = []
    monkeypatch.setattr(registry, "_queue", [keys.append])
    return keys


@pytest.fixture
def start(counting: Counting, convening: Any, sari: Any) -> Any:
    """Have something computed; changes by keyword."""

    def begin(**changes: Any) -> Any:
        asked: dict[str, Any] = {
            "convening": convening,
            "kind": KIND,
            "subject": SUBJECT,
            "title_ind": "Undian perwakilan",
            "title_en": "Draw of delegates",
            "problem": {"format": "pendopo.count/1", "numbers": [2, 1]},
            "by": sari,
            "seconds": 60,
            "seed": 7,
        }
        return actions.start_run(**asked | changes)

    return begin
