"""What people ask for: start a run, cancel it, do it again."""

import secrets
from typing import Any
from uuid import UUID

from django.db import transaction

from pendopo.accounts.models import User
from pendopo.convenings.models import Convening
from pendopo.convenings.rules import standing
from pendopo.core.audit import record
from pendopo.core.errors import NotAllowed
from pendopo.core.times import now
from pendopo.runs.actions.queue import queue
from pendopo.runs.enums import RunStatus
from pendopo.runs.errors import RunEnded, RunGoesOn, SecondsOutside, SeedOutside, WorkersOutside
from pendopo.runs.models import Run
from pendopo.runs.registry import solver_of
from pendopo.runs.rules import may_compute

MOST_SECONDS = 3600
MOST_WORKERS = 32
MOST_SEED = 2**31 - 1


@transaction.atomic
def start_run(
    *,
    convening: Convening,
    kind: str,
    subject: UUID,
    title_ind: str,
    title_en: str,
    problem: dict[str, Any],
    by: User,
    seconds: int,
    seed: int,
    workers: int = 1,
) -> Run:
    """Have a problem computed: the run waits for a worker from the moment this is committed.

    Raises NotAllowed, SolverUnknown, and SecondsOutside, SeedOutside or WorkersOutside for limits.
    """
    solver_of(kind)
    _refuse(not may_compute(standing(by, convening), kind))
    _check_limits(seconds, seed, workers)
    run = Run.objects.create(
        convening=convening,
        kind=kind,
        subject=subject,
        title_ind=title_ind,
        title_en=title_en,
        asked_by=by,
        seconds=seconds,
        seed=seed,
        workers=workers,
        problem=problem,
        problem_format=str(problem.get("format", ""))[:60],
    )
    record(
        "runs.started",
        on=run,
        by=by,
        data={"kind": kind, "subject": subject, "seconds": seconds, "seed": seed, "workers": workers},
    )
    queue(run)
    return run


@transaction.atomic
def cancel_run(*, run: Run, by: User) -> Run:
    """Take a waiting run out of the queue, or ask the one that computes to stop and keep its best plan.

    Raises NotAllowed, and RunEnded when there is nothing to stop.
    """
    run = Run.objects.select_for_update(of=("self",), no_key=True).select_related("convening").get(pk=run.pk)
    _refuse(not may_compute(standing(by, run.convening), run.kind))
    if not run.is_open:
        raise RunEnded
    if run.cancel_asked_at is not None:
        return run
    run.cancel_asked_at = now()
    if run.status == RunStatus.QUEUED:
        run.status, run.finished_at = RunStatus.CANCELLED, run.cancel_asked_at
    run.save(update_fields=["cancel_asked_at", "status", "finished_at"])
    record("runs.cancelled", on=run, by=by, data={"had_begun": run.status == RunStatus.RUNNING})
    return run


@transaction.atomic
def repeat_run(*, run: Run, by: User, seed: int | None = None) -> Run:
    """Compute the same problem again under the same limits; `seed` other than before, or None for the same.

    Raises NotAllowed, RunGoesOn, SolverUnknown and SeedOutside.
    """
    _refuse(not may_compute(standing(by, run.convening), run.kind))
    if run.is_open:
        raise RunGoesOn
    return start_run(
        convening=run.convening,
        kind=run.kind,
        subject=run.subject,
        title_ind=run.title_ind,
        title_en=run.title_en,
        problem=run.problem,
        by=by,
        seconds=run.seconds,
        seed=run.seed if seed is None else seed,
        workers=run.workers,
    )


def any_seed() -> int:
    """A seed that nobody chose."""
    return secrets.randbelow(MOST_SEED + 1)


def _refuse(no: bool) -> None:
    if no:
        raise NotAllowed


def _check_limits(seconds: int, seed: int, workers: int) -> None:
    if not 1 <= seconds <= MOST_SECONDS:
        raise SecondsOutside(most=MOST_SECONDS)
    if not 0 <= seed <= MOST_SEED:
        raise SeedOutside(most=MOST_SEED)
    if not 1 <= workers <= MOST_WORKERS:
        raise WorkersOutside(most=MOST_WORKERS)
