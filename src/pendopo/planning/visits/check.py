"""Verifies a plan from the rules, without a solver."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from pendopo.planning.result import Fault, Verdict
from pendopo.planning.visits.levels import UNPLACED, levels, outcome_of
from pendopo.planning.visits.problem import WHEELCHAIR, Group, Person, Problem, Site, suits
from pendopo.planning.visits.solution import Plan


def check(problem: Problem, plan: Plan) -> Verdict:
    """Everything in `plan` that breaks a rule, and what it reaches on every level, counted again."""
    faults = list(_naming(problem, plan))
    if not faults:
        faults = [fault for rule in _RULES for fault in rule(_Seen(problem, plan))]
    counts = Counter(outcomes(problem, plan).values())
    return Verdict(tuple(faults), tuple(level.goal(counts) for level in levels(problem)))


def outcomes(problem: Problem, plan: Plan) -> dict[str, int]:
    """For each person the rank of the site they go to, UNRANKED or UNPLACED."""
    site_of = {group.id: site.id for site, group in problem.groups}
    group_of = {place.person: place.group for place in plan.places}
    found = {}
    for person in problem.people:
        ranks = {site: rank for rank, tied in enumerate(person.choices, 1) for site in tied}
        site = site_of.get(group_of.get(person.id, ""))
        found[person.id] = UNPLACED if site is None else outcome_of(ranks, site)
    return found


class _Seen:
    """Problem and plan with everything looked up by name."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem, self.plan = problem, plan
        self.people: dict[str, Person] = {person.id: person for person in problem.people}
        self.groups: dict[str, tuple[Site, Group]] = {
            group.id: (site, group) for site, group in problem.groups
        }
        self.members: dict[str, list[Person]] = defaultdict(list)
        for place in plan.places:
            self.members[place.group].append(self.people[place.person])
        self.group_of = {place.person: place.group for place in plan.places}


def _naming(problem: Problem, plan: Plan) -> Iterator[Fault]:
    """A plan names only what is in the problem, every person once, every guide and bus once per group."""
    people, groups = {person.id for person in problem.people}, {group.id for _site, group in problem.groups}
    known = people | groups | {f.id for f in problem.facilitators} | {v.id for v in problem.vehicles}
    named = [(place.person, place.group) for place in plan.places]
    named += [(lead.facilitator, lead.group) for lead in plan.leads]
    named += [(ride.vehicle, ride.group) for ride in plan.rides]
    for names in named:
        unknown = tuple(name for name in names if name not in known)
        if unknown or names[1] not in groups:
            yield Fault("known", unknown or names, "The plan names what is not in the problem.")
    for place, times in Counter(place.person for place in plan.places).items():
        if times > 1:
            yield Fault("once", (place,), f"This person is in {times} groups.")
    for pair, times in Counter(named).items():
        if times > 1:
            yield Fault("once", pair, f"This is said {times} times.")


def _capacity(seen: _Seen) -> Iterator[Fault]:
    """A group holds nobody, or between its lower and upper number of people."""
    for name, members in seen.members.items():
        group = seen.groups[name][1]
        if not group.lower <= len(members) <= group.upper:
            yield Fault(
                "capacity", (name,), f"{len(members)} people; {group.lower} to {group.upper} are allowed."
            )


def _hosting(seen: _Seen) -> Iterator[Fault]:
    """A host receives at most so many people at all its sites."""
    count = Counter(seen.groups[place.group][0].host for place in seen.plan.places)
    for host in seen.problem.hosts:
        if count[host.id] > host.upper:
            yield Fault("host", (host.id,), f"{count[host.id]} people; {host.upper} are allowed.")


def _suiting(seen: _Seen) -> Iterator[Fault]:
    """People go where they can: their windows, their needs, and a ranked site unless everyone must go."""
    for person, outcome in outcomes(seen.problem, seen.plan).items():
        if outcome == UNPLACED:
            continue
        group = seen.groups[seen.group_of[person]][1]
        if not suits(seen.people[person], group):
            yield Fault(
                "needs", (person, group.id), "The group does not offer what this person needs, or when."
            )
        if outcome == 0 and not seen.problem.everyone:
            yield Fault("ranked", (person, group.id), "This person did not rank the site.")


def _mixing(seen: _Seen) -> Iterator[Fault]:
    """Every open group has its share of each kind of people."""
    for mix in seen.problem.mixes:
        for name, members in seen.members.items():
            if mix.groups and name not in mix.groups:
                continue
            count = sum(person.attributes.get(mix.attribute) == mix.value for person in members)
            if count < mix.at_least or (mix.at_most is not None and count > mix.at_most):
                detail = (
                    f"{count} with {mix.attribute} {mix.value}; {mix.at_least} to {mix.at_most} are allowed."
                )
                yield Fault("mix", (name,), detail)


def _pairing(seen: _Seen) -> Iterator[Fault]:
    """Pairs go in one group, or in two."""
    for pair in seen.problem.pairs:
        first, second = seen.group_of.get(pair.first), seen.group_of.get(pair.second)
        if pair.rule == "together" and first != second:
            yield Fault("together", (pair.first, pair.second), f"They are in {first} and {second}.")
        if pair.rule == "apart" and first is not None and first == second:
            yield Fault("apart", (pair.first, pair.second), f"Both are in {first}.")


def _leading(seen: _Seen) -> Iterator[Fault]:
    """Every open group has its facilitators, each of them at a site and in a window of theirs, once a window."""
    count = Counter(lead.group for lead in seen.plan.leads)
    for name in seen.members:
        wanted = seen.groups[name][1].facilitators
        if count[name] < wanted:
            yield Fault("facilitators", (name,), f"{count[name]} facilitators; {wanted} are needed.")
    guides = {facilitator.id: facilitator for facilitator in seen.problem.facilitators}
    busy = Counter((lead.facilitator, seen.groups[lead.group][1].window) for lead in seen.plan.leads)
    for lead in seen.plan.leads:
        guide, (site, group) = guides[lead.facilitator], seen.groups[lead.group]
        if (guide.sites and site.id not in guide.sites) or (
            guide.windows and group.window not in guide.windows
        ):
            yield Fault(
                "facilitators", (guide.id, group.id), "This facilitator does not go there, or not then."
            )
    for (name, window), times in busy.items():
        if times > 1:
            yield Fault("facilitators", (name,), f"{times} groups in window {window!r}; one is possible.")


def _riding(seen: _Seen) -> Iterator[Fault]:
    """Where there are vehicles, every open group has seats and wheelchair places; a bus takes one group a window."""
    if not seen.problem.vehicles:
        return
    buses = {vehicle.id: vehicle for vehicle in seen.problem.vehicles}
    given: dict[str, list[str]] = defaultdict(list)
    for ride in seen.plan.rides:
        given[ride.group].append(ride.vehicle)
        window = seen.groups[ride.group][1].window
        if buses[ride.vehicle].windows and window not in buses[ride.vehicle].windows:
            yield Fault("vehicles", (ride.vehicle, ride.group), "This vehicle does not go then.")
    for name, members in seen.members.items():
        seats = sum(buses[one].seats for one in given[name])
        chairs = sum(buses[one].wheelchairs for one in given[name])
        wheelchairs = sum(WHEELCHAIR in person.needs for person in members)
        if seats < len(members) or chairs < wheelchairs:
            detail = f"{seats} seats, {chairs} wheelchair places for {len(members)} people, {wheelchairs} wheelchairs."
            yield Fault("vehicles", (name,), detail)
    busy = Counter((ride.vehicle, seen.groups[ride.group][1].window) for ride in seen.plan.rides)
    for (name, window), times in busy.items():
        if times > 1:
            yield Fault("vehicles", (name,), f"{times} groups in window {window!r}; one is possible.")


_RULES = (_capacity, _hosting, _suiting, _mixing, _pairing, _leading, _riding)
