"""Why chances differ: which rules bind those who have less, and those who have more."""

from collections.abc import Iterator

from pendopo.planning.result import Reason
from pendopo.planning.selection.check import chances
from pendopo.planning.selection.problem import Problem
from pendopo.planning.selection.solution import Plan


def explain(problem: Problem, plan: Plan) -> tuple[Reason, ...]:
    """For every kind of people whose chance is not an even one, the quotas that bind."""
    return tuple(_reasons(problem, plan))


def summary(problem: Problem, plan: Plan) -> Iterator[str]:
    """Lines for a terminal: the lottery, the range of chances, the panel."""
    found = sorted(chances(plan).values())
    yield f"{len(plan.lottery)} compositions over {len(plan.kinds)} kinds of people"
    yield f"chances from {float(found[0]):.6f} to {float(found[-1]):.6f}, {float(sum(found)):.1f} people in all"
    if plan.panel:
        yield f"drawn with the seed {plan.seed!r}: {', '.join(plan.panel)}"


def _reasons(problem: Problem, plan: Plan) -> Iterator[Reason]:
    chance = chances(plan)
    free = [name for name in chance if name not in problem.keep]
    people = {person.id: person for person in problem.people}
    places = problem.size - len(problem.keep)
    bound = _binding(problem, plan)
    for kind in plan.kinds:
        name = kind.people[0]
        if name in problem.keep or chance[name] * len(free) == places:
            continue
        code = "less than an even chance" if chance[name] * len(free) < places else "more than an even chance"
        side = "upper" if chance[name] * len(free) < places else "lower"
        mine = tuple(
            f"{side} quota {category}: {feature}"
            for category, feature in people[name].features.items()
            if (category, feature, side) in bound
        )
        yield Reason(code, name, mine)


def _binding(problem: Problem, plan: Plan) -> set[tuple[str, str, str]]:
    """Quotas that every composition of the lottery meets at one end."""
    people = {person.id: person for person in problem.people}
    tight: set[tuple[str, str, str]] = set()
    for quota in problem.quotas:
        has = [people[kind.people[0]].features[quota.category] == quota.feature for kind in plan.kinds]
        counts = {sum(t for t, one in zip(c.take, has, strict=True) if one) for c in plan.lottery}
        if counts == {quota.upper}:
            tight.add((quota.category, quota.feature, "upper"))
        if counts == {quota.lower}:
            tight.add((quota.category, quota.feature, "lower"))
    return tight | set(_binding_shares(problem, plan))


def _binding_shares(problem: Problem, plan: Plan) -> Iterator[tuple[str, str, str]]:
    """Shares that every composition meets at one end, by every feature that counts towards that end."""
    people = {person.id: person for person in problem.people}
    for share in problem.shares:
        told = [people[kind.people[0]].features[share.category] for kind in plan.kinds]
        for _side, part, among in share.sides:
            weights = [share.weight(feature, part, among) for feature in told]
            if all(sum(w * t for w, t in zip(weights, c.take, strict=True)) == 0 for c in plan.lottery):
                for feature, weight in set(zip(told, weights, strict=True)):
                    if weight:
                        yield share.category, feature, "lower" if weight > 0 else "upper"
