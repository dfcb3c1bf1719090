"""Bilateral meetings: the published files, each to its proof, and a large day made here from a seed.

python benchmarks/planning/bilaterals.py DIRECTORY           DIRECTORY/instances/*.dzn, DIRECTORY/published*.csv
python benchmarks/planning/bilaterals.py DIRECTORY tic-13    only the files with this in their name
python benchmarks/planning/bilaterals.py --large             only the large day
"""

import csv
import os
import random
import resource
import sys
import time
from pathlib import Path

from pendopo.planning.bilaterals import Meeting, Party, Problem, Room, check, read_dzn, solve
from pendopo.planning.limits import Limits, Progress, Watch
from pendopo.planning.result import Status

LONGEST, TOGETHER, FIRST = 45, 150, 1.0
SECONDS = float(os.environ.get("SECONDS", LONGEST))


def large(
    parties: int = 500, requests: int = 6_000, tables: int = 40, slots: int = 36, seed: int = 1
) -> Problem:
    """Delegations that ask for meetings with others, some wanted by many; a few are away in some slots."""
    rng = random.Random(seed)
    drawn_by = [0.1 + rng.random() ** 3 for _ in range(parties)]
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < requests:
        one, other = rng.choices(range(parties), drawn_by, k=2)
        if one != other:
            pairs.add((min(one, other), max(one, other)))
    return Problem(
        slots,
        tuple(
            Party(f"d{n}", forbidden=tuple(sorted(rng.sample(range(slots), rng.choice((0, 0, 2, 6))))))
            for n in range(parties)
        ),
        (Room("hall", tables),),
        tuple(
            Meeting(f"m{n}", (f"d{one}", f"d{other}"), "want", rng.randint(1, 9))
            for n, (one, other) in enumerate(sorted(pairs))
        ),
    )


def published(directory: Path) -> dict[str, str]:
    """File name without ending -> the best published number of breaks where breaks differ by 2, or "-"."""
    found: dict[str, str] = {}
    with next(directory.glob("published*.csv")).open() as lines:
        for row in csv.DictReader(lines):
            value, name = row["breaks_or_infeasible"], f"{row['instance']}.{row['variant']}"
            plain = value == "-" or value.isdigit()
            if row["d"] == "2" and row["solver"].startswith("MaxSAT") and plain:
                found.setdefault(name, value)
    return found


def peak() -> float:
    """Most memory used so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(problem: Problem, seconds: float) -> tuple[str, float, float, float]:
    """What came out in words, seconds, processor seconds, seconds until the first plan."""
    first: list[float] = []

    def hear(step: Progress) -> None:
        if step.best is not None and not first:
            first.append(step.seconds)

    cpu = time.process_time()
    result = solve(problem, Watch(Limits(seconds), hear))
    cpu = time.process_time() - cpu
    if result.plan is None:
        return ("-" if result.status is Status.INFEASIBLE else "?"), result.seconds, cpu, 0.0
    verdict = check(problem, result.plan)
    assert verdict.holds, verdict.faults
    assert [goal.value for goal in verdict.goals] == [goal.value for goal in result.goals]
    value = str(result.goals[-1].value)
    if result.status is not Status.OPTIMAL:
        value = f"{value} (bound {result.goals[-1].bound})"
    return value, result.seconds, cpu, first[0]


def run_published(directory: Path, pattern: str) -> bool:
    """The table of the published files; whether every reach is met."""
    known, right, longest, total, slowest, files = published(directory), 0, 0.0, 0.0, 0.0, 0
    print(
        "| file | breaks | published | s | processor s | first plan s | MiB |\n|---|---|---|---|---|---|---|"
    )
    for path in sorted((directory / "instances").glob("*.dzn")):
        if pattern not in path.stem:
            continue
        value, seconds, cpu, first = measure(read_dzn(path), SECONDS)
        stated = known.get(path.stem, "")
        right += value == stated
        files, longest, total, slowest = (
            files + 1,
            max(longest, seconds),
            total + seconds,
            max(slowest, first),
        )
        print(
            f"| {path.stem} | {value} | {stated} | {seconds:.2f} | {cpu:.2f} | {first:.2f} | {peak():.0f} |",
            flush=True,
        )
    met = right == files and longest <= LONGEST and total <= TOGETHER and slowest <= FIRST
    print(
        f"\n{right} of {files} proved and equal to the published value; longest {longest:.1f} s,"
        f" together {total:.1f} s, slowest first plan {slowest:.2f} s: {'met' if met else 'missed'}.\n"
    )
    return met


def run_large() -> bool:
    """The large day, 60 seconds; whether its reach is met."""
    steps: list[Progress] = []
    result = solve(large(), Watch(Limits(60), steps.append))
    assert result.plan is not None
    verdict = check(large(), result.plan)
    first = next(step.seconds for step in steps if step.best is not None)
    print("| goal | value | bound | gap |\n|---|---|---|---|")
    for goal in result.goals:
        gap = "" if goal.gap is None else f"{goal.gap:.2%}"
        print(f"| {goal.name} | {goal.value} | {goal.bound} | {gap} |")
    met = verdict.holds and first <= 10 and (result.goals[0].gap or 0) < 0.01 and result.seconds < 65
    print(
        f"\nFirst plan after {first:.1f} s, {result.seconds:.1f} s in all, {peak():.0f} MiB,"
        f" rules kept: {verdict.holds}: {'met' if met else 'missed'}."
    )
    return met


def main(arguments: list[str]) -> int:
    if not 1 <= len(arguments) <= 2:
        sys.exit(__doc__)
    if arguments[0] == "--large":
        return 0 if run_large() else 1
    met = run_published(Path(arguments[0]), "".join(arguments[1:]))
    return 0 if (len(arguments) == 2 or run_large()) and met else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
