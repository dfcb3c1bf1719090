"""A pool of people, and the panel that is to be drawn from it."""

from collections import Counter
from collections.abc import Iterable
from typing import Literal

import msgspec

Fairness = Literal["leximin", "maximin", "nash"]


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody in the pool, with one feature for each category: {"sex": "female", "province": "32"}."""

    id: str
    features: dict[str, str]


class Quota(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many people with one feature the panel holds."""

    category: str
    feature: str
    lower: int
    upper: int

    def __post_init__(self) -> None:
        if not 0 <= self.lower <= self.upper:
            raise ValueError(
                f"The quota of {self.category} {self.feature} is {self.lower} to {self.upper}; "
                "give 0 <= lower <= upper."
            )


class Cap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """At most so many people share one feature of this category, for instance one address or one organisation.

    People without the category, or with an empty feature, share nothing.
    """

    category: str
    at_most: int = 1

    def __post_init__(self) -> None:
        if self.at_most < 1:
            raise ValueError(f"The cap on {self.category} is {self.at_most}; 1 or more is allowed.")


class Share(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Of the panel's people with a feature of `among`, at least `lower` and at most `upper` per cent count as `part`.

    How many of these people the panel holds is open, so this is no number of people. Everybody has a feature in the
    category; who has one of `part` need not have one of `among`, for instance where it is not known.
    """

    category: str
    part: tuple[str, ...]
    among: tuple[str, ...]
    lower: int = 0
    upper: int = 100

    def __post_init__(self) -> None:
        if not 0 <= self.lower <= self.upper <= 100:
            raise ValueError(
                f"The share in {self.category} is {self.lower} to {self.upper} per cent; "
                "give 0 <= lower <= upper <= 100."
            )

    @property
    def sides(self) -> tuple[tuple[str, int, int], ...]:
        """The bounds that say anything, each with the weights of a part and of the whole: their sum is 0 or more."""
        least = ("at least", 100, -self.lower)
        most = ("at most", -100, self.upper)
        return (least,) * (self.lower > 0) + (most,) * (self.upper < 100)

    def weight(self, feature: str, part: int, among: int) -> int:
        """What somebody with a feature adds to the sum of one side."""
        return part * (feature in self.part) + among * (feature in self.among)


class Problem(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="format", tag="pendopo.selection/1"
):
    """Draw a panel of `size`. People in `keep` are on it already; people in `without` no longer take part.

    `seed` is the public text that decides the draw; without one the plan is the lottery, and nobody is drawn yet.
    """

    people: tuple[Person, ...]
    size: int
    quotas: tuple[Quota, ...]
    caps: tuple[Cap, ...] = ()
    keep: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    shares: tuple[Share, ...] = ()
    fairness: Fairness = "leximin"
    seed: str = ""

    def __post_init__(self) -> None:
        _once((person.id for person in self.people), "Person")
        _once((f"{quota.category} {quota.feature}" for quota in self.quotas), "The quota of")
        _once((cap.category for cap in self.caps), "The cap on")
        _once(
            (f"{share.category} {side}" for share in self.shares for side, *_w in share.sides), "The share in"
        )
        known = {person.id for person in self.people}
        for name in (*self.keep, *self.without):
            if name not in known:
                raise ValueError(f"Person {name!r} is kept or left out, but is not in the pool.")
        if both := set(self.keep) & set(self.without):
            raise ValueError(f"Person {min(both)!r} is both kept and left out.")
        if not 1 <= self.size <= len(self.people):
            raise ValueError(f"A panel of {self.size} cannot be drawn from {len(self.people)} people.")
        self._check_features()

    def _check_features(self) -> None:
        """Everybody has a feature in each category that has quotas, and every such feature has a quota."""
        offered: dict[str, set[str]] = {}
        for quota in self.quotas:
            offered.setdefault(quota.category, set()).add(quota.feature)
        for person in self.people:
            for category, features in offered.items():
                if person.features.get(category) not in features:
                    raise ValueError(
                        f"Person {person.id!r} has {category} {person.features.get(category)!r}, which has no quota."
                    )

        for share in self.shares:
            lacking = next((person for person in self.people if share.category not in person.features), None)
            if lacking is not None:
                raise ValueError(
                    f"Person {lacking.id!r} has no feature in {share.category}, which has a share."
                )


def _once(names: Iterable[str], says: str) -> None:
    twice = next((name for name, times in Counter(names).items() if times > 1), None)
    if twice is not None:
        raise ValueError(f"{says} {twice!r} is named twice.")
