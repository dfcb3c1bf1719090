"""Computations in every state, and many that were asked for the same purpose."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import timezone

from pendopo.accounts.models import User
from pendopo.convenings.models import Convening
from pendopo.runs.models import Run

if TYPE_CHECKING:
    from tests.pages.rows import Stage

SUBJECT = UUID("018f0000-0000-7000-8000-00000000000a")
PLAN = {"format": "pendopo.selection-plan/1", "kinds": [], "lottery": []}
GOALS = [
    {"name": "smallest chance", "value": 0.25, "bound": "1/3", "maximise": True},
    {"name": "choice 2", "value": 3, "bound": None, "maximise": False},
]


def run_of(convening: Convening, user: User, title: str, **changes: Any) -> Run:
    """A run that is done, unless the changes say otherwise; no worker ever takes it up."""
    values: dict[str, Any] = {
        "kind": "rows.selection",
        "subject": SUBJECT,
        "title_ind": title,
        "title_en": title,
        "asked_by": user,
        "seconds": 60,
        "seed": 7,
        "problem": {"format": "pendopo.selection/1"},
        "problem_format": "pendopo.selection/1",
        "status": "done",
        "result": {"plan": PLAN},
        "outcome": {"status": "feasible", "goals": GOALS, "interrupted": True, "has_plan": True},
        "goal": "smallest chance",
        "best": "0.25",
        "bound": "1/3",
        "step_seconds": 12.5,
        "heartbeat": timezone.now() + timedelta(days=1),
    }
    return Run(convening=convening, **values | changes)


def runs_in_every_state(convening: Convening, user: User) -> dict[str, Run]:
    """One run in each state that looks different."""
    nothing: dict[str, Any] = {"result": None, "outcome": {}}
    told = {
        "fault_code": "worker_lost",
        "fault_ind": "Komputer berhenti.",
        "fault_en": "The computer stopped.",
    }
    conflict = {"status": "infeasible", "conflict": ["quota sex female", "cap on house"], "has_plan": False}
    states = {
        "run": {},
        "other run": {"status": "cancelled"},
        "going run": nothing | {"status": "running"},
        "waiting run": nothing
        | {"status": "queued", "best": "", "bound": "", "goal": "", "problem_format": ""},
        "failed run": {"status": "failed", "result": None, "outcome": conflict} | told,
    }
    made = {name: run_of(convening, user, name.capitalize(), **changes) for name, changes in states.items()}
    for run in made.values():
        run.save()
    return made


def set_runs(stage: "Stage") -> None:
    """A run in each state."""
    stage.objects |= runs_in_every_state(stage.convening, stage.network)


def grow_runs(stage: "Stage", some: list[int]) -> None:
    """More runs for the same purpose."""
    Run.objects.bulk_create(
        run_of(stage.convening, user, f"Row {n}")
        for n, user in zip(some, stage.objects["accounts"], strict=True)
    )
