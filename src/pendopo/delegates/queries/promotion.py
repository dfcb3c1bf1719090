"""Who takes a seat that became free: the rule, without a query.

Of those on the waiting list, in the public order:

1. nobody is taken who would break a maximum (people of whom it is not known count here too) or the limit for one
   organisation or household;
2. nobody is taken after whom a minimum could no longer be met with the seats that stay free, unless nobody on the
   list can meet it anyway;
3. whoever fills most of the quotas that are short now comes first; of equals, whoever comes first in the order.

If rule 2 leaves nobody, because two minimums want the same seat, it is left out.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pendopo.delegates.queries.cells import Cell, Person

Limited = Literal["organisation", "household"]
Why = Literal["maximum", "organisation", "household", "minimum", "fills"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One quota in persons, under a key of the caller."""

    key: str
    cell: Cell
    lower: int = 0
    upper: int | None = None
    share: int | None = None  # instead of `upper`: at most so many per cent of the group


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody on the list, under a key of the caller."""

    key: Hashable
    person: Person


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Somebody who stands before the one who is taken, and the quota that is the reason."""

    key: Hashable
    why: Why
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """Who comes next, if anybody may; which quotas are short, which of them that person fills, who is passed over."""

    key: Hashable | None
    short: Mapping[str, int]
    fills: tuple[str, ...]
    passed: tuple[PassedOver, ...]


class Panel:
    """Those who hold a seat, as the rules see them."""

    def __init__(self, held: Sequence[Person], rules: Sequence[Rule], limits: Mapping[Limited, int]) -> None:
        self.rules, self.limits = rules, limits
        self.known = {rule.key: sum(map(rule.cell.holds, held)) for rule in rules}
        self.possible = {
            rule.key: self.known[rule.key] + sum(map(rule.cell.is_unknown, held)) for rule in rules
        }
        self.groups = {
            rule.key: sum(map(rule.cell.in_group, held)) for rule in rules if rule.share is not None
        }
        self.shared = {name: Counter(getattr(person, name) for person in held) for name in limits}
        self.short = {
            rule.key: rule.lower - self.known[rule.key] for rule in rules if rule.lower > self.known[rule.key]
        }

    def broken_by(self, person: Person) -> tuple[Why, str] | None:
        """The limit or the maximum that this person would break, if any."""
        for name, most in self.limits.items():
            key = getattr(person, name)
            if key and self.shared[name][key] >= most:
                return name, ""
        for rule in self.rules:
            counts = rule.cell.holds(person) or rule.cell.is_unknown(person)
            if counts and self._full(rule, person):
                return "maximum", rule.key
        return None

    def _full(self, rule: Rule, person: Person) -> bool:
        """Whether one more who counts is too many; of a group that this person may enlarge."""
        if rule.share is not None:
            group = self.groups[rule.key] + rule.cell.in_group(person)
            return 100 * (self.possible[rule.key] + 1) > rule.share * group
        return rule.upper is not None and self.possible[rule.key] >= rule.upper

    def fills(self, person: Person) -> frozenset[str]:
        """The short quotas under which this person counts."""
        return frozenset(
            rule.key for rule in self.rules if rule.key in self.short and rule.cell.holds(person)
        )


def choose(
    held: Sequence[Person],
    waiting: Sequence[Waiting],
    rules: Sequence[Rule],
    free: int,
    limits: Mapping[Limited, int] | None = None,
) -> Choice:
    """Who of `waiting`, given in the public order, takes the next of `free` seats; `limits` as `pool.limits_of`."""
    panel = Panel(held, rules, limits or {})
    broken = {one.key: panel.broken_by(one.person) for one in waiting}
    fills = {one.key: panel.fills(one.person) for one in waiting}
    allowed = [one.key for one in waiting if broken[one.key] is None]
    reach = Counter(rule for key in allowed for rule in fills[key])
    missed = {key: _missed(panel, reach, fills[key], free) for key in allowed}
    keeping = [key for key in allowed if not missed[key]] or allowed
    if free < 1 or not keeping:
        passed = tuple(PassedOver(one.key, *said) for one in waiting if (said := broken[one.key]))
        return Choice(None, panel.short, (), passed)
    most = max(len(fills[key]) for key in keeping)
    taken = next(key for key in keeping if len(fills[key]) == most)
    before = [one.key for one in waiting[: [one.key for one in waiting].index(taken)]]
    passed = tuple(_passed(key, broken[key], missed.get(key), fills[taken] - fills[key]) for key in before)
    return Choice(taken, panel.short, tuple(sorted(fills[taken])), passed)


def _missed(panel: Panel, reach: Mapping[str, int], fills: frozenset[str], free: int) -> str:
    """A minimum that the seats left after this person could no longer meet, though the list could; or nothing."""
    for rule, missing in panel.short.items():
        if min(missing, reach[rule]) - (rule in fills) > free - 1:
            return rule
    return ""


def _passed(
    key: Hashable, broken: tuple[Why, str] | None, missed: str | None, better: frozenset[str]
) -> PassedOver:
    if broken:
        return PassedOver(key, *broken)
    if missed:
        return PassedOver(key, "minimum", missed)
    return PassedOver(key, "fills", min(better, default=""))
