"""People, each once: entries that are one person are put together before anything is counted.

A merged entry counts where it was merged into. Beyond that two entries are one person when the name and the
telephone, or the name and the e-mail, are the same; the marks say so without opening anything. Such a person stands
where the furthest of the entries stands, and what one entry does not say, the other may.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from pendopo.convenings.enums import RegionLevel
from pendopo.delegates.enums import DelegateState as S
from pendopo.delegates.enums import Dimension
from pendopo.delegates.models import Delegate
from pendopo.delegates.queries.gap import REACHED

# Whoever is in a state further up stands there, whatever the other entries of the same person say.
RANK = (
    *(S.ATTENDED, S.CONFIRMED, S.SELECTED, S.WAITING, S.REGISTERED, S.NOMINATED),
    *(S.DECLINED, S.CANCELLED, S.REPLACED),
)
DIMENSIONS = (Dimension.SEX, Dimension.AGE, Dimension.DISABILITY, Dimension.SECTOR, Dimension.PROVINCE)
_TRAITS = ("traits__sex", "traits__age", "traits__disability", "traits__sector")
_REGION = ("traits__region_id", "traits__region__level", "traits__region__parent_id")
_MARKS = ("identity__name_mark", "identity__phone_mark", "identity__email_mark")


@dataclass(frozen=True, slots=True)
class Human:
    """One person: how far they have come, and their value in each of `DIMENSIONS`; empty is not known."""

    state: S
    values: tuple[str, ...]

    @property
    def stage(self) -> int:
        """1 nominated to 5 attended; 0 for whoever takes no part any more."""
        return REACHED.get(self.state, 0)


@dataclass(frozen=True, slots=True)
class People:
    """Everybody, and how many entries they have between them."""

    humans: tuple[Human, ...]
    entries: int
    merged: int


def people(audience: str = "") -> People:
    """Everybody in one part of the convening, or in all of it, in one query."""
    rows: QuerySet[Delegate] = Delegate.objects.exclude(state=S.ERASED).order_by("number")
    if audience:
        rows = rows.filter(audience=audience)
    found = list(rows.values_list("state", *_MARKS, *_TRAITS, *_REGION))
    live = [row for row in found if row[0] != S.MERGED]
    humans = tuple(_human([live[n] for n in group]) for group in groups([_keys(*row[1:4]) for row in live]))
    return People(humans, len(live), len(found) - len(live))


def _keys(name: str | None, phone: str | None, email: str | None) -> tuple[str, ...]:
    """What another entry of the same person would share; nothing once the name is erased."""
    return tuple(f"{name}/{mark}" for mark in (phone, email) if name and mark)


def groups(keys: Sequence[Iterable[str]]) -> list[list[int]]:
    """Places put together where they share a key, also over a third one, in the order of the first of each."""
    leader = list(range(len(keys)))

    def lead(n: int) -> int:
        while leader[n] != n:
            leader[n] = leader[leader[n]]
            n = leader[n]
        return n

    seen: dict[str, int] = {}
    for n, own in enumerate(keys):
        for key in own:
            one, other = lead(seen.setdefault(key, n)), lead(n)
            leader[max(one, other)] = min(one, other)
    together: dict[int, list[int]] = {}
    for n in range(len(keys)):
        together.setdefault(lead(n), []).append(n)
    return list(together.values())


def _human(rows: list[tuple[Any, ...]]) -> Human:
    ranked = sorted(rows, key=lambda row: RANK.index(S(row[0])))
    known = [_values(row) for row in ranked]
    values = tuple(next((one for one in several if one), "") for several in zip(*known, strict=True))
    return Human(S(ranked[0][0]), values)


def _values(row: tuple[Any, ...]) -> tuple[str, ...]:
    *traits, region, level, parent = row[4:]
    province = region if level == RegionLevel.PROVINCE else parent
    return tuple(str(value or "") for value in (*traits, province))
