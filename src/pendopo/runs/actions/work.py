"""What workers report. Each write names the attempt it belongs to: a worker that lost its run changes nothing."""

from datetime import datetime
from fractions import Fraction
from math import isfinite
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import override

from pendopo.core.audit import record
from pendopo.core.errors import DomainError
from pendopo.core.times import now
from pendopo.planning.limits import Progress
from pendopo.planning.result import Number
from pendopo.runs.actions.queue import queue
from pendopo.runs.enums import RunStatus
from pendopo.runs.models import Run
from pendopo.runs.registry import Document, Finished

TOLD = ("status", "goals", "conflict", "interrupted")
ENDED = (
    *("status", "result", "outcome", "finished_at", "step_seconds", "solver_version"),
    *("goal", "best", "bound"),
)


def claim_run(*, run: Run) -> Run | None:
    """Take a waiting run upon oneself; of several workers that try at once, exactly one gets it.

    What an earlier attempt had reached is gone with its worker.
    """
    waiting = Run.objects.filter(pk=run.pk, status=RunStatus.QUEUED)
    taken = waiting.update(
        status=RunStatus.RUNNING,
        heartbeat=timezone.now(),
        started_at=now(),
        attempt=F("attempt") + 1,
        goal="",
        best="",
        bound="",
        step_seconds=0.0,
    )
    return Run.objects.select_related("convening", "asked_by").get(pk=run.pk) if taken else None


def note_progress(*, run: Run, step: Progress | None, seconds: float, at: datetime) -> tuple[bool, bool]:
    """Write where the search stands; whether the run is still this worker's, and whether it is to stop."""
    told: dict[str, Any] = {"heartbeat": at, "step_seconds": seconds}
    if step is not None:
        told |= {"goal": step.goal[:80], "best": as_text(step.best), "bound": as_text(step.bound)}
    mine = _held(run)
    if not mine.update(**told):
        return False, False
    return True, mine.filter(cancel_asked_at__isnull=False).exists()


@transaction.atomic
def end_run(
    *, run: Run, result: Document, cancelled: bool, seconds: float, finished: Finished | None
) -> Run | None:
    """Keep the result: a run that came to its end is handed to its room, a cancelled one keeps its best plan.

    Nothing, if the run is no longer this worker's. Raises whatever `finished` raises, and then keeps nothing.
    """
    if _held(run).select_for_update(no_key=True).values_list("pk").first() is None:
        return None
    run.status = RunStatus.CANCELLED if cancelled else RunStatus.DONE
    run.result, run.finished_at, run.step_seconds = result, now(), seconds
    run.solver_version = str(result.get("solver", ""))[:80]
    run.outcome = {name: value for name, value in result.items() if name in TOLD}
    run.outcome["has_plan"] = run.plan is not None
    _tell_goal(run, result.get("goals") or [])
    run.save(update_fields=ENDED)
    if finished is not None and not cancelled:
        finished(run, result)
    record("runs.stopped" if cancelled else "runs.finished", on=run, by=None, data=_outcome(run, result))
    return run


@transaction.atomic
def fail_run(*, run: Run, error: DomainError, seconds: float = 0.0) -> Run | None:
    """End a run without a result, with the sentence that says why; nothing if it is no longer this worker's."""
    if _held(run).select_for_update(no_key=True).values_list("pk").first() is None:
        return None
    return fail(run, error, seconds)


@transaction.atomic
def fail(run: Run, error: DomainError, seconds: float) -> Run:
    """End a run with the sentence that says why, in both languages; the caller holds its row."""
    run.status, run.finished_at, run.step_seconds = RunStatus.FAILED, now(), seconds
    run.fault_code = error.code[:60]
    for lang, field in (("id", "fault_ind"), ("en", "fault_en")):
        with override(lang):
            setattr(run, field, str(error)[:500])
    run.save(update_fields=["status", "finished_at", "step_seconds", "fault_code", "fault_ind", "fault_en"])
    record("runs.failed", on=run, by=None, data={"code": error.code})
    return run


@transaction.atomic
def put_back(*, run: Run) -> bool:
    """Return a run to the queue because its worker has to go; whether it was still this worker's."""
    if not _held(run).update(status=RunStatus.QUEUED):
        return False
    run.status = RunStatus.QUEUED
    queue(run)
    return True


def as_text(number: Number | None) -> str:
    """A number exactly, or as near as forty characters allow; nothing for none and for infinity."""
    if number is None or (isinstance(number, float) and not isfinite(number)):
        return ""
    said = str(number)
    return said if len(said) <= 40 else repr(float(number))


def _held(run: Run) -> QuerySet[Run]:
    """The row, if it is still computed by the worker that holds `run`."""
    return Run.objects.filter(pk=run.pk, status=RunStatus.RUNNING, attempt=run.attempt)


def _tell_goal(run: Run, goals: list[dict[str, Any]]) -> None:
    """Show the first goal that is not proved; if all are, the first."""
    if not goals:
        return
    told = next((goal for goal in goals if goal.get("bound") != goal.get("value")), goals[0])
    run.goal = str(told.get("name", ""))[:80]
    run.best, run.bound = _number(told.get("value")), _number(told.get("bound"))


def _number(value: Any) -> str:
    return as_text(Fraction(value) if isinstance(value, str) else value)


def _outcome(run: Run, result: Document) -> dict[str, Any]:
    return {"status": str(result.get("status", "")), "goal": run.goal, "best": run.best, "bound": run.bound}
