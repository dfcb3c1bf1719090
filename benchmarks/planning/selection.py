"""Panels: published pools, and a large one made here from a seed; beside sortition-algorithms where it is installed.

python benchmarks/planning/selection.py DIRECTORY [--peer]     DIRECTORY holds folders NAME_SIZE and `published`
"""

import argparse
import random
import re
import resource
import sys
import time
from pathlib import Path

import msgspec

from pendopo.planning.limits import Limits, Watch
from pendopo.planning.result import Status
from pendopo.planning.selection import Person, Problem, Quota, chances, check, read_sortition, solve

REACH = {"published": 5.0, "generated": 120.0}
# People, size of the panel, seed, by which share a quota may be missed.
GENERATED = (
    (5_000, 200, 1, 0.05),
    (5_000, 200, 1, 0.02),
    (2_000, 100, 1, 0.05),
    (5_000, 200, 2, 0.05),
    (1_000, 50, 1, 0.05),
)


def crowd(people: int, size: int, categories: int, seed: int = 1, give: float = 0.05) -> Problem:
    """A pool of volunteers: features as people have them, quotas for a population that differs from it a little."""
    rng = random.Random(seed)
    shares = [[rng.uniform(0.5, 2) for _ in range(rng.randint(2, 6))] for _ in range(categories)]
    pool = []
    for n in range(people):
        features = {f"c{c}": f"f{rng.choices(range(len(s)), s)[0]}" for c, s in enumerate(shares)}
        pool.append(Person(f"p{n}", features))
    quotas = []
    for c, share in enumerate(shares):
        leaning = [one * rng.uniform(0.8, 1.25) for one in share]
        for f, one in enumerate(leaning):
            middle = size * one / sum(leaning)
            quotas.append(Quota(f"c{c}", f"f{f}", int(middle * (1 - give)), int(middle * (1 + give)) + 1))
    return Problem(tuple(pool), size, tuple(quotas))


def peer_chances(problem: Problem) -> tuple[list[float], float]:
    """Sorted chances by sortition-algorithms' maximin with HiGHS (its leximin needs a licence), and its seconds."""
    from sortition_algorithms import features, people, settings
    from sortition_algorithms.committee_generation import find_distribution_maximin

    rows = [
        {"feature": q.category, "value": q.feature, "min": q.lower, "max": q.upper} for q in problem.quotas
    ]
    wanted = features.read_in_features(list(rows[0]), rows)[0]
    given = [{"id": person.id, **person.features} for person in problem.people]
    config = settings.Settings(id_column="id", columns_to_keep=[])
    pool, _report = people.read_in_people(list(given[0]), given, wanted, config)
    start = time.perf_counter()
    panels, weights, _more = find_distribution_maximin(wanted, pool, problem.size, [], "highspy")
    seconds = time.perf_counter() - start
    chance = dict.fromkeys((person.id for person in problem.people), 0.0)
    for panel, weight in zip(panels, weights, strict=True):
        for name in panel:
            chance[name] += weight
    return sorted(chance.values()), seconds


def published(folder: Path, name: str) -> float | None:
    """The smallest chance of leximin in the published statistics, with the decimals given there."""
    path = folder / "published" / f"{name}_statistics.txt"
    if not path.exists():
        return None
    found = re.search(r"LEXIMIN minimum probability \(exact\):\s*([\d.]+)%", path.read_text())
    return float(found[1]) / 100 if found else None


def sorted_not_worse(ours: list[float], theirs: list[float], slack: float = 5e-4) -> bool:
    """Leximin order up to the accuracy the peer stops at."""
    for one, other in zip(ours, theirs, strict=True):
        if abs(one - other) > slack:
            return one > other
    return True


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("directory", type=Path)
    parser.add_argument("--peer", action="store_true", help="run the peer's maximin beside ours")
    options = parser.parse_args()
    pools = [
        (path.name, read_sortition(path), "published") for path in sorted(options.directory.glob("*_[0-9]*"))
    ]
    for people, size, seed, give in GENERATED:
        name = f"generated {people:,} / {size}, seed {seed}, ± {give:.0%}"
        pools.append((name, crowd(people, size, 8, seed, give), "generated"))
    print("| pool | people, kinds, compositions | smallest chance | published | certificate | seconds | CPU s | check "
          "| peer: smallest, seconds | not worse |\n|---|---|---|---|---|---|---|---|---|---|")  # fmt: skip
    met = True
    for name, problem, reach in pools:
        line, fine = measured(options, name, problem, REACH[reach])
        met = met and fine
        print(line, flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nPeak memory {peak:.0f} MiB. The reach is {'met' if met else 'MISSED'}.")
    return 0 if met else 1


def measured(options: argparse.Namespace, name: str, problem: Problem, reach: float) -> tuple[str, bool]:
    """One row of the table, and whether it reaches what it should."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = solve(problem, Watch(Limits(seconds=300)))
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    verdict = check(problem, result.plan)
    found = sorted(float(one) for one in chances(result.plan).values())
    known = published(options.directory, name)
    fine = verdict.holds and result.status is Status.OPTIMAL and wall < reach
    fine = fine and (known is None or abs(round(found[0], 3) - known) < 1e-6)
    said = "not run | "
    small = {"sf_fixture150_22", "example_small_20"}
    if options.peer and (name in small or re.match(r"gen\d", name)):
        theirs, seconds = peer_chances(msgspec.structs.replace(problem, seed=""))
        better = sorted_not_worse(found, theirs)
        fine, said = fine and better, f"{theirs[0]:.6f}, {seconds:.1f} | {'yes' if better else 'NO'}"
    kinds = len(result.plan.kinds)
    shape = f"{len(problem.people)}, {kinds}, {len(result.plan.lottery)}"
    return (
        f"| {name} | {shape} | {found[0]:.6f} | {known if known is not None else ''} | {result.status} "
        f"| {wall:.2f} | {cpu:.2f} | {verdict.holds} | {said} |"
    ), fine


if __name__ == "__main__":
    sys.exit(main())
