"""The problem in whole numbers: one method per rule."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from pendopo.planning.visits.levels import UNPLACED, Level
from pendopo.planning.visits.problem import Facilitator, Group, Problem, Site, Vehicle
from pendopo.planning.visits.programme import Aim, Programme
from pendopo.planning.visits.solution import Plan
from pendopo.planning.visits.units import Unit, units

MOVES = "people who move"
T = TypeVar("T")


class Model:
    """Decisions: how many of each unit are in which group, which groups are open, who leads and what takes them.

    Facilitators who can do the same are one kind, and so are vehicles: only how many go is decided.
    """

    def __init__(self, problem: Problem, before: Plan | None = None) -> None:
        self.problem, self.before, self.programme = problem, before, Programme()
        self.units = units(problem, before)
        self.groups = {group.id: (site, group) for site, group in problem.groups}
        self.open = {name: self.programme.column() for name in self.groups}
        self.place: dict[tuple[int, str], int] = {}
        self.outcome: dict[tuple[int, str], Counter[int]] = {}
        self.inside: dict[str, list[int]] = defaultdict(list)
        self.guides = _alike(problem.facilitators, _does)
        self.buses = _alike(problem.vehicles, _carries)
        self.lead: dict[tuple[int, str], int] = {}
        self.ride: dict[tuple[int, str], int] = {}
        for rule in (
            self.add_places,
            self.add_capacity,
            self.add_hosts,
            self.add_mixes,
            self.add_pairs,
            self.add_facilitators,
            self.add_vehicles,
        ):
            rule()

    def add_places(self) -> None:
        """A person is in one group at most, at a ranked site unless everyone must go, and the group suits them."""
        for n, unit in enumerate(self.units):
            for name, (site, group) in self.groups.items():
                outcomes = unit.outcomes(site, group, everyone=self.problem.everyone)
                most = min(len(unit.copies), group.upper // unit.size)
                if outcomes and most:
                    column = self.place[n, name] = self.programme.column(most)
                    self.programme.shut[column] = self.open[name]
                    self.outcome[n, name] = outcomes
                    self.inside[name].append(n)
            mine = [(self.place[n, name], 1) for name in self.groups if (n, name) in self.place]
            self.programme.row(mine, upper=len(unit.copies))

    def add_capacity(self) -> None:
        """A group is empty, or holds between its lower and upper number of people."""
        for name, (_site, group) in self.groups.items():
            size = self._count(name, lambda unit: unit.size)
            self.programme.row([*size, (self.open[name], -group.upper)], upper=0)
            self.programme.row([*size, (self.open[name], -max(1, group.lower))], lower=0)

    def add_hosts(self) -> None:
        """A host receives at most so many people at all its sites."""
        for host in self.problem.hosts:
            names = [name for name, (site, _group) in self.groups.items() if site.host == host.id]
            everybody = [term for name in names for term in self._count(name, lambda unit: unit.size)]
            self.programme.row(everybody, upper=host.upper)

    def add_mixes(self) -> None:
        """Every open group has its share of each kind of people."""
        for mix in self.problem.mixes:
            for name in mix.groups or self.groups:
                kind = self._count(name, lambda unit, mix=mix: unit.of_kind(mix))  # type: ignore[misc]
                if mix.at_least:
                    self.programme.row([*kind, (self.open[name], -mix.at_least)], lower=0)
                if mix.at_most is not None:
                    self.programme.row([*kind, (self.open[name], -mix.at_most)], upper=0)

    def add_pairs(self) -> None:
        """Pairs go in one group: they are a unit. Or not in the same: each of them is a unit of their own."""
        unit_of = {p.id: n for n, unit in enumerate(self.units) for copy in unit.copies for p in copy}
        for pair in self.problem.pairs:
            if pair.rule == "apart":
                for name in self.groups:
                    both = [(unit_of[one], name) for one in (pair.first, pair.second)]
                    if all(key in self.place for key in both):
                        self.programme.row([(self.place[key], 1) for key in both], upper=1)

    def add_facilitators(self) -> None:
        """Every open group has its facilitators; each of them leads one group in a window, where and when they can."""
        busy: dict[tuple[int, str], list[int]] = defaultdict(list)
        for name, (site, group) in self.groups.items():
            if not group.facilitators:
                continue
            leading = []
            for n, alike in enumerate(self.guides):
                if _leads(alike[0], site, group):
                    column = self.programme.column(min(len(alike), group.facilitators))
                    self.lead[n, name] = column
                    busy[n, group.window].append(column)
                    leading.append((column, 1))
            self.programme.row([*leading, (self.open[name], -group.facilitators)], lower=0, upper=0)
        for (n, _window), columns in busy.items():
            self.programme.row([(column, 1) for column in columns], upper=len(self.guides[n]))

    def add_vehicles(self) -> None:
        """Where there are vehicles, each open group has seats and wheelchair places; a bus takes one group a window."""
        busy: dict[tuple[int, str], list[int]] = defaultdict(list)
        for name, (_site, group) in self.groups.items() if self.buses else ():
            seats, chairs, some = [], [], []
            for n, alike in enumerate(self.buses):
                if not alike[0].windows or group.window in alike[0].windows:
                    column = self.ride[n, name] = self.programme.column(len(alike))
                    busy[n, group.window].append(column)
                    seats.append((column, -min(alike[0].seats, group.upper)))
                    chairs.append((column, -alike[0].wheelchairs))
                    some.append((column, 1))
            self.programme.row([*self._count(name, lambda unit: unit.size), *seats], upper=0)
            self.programme.row([*some, (self.open[name], -1)], lower=0)
            if rolling := self._count(name, lambda unit: unit.wheelchairs):
                self.programme.row([*rolling, *chairs], upper=0)
        for (n, _window), columns in busy.items():
            self.programme.row([(column, 1) for column in columns], upper=len(self.buses[n]))

    def aim(self, level: Level) -> Aim:
        """What the level counts."""
        if UNPLACED in level.outcomes:
            constant = len(self.problem.people)
            terms = {key: -sum(_others(got, level)) for key, got in self.outcome.items()}
        else:
            constant = 0
            terms = {key: sum(got[one] for one in level.outcomes) for key, got in self.outcome.items()}
        sign = -1 if level.maximise else 1
        columns = {self.place[key]: sign * times for key, times in terms.items() if times}
        return Aim(level.name, sign * constant, columns, level.maximise)

    def moves(self) -> Aim:
        """How many people are not where the earlier plan had them."""
        known = {(place.person, place.group) for place in (self.before or Plan(())).places}
        stays = {
            column: -sum((person.id, name) in known for person in self.units[n].copies[0])
            for (n, name), column in self.place.items()
        }
        return Aim(MOVES, len(known), {column: times for column, times in stays.items() if times})

    def _count(self, name: str, weigh: Callable[[Unit], int]) -> list[tuple[int, int]]:
        """The people in a group, each unit as often as `weigh` says."""
        weighed = ((self.place[n, name], weigh(self.units[n])) for n in self.inside[name])
        return [(column, times) for column, times in weighed if times]


def _others(got: Counter[int], level: Level) -> list[int]:
    """How many people get what the level does not count."""
    return [times for outcome, times in got.items() if outcome not in level.outcomes]


def _alike(items: Iterable[T], kind: Callable[[T], Hashable]) -> list[list[T]]:
    """Items of one kind together."""
    found: dict[Hashable, list[T]] = defaultdict(list)
    for item in items:
        found[kind(item)].append(item)
    return list(found.values())


def _does(guide: Facilitator) -> Hashable:
    return frozenset(guide.sites), frozenset(guide.windows)


def _carries(bus: Vehicle) -> Hashable:
    return bus.seats, bus.wheelchairs, frozenset(bus.windows)


def _leads(guide: Facilitator, site: Site, group: Group) -> bool:
    return (not guide.sites or site.id in guide.sites) and (
        not guide.windows or group.window in guide.windows
    )
