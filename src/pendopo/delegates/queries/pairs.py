"""The pairs that the page of possible duplicates shows: found once, and held until what they follow from changes.

Whether two people look alike follows from the marks of name, telephone and e-mail of those whom a reader may see,
and from nothing else. So what was found is held under a fingerprint of these marks: reading them opens no name,
and takes a small part of the time that comparing takes. What is held names nobody; only the pairs of
one page are opened.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any, overload
from uuid import UUID

from django.db.models import Q
from django_scopes import scope, scopes_disabled

from pendopo.convenings.models import Convening
from pendopo.convenings.rules import desks_of
from pendopo.delegates.models import Identity, NotSame
from pendopo.delegates.queries.duplicates import (
    Entry,
    Pair,
    entries_in,
    entries_of,
    pairs_between,
    pairs_within,
    pool_for,
)

MOST_HELD = 16  # readers with different views of the pool, for each process


@dataclass(frozen=True, slots=True)
class Found:
    """A pair without names: who, of which convening the second is, and why."""

    first: UUID
    second: UUID
    convening: UUID
    same_phone: bool
    same_email: bool
    names: float


_held: OrderedDict[bytes, tuple[Found, ...]] = OrderedDict()
_lock = Lock()


def forget_pairs() -> None:
    """Hold nothing any more."""
    with _lock:
        _held.clear()


class Pairs(Sequence[Pair]):
    """Pairs of which only those that are asked for are opened."""

    def __init__(self, user: Any, convening: Convening, found: Sequence[Found]) -> None:
        self._user, self._convening, self._found = user, convening, found

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, at: int) -> Pair: ...
    @overload
    def __getitem__(self, at: slice) -> list[Pair]: ...
    def __getitem__(self, at: int | slice) -> Pair | list[Pair]:
        if isinstance(at, slice):
            return _opened(self._user, self._convening, self._found[at])
        (pair,) = _opened(self._user, self._convening, [self._found[at]])
        return pair


def pairs_for(user: Any, convening: Convening) -> Pairs:
    """All pairs whose both names the reader may open, the surest first; pairs told apart are left out."""
    apart = _told_apart(convening)
    found = [one for one in _found(user, convening) if (one.first, one.second) not in apart]
    return Pairs(user, convening, found)


def _told_apart(convening: Convening) -> set[tuple[UUID, UUID]]:
    """Pairs that somebody said are two people, both ways round."""
    with scopes_disabled():
        known = Q(first__convening=convening) | Q(second__convening=convening)
        rows = list(NotSame.objects.filter(known).values_list("first_id", "second_id"))
    return {*rows, *((second, first) for first, second in rows)}


def _found(user: Any, convening: Convening) -> tuple[Found, ...]:
    """All pairs, from memory where nothing has changed since."""
    others = sorted(desks_of(user) - {convening.pk})
    state = _fingerprint(user, [convening.pk, *others])
    with _lock:
        if (known := _held.get(state)) is not None:
            _held.move_to_end(state)
            return known
    found = _compared(user, convening, others)
    with _lock:
        _held[state] = found
        while len(_held) > MOST_HELD:
            _held.popitem(last=False)
    return found


def _fingerprint(user: Any, convenings: Iterable[UUID]) -> bytes:
    """Different wherever the pairs may differ: who is seen in which convening, and the marks of everybody."""
    digest = hashlib.sha256()
    columns = ("delegate_id", "name_mark", "phone_mark", "email_mark")
    for convening in convenings:
        digest.update(convening.bytes)
        with scope(convening=convening):
            people = Identity.objects.filter(delegate__in=pool_for(user, convening).values("pk"))
            for row in people.order_by("delegate_id").values_list(*columns).iterator(chunk_size=2000):
                digest.update("\0".join(map(str, row)).encode())
                digest.update(b"\n")
    return digest.digest()


def _compared(user: Any, convening: Convening, others: Iterable[UUID]) -> tuple[Found, ...]:
    here = entries_of(user, convening.pk)
    elsewhere = [one for other in others for one in entries_of(user, other)]
    pairs = [*pairs_within(here), *pairs_between(here, elsewhere)]
    pairs.sort(key=lambda pair: (-pair.rank, pair.first.delegate.number, pair.second.key))
    return tuple(
        Found(
            pair.first.key,
            pair.second.key,
            pair.second.delegate.convening_id,
            pair.same_phone,
            pair.same_email,
            pair.names,
        )
        for pair in pairs
    )


def _opened(user: Any, convening: Convening, found: Sequence[Found]) -> list[Pair]:
    """The pairs with their people; whoever has left in this very moment is left out."""
    wanted: dict[UUID, set[UUID]] = {convening.pk: {one.first for one in found}}
    for one in found:
        wanted.setdefault(one.convening, set()).add(one.second)
    people: dict[UUID, Entry] = {}
    for key, keys in wanted.items():
        with scope(convening=key):
            people |= {one.key: one for one in entries_in(pool_for(user, key).filter(pk__in=keys))}
    return [
        Pair(people[one.first], people[one.second], one.same_phone, one.same_email, one.names)
        for one in found
        if one.first in people and one.second in people
    ]
