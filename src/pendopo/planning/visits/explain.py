"""Why somebody did not get what they ranked first."""

from collections import Counter
from collections.abc import Iterator

from pendopo.planning.result import Reason
from pendopo.planning.visits.check import outcomes
from pendopo.planning.visits.levels import UNPLACED
from pendopo.planning.visits.problem import Group, Person, Problem, Site, suits
from pendopo.planning.visits.solution import Plan


def explain(problem: Problem, plan: Plan) -> tuple[Reason, ...]:
    """One reason for every person and every site they ranked above what they got."""
    return tuple(_reasons(problem, plan))


def summary(problem: Problem, plan: Plan) -> Iterator[str]:
    """Lines for a terminal: the profile, then the groups that are open."""
    found = Counter(outcomes(problem, plan).values())
    for rank in range(1, problem.ranks + 1):
        yield f"choice {rank}: {found[rank]} people"
    yield f"without a ranked choice: {found[0]} placed elsewhere, {found[UNPLACED]} left behind"
    sizes = Counter(place.group for place in plan.places)
    for site, group in problem.groups:
        if sizes[group.id]:
            yield f"{site.id} / {group.id}: {sizes[group.id]} of {group.lower} to {group.upper}"


def _reasons(problem: Problem, plan: Plan) -> Iterator[Reason]:
    sizes, got = Counter(place.group for place in plan.places), outcomes(problem, plan)
    site_of = {group.id: site for site, group in problem.groups}
    hosted = Counter(site_of[place.group].host for place in plan.places)
    limits = {host.id: host.upper for host in problem.hosts}
    for person in problem.people:
        rank_got = got[person.id] if got[person.id] > 0 else len(person.choices) + 1
        for rank, tied in enumerate(person.choices[: rank_got - 1], 1):
            for site in (site for site in problem.sites if site.id in tied):
                full = site.host in limits and hosted[site.host] >= limits[site.host]
                because = ("host full",) if full else tuple(_against(person, site, sizes, problem))
                yield Reason(f"choice {rank} lost", person.id, (site.id, *because))


def _against(person: Person, site: Site, sizes: Counter[str], problem: Problem) -> Iterator[str]:
    """For every group of the site, the rule that stands against this person joining it."""
    for group in site.groups:
        yield f"{group.id}: {_rule(person, group, sizes[group.id], problem)}"


def _rule(person: Person, group: Group, size: int, problem: Problem) -> str:
    if not suits(person, group):
        return "does not suit"
    if size >= group.upper:
        return "full"
    if size == 0:
        return "not open"
    paired = any(person.id in (pair.first, pair.second) for pair in problem.pairs)
    return "pair" if paired else "mix, vehicle or the objective"
