"""`pendopo plan`: solve a problem, check anybody's plan, read published formats, print the schemas.

    pendopo plan bilaterals day.json -o plan.json [--seconds 60 --workers 0 --seed 0 --deterministic --after old.json]
    pendopo plan check day.json plan.json
    pendopo plan explain day.json plan.json
    pendopo plan convert forum-13.dzn -o day.json
    pendopo plan schema bilaterals [--plan]

Ends with 0 when all is well, 1 when a plan breaks a rule or none was found, 2 when something cannot be read.
"""

import argparse
import json
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pendopo.planning import io
from pendopo.planning.errors import InvalidDocument, SolverMissing
from pendopo.planning.kinds import NAMES, Kind, kind, kind_of
from pendopo.planning.limits import Limits, Watch
from pendopo.planning.result import Fault, Result, Verdict
from pendopo.planning.terminal import print_lines, print_reasons, print_result, print_verdict, progress, say

FINE, WRONG, UNREADABLE = 0, 1, 2
STOPS = (signal.SIGINT, signal.SIGTERM)


def main(arguments: list[str]) -> int:
    """Run one command; say in one line what cannot be read."""
    options = parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except InvalidDocument as error:
        return _complain(f"{options.reading}: {error}")
    except OSError as error:
        return _complain(f"{error.filename or options.reading}: {error.strerror or error}.")
    except (LookupError, SolverMissing) as error:
        return _complain(f"{options.reading}: {error.args[0]}" if options.reading else str(error.args[0]))


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    made = argparse.ArgumentParser(
        prog="pendopo plan", description="Solve a planning problem, or check anybody's plan for one."
    )
    made.set_defaults(reading="")
    commands = made.add_subparsers(
        required=True, metavar="COMMAND", title="problems, and what else can be done"
    )
    for name in NAMES:
        _add_solve(commands.add_parser(name, help=f"solve a problem of the kind {name}"), name)
    check = commands.add_parser("check", help="check a plan against its problem, without a solver")
    check.set_defaults(run=_check)
    explain = commands.add_parser("explain", help="say which rules bind, and what was lost to them")
    explain.set_defaults(run=_explain)
    for reader in (check, explain):
        reader.add_argument("problem", type=Path)
        reader.add_argument("plan", type=Path)
    _add_convert(commands.add_parser("convert", help="turn a published format into a problem"))
    schema = commands.add_parser("schema", help="print the JSON Schema of a problem, or of its plan")
    schema.add_argument("name", choices=NAMES)
    schema.add_argument("--plan", action="store_true", help="the schema of the plan")
    schema.set_defaults(run=_schema)
    return made


def _add_solve(made: argparse.ArgumentParser, name: str) -> None:
    made.add_argument("problem", type=Path)
    made.add_argument("-o", "--output", type=Path, metavar="FILE", help="where the plan goes")
    made.add_argument(
        "--after", type=Path, metavar="PLAN", help="repair this plan, changing as little as possible"
    )
    made.add_argument("--seconds", type=float, default=60.0, help="time limit (60)")
    made.add_argument("--workers", type=int, default=0, help="how many search at once (0: one per core)")
    made.add_argument("--seed", type=int, default=0, help="seed of every random choice (0)")
    made.add_argument("--deterministic", action="store_true", help="one worker, the same plan every time")
    made.add_argument("--quiet", action="store_true", help="no progress")
    made.set_defaults(run=_solve, name=name)


def _add_convert(made: argparse.ArgumentParser) -> None:
    made.add_argument("source", type=Path, help="a file, or the folder that holds the files of one problem")
    made.add_argument(
        "--as", dest="format", default="", help="name of the format, where the ending does not say it"
    )
    made.add_argument("-o", "--output", type=Path, metavar="FILE", required=True)
    made.set_defaults(run=_convert)


def _solve(options: argparse.Namespace) -> int:
    found = kind(options.name)
    problem = _read(options, options.problem, found.problem)
    before = _read(options, options.after, found.plan) if options.after else None
    if options.output and not options.output.resolve().parent.is_dir():
        return _complain(f"{options.output}: there is no such folder.")
    try:
        limits = Limits(options.seconds, options.workers, options.seed, options.deterministic)
    except ValueError as error:
        return _complain(str(error))
    options.reading = ""
    with progress(options.quiet) as listener, _stopping(Watch(limits, listener)) as watch:
        result: Result[Any] = in_background(lambda: found.solve(problem, watch, before))
    print_result(result)
    if result.plan is None:
        return WRONG
    if options.output:
        options.output.write_bytes(io.write(result.plan))
    print_lines(found.summary(problem, result.plan))
    return _judge(_recounted(result, found.check(problem, result.plan)))


def _recounted(result: Result[Any], verdict: Verdict) -> Verdict:
    """The verdict, with a fault for each goal that the solve claims and the check counts differently."""
    counted = {goal.name: goal.value for goal in verdict.goals}
    wrong = tuple(
        Fault("score", (goal.name,), f"It is {counted[goal.name]}, not {goal.value}.")
        for goal in result.goals
        if goal.name in counted and counted[goal.name] != goal.value
    )
    return Verdict((*verdict.faults, *wrong), verdict.goals)


def _check(options: argparse.Namespace) -> int:
    found, problem = _read_any(options, options.problem)
    verdict = found.check(problem, _read(options, options.plan, found.plan))
    print_lines(f"{goal.name}: {goal.value}" for goal in verdict.goals)
    return _judge(verdict)


def _explain(options: argparse.Namespace) -> int:
    found, problem = _read_any(options, options.problem)
    plan = _read(options, options.plan, found.plan)
    verdict = found.check(problem, plan)
    if not verdict.holds:
        return _judge(verdict)
    print_reasons(found.explain(problem, plan))
    return FINE


def _convert(options: argparse.Namespace) -> int:
    options.reading = options.source
    wanted = options.format or options.source.suffix.lstrip(".").lower()
    readers = {format_name: reader for name in NAMES for format_name, reader in kind(name).readers.items()}
    if wanted not in readers:
        names = ", ".join(sorted(readers)) or "none"
        return _complain(f"{options.source}: name its format with --as; there are: {names}.")
    options.output.write_bytes(io.write(readers[wanted](options.source)))
    return FINE


def _schema(options: argparse.Namespace) -> int:
    found = kind(options.name)
    made = io.schema(found.plan if options.plan else found.problem)
    say(json.dumps(made, indent=2, sort_keys=True))
    return FINE


def _read(options: argparse.Namespace, path: Path, wanted: type[Any]) -> Any:
    return io.read(_bytes(options, path), wanted)


def _read_any(options: argparse.Namespace, path: Path) -> tuple[Kind, Any]:
    data = _bytes(options, path)
    found = kind_of(io.format_of(data))
    return found, io.read(data, found.problem)


def _bytes(options: argparse.Namespace, path: Path) -> bytes:
    """What the file holds, and no more of it than could be a document."""
    options.reading = path
    with path.open("rb") as file:
        return file.read(io.MAX_BYTES + 1)


def in_background(work: Callable[[], Any]) -> Any:
    """What `work` returns or raises. It runs in a thread of its own, so that this one hears signals at once."""
    ended: list[Any] = []

    def run() -> None:
        try:
            ended.extend((work(), None))
        except BaseException as error:
            ended.extend((None, error))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(0.2)
    value, error = ended
    if error is not None:
        raise error
    return value


@contextmanager
def _stopping(watch: Watch) -> Iterator[Watch]:
    """The first Ctrl-C or polite kill keeps the best plan so far; a second one ends the program."""

    def stop(_number: int, _frame: object) -> None:
        for number in STOPS:
            signal.signal(number, signal.SIG_DFL)
        sys.stderr.write("\nStopping; the best plan so far is kept.\n")
        watch.cancel()

    before = {number: signal.signal(number, stop) for number in STOPS}
    try:
        yield watch
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _judge(verdict: Verdict) -> int:
    print_verdict(verdict)
    return FINE if verdict.holds else WRONG


def _complain(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return UNREADABLE
