"""Reads on nominations: how many an organisation has left, the list at the desk, and one nomination."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import Http404

from pendopo.convenings.models import Organisation
from pendopo.convenings.rules import Standing, may_organise, standing
from pendopo.core.folding import folded
from pendopo.delegates import rules
from pendopo.delegates.enums import DelegateState
from pendopo.delegates.models import Delegate, Identity, Nomination
from pendopo.delegates.queries.delegate import delegates_for, named_for
from pendopo.delegates.queries.names import tokens
from pendopo.delegates.queries.seats import allotment_of, seats_left


@dataclass(frozen=True, slots=True)
class Room:
    """How many an organisation may still nominate, and until when; None where no plan says so."""

    seats: int | None = None
    left: int | None = None
    deadline: date | None = None

    @property
    def most(self) -> int | None:
        """Nominations beyond the seats are of use as replacements: half as many again, two at least."""
        return None if self.seats is None else self.seats + max(2, self.seats // 2)

    @property
    def more(self) -> int | None:
        """How many further nominations are accepted."""
        if self.seats is None or self.left is None or self.most is None:
            return None
        return max(0, self.most - self.seats + self.left)

    @property
    def is_full(self) -> bool:
        """Whether a further nomination is beyond the seats."""
        return self.left is not None and self.left <= 0

    def is_over(self, day: date) -> bool:
        """Whether the deadline has passed."""
        return self.deadline is not None and day > self.deadline


def room_of(organisation: Organisation, audience: str) -> Room:
    """What the plan in force leaves to an organisation."""
    allotment = allotment_of(organisation, audience)
    if allotment is None or allotment.seats is None:
        return Room(deadline=allotment.deadline if allotment else None)
    return Room(allotment.seats, seats_left(organisation, audience), allotment.deadline)


def nominating_organisations(seen: Standing) -> QuerySet[Organisation]:
    """For whom somebody may nominate."""
    rows = Organisation.objects.order_by("name", "pk")
    if may_organise(seen):
        return rows
    return rows.filter(pk__in=seen.organisation_ids) if rules.may_nominate(seen) else rows.none()


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader asked to see; empty values ask for everything."""

    state: str = ""
    organisation: UUID | None = None
    audience: str = ""
    q: str = ""

    def used(self) -> list[str]:
        """The names of the filters that narrow the list, never what was looked for: that could be a name."""
        return [name for name in self.__slots__ if getattr(self, name)]


def delegates_listed(seen: Standing, filters: Filters) -> QuerySet[Delegate]:
    """The rows of the list at the desk, by number; words are looked for in names the reader may open only."""
    rows = delegates_for(seen).select_related("organisation").order_by("number")
    if filters.state:
        rows = rows.filter(state=filters.state)
    elif not filters.q:
        rows = rows.exclude(state=DelegateState.MERGED)
    if filters.organisation:
        rows = rows.filter(organisation=filters.organisation)
    if filters.audience:
        rows = rows.filter(audience=filters.audience)
    if filters.q:
        rows = rows.filter(pk__in=matching(seen, filters.q))
    beyond = Nomination.objects.filter(delegate=OuterRef("pk"), beyond=True, withdrawn_at=None)
    return rows.annotate(is_beyond=Exists(beyond))


def matching(seen: Standing, text: str) -> list[UUID]:
    """The keys of those whose code or name has all the words; names are opened in memory, and none is shown."""
    words = folded(text).split()
    number = words[0].removeprefix("d-") if len(words) == 1 else ""
    if number.isdecimal():
        return list(delegates_for(seen).filter(number=int(number[:9])).values_list("pk", flat=True))
    sought, alike = set(words), set(tokens(text))
    identities = Identity.objects.filter(delegate__in=named_for(seen)).only("delegate_id", "name")
    return [one.delegate_id for one in identities.iterator() if _has(one.name, sought, alike)]


def _has(name: str, words: Iterable[str], alike: set[str]) -> bool:
    plain = folded(name)
    return all(word in plain for word in words) or (bool(alike) and alike <= set(tokens(name)))


def counted(seen: Standing) -> list[tuple[str, int]]:
    """How many are in each state, as the reader's list would show; all of them for those who see no row."""
    rows = delegates_for(seen) if rules.may_nominate(seen) else Delegate.objects.all()
    found = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    return [(state.value, found[state.value]) for state in DelegateState if state.value in found]


def access_nomination(user: Any, pk: UUID) -> Nomination:
    """A nomination, or 404 for those who may not nominate for its organisation and where there is none."""
    rows = Nomination.objects.select_related("delegate__convening", "delegate__traits", "organisation")
    found: Nomination | None = rows.filter(pk=pk, withdrawn_at=None).first()
    if found is None:
        raise Http404
    seen = standing(user, found.delegate.convening)
    if seen.restricted or not rules.nominates_for(seen, found.organisation_id):
        raise Http404
    return found


def nominations_of(delegate: Delegate) -> QuerySet[Nomination]:
    """Who proposed a delegate, in the order in which it happened."""
    return delegate.nominations.select_related("organisation", "by", "link")
