"""What `pendopo plan` prints: progress while a solve runs, then its result, its verdict and its reasons."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from pendopo.planning.limits import Progress
from pendopo.planning.result import Goal, Reason, Result, Verdict


@contextmanager
def progress(quiet: bool) -> Iterator[Callable[[Progress], None] | None]:
    """Draw where the solve stands: one line drawn again on a terminal, a line for each step elsewhere."""
    again = sys.stderr.isatty()

    def draw(step: Progress) -> None:
        best = "none yet" if step.best is None else f"{float(step.best):g}"
        bound = "unknown" if step.bound is None else f"{float(step.bound):g}"
        line = f"{step.seconds:7.1f} s  {step.goal}: {best} (bound {bound})"
        sys.stderr.write(f"\r\033[K{line}" if again else f"{line}\n")
        sys.stderr.flush()

    yield None if quiet else draw
    if again and not quiet:
        sys.stderr.write("\r\033[K")


def print_result(result: Result[Any]) -> None:
    """How the solve ended, every goal with its proof, and the rules in conflict if there is no plan."""
    ended = ", interrupted" if result.interrupted else ""
    say(f"{result.status} after {result.seconds:.2f} s{ended} (seed {result.seed}, {result.solver})")
    print_lines(map(_goal_line, result.goals))
    if result.conflict:
        say(f"These cannot hold together: {'; '.join(result.conflict)}.")


def _goal_line(goal: Goal) -> str:
    if goal.proved:
        return f"{goal.name}: {goal.value} (proved)"
    if goal.gap is None:
        return f"{goal.name}: {goal.value} (no bound)"
    return f"{goal.name}: {goal.value} (bound {goal.bound}, gap {goal.gap:.2%})"


def print_verdict(verdict: Verdict) -> None:
    """Every rule that is broken, or that none is."""
    for fault in verdict.faults:
        say(f"broken: {fault}")
    count = len(verdict.faults)
    say("The plan keeps every rule." if verdict.holds else f"Faults in the plan: {count}.")


def print_reasons(reasons: Iterable[Reason]) -> None:
    """One line for each reason."""
    for reason in reasons:
        because = f" ({', '.join(reason.because)})" if reason.because else ""
        say(f"{reason.code}: {reason.subject}{because}")


def print_lines(lines: Iterable[str]) -> None:
    """Lines as they are."""
    for line in lines:
        say(line)


def say(line: str) -> None:
    """One line on the standard output."""
    sys.stdout.write(f"{line}\n")
