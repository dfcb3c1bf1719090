"""Work outside requests: one run from the queue, and a look after the silent ones."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django_scopes import scope, scopes_disabled
from django_tasks import task

from pendopo.core.urls import use_convening
from pendopo.runs.actions import revive_runs
from pendopo.runs.actions.prune import prune_tasks
from pendopo.runs.models import Run
from pendopo.runs.solving import work_on


@task(queue_name="runs")
def execute(run_id: str) -> str:
    """Compute one run, unless another worker has it already."""
    with scopes_disabled():
        run = (
            Run.objects.select_related("convening").defer("problem", "result").filter(pk=UUID(run_id)).first()
        )
    if run is None:
        return "gone"
    with scope(convening=run.convening), use_convening(run.convening.slug):
        return work_on(run)


def enqueue(key: str) -> None:
    """Hand a run to the workers."""
    execute.enqueue(key)


@scopes_disabled()
def revive(clock: Callable[[], datetime] = timezone.now) -> str:
    """Put the runs of lost workers back into the queue."""
    count = revive_runs(at=clock())
    return f"{count} computations put back or given up." if count else ""


def prune(clock: Callable[[], datetime] = timezone.now) -> str:
    """Throw away what the queue remembers of work that is long over."""
    count = prune_tasks(at=clock())
    return f"{count} accounts of finished work thrown away." if count else ""
