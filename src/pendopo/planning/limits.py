"""How long a solve may take, who listens to it, and how it is stopped."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pendopo.planning.result import Number


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds of wall time, workers (0: one per core), the seed of every random choice.

    `deterministic` uses one worker, so that the same input, seed and version give the same plan whenever the
    search ends before its time.
    """

    seconds: float = 60.0
    workers: int = 0
    seed: int = 0
    deterministic: bool = False

    def __post_init__(self) -> None:
        if not self.seconds > 0:
            raise ValueError(f"A solve needs more than {self.seconds} seconds.")
        if self.workers < 0:
            raise ValueError(f"{self.workers} workers cannot solve; 0 takes one per core.")
        if not 0 <= self.seed < 2**31:
            raise ValueError(f"The seed is {self.seed}; 0 to 2147483647 is allowed.")

    @property
    def threads(self) -> int:
        """How many workers search at once."""
        return 1 if self.deterministic else self.workers or os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a solve stands: the level it works on, the best value so far, the bound, seconds since the start."""

    goal: str
    best: Number | None
    bound: Number | None
    seconds: float


class Watch:
    """The clock of one solve. It passes progress to a listener, and a wish to stop to whatever is searching."""

    def __init__(
        self, limits: Limits | None = None, listener: Callable[[Progress], None] | None = None
    ) -> None:
        self.limits = limits or Limits()
        self._listener = listener
        self._start = time.monotonic()
        self._cancelled = threading.Event()
        self._lock = threading.Lock()
        self._stops: list[Callable[[], None]] = []

    @property
    def seconds(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self._start

    @property
    def left(self) -> float:
        """Seconds until the limit, never below 0; 0 once cancelled."""
        return 0.0 if self.cancelled else max(0.0, self.limits.seconds - self.seconds)

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked to stop."""
        return self._cancelled.is_set()

    @property
    def over(self) -> bool:
        """Whether the time is up or somebody asked to stop."""
        return self.left == 0.0

    def cancel(self) -> None:
        """Stop as soon as possible and keep the best plan found; may be called from any thread."""
        self._cancelled.set()
        with self._lock:
            stops = list(self._stops)
        for stop in stops:
            stop()

    @contextmanager
    def stopping(self, stop: Callable[[], None]) -> Iterator[None]:
        """Call `stop` if the solve is cancelled while the block runs."""
        with self._lock:
            self._stops.append(stop)
        try:
            if self.cancelled:
                stop()
            yield
        finally:
            with self._lock:
                self._stops.remove(stop)

    def report(self, goal: str, best: Number | None, bound: Number | None) -> None:
        """Tell the listener where the solve stands."""
        if self._listener is not None:
            self._listener(Progress(goal, best, bound, self.seconds))
