"""Reads on people who may stand in the pool twice, here or in a convening that the reader looked after before.

The same telephone or e-mail is found by its mark. Names are compared by `names.alike`; only names that share a
word, the consonants of a word, or their initials are compared at all, so that thousands take seconds.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django_scopes import scope

from pendopo.convenings.models import Convening
from pendopo.convenings.rules import standing_in
from pendopo.delegates import rules
from pendopo.delegates.enums import SeenOn
from pendopo.delegates.models import Delegate, Identity
from pendopo.delegates.queries.delegate import named_for, note_looks
from pendopo.delegates.queries.names import COMMON, Vocabulary, alike, skeleton, tokens

ENOUGH = 0.8  # of `alike`, for a pair to be shown
_CROWD = 10  # a telephone or e-mail that more people share is that of an office
_CROWDED = 150  # in a block of more people than these, only neighbours by name are compared
_INITIALS = "initials "


@dataclass(frozen=True, slots=True)
class Entry:
    """One person as duplicates are looked for."""

    delegate: Delegate
    name: str
    phone_mark: str
    email_mark: str

    @property
    def key(self) -> UUID:
        """The key of the delegate."""
        found: UUID = self.delegate.pk
        return found


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries that may be one person, and why: the first is of this convening."""

    first: Entry
    second: Entry
    same_phone: bool
    same_email: bool
    names: float

    @property
    def percent(self) -> int:
        """How much the names have in common, in per cent."""
        return round(self.names * 100)

    @property
    def elsewhere(self) -> bool:
        """Whether the second is of another convening."""
        return bool(self.first.delegate.convening_id != self.second.delegate.convening_id)

    @property
    def certain(self) -> bool:
        """Whether both the contact and the name say so."""
        return (self.same_phone or self.same_email) and self.names >= ENOUGH

    @property
    def rank(self) -> float:
        """The surest pairs first."""
        return self.names + self.same_phone + self.same_email


def entries_of(user: Any, convening: UUID) -> list[Entry]:
    """Everybody in the pool of one convening whose name the reader may open."""
    with scope(convening=convening):
        return _without_crowds(entries_in(pool_for(user, convening)))


def pool_for(user: Any, convening: UUID) -> QuerySet[Delegate]:
    """Everybody in the pool of one convening whose name the reader may open, without the name."""
    return named_for(standing_in(user, convening)).filter(state__in=rules.IN_POOL)


def entries_in(rows: QuerySet[Delegate]) -> list[Entry]:
    """The delegates of a query with their names, opened."""
    related = rows.select_related("convening", "organisation", "traits__region__parent")
    delegates = {one.pk: one for one in related}
    columns = ("delegate_id", "name", "phone_mark", "email_mark")
    identities = Identity.objects.filter(delegate__in=rows.values("pk")).only(*columns)
    return [
        Entry(delegates[one.delegate_id], one.name, one.phone_mark, one.email_mark)
        for one in identities
        if one.delegate_id in delegates
    ]


def pairs_within(entries: list[Entry]) -> list[Pair]:
    """Pairs among people of one convening."""
    met = set[tuple[int, int]]()
    for block, places in _blocks(entries).items():
        met.update(_met(block, entries, places))
    return [pair for i, j in _worth(met, entries) if (pair := compared(*_ordered(entries[i], entries[j])))]


def pairs_between(here: list[Entry], elsewhere: list[Entry]) -> list[Pair]:
    """Pairs of somebody here and somebody of another convening."""
    if not here or not elsewhere:
        return []
    border, everybody = len(here), [*here, *elsewhere]
    there = _blocks(elsewhere)
    met = set[tuple[int, int]]()
    for block, places in _blocks(here).items():
        if others := there.get(block):
            both = [*places, *(border + place for place in others)]
            met.update((i, j) for i, j in _met(block, everybody, both) if (i < border) != (j < border))
    return [pair for i, j in _worth(met, everybody) if (pair := compared(everybody[i], everybody[j]))]


def _worth(met: Iterable[tuple[int, int]], entries: list[Entry]) -> Iterator[tuple[int, int]]:
    """Those who may make a pair at all; most names that share a word do not, and need no closer look."""
    names = Vocabulary(one.name for one in entries)
    phones, emails = ([getattr(one, mark) for one in entries] for mark in ("phone_mark", "email_mark"))
    for i, j in met:
        reached = (phones[i] and phones[i] == phones[j]) or (emails[i] and emails[i] == emails[j])
        if reached or names.may_be_alike(i, j, ENOUGH):
            yield i, j


def _met(block: str, entries: list[Entry], places: list[int]) -> Iterator[tuple[int, int]]:
    """Who is compared with whom in one block: everybody, or in a crowd everybody with the next by name."""
    if block.startswith(_INITIALS):
        short = [place for place in places if _is_short(entries[place])]
        if not short:
            return
        if len(short) * len(places) <= _CROWDED * _CROWDED:
            yield from ((min(i, j), max(i, j)) for i in short for j in places if i != j)
            return
    elif len(places) <= _CROWDED:
        yield from combinations(places, 2)
        return
    by_name = sorted(places, key=lambda place: (sorted(tokens(entries[place].name)), place))
    yield from ((min(i, j), max(i, j)) for i, j in pairwise(by_name))


def _is_short(entry: Entry) -> bool:
    """Whether a word of the name is an initial."""
    return any(len(word) == 1 for word in tokens(entry.name))


def _ordered(one: Entry, other: Entry) -> tuple[Entry, Entry]:
    return (one, other) if one.delegate.number < other.delegate.number else (other, one)


def compared(first: Entry, second: Entry) -> Pair | None:
    """The pair, if anything says that the two may be one."""
    phone = bool(first.phone_mark) and first.phone_mark == second.phone_mark
    email = bool(first.email_mark) and first.email_mark == second.email_mark
    names = alike(first.name, second.name)
    if not (phone or email or names >= ENOUGH):
        return None
    return Pair(first, second, phone, email, names)


def _blocks(entries: Iterable[Entry]) -> dict[str, list[int]]:
    """The places of those who share something, by what it is."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        for block in set(blocks_of(entry)):
            found[block].append(place)
    return found


def blocks_of(entry: Entry) -> Iterator[str]:
    """Under what somebody is looked for: marks, initials, and a word (its consonants) with the start of another.

    Names that are alike enough share two words of which one may be shortened or misspelt after its first letter,
    or are one telling word each. So thousands of people meet only those with whom they could make a pair.
    """
    if entry.phone_mark:
        yield f"phone {entry.phone_mark}"
    if entry.email_mark:
        yield f"email {entry.email_mark}"
    words = tokens(entry.name)
    yield "name " + "".join(words)
    if len(words) > 1:
        yield _INITIALS + " ".join(sorted(word[0] for word in words))
    telling = [word for word in words if word not in COMMON and len(word) > 1] or list(words)
    for word in telling:
        if len(telling) == 1:
            yield f"word {skeleton(word)}"
        for other in words:
            if other is not word:
                yield f"word {skeleton(word)} {other[0]}"


def _without_crowds(entries: list[Entry]) -> list[Entry]:
    """The entries without the marks that a crowd shares."""
    counts = Counter(mark for one in entries for mark in (one.phone_mark, one.email_mark))

    def kept(mark: str) -> str:
        return mark if counts[mark] <= _CROWD else ""

    return [replace(one, phone_mark=kept(one.phone_mark), email_mark=kept(one.email_mark)) for one in entries]


@dataclass(frozen=True, slots=True)
class Double:
    """A row of a table that may be somebody who is there: in the pool by code, or in the table by line."""

    line: int
    codes: tuple[str, ...]
    lines: tuple[int, ...]
    certain: bool  # the same telephone or e-mail, and a name that is alike


def doubles_of(
    user: Any, convening: Convening, newcomers: Iterable[tuple[int, str, str, str]]
) -> list[Double]:
    """Which rows (line, name, mark of phone, mark of e-mail) repeat each other or people the reader may see."""
    rows = [Entry(Delegate(convening=convening, number=line), *marks) for line, *marks in newcomers]
    rows = _without_crowds(rows)
    codes, lines, certain = defaultdict[int, list[str]](list), defaultdict[int, list[int]](list), set[int]()
    for pair in pairs_within(rows):
        lines[pair.second.delegate.number].append(pair.first.delegate.number)
        if pair.certain:
            certain.add(pair.second.delegate.number)
    for pair in pairs_between(rows, entries_of(user, convening.pk)):
        codes[pair.first.delegate.number].append(pair.second.delegate.code)
        if pair.certain:
            certain.add(pair.first.delegate.number)
    return [
        Double(line, tuple(sorted(codes[line])), tuple(sorted(lines[line])), line in certain)
        for line in sorted(codes.keys() | lines.keys())
    ]


def note_pairs(user: Any, pairs: Iterable[Pair], page: SeenOn) -> None:
    """Write down that the reader has seen these names, each in its convening."""
    shown: dict[UUID, set[UUID]] = defaultdict(set)
    for pair in pairs:
        for entry in (pair.first, pair.second):
            shown[entry.delegate.convening_id].add(entry.key)
    for convening, keys in shown.items():
        with scope(convening=convening):
            note_looks(user, standing_in(user, convening), keys, page)
