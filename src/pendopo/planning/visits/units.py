"""People who go together, and those who are alike, merged: no rule and no objective tells them apart."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pendopo.planning.visits.levels import outcome_of
from pendopo.planning.visits.problem import WHEELCHAIR, Group, Mix, Person, Problem, Site, suits
from pendopo.planning.visits.solution import Plan


@dataclass(frozen=True)
class Unit:
    """People who go together, as often as there are some of this kind; the first of them stand for all."""

    copies: tuple[tuple[Person, ...], ...]

    @property
    def size(self) -> int:
        """How many people go together."""
        return len(self.copies[0])

    @cached_property
    def wheelchairs(self) -> int:
        """How many of them need a place for a wheelchair."""
        return sum(WHEELCHAIR in person.needs for person in self.copies[0])

    def of_kind(self, mix: Mix) -> int:
        """How many of them a mix counts."""
        return sum(person.attributes.get(mix.attribute) == mix.value for person in self.copies[0])

    def outcomes(self, site: Site, group: Group, *, everyone: bool) -> Counter[int] | None:
        """What they get there, counted by rank; None if one of them cannot go."""
        found = [outcome_of(ranks, site.id) for ranks in self._ranks]
        if all(found) or everyone:
            return Counter(found) if all(suits(person, group) for person in self.copies[0]) else None
        return None

    @cached_property
    def _ranks(self) -> list[dict[str, int]]:
        return [
            {site: rank for rank, tied in enumerate(person.choices, 1) for site in tied}
            for person in self.copies[0]
        ]


def units(problem: Problem, before: Plan | None = None) -> list[Unit]:
    """Everybody, merged; people whom an earlier plan sent to different groups stay apart."""
    group_of = {place.person: place.group for place in before.places} if before else {}
    named = {name for pair in problem.pairs if pair.rule == "apart" for name in (pair.first, pair.second)}
    mixed = sorted({mix.attribute for mix in problem.mixes})

    def kind(person: Person) -> tuple[object, ...]:
        return (
            tuple(tuple(sorted(tied)) for tied in person.choices),
            tuple(sorted(set(person.needs))),
            tuple(person.attributes.get(attribute, "") for attribute in mixed),
            tuple(attribute in person.attributes for attribute in mixed),
            tuple(sorted(set(person.windows))),
            group_of.get(person.id, ""),
            person.id if person.id in named else "",
        )

    merged: dict[tuple[tuple[object, ...], ...], list[tuple[Person, ...]]] = defaultdict(list)
    for people in _together(problem):
        merged[tuple(sorted(map(kind, people)))].append(tuple(sorted(people, key=kind)))
    return [Unit(tuple(copies)) for copies in merged.values()]


def _together(problem: Problem) -> Iterator[list[Person]]:
    """People joined by pairs, directly or through others."""
    leader = {person.id: person.id for person in problem.people}

    def follow(name: str) -> str:
        while leader[name] != name:
            leader[name] = name = leader[leader[name]]
        return name

    for pair in problem.pairs:
        if pair.rule == "together":
            leader[follow(pair.first)] = follow(pair.second)
    joined: dict[str, list[Person]] = defaultdict(list)
    for person in problem.people:
        joined[follow(person.id)].append(person)
    yield from joined.values()
