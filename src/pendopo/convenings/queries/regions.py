"""Search among provinces, regencies and cities."""

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from pendopo.convenings.models import Region
from pendopo.core.folding import folded

_TITLES = ("kabupaten ", "kota ", "kab. ", "kab ")


def fold(name: str) -> str:
    """A name without case and accents, the way people type it in a hurry."""
    return " ".join(folded(name).split())


def search_regions(text: str, *, limit: int = 20) -> QuerySet[Region]:
    """Regions whose name contains `text`, those that begin with it first; empty for an empty text."""
    wanted = fold(text)
    if not wanted:
        return Region.objects.none()
    begins = Q(folded__startswith=wanted)
    for title in _TITLES[:2]:
        begins |= Q(folded__startswith=title + wanted)
    rank = Case(When(begins, then=Value(0)), default=Value(1), output_field=IntegerField())
    code = Q(code=text.strip())
    found = Region.objects.filter(Q(folded__contains=wanted) | code).annotate(rank=rank)
    return found.select_related("parent").order_by("rank", "folded", "code")[:limit]


def find_region(text: str) -> Region | None:
    """The one region that `text` means: its code, its name, or its name without Kabupaten or Kota."""
    wanted = fold(text)
    for title in _TITLES[2:]:
        if wanted.startswith(title):
            wanted = "kabupaten " + wanted.removeprefix(title)
    exact = Region.objects.filter(Q(code=text.strip()) | Q(folded=wanted)).first()
    if exact or not wanted:
        return exact
    loose = list(Region.objects.filter(folded__in=[title + wanted for title in _TITLES[:2]])[:2])
    return loose[0] if len(loose) == 1 else None


def region_label(region: Region) -> str:
    """Kabupaten Purwakarta, Jawa Barat (32.14)."""
    province = f", {region.parent.name}" if region.parent else ""
    return f"{region.name}{province} ({region.code})"
