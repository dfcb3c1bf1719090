"""Reads PrefLib's ranked projects (dataset 00038): orders (.soi) and, beside them, capacities of supervisors (.dat)."""

import re
from pathlib import Path

from pendopo.planning.errors import InvalidDocument
from pendopo.planning.visits.problem import Group, Host, Objective, Person, Problem, Site

_MANY = 100_000  # more alternatives or voters than this is no file of this kind


def read_soi(path: Path, objective: Objective = "default") -> Problem:
    """Every alternative receives one person; where the file beside it names supervisors, they bound their projects.

    Raises InvalidDocument with the line. Alternatives count from 1 in .soi and from 0 in .dat.
    """
    lines = _text(path).splitlines()
    alternatives = _header(lines, "NUMBER ALTERNATIVES")
    people: list[Person] = []
    for number, line in enumerate(lines, 1):
        if line.startswith("#") or not line.strip():
            continue
        times, choices = _order(line, number, alternatives)
        people += [Person(f"voter {len(people) + n + 1}", choices) for n in range(times)]
        if len(people) > _MANY:
            raise InvalidDocument(f"More than {_MANY} voters.", f"line {number}")
    host_of, hosts = _supervisors(path.with_suffix(".dat"), alternatives)
    if len(people) != _header(lines, "NUMBER VOTERS"):
        raise InvalidDocument(f"{len(people)} orders are not the number of voters that the header names.")
    names = [f"project {n}" for n in range(1, alternatives + 1)]
    sites = tuple(Site(name, (Group(name, 1),), host_of.get(n, "")) for n, name in enumerate(names, 1))
    return Problem(tuple(people), sites, hosts, objective=objective)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidDocument("This is not text.", path.name) from error


def _header(lines: list[str], name: str) -> int:
    for number, line in enumerate(lines, 1):
        if found := re.fullmatch(rf"# {name}: (\d{{1,6}})\s*", line):
            if int(found[1]) <= _MANY:
                return int(found[1])
            raise InvalidDocument(f"{found[1]} is more than {_MANY}.", f"line {number}")
    raise InvalidDocument(f"There is no header {name!r} with a number.", "line 1")


def _order(line: str, number: int, alternatives: int) -> tuple[int, tuple[tuple[str, ...], ...]]:
    found = re.fullmatch(r"(\d{1,6}):\s*(\d+(?:\s*,\s*\d+)*)?\s*", line)
    if found is None:
        raise InvalidDocument('An order looks like "1: 12,3,40".', f"line {number}")
    ranked = [int(one) for one in re.findall(r"\d+", found[2] or "")]
    wrong = next((one for one in ranked if not 1 <= one <= alternatives), None)
    if wrong is not None:
        raise InvalidDocument(f"There is no alternative {wrong}; there are {alternatives}.", f"line {number}")
    if len(set(ranked)) != len(ranked):
        raise InvalidDocument("An alternative is ranked twice.", f"line {number}")
    return int(found[1]), tuple((f"project {one}",) for one in ranked)


def _supervisors(path: Path, alternatives: int) -> tuple[dict[int, str], tuple[Host, ...]]:
    """Whose project each alternative is, and how many each supervisor takes; nothing where there is no such file."""
    if not path.exists():
        return {}, ()
    host_of: dict[int, str] = {}
    hosts: list[Host] = []
    for number, line in enumerate(_text(path).splitlines()[1:], 2):
        if not line.strip():
            continue
        found = re.fullmatch(r"([^,]+),\s*(\d{1,6})\s*,([\d\s]*)", line)
        if found is None:
            raise InvalidDocument('A supervisor looks like "name,3,26 51 54".', f"{path.name}, line {number}")
        hosts.append(Host(found[1].strip(), int(found[2])))
        for project in (int(one) + 1 for one in found[3].split()):
            if project > alternatives or project in host_of:
                raise InvalidDocument(
                    f"Project {project - 1} is not in the orders, or has two supervisors.",
                    f"{path.name}, line {number}",
                )
            host_of[project] = hosts[-1].id
    return host_of, tuple(hosts)
