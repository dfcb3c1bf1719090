"""`pendopo plan`: solve a problem, check anybody's plan, read published formats, print the schemas.

    pendopo plan bilaterals day.json -o plan.json [--seconds 60 --workers 0 --seed 0 --deterministic --after old.json]
    pendopo plan check day.json plan.json
    pendopo plan convert forum-13.dzn -o day.json
    pendopo plan schema bilaterals [--plan]

Ends with 0 when all is well, 1 when a plan breaks a rule or none was found, 2 when something cannot be read.
"""

import argparse
import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pendopo.planning import io
from pendopo.planning.errors import InvalidDocument, SolverMissing
from pendopo.planning.kinds import NAMES, Kind, kind, kind_of
from pendopo.planning.limits import Limits, Progress, Watch
from pendopo.planning.result import Goal, Result, Verdict

FINE, WRONG, UNREADABLE = 0, 1, 2


def main(arguments: list[str]) -> int:
    """Run one command; say in one line what cannot be read."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except InvalidDocument as error:
        return _complain(f"{options.reading}: {error}")
    except OSError as error:
        return _complain(f"{error.filename}: {error.strerror}.")
    except (LookupError, SolverMissing) as error:
        return _complain(str(error.args[0]))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="pendopo plan", description=(__doc__ or "").splitlines()[0])
    parser.set_defaults(reading="")
    commands = parser.add_subparsers(required=True, metavar="PROBLEM | check | convert | schema")
    for name in NAMES:
        _add_solve(commands.add_parser(name, help=f"solve a {name} problem"), name)
    check = commands.add_parser("check", help="check a plan against its problem, without a solver")
    check.add_argument("problem", type=Path)
    check.add_argument("plan", type=Path)
    check.set_defaults(run=_check)
    convert = commands.add_parser("convert", help="turn a published format into a problem")
    convert.add_argument(
        "source", type=Path, help="a file, or the folder that holds the files of one problem"
    )
    convert.add_argument(
        "--as", dest="format", default="", help="name of the format, where the ending does not say it"
    )
    convert.add_argument("-o", "--output", type=Path, required=True)
    convert.set_defaults(run=_convert)
    schema = commands.add_parser("schema", help="print the JSON Schema of a problem, or of its plan")
    schema.add_argument("name", choices=NAMES)
    schema.add_argument("--plan", action="store_true")
    schema.set_defaults(run=_schema)
    return parser


def _add_solve(parser: argparse.ArgumentParser, name: str) -> None:
    parser.add_argument("problem", type=Path)
    parser.add_argument("-o", "--output", type=Path, help="where the plan goes")
    parser.add_argument(
        "--after", type=Path, metavar="PLAN", help="repair this plan: change as little as possible"
    )
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--workers", type=int, default=0, help="0: one per core")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--deterministic", action="store_true", help="one worker, the same plan every time")
    parser.add_argument("--quiet", action="store_true", help="no progress")
    parser.set_defaults(run=_solve, name=name)


def _solve(options: argparse.Namespace) -> int:
    found = kind(options.name)
    problem = _read(options, options.problem, found.problem)
    before = _read(options, options.after, found.plan) if options.after else None
    try:
        limits = Limits(options.seconds, options.workers, options.seed, options.deterministic)
    except ValueError as error:
        return _complain(str(error))
    with _progress(options.quiet) as listener, _stopping(Watch(limits, listener)) as watch:
        result = found.solve(problem, watch, before)
    _print_result(result)
    if result.plan is None:
        return WRONG
    verdict = found.check(problem, result.plan)
    if options.output:
        options.output.write_bytes(io.write(result.plan))
    _print_lines(found.summary(problem, result.plan))
    return _print_verdict(verdict)


def _check(options: argparse.Namespace) -> int:
    found, problem = _read_any(options, options.problem)
    verdict = found.check(problem, _read(options, options.plan, found.plan))
    for goal in verdict.goals:
        sys.stdout.write(f"{goal.name}: {goal.value}\n")
    return _print_verdict(verdict)


def _convert(options: argparse.Namespace) -> int:
    options.reading = options.source
    wanted = options.format or options.source.suffix.lstrip(".").lower()
    readers = {format_name: reader for name in NAMES for format_name, reader in kind(name).readers.items()}
    if wanted not in readers:
        return _complain(
            f"{options.source}: name its format with --as; there are {', '.join(sorted(readers))}."
        )
    options.output.write_bytes(io.write(readers[wanted](options.source)))
    return FINE


def _schema(options: argparse.Namespace) -> int:
    found = kind(options.name)
    made = io.schema(found.plan if options.plan else found.problem)
    sys.stdout.write(json.dumps(made, indent=2, sort_keys=True) + "\n")
    return FINE


def _read(options: argparse.Namespace, path: Path, wanted: type[Any]) -> Any:
    options.reading = path
    return io.read(path.read_bytes(), wanted)


def _read_any(options: argparse.Namespace, path: Path) -> tuple[Kind, Any]:
    options.reading = path
    data = path.read_bytes()
    found = kind_of(io.format_of(data))
    return found, io.read(data, found.problem)


@contextmanager
def _stopping(watch: Watch) -> Iterator[Watch]:
    """The first interrupt keeps the best plan so far; a second one ends the program."""

    def stop(_number: int, _frame: object) -> None:
        signal.signal(signal.SIGINT, before)
        sys.stderr.write("\nStopping; the best plan so far is kept.\n")
        watch.cancel()

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield watch
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _progress(quiet: bool) -> Iterator[Any]:
    """Draw where the solve stands: one line drawn again on a terminal, a line for each step elsewhere."""
    again = sys.stderr.isatty()

    def draw(step: Progress) -> None:
        best = "none yet" if step.best is None else f"{step.best:g}"
        bound = "unknown" if step.bound is None else f"{step.bound:g}"
        line = f"{step.seconds:7.1f} s  {step.goal}: {best} (bound {bound})"
        sys.stderr.write(f"\r\033[K{line}" if again else f"{line}\n")
        sys.stderr.flush()

    yield None if quiet else draw
    if again and not quiet:
        sys.stderr.write("\r\033[K")


def _print_result(result: Result[Any]) -> None:
    ended = ", interrupted" if result.interrupted else ""
    sys.stdout.write(
        f"{result.status} after {result.seconds:.2f} s{ended} (seed {result.seed}, {result.solver})\n"
    )
    for goal in result.goals:
        sys.stdout.write(f"{_goal_line(goal)}\n")
    if result.conflict:
        sys.stdout.write(f"These cannot hold together: {', '.join(result.conflict)}.\n")


def _goal_line(goal: Goal) -> str:
    proof = (
        "proved"
        if goal.proved
        else "no bound"
        if goal.bound is None
        else f"bound {goal.bound}, gap {goal.gap:.2%}"
    )
    return f"{goal.name}: {goal.value} ({proof})"


def _print_lines(lines: Any) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")


def _print_verdict(verdict: Verdict) -> int:
    for fault in verdict.faults:
        sys.stdout.write(f"broken: {fault}\n")
    sys.stdout.write(
        "The plan keeps every rule.\n" if verdict.holds else f"{len(verdict.faults)} rules are broken.\n"
    )
    return FINE if verdict.holds else WRONG


def _complain(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return UNREADABLE
