"""Regions of the country, from the official codes."""

import re
from collections.abc import Iterable, Mapping

from django.db import transaction

from pendopo.accounts.models import User
from pendopo.convenings.enums import RegionLevel
from pendopo.convenings.models import Region
from pendopo.convenings.queries.regions import fold
from pendopo.core.audit import record

# Words that keep their own letters when a name in capitals becomes a name in sentence case.
_KEPT = {"dki": "DKI", "dan": "dan"}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@transaction.atomic
def load_regions(
    *,
    provinces: Iterable[Mapping[str, str]],
    regencies: Iterable[Mapping[str, str]],
    by: User | None = None,
) -> dict[str, int]:
    """Bring the regions in step with the rows; loading the same rows again changes nothing."""
    wanted = [_province(row) for row in provinces] + [_regency(row) for row in regencies]
    known = {region.code: region for region in Region.objects.all()}
    new = [region for region in wanted if region.code not in known]
    changed = [region for region in wanted if region.code in known and _differ(region, known[region.code])]
    Region.objects.bulk_create(new)
    Region.objects.bulk_update(changed, ["name", "folded", "level", "parent"])
    counts = {"total": len(wanted), "new": len(new), "changed": len(changed)}
    if new or changed:
        record("convenings.regions_loaded", on=wanted[0], by=by, data=counts)
    return counts


def readable(name: str) -> str:
    """KABUPATEN TOJO UNA-UNA becomes Kabupaten Tojo Una-Una."""
    return _WORD.sub(lambda word: _KEPT.get(word[0].lower(), word[0].capitalize()), " ".join(name.split()))


def _province(row: Mapping[str, str]) -> Region:
    name = readable(row["name"])
    return Region(code=row["code"], name=name, folded=fold(name), level=RegionLevel.PROVINCE)


def _regency(row: Mapping[str, str]) -> Region:
    name = readable(row["name"])
    level = RegionLevel.CITY if name.startswith("Kota ") else RegionLevel.REGENCY
    parent = row["province_code"]
    return Region(code=row["code"], name=name, folded=fold(name), level=level, parent_id=parent)


def _differ(a: Region, b: Region) -> bool:
    return any(getattr(a, field) != getattr(b, field) for field in ("name", "folded", "level", "parent_id"))
