"""Exposure visits: the published projects with ranked choices, and large problems made here from a seed.

python benchmarks/planning/visits.py DIRECTORY        DIRECTORY/instances holds PrefLib's 00038 (.soi, .dat)
"""

import random
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pendopo.planning.limits import Limits, Watch
from pendopo.planning.visits import (
    Facilitator,
    Group,
    Mix,
    Pair,
    Person,
    Problem,
    Site,
    Vehicle,
    check,
    read_soi,
    solve,
)
from pendopo.planning.visits.check import outcomes

OBJECTIVES = ("greedy-maximum", "generous-maximum", "rank-maximal")


def crowd(people: int, sites: int, seed: int = 1) -> Problem:
    """People who rank six of the sites, a few sites wanted by many; 1.5 places a person."""
    rng = random.Random(seed)
    upper = [rng.randint(people * 100 // sites // 100, people * 200 // sites // 100) for _ in range(sites)]
    return Problem(
        _ranking(rng, people, sites),
        tuple(Site(f"s{n}", (Group(f"g{n}", upper[n], features=("wheelchair",)),)) for n in range(sites)),
    )


def delegation(people: int, sites: int, seed: int = 1) -> Problem:
    """The same with two groups a site, least sizes, a mix of women and men, pairs, facilitators and buses."""
    rng = random.Random(seed)
    everybody = _ranking(rng, people, sites)
    size = people * 3 // (sites * 4)
    groups = tuple(
        Site(
            f"s{n}",
            tuple(Group(f"g{n}{w}", size + rng.randint(0, 8), 8, w, ("wheelchair",), 1) for w in "ab"),
        )
        for n in range(sites)
    )
    names = rng.sample([person.id for person in everybody], people // 10)
    pairs = tuple(
        Pair(first, second, "together" if n % 2 else "apart")
        for n, (first, second) in enumerate(zip(names[::2], names[1::2], strict=True))
    )
    guides = tuple(Facilitator(f"f{n}") for n in range(sites * 9 // 10))
    buses = tuple(Vehicle(f"b{n}", 30 + 10 * (n % 3), n % 3) for n in range(sites * 9 // 10))
    mixes = (Mix("sex", "f", at_least=4), Mix("sex", "m", at_least=2))
    return Problem(everybody, groups, (), guides, mixes, pairs, buses)


def _ranking(rng: random.Random, people: int, sites: int) -> tuple[Person, ...]:
    drawn_by = [0.05 + rng.random() ** 2 for _ in range(sites)]
    found = []
    for n in range(people):
        order = sorted(range(sites), key=lambda site: -(rng.random() ** (1 / drawn_by[site])))[:6]
        needs = ("wheelchair",) if n % 50 == 0 else ()
        attributes = {"sex": "f" if rng.random() < 0.48 else "m"}
        found.append(Person(f"p{n}", tuple((f"s{site}",) for site in order), needs, attributes))
    return tuple(found)


def published(directory: Path) -> dict[tuple[str, str], list[int]]:
    """Year and objective with the profile in the README beside the instances."""
    text = (directory / "README.md").read_text()
    found = {}
    for year, three in re.findall(r"(?<![\d,])(\d): ((?:[\d,]+(?: \(size \d+\))? ?\|? ?){3})", text):
        profiles = [re.sub(r"\(.*?\)", "", part) for part in three.split("|")]
        for objective, profile in zip(OBJECTIVES, profiles, strict=True):
            found[year, objective] = [int(one) for one in profile.strip(" ,").split(",")]
    return found


def main() -> int:
    directory = Path(sys.argv[1])
    expected, met = published(directory), True
    print(
        "| problem | objective | profile | as published | seconds (wall / CPU) | check |\n|---|---|---|---|---|---|"
    )
    for path in sorted((directory / "instances").glob("*.soi")):
        for objective in OBJECTIVES:
            problem = read_soi(path, objective)
            profile, seconds, holds = run(problem, 10)
            year = str(int(path.stem.rsplit("-", 1)[1]))
            known = expected.get((year, objective))
            same = known is None or profile == (known + [0] * len(profile))[: len(profile)]
            met = met and same and holds and seconds[0] < 0.2
            said = "unknown" if known is None else "yes" if same else "NO"
            print(
                f"| year {year} | {objective} | {shown(profile)} | {said} | {timed(seconds)} | {holds} |",
                flush=True,
            )
    for name, problem, limit in made():
        profile, seconds, holds = run(problem, 120)
        met = met and (limit is None or (holds and seconds[0] < limit))
        print(
            f"| {name} | {problem.objective} | {shown(profile)} | | {timed(seconds)} | {holds} |",
            flush=True,
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nPeak memory {peak:.0f} MiB. The reach is {'met' if met else 'MISSED'}.")
    return 0 if met else 1


def made() -> Iterator[tuple[str, Problem, int | None]]:
    """Problems from a seed, and the seconds allowed; without them a problem is measured and not counted."""
    yield "10,000 × 60", crowd(10_000, 60), 5
    for seed in range(1, 6):
        yield f"2,000 × 60, all rules, seed {seed}", delegation(2_000, 60, seed), 30
    yield "500 × 20, all rules", delegation(500, 20), None
    yield "3,000 × 40, all rules", delegation(3_000, 40), None


def run(problem: Problem, seconds: int) -> tuple[list[int], tuple[float, float], bool]:
    """Profile, seconds of the wall and of the processor, and whether the plan is proved and keeps the rules."""
    start = time.perf_counter(), time.process_time()
    result = solve(problem, Watch(Limits(seconds=seconds)))
    taken = time.perf_counter() - start[0], time.process_time() - start[1]
    if result.plan is None:
        return [], taken, False
    verdict = check(problem, result.plan)
    proved = all(goal.proved for goal in result.goals)
    counted = [goal.value for goal in verdict.goals] == [goal.value for goal in result.goals]
    counts = Counter(outcomes(problem, result.plan).values())
    return [counts[rank] for rank in range(1, problem.ranks + 1)], taken, verdict.holds and proved and counted


def timed(seconds: tuple[float, float]) -> str:
    return " / ".join(f"{one:.3f}" if max(seconds) < 1 else f"{one:.1f}" for one in seconds)


def shown(profile: list[int]) -> str:
    return ", ".join(map(str, profile))


if __name__ == "__main__":
    sys.exit(main())
