"""The pool as numbers: kinds of people, and the quotas as rows over them."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from math import gcd

import numpy as np

from pendopo.planning.highs import Array
from pendopo.planning.selection.problem import Person, Problem, Share
from pendopo.planning.selection.solution import Kind


@dataclass(frozen=True)
class Pool:
    """T kinds of people and m rules.

    `size` (T,) people of each kind; `rows` (m, T) with `lower` <= rows @ taken <= `upper` (m,) for every panel, where
    `names` says which rule a row is; `sure` (T,) marks kinds of people who are on the panel already.
    """

    kinds: tuple[Kind, ...]
    size: Array
    rows: Array
    lower: Array
    upper: Array
    names: tuple[str, ...]
    sure: Array

    @property
    def least(self) -> Array:
        """How many of each kind every panel takes, (T,)."""
        return np.where(self.sure, self.size, 0)


def pool_of(problem: Problem) -> Pool:
    """Merge people whom no rule tells apart; people who no longer take part are in no kind."""
    shared = _shared(problem)
    kept, gone = set(problem.keep), set(problem.without)
    members: dict[tuple[object, ...], list[str]] = defaultdict(list)
    ruled = {quota.category for quota in problem.quotas} | {share.category for share in problem.shares}
    categories = sorted(ruled)
    for person in problem.people:
        if person.id not in gone:
            features = tuple(person.features[category] for category in categories)
            bound = tuple(value for value in _values(problem, person) if value in shared)
            members[person.id in kept, features, bound].append(person.id)
    keys = list(members)
    rows = [[q.feature == key[1][categories.index(q.category)] for key in keys] for q in problem.quotas]  # type: ignore[index]
    rows += [[value in key[2] for key in keys] for value in shared]  # type: ignore[operator]
    sides = [(share, *side) for share in problem.shares for side in share.sides]
    told = [[key[1][categories.index(share.category)] for key in keys] for share, *_side in sides]  # type: ignore[index]
    balances = [_reduced(side, features) for side, features in zip(sides, told, strict=True)]
    rows += balances
    rows.append([True] * len(keys))
    at_most = {cap.category: cap.at_most for cap in problem.caps}
    return Pool(
        tuple(Kind(tuple(members[key])) for key in keys),
        np.array([len(members[key]) for key in keys]),
        np.array(rows, dtype=float),
        np.array([*(q.lower for q in problem.quotas), *(0 for _ in (*shared, *sides)), problem.size]),
        np.array(
            [
                *(q.upper for q in problem.quotas),
                *(at_most[category] for category, _v in shared),
                *(problem.size * max(0, *row) for row in balances),
                problem.size,
            ]
        ),
        (
            *(f"quota {q.category}: {q.feature}" for q in problem.quotas),
            *(f"cap {category}: {value}" for category, value in shared),
            *(f"share {share.category}: {side}" for share, side, *_weights in sides),
            "size",
        ),
        np.array([key[0] for key in keys], dtype=bool),
    )


def _reduced(side: tuple[Share, str, int, int], features: list[str]) -> list[int]:
    """One side of a share as a row of small whole numbers."""
    share, _name, part, among = side
    common = gcd(part, among)
    return [share.weight(feature, part, among) // common for feature in features]


def _shared(problem: Problem) -> list[tuple[str, str]]:
    """Features that more people share than a cap allows; only those can bind."""
    gone, limit = set(problem.without), {cap.category: cap.at_most for cap in problem.caps}
    count = Counter(v for person in problem.people if person.id not in gone for v in _values(problem, person))
    return sorted(value for value, people in count.items() if people > limit[value[0]])


def _values(problem: Problem, person: Person) -> list[tuple[str, str]]:
    return [(cap.category, value) for cap in problem.caps if (value := person.features.get(cap.category))]
