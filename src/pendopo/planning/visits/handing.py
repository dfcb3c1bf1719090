"""From numbers to names: which of the people who are alike go where, who leads them and what takes them there."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import islice
from typing import TypeVar

from pendopo.planning.visits.problem import Vehicle
from pendopo.planning.visits.rules import Model
from pendopo.planning.visits.solution import Lead, Place, Plan, Ride

T = TypeVar("T")


def plan(model: Model, values: Sequence[int]) -> Plan:
    """The plan that these values of the columns mean."""
    places = _places(model, values)
    open_groups = {place.group for place in places}
    leads = _windows(
        model, model.guides, {k: values[c] for k, c in model.lead.items() if k[1] in open_groups}
    )
    rides = _windows(model, model.buses, _needed(model, values, open_groups))
    return Plan(
        tuple(places),
        tuple(Lead(guide.id, name) for guide, name in leads),
        tuple(Ride(bus.id, name) for bus, name in rides),
    )


def _places(model: Model, values: Sequence[int]) -> list[Place]:
    """Whoever was in a group before stays there, if the numbers allow it: only people with one past are alike."""
    group_of = {}
    for n, unit in enumerate(model.units):
        copies = iter(unit.copies)
        for name in model.groups:
            for copy in islice(copies, values[model.place[n, name]] if (n, name) in model.place else 0):
                group_of.update({person.id: name for person in copy})
    return [Place(one.id, group_of[one.id]) for one in model.problem.people if one.id in group_of]


def _windows(
    model: Model, kinds: Sequence[Sequence[T]], wanted: dict[tuple[int, str], int]
) -> list[tuple[T, str]]:
    """In each window everybody of a kind is given out once."""
    left: dict[tuple[int, str], list[T]] = {}
    found = []
    for (n, name), times in wanted.items():
        free = left.setdefault((n, model.groups[name][1].window), list(kinds[n]))
        found += [(free.pop(0), name) for _time in range(times)]
    return found


def _needed(model: Model, values: Sequence[int], open_groups: set[str]) -> dict[tuple[int, str], int]:
    """Vehicles without those that an open group can do without, the largest first."""
    people: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for (n, name), column in model.place.items():
        people[name][0] += values[column] * model.units[n].size
        people[name][1] += values[column] * model.units[n].wheelchairs
    given: dict[str, dict[int, int]] = defaultdict(dict)
    for (n, name), column in model.ride.items():
        if name in open_groups and values[column]:
            given[name][n] = values[column]
    needed = {}
    for name, buses in given.items():
        for n in sorted(buses, key=lambda kind: (-model.buses[kind][0].seats, kind)):
            while buses[n] and _carry(model, {**buses, n: buses[n] - 1}, people[name]):
                buses[n] -= 1
            needed[n, name] = buses[n]
    return needed


def _carry(model: Model, buses: dict[int, int], people: Sequence[int]) -> bool:
    """Whether so many vehicles of each kind have seats and wheelchair places enough."""

    def offer(what: Callable[[Vehicle], int]) -> int:
        return sum(times * what(model.buses[kind][0]) for kind, times in buses.items())

    return offer(lambda bus: bus.seats) >= people[0] and offer(lambda bus: bus.wheelchairs) >= people[1]
