"""A run from its claim to its end: the solver searches in a thread of its own, this one keeps the row in step."""

import logging
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
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
    search = None
    try:
        solver = solver_of(held.kind)
        search = Search(held, solver)
        return _kept(held, solver, search)
    except Exception as error:
        actions.fail_run(run=held, error=_told(error, held), seconds=search.watch.seconds if search else 0.0)
        return "failed"


def _kept(run: Run, solver: Solver, search: "Search") -> str:
    """Compute, and keep what came of it."""
    answer = search.to_end()
    if answer is None:
        return "put back" if search.leaving and actions.put_back(run=run) else "lost"
    ended = actions.end_run(
        run=run,
        result=answer,
        cancelled=search.watch.cancelled,
        seconds=search.watch.seconds,
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


class Search:
    """One search in a thread of its own; it never touches the database, and this thread never searches."""

    def __init__(self, run: Run, solver: Solver) -> None:
        self.run, self.solver = run, solver
        self.watch = Watch(run.limits, self._hear)
        self.leaving = False
        self._lost = False
        self._step: Progress | None = None
        self._answer: Document | None = None
        self._error: Exception | None = None

    def to_end(self) -> Document | None:
        """The answer; None if the run was taken away, or if the worker is told to go.

        Raises whatever the solver raises.
        """
        thread = threading.Thread(target=self._solve, name=f"run {self.run.pk}", daemon=True)
        thread.start()
        with _hearing_stops(self._leave):
            while thread.is_alive() and not self.leaving and not self._lost:
                self._beat()
                thread.join(BEAT)
        if self.leaving or self._lost:
            self.watch.cancel()
            thread.join(PARTING)
            return None
        if self._error is not None:
            raise self._error
        if self._step is not None:
            self._write()
        return self._answer

    def _solve(self) -> None:
        try:
            self._answer = self.solver.solve(self.run.problem, self.watch)
        except Exception as error:
            self._error = error

    def _hear(self, step: Progress) -> None:
        """The solver's thread tells where it stands; only the newest step is ever written."""
        self._step = step

    def _leave(self) -> None:
        self.leaving = True

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
        seconds = round(self.watch.seconds, 1)
        return actions.note_progress(run=self.run, step=step, seconds=seconds, at=timezone.now())


@contextmanager
def _hearing_stops(leave: Any) -> Iterator[None]:
    """Call `leave` when the process is told to stop, then do what it would have done anyway."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in STOPS}

    def stop(number: int, frame: Any) -> None:
        leave()
        usual = before[signal.Signals(number)]
        if callable(usual):
            usual(number, frame)

    for number in STOPS:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number, usual in before.items():
            signal.signal(number, usual)
