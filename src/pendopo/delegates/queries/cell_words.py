"""Cells in words: "women", "under 30 among government delegates"; no name of a person is among them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from pendopo.convenings.enums import OrganisationKind
from pendopo.convenings.models import Organisation, Region
from pendopo.delegates.enums import AgeBand, Answered, Dimension, Sex
from pendopo.delegates.queries.cells import GOVERNMENT, UNDER_30, Cell

_SAID: dict[tuple[str, str], str | Promise] = {
    (Dimension.SEX, Sex.FEMALE): gettext_lazy("Women"),
    (Dimension.SEX, Sex.MALE): gettext_lazy("Men"),
    (Dimension.AGE, UNDER_30): gettext_lazy("Under 30"),
    (Dimension.SECTOR, GOVERNMENT): gettext_lazy("Government"),
    (Dimension.DISABILITY, Answered.YES): gettext_lazy("With a disability"),
    (Dimension.DISABILITY, Answered.NO): gettext_lazy("Without a disability"),
    (Dimension.FIRST_TIME, Answered.YES): gettext_lazy("Here for the first time"),
    (Dimension.FIRST_TIME, Answered.NO): gettext_lazy("Have come before"),
}
_LABELS: dict[str, dict[str, str | Promise]] = {
    Dimension.AGE: {band.value: band.label for band in AgeBand},
    Dimension.SECTOR: {kind.value: kind.label for kind in OrganisationKind},
}
_REGIONS = (Dimension.PROVINCE, Dimension.REGENCY)


@dataclass(frozen=True, slots=True)
class Words:
    """The same in both languages."""

    ind: str
    en: str


def words_in_both(cells: Iterable[Cell]) -> dict[Cell, Words]:
    """Each cell in words, in Indonesian and English; names of regions and organisations take two queries."""
    asked = list(cells)
    names = _names(asked)
    with override("id"):
        ind = {cell: _words(cell, names) for cell in asked}
    with override("en"):
        en = {cell: _words(cell, names) for cell in asked}
    return {cell: Words(ind[cell], en[cell]) for cell in asked}


def _names(cells: list[Cell]) -> dict[str, str]:
    told = [(c.dimension, c.value) for c in cells] + [(c.inside_dimension, c.inside_value) for c in cells]
    regions = {part for name, value in told if name in _REGIONS for part in _parts(value)}
    bodies = {part for name, value in told if name == Dimension.ORGANISATION for part in _parts(value)}
    found = dict(Region.objects.filter(pk__in=regions).values_list("pk", "name")) if regions else {}
    if bodies:
        for body in Organisation.objects.filter(pk__in=bodies):
            found[str(body.pk)] = body.short_name or body.name
    return found


def _parts(value: str) -> list[str]:
    return [word for part in value.split(",") if (word := part.strip())]


def _words(cell: Cell, names: dict[str, str]) -> str:
    who = _values(cell.dimension, cell.value, names)
    if not cell.inside_dimension:
        return who
    among = _values(cell.inside_dimension, cell.inside_value, names)
    return _("%(who)s among “%(group)s”") % {"who": who, "group": among}


def _values(dimension: str, value: str, names: dict[str, str]) -> str:
    known = _LABELS.get(dimension, {})
    return ", ".join(
        str(_SAID.get((dimension, part)) or known.get(part) or names.get(part) or part)
        for part in _parts(value)
    )
