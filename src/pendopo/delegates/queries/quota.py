"""Quotas as pages show them, and what they demand of each other."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pendopo.convenings.enums import OrganisationKind, RegionLevel
from pendopo.convenings.models import Convening, Organisation, Region
from pendopo.convenings.rules import standing
from pendopo.delegates import rules
from pendopo.delegates.enums import AgeBand, Answered, CountedIn, Dimension, Sex
from pendopo.delegates.models import Delegate, Quota
from pendopo.delegates.queries.cell_words import words_in_both
from pendopo.delegates.queries.cells import (
    GOVERNMENT,
    UNDER_30,
    Cell,
    Numbers,
    bounds,
    cell_of,
    least_needed,
    values_of,
)
from pendopo.delegates.queries.pool import members
from pendopo.delegates.queries.seats import adopted_plan

FIXED: dict[str, tuple[str, ...]] = {
    Dimension.SEX: (Sex.FEMALE.value, Sex.MALE.value),
    Dimension.AGE: (UNDER_30, *(band.value for band in AgeBand if band.value)),
    Dimension.DISABILITY: (Answered.YES.value, Answered.NO.value),
    Dimension.SECTOR: (GOVERNMENT, *(kind.value for kind in OrganisationKind)),
    Dimension.FIRST_TIME: (Answered.YES.value, Answered.NO.value),
}
LEVELS = {
    Dimension.PROVINCE: (RegionLevel.PROVINCE,),
    Dimension.REGENCY: (RegionLevel.REGENCY, RegionLevel.CITY),
}


def access_quota(user: Any, pk: UUID, *, to: str) -> Quota:
    """A quota of the current convening, to "read" or to "manage"; the same 404 for absent and not yours."""
    quota: Quota | None = Quota.objects.select_related("convening").filter(pk=pk).first()
    may = rules.may_mobilise if to == "manage" else rules.may_count
    if quota is None or not may(standing(user, quota.convening)):
        raise Http404("No such quota for this reader.")
    return quota


def quotas(audience: str | None = None) -> QuerySet[Quota]:
    """The quotas of the current convening, or of one part of it."""
    rows: QuerySet[Quota] = Quota.objects.all()
    return rows if audience is None else rows.filter(audience=audience)


def seats_of(audience: str) -> int | None:
    """How many seats the plan in force shares; None while there is none."""
    plan = adopted_plan(audience)
    return plan.total if plan else None


def parts_of(value: str) -> list[str]:
    """The values in a list with commas, each once, in order."""
    return sorted({part for piece in value.split(",") if (part := piece.strip())})


def unknown_value(convening: Convening, dimension: str, value: str) -> str | None:
    """The first value that nobody in this convening can have; None where all are known."""
    asked = parts_of(value)
    known = set(FIXED.get(dimension, ()))
    if dimension in LEVELS:
        levels = LEVELS[Dimension(dimension)]
        known = set(Region.objects.filter(pk__in=asked, level__in=levels).values_list("pk", flat=True))
    elif dimension == Dimension.ORGANISATION:
        keys = [key for part in asked if (key := _key(part))]
        found = Organisation.objects.filter(convening=convening, pk__in=keys)
        known = {str(pk) for pk in found.values_list("pk", flat=True)}
    return next((part for part in asked if part not in known), None if asked else "–")


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def values_to_choose(dimension: str) -> list[tuple[str, str]]:
    """Every value of a dimension with its words, in the language of the page."""
    if dimension in FIXED:
        cells = [Cell(dimension, value) for value in FIXED[dimension]]
        said = said_of(cells)
        return [(cell.value, said[cell]) for cell in cells]
    if dimension == Dimension.ORGANISATION:
        return [(str(row.pk), row.name) for row in Organisation.objects.all()]
    provinces = Region.objects.filter(level=RegionLevel.PROVINCE).order_by("name")
    return [(row.pk, row.name) for row in provinces]


def said_of(cells: Iterable[Cell]) -> dict[Cell, str]:
    """Cells in the words of the page's language."""
    tail = "ind" if (get_language() or "id").startswith("id") else "en"
    return {cell: getattr(words, tail) for cell, words in words_in_both(cells).items()}


def numbers_text(quota: Numbers) -> str:
    """What a quota asks for, in one line: "at least 60%, target 65%"."""
    said = (
        (_("at least %(number)s"), quota.minimum),
        (_("at most %(number)s"), quota.maximum),
        (_("target %(number)s"), quota.target),
    )
    sign = "%" if quota.unit == CountedIn.PERCENT else ""
    return ", ".join(text % {"number": f"{number}{sign}"} for text, number in said if number is not None)


def needed_together(rows: Sequence[Numbers], dimension: str, seats: int) -> int:
    """The fewest people with whom all minimums of one dimension, among everybody, can be kept."""
    asked = [row for row in rows if row.dimension == dimension and not row.inside_dimension]
    wanted = {values_of(b.cell.dimension, b.cell.value): b.lower for b in bounds(asked, seats)}
    return least_needed(wanted)


def percent_together(rows: Sequence[Numbers], like: Numbers) -> int:
    """The minimums in per cent of one dimension, among the same people, added up."""
    group = (like.dimension, like.inside_dimension, like.inside_value)
    wanted = {
        values_of(row.dimension, row.value): row.minimum or 0
        for row in rows
        if (row.dimension, row.inside_dimension, row.inside_value) == group and row.unit == CountedIn.PERCENT
    }
    return least_needed(wanted)


def nobody_in_pool(quota: Quota) -> bool:
    """Whether nobody in the pool counts under a quota yet."""
    cell = cell_of(quota)
    pool = Delegate.objects.filter(audience=quota.audience, state__in=rules.IN_POOL)
    return not any(cell.holds(member.person) for member in members(pool))
