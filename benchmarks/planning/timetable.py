"""Timetables: the published conferences, beside the published solutions and the library's own program.

python benchmarks/planning/timetable.py DIRECTORY [names]     DIRECTORY/instances/*.xlsx, /published_solutions/*/*.xlsx
    --seconds 300            time for each conference
    --peer FOLDER            a copy of ahmedkheiri/CoSPLib: its matheuristic runs for the same time, with HiGHS
    --peer-python EXECUTABLE an interpreter with numpy, openpyxl, pandas, pulp, pytz and highspy (this one)
    --large                  only a conference made from a seed
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pendopo.planning.limits import Limits, Watch
from pendopo.planning.result import Status
from pendopo.planning.timetable import (
    Hours,
    Overlap,
    Penalty,
    Problem,
    Room,
    Session,
    Talk,
    Track,
    check,
    read_timetable,
    read_workbook,
    solve,
)

BETTER, PROVED, OF = 8, 4, 12  # the reach: strictly better, and proved, of so many conferences
PEER = """
import sys, time
from pathlib import Path
folder, source, target, seconds = sys.argv[1:]
sys.path.insert(0, folder)
seconds = int(seconds)
import config
config.SOLVER, config.MILP_TIME_LIMIT_IN_SEC = "HiGHS", min(90, seconds // 2)
from domain.problem import Problem
from optimisation.algorithms.matheuristic import Matheuristic
from solution import Solution
problem = Problem(file_path=Path(source))
problem.build()
solution = Solution(problem)
Matheuristic().solve(problem, solution, start_time=time.time(), run_time_in_sec=seconds)
solution.to_excel(file_path=Path(target))
"""


def large(talks: int = 400, tracks: int = 40, rooms: int = 14, sessions: int = 12, seed: int = 1) -> Problem:
    """Talks of which some need a ramp or a large room, and people who want to hear several of them."""
    rng = random.Random(seed)
    names = [f"track {n}" for n in range(tracks)]
    made = tuple(
        Talk(
            f"talk {n}",
            rng.choice(names) if n >= tracks else names[n],
            rng.choice((1, 1, 1, 2)),
            presenters=(f"person {rng.randrange(talks * 3 // 4)}",),
            zone=rng.choice((0, 0, 60, 120)),
            needs=("ramp",) if rng.random() < 0.05 else (),
            people=rng.choice((0, 20, 40)),
        )
        for n in range(talks)
    )
    wanted = {tuple(sorted(rng.sample(range(talks), 2))) for _ in range(talks * 3)}
    return Problem(
        tuple(Session(f"session {n}", 5, 480 + 120 * (n % 4), 580 + 120 * (n % 4)) for n in range(sessions)),
        tuple(Room(f"room {n}", 40 + 20 * (n % 5), ("ramp",) if n % 3 else ()) for n in range(rooms)),
        tuple(Track(name, (f"person {n}",)) for n, name in enumerate(names)),
        made,
        hours=Hours(480, 1020, 420, 1200),
        track_sessions=tuple(Penalty(name, f"session {rng.randrange(sessions)}", 5) for name in names),
        overlaps=tuple(Overlap(f"talk {a}", f"talk {b}", rng.randint(1, 9)) for a, b in sorted(wanted)),
    )


def published(directory: Path, name: str, problem: Problem) -> int | None:
    """The least score of the published solutions, counted by our check."""
    found = []
    for path in sorted(directory.glob(f"published_solutions/*/{name}Solution.xlsx")):
        verdict = check(problem, read_timetable(path, problem))
        assert verdict.holds, verdict.faults
        found.append(int(verdict.goals[0].value))
    return min(found, default=None)


def peer(options: argparse.Namespace, source: Path, problem: Problem) -> int | None:
    """What the library's matheuristic reaches in the same time; None where it finds no timetable."""
    if options.peer is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "solution.xlsx"
        code = options.peer / "Solver" if (options.peer / "Solver").is_dir() else options.peer
        command = [options.peer_python, "-c", PEER, str(code), str(source.resolve()), str(target)]
        done = subprocess.run(
            [*command, str(options.seconds)], check=False, cwd=code, capture_output=True, text=True
        )
        if not target.exists():
            print(f"{source.stem}: the peer ended without a timetable: {done.stderr[-300:]}", file=sys.stderr)
            return None
        verdict = check(problem, read_timetable(target, problem))
        return int(verdict.goals[0].value) if verdict.holds else None


def measure(problem: Problem, seconds: float) -> dict[str, object]:
    """One solve: value, bound, seconds, processor seconds, seconds to the first timetable, peak MiB, check."""
    first: list[float] = []
    cpu = time.process_time()
    result = solve(problem, Watch(Limits(seconds), lambda step: first.append(step.seconds)))
    cpu = time.process_time() - cpu
    found: dict[str, object] = {"seconds": result.seconds, "cpu": cpu, "first": first[0] if first else None}
    if result.plan is not None:
        verdict = check(problem, result.plan)
        counted = verdict.holds and verdict.goals[0].value == result.goals[0].value
        found |= {"value": result.goals[0].value, "bound": result.goals[0].bound, "holds": counted}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found | {"proved": result.status is Status.OPTIMAL, "peak": peak}


def measured_apart(options: argparse.Namespace, name: str) -> dict[str, object]:
    """The same in a process of its own, so that memory is counted for one conference."""
    command = [
        sys.executable,
        __file__,
        str(options.directory),
        name,
        "--seconds",
        str(options.seconds),
        "--one",
    ]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def row(name: str, found: dict[str, object], known: int | None, rival: int | None) -> str:
    """One line of the table."""
    if found.get("value") is None:
        return f"| {name} | none | | {shown(known)} | {shown(rival)} | {found['seconds']:.0f} | | | |"
    proof = "proved" if found["proved"] else f"bound {found['bound']}"
    times = f"{found['seconds']:.0f} / {found['cpu']:.0f} | {found['first']:.1f} | {found['peak']:.0f}"
    verdict = "holds" if found["holds"] else "BROKEN"
    return f"| {name} | {found['value']} | {proof} | {shown(known)} | {shown(rival)} | {times} | {verdict} |"


def shown(value: int | None) -> str:
    return "–" if value is None else str(value)


def run(options: argparse.Namespace) -> bool:
    """The table of the published conferences, and whether every reach is met."""
    print(
        "| conference | score | proof | published | peer | seconds (wall / CPU) | first | peak MiB | check |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    feasible = better = proved = conferences = 0
    worse = []
    for path in sorted(options.directory.glob("instances/*.xlsx")):
        if options.names and path.stem not in options.names:
            continue
        problem = read_workbook(path)
        found, known = measured_apart(options, path.stem), published(options.directory, path.stem, problem)
        rival = peer(options, path, problem)
        print(row(path.stem, found, known, rival), flush=True)
        least = min((one for one in (known, rival) if one is not None), default=None)
        conferences += 1
        value = found.get("value") if found.get("holds") else None
        feasible += value is not None
        proved += bool(found["proved"])
        if least is not None and (not isinstance(value, int) or value > least):
            worse.append(path.stem)
        better += least is not None and isinstance(value, int) and value < least
    met = feasible == conferences and not worse and better >= BETTER and proved >= PROVED
    print(
        f"\nReach {'met' if met else 'missed'}: feasible {feasible} of {conferences}; worse than the better of "
        f"published and peer: {', '.join(worse) or 'none'}; strictly better {better} (at least {BETTER} of {OF}); "
        f"proved {proved} (at least {PROVED})."
    )
    print(f"Load {os.getloadavg()[0]:.0f}, {options.seconds} s each, {os.cpu_count()} cores.")
    return met


def main() -> int:
    made = argparse.ArgumentParser()
    made.add_argument("directory", type=Path, nargs="?")
    made.add_argument("names", nargs="*")
    made.add_argument("--seconds", type=int, default=int(os.environ.get("SECONDS", "300")))
    made.add_argument("--peer", type=Path)
    made.add_argument("--peer-python", default=sys.executable)
    made.add_argument("--large", action="store_true")
    made.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = made.parse_args()
    if options.large:
        found = measure(large(), options.seconds)
        print(row("made: 400 talks, 14 rooms, 12 sessions", found, None, None))
        return 0 if found.get("holds") else 1
    if options.one:
        path = options.directory / "instances" / f"{options.names[0]}.xlsx"
        print(json.dumps(measure(read_workbook(path), options.seconds)))
        return 0
    return 0 if run(options) else 1


if __name__ == "__main__":
    sys.exit(main())
