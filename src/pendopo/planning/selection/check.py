"""Verifies a lottery and its draw from the rules, without a solver."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from pendopo.planning.result import Fault, Goal, Verdict
from pendopo.planning.selection.draw import drawn
from pendopo.planning.selection.problem import Person, Problem
from pendopo.planning.selection.solution import Plan

SMALLEST = "smallest chance"


def check(problem: Problem, plan: Plan) -> Verdict:
    """Everything in `plan` that breaks a rule, and the smallest chance, counted again."""
    faults = tuple(_naming(problem, plan)) or tuple(_faults(problem, plan))
    free = [chance for name, chance in chances(plan).items() if name not in problem.keep]
    return Verdict(faults, (Goal(SMALLEST, float(min(free, default=Fraction(1))), maximise=True),))


def chances(plan: Plan) -> dict[str, Fraction]:
    """The exact chance of everybody in the lottery to be on the panel."""
    tickets = sum(one.share for one in plan.lottery)
    found = {}
    for n, kind in enumerate(plan.kinds):
        taken = sum(one.share * one.take[n] for one in plan.lottery if n < len(one.take))
        for name in kind.people:
            found[name] = Fraction(taken, max(1, tickets * len(kind.people)))
    return found


def _naming(problem: Problem, plan: Plan) -> Iterator[Fault]:
    """Everybody who takes part is in one kind, and every composition takes from each kind what is there."""
    named = Counter(name for kind in plan.kinds for name in kind.people)
    wanted = {person.id for person in problem.people} - set(problem.without)
    for name in sorted(set(named) ^ wanted):
        yield Fault("people", (name,), "This person is missing from the plan, or does not take part.")
    for name, times in named.items():
        if times > 1:
            yield Fault("people", (name,), f"This person is in {times} kinds.")
    if not plan.lottery:
        yield Fault("lottery", (), "The lottery has no composition.")
    for n, one in enumerate(plan.lottery):
        sizes = [len(kind.people) for kind in plan.kinds]
        if len(one.take) != len(sizes) or any(not 0 <= t <= s for t, s in zip(one.take, sizes, strict=False)):
            yield Fault("lottery", (f"composition {n + 1}",), "It takes what the kinds do not have.")


def _faults(problem: Problem, plan: Plan) -> Iterator[Fault]:
    yield from _alike(problem, plan)
    people = {person.id: person for person in problem.people}
    for n, one in enumerate(plan.lottery):
        members = [
            people[name]
            for kind, count in zip(plan.kinds, one.take, strict=True)
            for name in kind.people[:count]
        ]
        yield from _panel_faults(problem, members, f"composition {n + 1}")
        for kind, count in zip(plan.kinds, one.take, strict=True):
            if count < len(set(kind.people) & set(problem.keep)):
                yield Fault(
                    "keep", (f"composition {n + 1}",), "It leaves out people who are on the panel already."
                )
    if plan.seed != problem.seed:
        yield Fault("draw", (plan.seed,), f"The seed of the problem is {problem.seed!r}.")
    expected = drawn(plan.kinds, plan.lottery, plan.seed) if plan.seed else ()
    if sorted(plan.panel) != sorted(expected):
        yield Fault("draw", plan.panel, "This is not the panel that the seed draws.")


def _alike(problem: Problem, plan: Plan) -> Iterator[Fault]:
    """Nobody in a kind can be told from another by a quota, by a cap that binds, or by being kept."""
    ruled = {quota.category for quota in problem.quotas} | {share.category for share in problem.shares}
    caps = [cap.category for cap in problem.caps]
    limit = {cap.category: cap.at_most for cap in problem.caps}
    people = {person.id: person for person in problem.people}
    shared = Counter(
        (category, person.features.get(category, ""))
        for person in problem.people
        if person.id not in problem.without
        for category in caps
    )

    def seen(person: Person) -> tuple[object, ...]:
        bound = [
            (category, value)
            for category in caps
            if (value := person.features.get(category, "")) and shared[category, value] > limit[category]
        ]
        return person.id in problem.keep, {c: person.features[c] for c in ruled}, bound

    for kind in plan.kinds:
        looks = [seen(people[name]) for name in kind.people]
        if any(look != looks[0] for look in looks):
            yield Fault("kinds", kind.people[:3], "They are treated as alike, but the rules tell them apart.")


def _panel_faults(problem: Problem, members: list[Person], name: str) -> Iterator[Fault]:
    """A panel has its size, meets every quota, and no cap is passed."""
    if len(members) != problem.size:
        yield Fault("size", (name,), f"{len(members)} people; {problem.size} are wanted.")
    count = Counter(
        (category, feature) for person in members for category, feature in person.features.items()
    )
    for quota in problem.quotas:
        found = count[quota.category, quota.feature]
        if not quota.lower <= found <= quota.upper:
            rule = f"quota {quota.category}: {quota.feature}"
            yield Fault(rule, (name,), f"{found} people; {quota.lower} to {quota.upper} are wanted.")
    yield from _share_faults(problem, count, name)
    for cap in problem.caps:
        for (category, feature), found in count.items():
            if category == cap.category and feature and found > cap.at_most:
                yield Fault(
                    f"cap {category}: {feature}", (name,), f"{found} people; {cap.at_most} may share it."
                )


def _share_faults(problem: Problem, count: Counter[tuple[str, str]], name: str) -> Iterator[Fault]:
    """A share is kept by the size that its group has on this very panel."""
    for share in problem.shares:
        part = sum(count[share.category, feature] for feature in set(share.part))
        among = sum(count[share.category, feature] for feature in set(share.among))
        for side, wanted, kept in (
            ("at least", share.lower, 100 * part >= share.lower * among),
            ("at most", share.upper, share.upper == 100 or 100 * part <= share.upper * among),
        ):
            if not kept:
                said = f"{part} of {among} people; {side} {wanted} per cent are wanted."
                yield Fault(f"share {share.category}: {side}", (name,), said)
