"""Seats: every published table in a folder, seat by seat, and large tables made here from a seed.

python benchmarks/planning/apportionment.py DIRECTORY

Read are CSV files with one row a unit and columns such as `huntington_hill_435_min1` (method, seats, floor), CSV
files of an election with one row for each list in each district, and JSON files with `votes` and `official_seats`.
"""

import csv
import json
import random
import re
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from pendopo.planning.apportionment import (
    Cell,
    Count,
    Group,
    Method,
    Problem,
    Quorum,
    Region,
    Seats,
    Table,
    Unit,
    check,
    solve,
)

METHODS = {
    "huntington_hill": Method.HUNTINGTON_HILL,
    "webster": Method.SAINTE_LAGUE,
    "sainte_lague": Method.SAINTE_LAGUE,
    "dhondt": Method.DHONDT,
    "jefferson": Method.DHONDT,
    "adams": Method.ADAMS,
    "dean": Method.DEAN,
    "hamilton": Method.HARE,
    "hare": Method.HARE,
    "hare_largest_remainder": Method.HARE,
}
COLUMN = re.compile(rf"(?P<method>{'|'.join(METHODS)})_(?P<seats>\d+)(?:_min(?P<floor>\d+))?")
LIMIT = 0.5  # seconds for 500 regions and 4 groups


@dataclass
class Instance:
    """A problem and its published seats, by unit or by region and group; none for what is made here."""

    name: str
    problem: Problem
    published: dict[tuple[str, ...], int] | None = None


def instances(directory: Path) -> Iterator[Instance]:
    for path in sorted(directory.iterdir()):
        if path.suffix == ".csv":
            with path.open(encoding="utf-8-sig", newline="") as file:
                rows = list(csv.DictReader(file))
            yield from election(path.stem, rows) if "list_name" in rows[0] else columns(path.stem, rows)
        elif path.suffix == ".json":
            yield matrix(path.stem, json.loads(path.read_text()))


def columns(name: str, rows: list[dict[str, str]]) -> Iterator[Instance]:
    """One instance for each column that names its method; what has no method there is no output of one."""
    first, weight = list(rows[0])[:2]
    for column in rows[0]:
        if not (found := COLUMN.fullmatch(column)):
            continue
        units = (Unit(row[first], Fraction(row[weight]), int(found["floor"] or 0)) for row in rows)
        task = Seats(int(found["seats"]), tuple(units), METHODS[found["method"]])
        published = {(row[first],): int(row[column]) for row in rows}
        yield Instance(f"{name}: {column}", Problem(task), published)


def election(name: str, rows: list[dict[str, str]]) -> Iterator[Instance]:
    """An election by the rule of Zug: voters, a quorum of 5 % in a district or 3 % in all, the strongest seated."""
    regions = {row["entity_name"]: int(row["election_mandates"]) for row in rows}
    groups = dict.fromkeys(row["list_name"] for row in rows)
    cells = (Cell(row["entity_name"], row["list_name"], Fraction(row["list_votes"])) for row in rows)
    task = Table(
        tuple(Region(*item) for item in regions.items()),
        tuple(Group(group) for group in groups),
        tuple(cells),
        count=Count.WHOLE_VOTERS,
        quorum=Quorum(Fraction(1, 20), Fraction(3, 100)),
        strongest=True,
    )
    published = {(row["entity_name"], row["list_name"]): int(row["list_number_of_mandates"]) for row in rows}
    yield Instance(name, Problem(task), published)


def matrix(name: str, read: dict) -> Instance:
    """Votes by list and district, with the seats of districts."""
    regions, groups = read["districts"], read["parties"]
    task = Table(
        tuple(Region(*item) for item in zip(regions, read["district_seats"], strict=True)),
        tuple(Group(group) for group in groups),
        tuple(
            Cell(region, group, Fraction(votes))
            for group, row in zip(groups, read["votes"], strict=True)
            for region, votes in zip(regions, row, strict=True)
        ),
        count=Count.VOTERS,
    )
    published = {
        (region, group): seats
        for group, row in zip(groups, read["official_seats"], strict=True)
        for region, seats in zip(regions, row, strict=True)
    }
    return Instance(name, Problem(task), published)


def made(kind: str, regions: int, groups: int, seed: int = 1) -> Instance:
    """A table from a seed: groups `weighed` by their votes, with `even` seats, or with weights of `ties` alone."""
    rng = random.Random(seed)
    rows = tuple(Region(f"r{i}", rng.randrange(1, 20)) for i in range(regions))
    total = sum(region.seats for region in rows)
    even = [total // groups + (j < total % groups) for j in range(groups)]
    columns = tuple(Group(f"g{j}", None if kind == "weighed" else even[j]) for j in range(groups))

    def weight(j: int) -> Fraction:
        return Fraction(rng.choice((1, 2)) if kind == "ties" else rng.randrange(100, 100_000) * (j + 1))

    cells = tuple(Cell(row.id, column.id, weight(j)) for row in rows for j, column in enumerate(columns))
    return Instance(f"made: {regions} × {groups}, {kind}", Problem(Table(rows, columns, cells)))


def measured(instance: Instance) -> tuple[str, bool, float]:
    start, cpu = time.perf_counter(), time.process_time()
    result = solve(instance.problem)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - start
    if result.plan is None:
        return f"| {instance.name} | {result.status} | | | | | |", False, cpu
    answer = result.plan.answer
    if isinstance(instance.problem.task, Seats):
        held = {(line.id,): line.seats for line in answer.lines}
        ties = int(answer.tie is not None)
    else:
        held = {(cell.region, cell.group): cell.seats for cell in answer.cells}
        ties = len(answer.ties)
    published = instance.published
    differ = sum(held.get(key, 0) != n for key, n in published.items()) if published else 0
    said = f"{differ} cells differ" if differ else "identical" if published else "–"
    verdict = "holds" if check(instance.problem, result.plan).holds else "BROKEN"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    given = result.goals[0].value
    line = f"| {instance.name} | {given} | {said} | {ties} | {wall:.2f} / {cpu:.2f} | {peak} | {verdict} |"
    return line, not differ and verdict == "holds", cpu


def main(directory: Path) -> int:
    print("| instance | seats given | published | tied sets | seconds (wall / CPU) | peak MiB | check |")
    print("|---|---|---|---|---|---|---|")
    fine, slow = True, 0.0
    for instance in instances(directory):
        line, right, _ = measured(instance)
        print(line, flush=True)
        fine &= right
    for kind, regions, groups in (
        ("weighed", 500, 4),
        ("even", 500, 4),
        ("ties", 500, 4),
        ("even", 100, 30),
        ("weighed", 2000, 4),
    ):
        line, right, seconds = measured(made(kind, regions, groups))
        print(line, flush=True)
        fine &= right
        slow = max(slow, seconds) if (regions, groups) == (500, 4) else slow
    met = "met" if fine and slow < LIMIT else "MISSED"
    print(
        f"\nReach {met}: identical to every published table; 500 × 4 in {slow:.2f} s of CPU (under {LIMIT})."
    )
    return 0 if met == "met" else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
