"""Reads on selections: for the desk, for everybody, and for one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pendopo.convenings.models import Convening
from pendopo.convenings.rules import standing
from pendopo.core.urls import here
from pendopo.delegates import rules
from pendopo.delegates.enums import SelectionState
from pendopo.delegates.models import Chance, Delegate, Selection
from pendopo.delegates.queries.pool import IN, Document
from pendopo.delegates.queries.seats import adopted_plan

TICKETS = 10**9
BARS = 10
_DOCUMENTS = ("problem", "legend", "lottery", "drawn")
_SHOWN = (SelectionState.ANNOUNCED, SelectionState.DRAWN)


def access_selection(user: Any, pk: UUID, *, to: str) -> Selection:
    """A selection of the current convening, to "read" or to "manage"; the same 404 for absent and not yours."""
    found: Selection | None = Selection.objects.select_related("convening", "made_by").filter(pk=pk).first()
    may = rules.may_mobilise if to == "manage" else rules.may_count
    if found is None or not may(standing(user, found.convening)):
        raise Http404("No such selection for this reader.")
    return found


def public_selection(pk: UUID) -> Selection:
    """A selection that was published; 404 for any other."""
    rows = Selection.objects.select_related("convening").filter(published_at__isnull=False)
    found: Selection | None = rows.filter(pk=pk).first()
    if found is None:
        raise Http404("Not public.")
    return found


def selections() -> QuerySet[Selection]:
    """All selections of the current convening, newest first, without their documents."""
    found: QuerySet[Selection] = Selection.objects.select_related("made_by").defer(*_DOCUMENTS)
    return found


def seats_to_fill(convening: Convening, audience: str) -> int:
    """Seats of the plan in force that nobody holds yet; 0 where no plan says."""
    plan = adopted_plan(audience)
    held = Delegate.objects.filter(convening=convening, audience=audience, state__in=rules.HOLDS_SEAT)
    return max(plan.total - held.count(), 0) if plan else 0


@dataclass(frozen=True, slots=True)
class Line:
    """One quota of a selection as pages show it; `drawn` is None before the draw."""

    category: str
    words: str
    named: bool
    lower: int | str
    upper: int | str | None
    expected: float | None
    drawn: int | None


def lines(selection: Selection, *, public: bool = False) -> list[Line]:
    """The quotas of a selection; for the public, those that are not to be named stand without their meaning."""
    drawn = _drawn_counts(selection)
    said = selection.certificate.get("expected", {})
    return [_line(one, said, drawn, public) for one in selection.legend]


def lines_of(legend: Sequence[Document]) -> list[Line]:
    """The quotas of a selection that has not been computed."""
    return [_line(one, {}, None, public=False) for one in legend]


def _line(one: Document, expected: dict[str, float], drawn: dict[str, int] | None, public: bool) -> Line:
    category = one["category"]
    return Line(
        category=category,
        words="" if public and not one["named"] else words_of(one),
        named=one["named"],
        lower=bound_text(one, "lower"),
        upper=bound_text(one, "upper"),
        expected=expected.get(category, 0.0) if expected else None,
        drawn=None if drawn is None else drawn.get(category, 0),
    )


def bound_text(line: Document, side: str) -> Any:
    """A bound as pages show it: a number of people, or per cent of a group."""
    number = line[side]
    return f"{number}%" if number and line.get("share") else number


def words_of(line: Document) -> str:
    """What a line of a legend means, in the language of the page."""
    return str(line["en"] if (get_language() or "id").startswith("en") else line["ind"])


def _drawn_counts(selection: Selection) -> dict[str, int] | None:
    if not selection.drawn:
        return None
    panel = set(selection.drawn["panel"])
    told = [person["features"] for person in selection.problem["people"] if person["id"] in panel]
    return {line["category"]: sum(one[line["category"]] == IN for one in told) for line in selection.legend}


@dataclass(frozen=True, slots=True)
class Spread:
    """The chances of those who hold no seat yet: how many people in each tenth, the smallest and the largest."""

    bars: tuple[int, ...]
    smallest: int
    largest: int
    people: int

    @property
    def even(self) -> bool:
        """Whether everybody has the same chance."""
        return self.smallest == self.largest


def spread(selection: Selection) -> Spread | None:
    """The spread of chances of a selection that has been computed."""
    rows = Chance.objects.filter(selection=selection, kept=False)
    tickets = list(rows.order_by().values_list("tickets", flat=True))
    if not tickets:
        return None
    bars = [0] * BARS
    for count in tickets:
        bars[min(count * BARS // TICKETS, BARS - 1)] += 1
    return Spread(tuple(bars), min(tickets), max(tickets), len(tickets))


def percent(tickets: int) -> str:
    """12.35%, or 12,35% in Indonesian."""
    return f"{number_format(round(tickets / TICKETS * 100, 2), 2)}%"


@dataclass(frozen=True, slots=True)
class OwnChance:
    """What one person is told about the newest selection they are in; `drawn` is None before the draw."""

    number: int
    pseudonym: str
    chance: str
    kept: bool
    drawn: bool | None
    seed_source: str
    seed_at: Any
    url: str  # of the public page; empty while there is none


def chance_of(delegate: Delegate) -> OwnChance | None:
    """The person's own chance and pseudonym, from the moment the lottery is fixed; None before and without one."""
    rows = Chance.objects.filter(delegate=delegate, selection__state__in=_SHOWN)
    columns = [f"selection__{name}" for name in _DOCUMENTS]
    found = rows.select_related("selection").defer(*columns).order_by("-selection__announced_at").first()
    if found is None:
        return None
    of = found.selection
    return OwnChance(
        number=of.number,
        pseudonym=found.pseudonym,
        chance=percent(found.tickets),
        kept=found.kept,
        drawn=found.drawn if of.state == SelectionState.DRAWN else None,
        seed_source=of.seed_source,
        seed_at=of.seed_at,
        url=here("delegates:selection-public", pk=of.pk) if of.published_at else "",
    )


def in_words(combinations: Sequence[dict[str, str]], legend: Sequence[Document]) -> list[list[str]]:
    """Combinations of features as lists of the quotas under which such a person counts."""
    said = {line["category"]: words_of(line) for line in legend}
    shared = {
        "organisation": _("with others of the organisation"),
        "household": _("with others of the household"),
    }
    return [
        [said[category] for category, feature in one.items() if feature == IN and category in said]
        + [words for category, words in shared.items() if one.get(category)]
        for one in combinations
    ]
