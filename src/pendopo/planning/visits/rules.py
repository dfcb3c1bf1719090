"""The problem as a CP-SAT model: one method per rule."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from ortools.sat.python import cp_model

from pendopo.planning.visits.levels import UNPLACED, Level, outcome_of
from pendopo.planning.visits.problem import WHEELCHAIR, Problem, suits
from pendopo.planning.visits.solution import Lead, Place, Plan, Ride


class Model:
    """Decisions: who is in which group, which groups are open, who leads them, what takes them there."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.cp = problem, cp_model.CpModel()
        self.groups = {group.id: (site, group) for site, group in problem.groups}
        self.open = {name: self.cp.new_bool_var(f"open {name}") for name in self.groups}
        self.place: dict[tuple[str, str], Any] = {}
        self.outcome: dict[tuple[str, str], int] = {}
        self.inside: dict[str, list[str]] = defaultdict(list)
        self.lead: dict[tuple[str, str], Any] = {}
        self.ride: dict[tuple[str, str], Any] = {}
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
        for person in self.problem.people:
            ranks = {site: rank for rank, tied in enumerate(person.choices, 1) for site in tied}
            for name, (site, group) in self.groups.items():
                outcome = outcome_of(ranks, site.id)
                if (outcome or self.problem.everyone) and suits(person, group):
                    self.place[person.id, name] = self.cp.new_bool_var(f"{person.id} in {name}")
                    self.outcome[person.id, name] = outcome
                    self.inside[name].append(person.id)
            self.cp.add_at_most_one(self._of(person.id))

    def add_capacity(self) -> None:
        """A group is empty, or holds between its lower and upper number of people."""
        for name, (_site, group) in self.groups.items():
            size = sum(self._in(name))
            self.cp.add(size <= group.upper * self.open[name])
            self.cp.add(size >= max(1, group.lower) * self.open[name])

    def add_hosts(self) -> None:
        """A host receives at most so many people at all its sites."""
        for host in self.problem.hosts:
            names = [name for name, (site, _group) in self.groups.items() if site.host == host.id]
            self.cp.add(sum(one for name in names for one in self._in(name)) <= host.upper)

    def add_mixes(self) -> None:
        """Every open group has its share of each kind of people."""
        people = {person.id: person for person in self.problem.people}
        for mix in self.problem.mixes:
            for name in mix.groups or self.groups:
                kind = [p for p in self.inside[name] if people[p].attributes.get(mix.attribute) == mix.value]
                count = sum(self.place[p, name] for p in kind)
                if mix.at_least:
                    self.cp.add(count >= mix.at_least * self.open[name])
                if mix.at_most is not None and len(kind) > mix.at_most:
                    self.cp.add(count <= mix.at_most)

    def add_pairs(self) -> None:
        """Pairs go in one group, or not in the same."""
        for pair in self.problem.pairs:
            for name in self.groups:
                first, second = self.place.get((pair.first, name)), self.place.get((pair.second, name))
                if pair.rule == "together":
                    self.cp.add((0 if first is None else first) == (0 if second is None else second))
                elif first is not None and second is not None:
                    self.cp.add_at_most_one([first, second])

    def add_facilitators(self) -> None:
        """Every open group has its facilitators; each of them leads one group in a window, where and when they can."""
        busy: dict[tuple[str, str], list[Any]] = defaultdict(list)
        for name, (site, group) in self.groups.items():
            if not group.facilitators:
                continue
            for guide in self.problem.facilitators:
                if (not guide.sites or site.id in guide.sites) and (
                    not guide.windows or group.window in guide.windows
                ):
                    var = self.lead[guide.id, name] = self.cp.new_bool_var(f"{guide.id} leads {name}")
                    busy[guide.id, group.window].append(var)
            leaders = [var for (_guide, led), var in self.lead.items() if led == name]
            self.cp.add(sum(leaders) == group.facilitators * self.open[name])
        for leading in busy.values():
            self.cp.add_at_most_one(leading)

    def add_vehicles(self) -> None:
        """Where there are vehicles, each open group has seats and wheelchair places; a bus takes one group a window."""
        if not self.problem.vehicles:
            return
        busy: dict[tuple[str, str], list[Any]] = defaultdict(list)
        wheels = {person.id for person in self.problem.people if WHEELCHAIR in person.needs}
        for name, (_site, group) in self.groups.items():
            seats, chairs = [], []
            for bus in self.problem.vehicles:
                if not bus.windows or group.window in bus.windows:
                    var = self.ride[bus.id, name] = self.cp.new_bool_var(f"{bus.id} takes {name}")
                    busy[bus.id, group.window].append(var)
                    seats.append(bus.seats * var)
                    chairs.append(bus.wheelchairs * var)
            self.cp.add(sum(self._in(name)) <= sum(seats))
            if rolling := [self.place[p, name] for p in self.inside[name] if p in wheels]:
                self.cp.add(sum(rolling) <= sum(chairs))
        for riding in busy.values():
            self.cp.add_at_most_one(riding)

    def count(self, level: Level) -> Any:
        """How many people the level counts, as an expression."""
        chosen = [self.place[key] for key, outcome in self.outcome.items() if outcome in level.outcomes]
        if UNPLACED not in level.outcomes:
            return sum(chosen)
        elsewhere = [
            self.place[key] for key, outcome in self.outcome.items() if outcome not in level.outcomes
        ]
        return len(self.problem.people) - sum(elsewhere)

    def hint(self, plan: Plan) -> None:
        """Start the search from a plan."""
        self.cp.clear_hints()
        placed = {(place.person, place.group) for place in plan.places}
        led = {(lead.facilitator, lead.group) for lead in plan.leads}
        ridden = {(ride.vehicle, ride.group) for ride in plan.rides}
        for variables, chosen in ((self.place, placed), (self.lead, led), (self.ride, ridden)):
            for key, variable in variables.items():
                self.cp.add_hint(variable, key in chosen)
        for name, variable in self.open.items():
            self.cp.add_hint(variable, any(group == name for _person, group in placed))

    def plan(self, value: Any) -> Plan:
        """The plan that a solution means."""
        return Plan(
            tuple(Place(person, group) for (person, group), var in self.place.items() if value(var)),
            tuple(Lead(guide, group) for (guide, group), var in self.lead.items() if value(var)),
            tuple(Ride(bus, group) for (bus, group), var in self.ride.items() if value(var)),
        )

    def _of(self, person: str) -> Iterable[Any]:
        return [self.place[person, name] for name in self.groups if (person, name) in self.place]

    def _in(self, name: str) -> list[Any]:
        return [self.place[person, name] for person in self.inside[name]]
