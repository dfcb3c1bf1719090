"""What the clock puts right: runs whose worker is gone, and runs that never reached a worker."""

from datetime import datetime, timedelta

from django.db import transaction

from pendopo.core.audit import record
from pendopo.runs.actions.queue import queue
from pendopo.runs.actions.work import fail
from pendopo.runs.enums import RunStatus
from pendopo.runs.errors import WorkerLost
from pendopo.runs.models import Run

SILENT = timedelta(seconds=60)
UNHEARD = timedelta(minutes=15)
REVIVALS = 2


def revive_runs(*, at: datetime) -> int:
    """Put silent runs back into the queue, twice at most, then fail them; how many were touched."""
    silent = Run.objects.filter(status=RunStatus.RUNNING, heartbeat__lt=at - SILENT)
    waiting = Run.objects.filter(status=RunStatus.QUEUED, heartbeat__lt=at - UNHEARD)
    return sum(_revive(run, at) for run in silent.only("pk")) + sum(
        _hand_over_again(run, at) for run in waiting.only("pk")
    )


@transaction.atomic
def _revive(run: Run, at: datetime) -> bool:
    """Put a silent run back into the queue, or give it up; False where another worker was faster."""
    rows = Run.objects.select_for_update(no_key=True).defer("problem", "result")
    found = rows.filter(pk=run.pk, status=RunStatus.RUNNING, heartbeat__lt=at - SILENT).first()
    if found is None:
        return False
    if found.cancel_asked_at is not None:
        found.status, found.finished_at = RunStatus.CANCELLED, found.cancel_asked_at
        found.save(update_fields=["status", "finished_at"])
        record("runs.stopped", on=found, by=None, data={"status": ""})
    elif found.revived >= REVIVALS:
        fail(found, WorkerLost(times=found.revived + 1), found.step_seconds)
    else:
        found.status, found.revived = RunStatus.QUEUED, found.revived + 1
        found.save(update_fields=["status", "revived"])
        record("runs.revived", on=found, by=None, data={"time": found.revived})
        queue(found)
    return True


@transaction.atomic
def _hand_over_again(run: Run, at: datetime) -> bool:
    rows = Run.objects.select_for_update(no_key=True).defer("problem", "result")
    found = rows.filter(pk=run.pk, status=RunStatus.QUEUED, heartbeat__lt=at - UNHEARD).first()
    if found is None:
        return False
    queue(found)
    return True
