"""Work outside requests: jobs that rooms register in `apps.ready()`, run by the clock and on request."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django_tasks import task

log = logging.getLogger(__name__)

Job = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one job said about itself, or that it failed."""

    name: str
    said: str = ""
    failed: bool = False


_jobs: dict[str, tuple[int, Job]] = {}


def register_job(name: str, job: Job, *, order: int = 50) -> None:
    """Let every tick run `job`, the lowest order first; doing it twice must change nothing.

    The job opens the scopes it needs and returns one line for the operator.
    """
    _jobs[name] = (order, job)


def run_jobs() -> list[Outcome]:
    """Run every job once; one that fails is logged and stops no other."""
    return [_run(name) for name, _entry in sorted(_jobs.items(), key=lambda item: (item[1][0], item[0]))]


def soon(name: str) -> None:
    """Have a job run once this transaction is committed; if the queue is down, the next tick runs it."""
    if name not in _jobs:
        raise LookupError(f"soon({name!r}) names no job; there are {sorted(_jobs)}.")
    transaction.on_commit(partial(run_job.enqueue, name), robust=True)


@task()
def run_job(name: str) -> str:
    """Run one job from the queue, which keeps the account of a failure."""
    return _jobs[name][1]()


def _run(name: str) -> Outcome:
    try:
        return Outcome(name, _jobs[name][1]())
    except Exception:
        log.exception("The job %s failed; the next tick tries it again.", name)
        return Outcome(name, failed=True)
