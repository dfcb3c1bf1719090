"""People who rank sites, and sites that receive them in groups."""

from collections import Counter
from collections.abc import Iterable
from typing import Literal

import msgspec

WHEELCHAIR = "wheelchair"
Objective = Literal["default", "generous-maximum", "greedy-maximum", "rank-maximal"]


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who wants to go: `choices` rank by rank, sites in one rank liked equally.

    A group must offer every need as a feature. No window named: any window suits.
    """

    id: str
    choices: tuple[tuple[str, ...], ...] = ()
    needs: tuple[str, ...] = ()
    attributes: dict[str, str] = {}
    windows: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _once((site for rank in self.choices for site in rank), f"Person {self.id!r} ranks site")
        if any(not rank for rank in self.choices):
            raise ValueError(f"Person {self.id!r} has a rank without a site.")


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """People received at one site together: nobody, or between `lower` and `upper` of them."""

    id: str
    upper: int
    lower: int = 0
    window: str = ""
    features: tuple[str, ...] = ()
    facilitators: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.lower <= self.upper:
            raise ValueError(
                f"Group {self.id!r} holds {self.lower} to {self.upper} people; give 0 <= lower <= upper."
            )
        if self.facilitators < 0:
            raise ValueError(
                f"Group {self.id!r} needs {self.facilitators} facilitators; 0 or more is allowed."
            )


class Site(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place to visit, with its groups; `host` answers for it, perhaps for others too."""

    id: str
    groups: tuple[Group, ...]
    host: str = ""


class Host(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who receives at most `upper` people at all of its sites together."""

    id: str
    upper: int

    def __post_init__(self) -> None:
        if self.upper < 0:
            raise ValueError(f"Host {self.id!r} receives {self.upper} people; 0 or more is allowed.")


class Facilitator(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who leads at most one group in each window; no site or window named: any."""

    id: str
    sites: tuple[str, ...] = ()
    windows: tuple[str, ...] = ()


class Mix(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many people with one value of an attribute belong in every group that is open."""

    attribute: str
    value: str
    at_least: int = 0
    at_most: int | None = None
    groups: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.at_least < 0 or (self.at_most is not None and self.at_most < self.at_least):
            raise ValueError(
                f"The mix of {self.attribute!r} {self.value!r} asks for {self.at_least} to {self.at_most} people."
            )


class Pair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Two people who visit in one group, or in different ones. Together also means: both, or neither."""

    first: str
    second: str
    rule: Literal["together", "apart"]

    def __post_init__(self) -> None:
        if self.first == self.second:
            raise ValueError(f"{self.first!r} is paired with itself.")


class Vehicle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A bus that takes one group in each window; `wheelchairs` of its `seats` take a wheelchair."""

    id: str
    seats: int
    wheelchairs: int = 0
    windows: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.wheelchairs <= self.seats:
            raise ValueError(
                f"Vehicle {self.id!r} has {self.wheelchairs} wheelchair places among {self.seats} seats."
            )


class Problem(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="format", tag="pendopo.visits/1"
):
    """Who goes where. Without vehicles nobody needs one; with `everyone`, people may go to sites they did not rank."""

    people: tuple[Person, ...]
    sites: tuple[Site, ...]
    hosts: tuple[Host, ...] = ()
    facilitators: tuple[Facilitator, ...] = ()
    mixes: tuple[Mix, ...] = ()
    pairs: tuple[Pair, ...] = ()
    vehicles: tuple[Vehicle, ...] = ()
    objective: Objective = "default"
    everyone: bool = False

    def __post_init__(self) -> None:
        self._check_names()
        sites, hosts = {site.id for site in self.sites}, {host.id for host in self.hosts}
        groups, people = {group.id for _site, group in self.groups}, {person.id for person in self.people}
        for person in self.people:
            _known(
                (site for rank in person.choices for site in rank), sites, f"Person {person.id!r} ranks site"
            )
        for site in self.sites:
            _known([site.host] if site.host else [], hosts, f"Site {site.id!r} names host")
        for facilitator in self.facilitators:
            _known(facilitator.sites, sites, f"Facilitator {facilitator.id!r} names site")
        for mix in self.mixes:
            _known(mix.groups, groups, f"The mix of {mix.attribute!r} {mix.value!r} names group")
        for pair in self.pairs:
            _known((pair.first, pair.second), people, "A pair names person")

    def _check_names(self) -> None:
        named: dict[str, Iterable[str]] = {
            "person": (person.id for person in self.people),
            "site": (site.id for site in self.sites),
            "group": (group.id for _site, group in self.groups),
            "host": (host.id for host in self.hosts),
            "facilitator": (facilitator.id for facilitator in self.facilitators),
            "vehicle": (vehicle.id for vehicle in self.vehicles),
        }
        for what, names in named.items():
            _once(names, f"There is more than one {what}", plain=True)

    @property
    def groups(self) -> list[tuple[Site, Group]]:
        """Every group with its site."""
        return [(site, group) for site in self.sites for group in site.groups]

    @property
    def ranks(self) -> int:
        """The length of the longest ranking."""
        return max((len(person.choices) for person in self.people), default=0)


def suits(person: Person, group: Group) -> bool:
    """Whether a group offers what a person needs, when the person is there."""
    there = not person.windows or group.window in person.windows
    return there and set(person.needs) <= set(group.features)


def _once(names: Iterable[str], says: str, *, plain: bool = False) -> None:
    twice = next((name for name, times in Counter(names).items() if times > 1), None)
    if twice is not None:
        raise ValueError(f"{says} {twice!r}{'' if plain else ' twice'}.")


def _known(names: Iterable[str], known: set[str], says: str) -> None:
    unknown = next((name for name in names if name not in known), None)
    if unknown is not None:
        raise ValueError(f"{says} {unknown!r}, which is not in the problem.")
