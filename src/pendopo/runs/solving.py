"""A run from its claim to its end: the solver searches in a thread of its own, this one keeps the row in step."""

import logging
import signal
import threading
from types import FrameType
from typing import Any

from django.db import OperationalError, connection
from django.utils import timezone

from pendopo.core.errors import DomainError
from pendopo.planning.errors import InvalidDocument, SolverMissing
from pendopo.planning.limits import Progress, Watch
from pendopo.runs import actions
from pendopo.runs.errors import ComputationBroke, ProblemUnreadable, SolverAbsent
from pendopo.runs.models import Run
from pendopo.runs.registry import Document, Solver, solver_of

log = logging.getLogger(__name__)
BEAT = 0.5  # seconds between two looks at the row
PARTING = 5.0  # seconds that a search gets to end when its worker has to go
STOPS = (signal.SIGINT, signal.SIGTERM)


def work_on(run: Run) -> str:
    """Claim a waiting run and compute it to its end; one line that says what became of it."""
    held = actions.claim_run(run=run)
    if held is None:
        return "somebody else's"
    with Parting() as parting:
        search = Search(held, parting)
        try:
            return _kept(search)
        except Exception as error:
            actions.fail_run(run=held, error=_told(error, held), seconds=search.seconds)
            return "failed"


def _kept(search: "Search") -> str:
    """Compute, and keep what came of it."""
    solver, run = solver_of(search.run.kind), search.run
    answer = search.to_end(solver)
    if answer is None:
        return "put back" if actions.put_back(run=run) else "lost"
    ended = actions.end_run(
        run=run,
        result=answer,
        cancelled=search.watch.cancelled,
        seconds=search.seconds,
        finished=solver.finished,
    )
    return ended.status if ended else "lost"


def _told(error: Exception, run: Run) -> DomainError:
    """What people read of a failure; what they cannot mend goes to the log as well."""
    match error:
        case DomainError():
            return error
        case SolverMissing():
            return SolverAbsent()
        case InvalidDocument():
            log.error("The problem of run %s cannot be read: %s", run.pk, error)
            return ProblemUnreadable(place=error.path[:100])
    log.error("Run %s broke off.", run.pk, exc_info=error)
    return ComputationBroke()


class Parting:
    """Hears that the process is told to stop, so that what it computes goes back into the queue first.

    Each signal also does what it would have done, once: a second one must not interrupt the putting back.
    """

    def __init__(self) -> None:
        self.asked = False
        self._usual: dict[int, Any] = {}

    def __enter__(self) -> "Parting":
        if threading.current_thread() is threading.main_thread():
            self._usual = {number: signal.signal(number, self._hear) for number in STOPS}
        return self

    def __exit__(self, *_how: object) -> None:
        for number, usual in self._usual.items():
            signal.signal(number, usual)

    def _hear(self, number: int, frame: FrameType | None) -> None:
        first, self.asked = not self.asked, True
        usual = self._usual[number]
        if first and callable(usual):
            usual(number, frame)


class Search:
    """One search in a thread of its own; it never touches the database, and this thread never searches."""

    def __init__(self, run: Run, parting: Parting) -> None:
        self.run, self.parting = run, parting
        self.watch = Watch(run.limits, self._hear)
        self._lost = False
        self._step: Progress | None = None
        self._answer: Document | None = None
        self._error: Exception | None = None

    @property
    def seconds(self) -> float:
        """Seconds since the search began."""
        return round(self.watch.seconds, 1)

    def to_end(self, solver: Solver) -> Document | None:
        """The answer; None if the run was taken away, or if the worker is told to go.

        Raises whatever the solver raises.
        """
        name = f"run {self.run.pk}"
        thread = threading.Thread(target=self._solve, args=(solver,), name=name, daemon=True)
        thread.start()
        while thread.is_alive():
            if self.parting.asked or self._lost:
                self.watch.cancel()
                thread.join(PARTING)
                return None
            self._beat()
            thread.join(BEAT)
        if self._error is not None:
            raise self._error
        if self._step is not None:
            self._write()
        return self._answer

    def _solve(self, solver: Solver) -> None:
        try:
            self._answer = solver.solve(self.run.problem, self.watch)
        except Exception as error:
            self._error = error

    def _hear(self, step: Progress) -> None:
        """The solver's thread tells where it stands; only the newest step is ever written."""
        self._step = step

    def _beat(self) -> None:
        """Write the newest step, and hear whether somebody wants the run to stop."""
        try:
            mine, stop = self._write()
        except OperationalError:
            log.warning("Run %s could not write its progress; it goes on.", self.run.pk, exc_info=True)
            connection.close_if_unusable_or_obsolete()
            return
        self._lost = not mine
        if stop:
            self.watch.cancel()

    def _write(self) -> tuple[bool, bool]:
        step, self._step = self._step, None
        return actions.note_progress(run=self.run, step=step, seconds=self.seconds, at=timezone.now())
