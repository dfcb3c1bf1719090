"""Reads on seats and the waiting list of one part of the convening: what is free, who comes next, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from pendopo.convenings.models import Convening
from pendopo.convenings.rules import standing
from pendopo.core.times import today
from pendopo.delegates import rules
from pendopo.delegates.enums import DelegateState, RequestState, SelectionState
from pendopo.delegates.models import Delegate, ListChange, ListFreeze, Selection, WaitingPlace
from pendopo.delegates.queries.cell_words import Words, words_in_both
from pendopo.delegates.queries.cells import Bound, Cell, Person, bounds, is_share
from pendopo.delegates.queries.pool import GONE, Document, limits_of, members, quotas_of
from pendopo.delegates.queries.promotion import Choice, Rule, Waiting, choose
from pendopo.delegates.queries.seats import adopted_plan
from pendopo.delegates.queries.selection import words_of


@dataclass(frozen=True, slots=True)
class Measured:
    """One quota in persons, against those who hold a seat now."""

    key: str
    words: Words
    cell: Cell
    lower: int
    upper: int | None
    count: int
    unknown: int
    share: int | None = None  # a maximum in per cent of the group, whatever its size

    @property
    def said(self) -> str:
        """The quota in the language of the page."""
        return words_of({"ind": self.words.ind, "en": self.words.en})

    @property
    def short(self) -> int:
        """How many are missing."""
        return max(self.lower - self.count, 0)

    @property
    def over(self) -> int:
        """How many are too many, if all of whom it is not known count."""
        return 0 if self.upper is None else max(self.count + self.unknown - self.upper, 0)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the waiting list, with the quotas under which this person counts."""

    position: int
    place: WaitingPlace
    quotas: tuple[Measured, ...]
    is_next: bool


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that decides who comes next in one part of the convening."""

    total: int | None
    held: int
    quotas: tuple[Measured, ...]
    places: tuple[WaitingPlace, ...]
    people: dict[UUID, Person]
    choice: Choice

    @property
    def free(self) -> int:
        """Seats that nobody holds."""
        return max((self.total or 0) - self.held, 0)

    @property
    def next_place(self) -> WaitingPlace | None:
        """The place of the person who comes next."""
        return next((one for one in self.places if one.delegate_id == self.choice.key), None)

    def rows(self, quota: str = "") -> list[Row]:
        """The list in its order, of all or of those who count under one quota."""
        found = []
        for n, one in enumerate(self.places, 1):
            person = self.people[one.delegate_id]
            mine = tuple(told for told in self.quotas if told.cell.holds(person))
            if not quota or quota in {told.key for told in mine}:
                found.append(Row(n, one, mine, one.delegate_id == self.choice.key))
        return found


def board(convening: Convening, audience: str) -> Board:
    """Seats, quotas and the waiting list of one part, and who comes next."""
    selection = last_drawn(convening, audience)
    total = seats_in_all(selection, audience)
    rows = Delegate.objects.filter(convening=convening, audience=audience)
    people = members(rows.filter(state__in=(*rules.HOLDS_SEAT, DelegateState.WAITING)))
    held = [one.person for one in people if one.state in rules.HOLDS_SEAT]
    waiting = {one.pk: one.person for one in people if one.state == DelegateState.WAITING}
    places = tuple(places_of(convening, audience))
    quotas = _measured(convening, audience, total, held)
    taking_part = [Waiting(one.delegate_id, waiting[one.delegate_id]) for one in places if not one.passed_at]
    choice = choose(
        held,
        taking_part,
        [Rule(one.key, one.cell, one.lower, one.upper, one.share) for one in quotas],
        max((total or 0) - len(held), 0),
        limits_of(selection),
    )
    return Board(total, len(held), quotas, places, waiting, choice)


def last_drawn(convening: Convening, audience: str) -> Selection | None:
    """The newest draw that stands, without its documents."""
    rows = Selection.objects.filter(convening=convening, audience=audience, state=SelectionState.DRAWN)
    found: Selection | None = (
        rows.defer("problem", "legend", "lottery", "drawn").order_by("-drawn_at", "-pk").first()
    )
    return found


def seats_in_all(selection: Selection | None, audience: str) -> int | None:
    """How many seats there are: those of the newest draw, or of the seat plan in force; None where nothing says."""
    if selection is not None:
        sizes = Selection.objects.filter(pk=selection.pk).values_list("problem__size", flat=True)
        return int(sizes[0])
    plan = adopted_plan(audience)
    return plan.total if plan else None


def places_of(convening: Convening, audience: str) -> QuerySet[WaitingPlace]:
    """The waiting list in its public order."""
    found: QuerySet[WaitingPlace] = WaitingPlace.objects.filter(
        delegate__convening=convening,
        audience=audience,
        promoted_at=None,
        delegate__state=DelegateState.WAITING,
    ).select_related("delegate__organisation")
    return found


def _measured(
    convening: Convening, audience: str, total: int | None, held: list[Person]
) -> tuple[Measured, ...]:
    quotas = quotas_of(convening, audience)
    limits = bounds(quotas, total or 0, held)
    said = words_in_both([bound.cell for bound in limits])
    return tuple(
        _one(str(quota.pk), bound, said[bound.cell], held, quota.maximum if is_share(quota) else None)
        for quota, bound in zip(quotas, limits, strict=True)
    )


def _one(key: str, bound: Bound, words: Words, held: Sequence[Person], share: int | None) -> Measured:
    cell = bound.cell
    count, unknown = sum(map(cell.holds, held)), sum(map(cell.is_unknown, held))
    return Measured(key, words, cell, bound.lower, bound.upper, count, unknown, share)


def why_in_words(found: Board) -> Document:
    """Why the next person comes next, kept in both languages: what is short, what it fills, who was passed over."""
    said = {one.key: {"ind": one.words.ind, "en": one.words.en} for one in found.quotas}
    codes = {one.delegate_id: one.delegate.code for one in found.places}
    return {
        "short": [said[key] | {"missing": missing} for key, missing in found.choice.short.items()],
        "fills": [said[key] for key in found.choice.fills],
        "passed": [
            said.get(one.rule, {"ind": "", "en": ""}) | {"code": codes[one.key], "why": one.why}  # type: ignore[index]
            for one in found.choice.passed
        ],
    }


def counted(found: Board, arriving: UUID | None = None) -> Document:
    """Seats held, and under every quota how many count; with `arriving` as they would be afterwards."""
    person = found.people[arriving] if arriving else None
    return {
        "held": found.held + (person is not None),
        "quotas": [
            {
                "ind": one.words.ind,
                "en": one.words.en,
                "lower": one.lower,
                "upper": one.upper,
                "count": one.count + (person is not None and one.cell.holds(person)),
            }
            for one in found.quotas
        ],
    }


def freed_by(convening: Convening, audience: str) -> Delegate | None:
    """Whoever left a seat first for which nobody has been promoted yet."""
    left = Delegate.objects.filter(convening=convening, audience=audience, state__in=GONE)
    held = Q(chances__drawn=True) | Q(waiting_place__promoted_at__isnull=False)
    replaced = WaitingPlace.objects.filter(promoted_for__isnull=False).values("promoted_for")
    found: Delegate | None = left.filter(held).exclude(pk__in=replaced).order_by("state_at", "number").first()
    return found


def frozen_from(convening: Convening, audience: str) -> date | None:
    """The day from which the list changes only by request."""
    row = ListFreeze.objects.filter(convening=convening, audience=audience).first()
    return row.frozen_from if row else None


def is_frozen(convening: Convening, audience: str, on: date | None = None) -> bool:
    """Whether that day has come, today or `on` a day."""
    day = frozen_from(convening, audience)
    return day is not None and (on or today(convening.time_zone)) >= day


def open_changes(convening: Convening, audience: str) -> QuerySet[ListChange]:
    """Requests to change the frozen list that wait for an answer."""
    rows = ListChange.objects.filter(arriving__convening=convening, arriving__audience=audience)
    found: QuerySet[ListChange] = rows.filter(state=RequestState.OPEN)
    return found.select_related("arriving", "leaving", "asked_by")


def promotions(convening: Convening, audience: str) -> QuerySet[WaitingPlace]:
    """Who was promoted, newest first."""
    rows = WaitingPlace.objects.filter(delegate__convening=convening, audience=audience)
    found: QuerySet[WaitingPlace] = rows.filter(promoted_at__isnull=False)
    return found.select_related("delegate", "promoted_for").order_by("-promoted_at", "-pk")


def holders(convening: Convening, audience: str) -> QuerySet[Delegate]:
    """Those who hold a seat, by number."""
    found: QuerySet[Delegate] = Delegate.objects.filter(
        convening=convening, audience=audience, state__in=rules.HOLDS_SEAT
    ).select_related("organisation")
    return found


def access_place(user: Any, pk: UUID) -> WaitingPlace:
    """A place on the waiting list, to manage; the same 404 for absent and not yours."""
    found: WaitingPlace | None = (
        WaitingPlace.objects.select_related("delegate__convening").filter(pk=pk).first()
    )
    if found is None or not rules.may_mobilise(standing(user, found.delegate.convening)):
        raise Http404("No such place for this reader.")
    return found


def access_change(user: Any, pk: UUID) -> ListChange:
    """A request to change a frozen list, to answer; the same 404 for absent and not yours."""
    rows = ListChange.objects.select_related("arriving__convening", "leaving", "asked_by")
    found: ListChange | None = rows.filter(pk=pk).first()
    if found is None or not rules.may_mobilise(standing(user, found.arriving.convening)):
        raise Http404("No such request for this reader.")
    return found
