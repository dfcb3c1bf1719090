"""From the pool to the document that is published: pseudonyms, and for each quota in, out or unknown.

Each quota is a category of its own, so that quotas may overlap. Under a minimum only those count of whom it is
known; under a maximum also those of whom it is not. Where both bounds matter, three features say so: `in`, `out`
and `unknown`, with the minimum on those who are in, and the maximum as a minimum on those who are surely out.

Per cent inside a group are a share, of whatever size the group has on the panel: `in` and `beside` are of the group,
`in` also counts. For a maximum those count, too, who might (`perhaps` of the group, `open` where the group is not
known either); for a minimum the group is as large as it might be, with `open` and `aside`, who would not count.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from pendopo.convenings.enums import RegionLevel
from pendopo.convenings.models import Convening
from pendopo.core.sealing import blind
from pendopo.delegates.enums import DelegateState
from pendopo.delegates.models import Delegate, Quota, Selection
from pendopo.delegates.queries.cell_words import Words, words_in_both
from pendopo.delegates.queries.cells import Bound, Cell, Person, bounds, is_share, trait
from pendopo.delegates.queries.promotion import Limited
from pendopo.delegates.rules import HOLDS_SEAT

FORMAT = "pendopo.selection/1"
GONE = (DelegateState.DECLINED, DelegateState.CANCELLED)
IN, OUT, UNKNOWN = "in", "out", "unknown"
BESIDE, PERHAPS, MAYBE, ASIDE = "beside", "perhaps", "open", "aside"
_TRAITS = ("sex", "age", "disability", "sector", "first_time")
LIMITED: tuple[Limited, ...] = ("organisation", "household")  # of one of which no more than a limit are drawn
Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the pool: key and state, and the traits that quotas read."""

    pk: UUID
    state: str
    person: Person


@dataclass(frozen=True, slots=True)
class Pool:
    """What a selection is computed from, and whom its pseudonyms stand for."""

    problem: Document
    legend: list[Document]
    delegates: dict[str, UUID]
    free: int
    kept: int
    alone: tuple[dict[str, str], ...]


def members(rows: QuerySet[Delegate]) -> list[Member]:
    """The people behind rows, in one query, without names."""
    columns = rows.order_by("number").values_list(
        *("pk", "state", "organisation_id", "household", *(f"traits__{name}" for name in _TRAITS)),
        *("traits__region_id", "traits__region__level", "traits__region__parent_id"),
    )
    return [_member(*row) for row in columns]


def _member(pk: UUID, state: str, organisation: UUID | None, household: UUID | None, *told: Any) -> Member:
    *traits, region, level, parent = (value or "" for value in told)
    known = dict(zip(_TRAITS, map(str, traits), strict=True))
    province = region if level == RegionLevel.PROVINCE else parent
    groups = {"organisation": str(organisation or ""), "household": str(household or "")}
    person = Person(region=region, province=province, **groups, **known)
    return Member(pk, state, person)


def quotas_of(convening: Convening, audience: str) -> list[Quota]:
    """All quotas of one part of the convening, in their order."""
    return list(Quota.objects.filter(convening=convening, audience=audience))


def pool_of(selection: Selection) -> Pool:
    """The pool as it is now, for this selection."""
    rows = Delegate.objects.filter(convening=selection.convening, audience=selection.audience)
    states = (*_free_states(selection), *HOLDS_SEAT, *GONE)
    people = members(rows.filter(state__in=states))
    held = [one for one in people if one.state in HOLDS_SEAT]
    free = [one for one in people if one.state not in (*HOLDS_SEAT, *GONE)]
    total = selection.size + len(held)
    quotas = quotas_of(selection.convening, selection.audience)
    kept = [quota for quota in quotas if str(quota.pk) not in selection.left_out]
    taking_part = [one.person for one in (*held, *free)]
    limits = bounds(kept, total, taking_part)
    legend = _legend(selection, kept, limits, taking_part, total)
    features = _features(selection, legend, [*held, *free])
    return _pool(selection, people, features, legend, total)


def _free_states(selection: Selection) -> tuple[str, ...]:
    nominated = (DelegateState.NOMINATED,) if selection.with_nominated else ()
    return (DelegateState.REGISTERED, *nominated)


def _legend(
    selection: Selection,
    quotas: Sequence[Quota],
    limits: Sequence[Bound],
    people: Sequence[Person],
    total: int,
) -> list[Document]:
    """One line for each quota that says anything: its category, its words, its bounds in persons."""
    said = words_in_both([bound.cell for bound in limits])
    found = [
        _line(selection, quota, bound, said[bound.cell], people, total)
        for quota, bound in zip(quotas, limits, strict=True)
        if (_says(quota, 100) if is_share(quota) else _says_persons(bound, total))
    ]
    # What is not named stands behind the others, in an order that says nothing about what it counts.
    found.sort(key=lambda line: "" if line["named"] else _shuffled(selection, line["quota"]))
    return [{"category": f"q{n}", **line} for n, line in enumerate(found, 1)]


def _shuffled(selection: Selection, quota: str) -> str:
    return blind(quota, f"delegates.selection.quota.{selection.pk.hex}")


def _says(quota: Quota, most: int) -> bool:
    return bool(quota.minimum) or (quota.maximum is not None and quota.maximum < most)


def _says_persons(bound: Bound, total: int) -> bool:
    return bound.lower > 0 or (bound.upper is not None and bound.upper < total)


def _line(
    selection: Selection, quota: Quota, bound: Bound, words: Words, people: Sequence[Person], total: int
) -> Document:
    cell = bound.cell
    share = is_share(quota)
    lower, upper, most = (
        (quota.minimum or 0, quota.maximum, 100) if share else (bound.lower, bound.upper, total)
    )
    upper = upper if upper is not None and upper < most else None
    unknown = any(map(cell.is_unknown, people))
    return {
        "quota": str(quota.pk),
        "ind": words.ind,
        "en": words.en,
        "named": str(quota.pk) not in selection.unnamed,
        "dimension": cell.dimension,
        "value": cell.value,
        "inside_dimension": cell.inside_dimension,
        "inside_value": cell.inside_value,
        "lower": lower,
        "upper": upper,
        "target": quota.target if share else bound.target,
        "share": share,  # whether these are per cent of the group
        "three": bool(not share and lower and upper is not None and unknown),
    }


def cell_in(line: Mapping[str, Any]) -> Cell:
    """Whom a line of a legend counts."""
    return Cell(line["dimension"], line["value"], line["inside_dimension"], line["inside_value"])


def feature(line: Mapping[str, Any], person: Person) -> str:
    """How somebody stands in the category of a line."""
    cell = cell_in(line)
    if cell.holds(person):
        return IN
    if line.get("share"):
        return _in_share(cell, person)
    if not cell.is_unknown(person):
        return OUT
    if line["three"]:
        return UNKNOWN
    return OUT if line["upper"] is None else IN


def _in_share(cell: Cell, person: Person) -> str:
    """How somebody who does not count for certain stands to a group and to those who count in it."""
    if not cell.in_group(person) and not cell.group_unknown(person):
        return OUT
    known = bool(trait(person, cell.dimension)) and not cell.is_unknown(person)
    if cell.in_group(person):
        return BESIDE if known else PERHAPS
    return ASIDE if known else MAYBE


def _features(
    selection: Selection, legend: Sequence[Document], people: Sequence[Member]
) -> dict[UUID, dict[str, str]]:
    """By key of a delegate what the published file says: the quotas, and a mark where a limit can bind."""
    found = {one.pk: {line["category"]: feature(line, one.person) for line in legend} for one in people}
    for category, most in limits_of(selection).items():
        keys = {one.pk: str(getattr(one.person, category)) for one in people}
        sizes = Counter(filter(None, keys.values()))
        for pk, key in keys.items():
            found[pk][category] = _mark(selection, category, key) if sizes[key] > most else ""
    return found


def limits_of(selection: Selection | None) -> dict[Limited, int]:
    """How many of one organisation and of one household are drawn at most; what has no limit is not there."""
    return {name: most for name in LIMITED if (most := getattr(selection, f"per_{name}", None))}


def _mark(selection: Selection, category: str, key: str) -> str:
    """An organisation or a household under a mark of this selection alone."""
    return category[0] + blind(key, f"delegates.selection.{category}.{selection.pk.hex}")[:12]


def _pool(
    selection: Selection,
    people: Sequence[Member],
    features: Mapping[UUID, dict[str, str]],
    legend: list[Document],
    total: int,
) -> Pool:
    names = {one.pk: selection.pseudonym(one.pk) for one in people}
    nothing = {line["category"]: OUT for line in legend}  # of those who have left, nothing is published
    nothing |= dict.fromkeys(limits_of(selection), "")
    listed = sorted((names[one.pk], features.get(one.pk, nothing)) for one in people)
    kept = sorted(names[one.pk] for one in people if one.state in HOLDS_SEAT)
    gone = sorted(names[one.pk] for one in people if one.state in GONE)
    problem = {
        "format": FORMAT,
        "size": total,
        "people": [{"id": name, "features": told} for name, told in listed],
        "quotas": [quota for line in legend if not line["share"] for quota in _quotas(line, total)],
        "caps": [{"category": name, "at_most": most} for name, most in limits_of(selection).items()],
        "keep": kept,
        "without": gone,
        "fairness": "leximin",
        "seed": "",
    }
    if shares := [share for line in legend if line["share"] for share in shares_of(line)]:
        problem["shares"] = shares
    free = len(people) - len(kept) - len(gone)
    delegates = {names[one.pk]: one.pk for one in people}
    return Pool(problem, legend, delegates, free, len(kept), _alone(features.values()))


def _quotas(line: Mapping[str, Any], total: int) -> Iterable[Document]:
    most = total if line["upper"] is None else min(line["upper"], total)
    bound = {IN: min(line["lower"], total), OUT: total - most} | ({UNKNOWN: 0} if line["three"] else {})
    for name, lower in bound.items():
        yield {"category": line["category"], "feature": name, "lower": lower, "upper": total}


def shares_of(line: Mapping[str, Any]) -> Iterable[Document]:
    """The minimum and the maximum of a quota in per cent of a group, each by its own reading of what is not known."""
    if line["lower"]:
        among = [IN, BESIDE, PERHAPS, MAYBE, ASIDE]
        yield {"category": line["category"], "part": [IN], "among": among, "lower": line["lower"]}
    if line["upper"] is not None:
        part, among = [IN, PERHAPS, MAYBE], [IN, BESIDE, PERHAPS]
        yield {"category": line["category"], "part": part, "among": among, "upper": line["upper"]}


def _alone(features: Iterable[dict[str, str]]) -> tuple[dict[str, str], ...]:
    """Combinations of features that exactly one person of the pool has."""
    many = Counter(tuple(sorted(told.items())) for told in features)
    return tuple(dict(combination) for combination, count in sorted(many.items()) if count == 1)
