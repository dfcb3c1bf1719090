"""Writes on tables of nominations: keep one sealed until it is confirmed, load its good rows, forget it."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.db import transaction
from django_scopes import scopes_disabled

from pendopo.accounts.models import User
from pendopo.convenings.models import Convening, Organisation, Region
from pendopo.convenings.rules import standing
from pendopo.core.audit import record
from pendopo.core.errors import NotAllowed
from pendopo.core.times import now
from pendopo.delegates import rules
from pendopo.delegates.actions.delegate import Newcomer, enter_all
from pendopo.delegates.actions.nomination import refuse_late_or_many, refuse_others
from pendopo.delegates.enums import Audience, Way
from pendopo.delegates.errors import NothingToLoad
from pendopo.delegates.models import Nomination, NominationTable
from pendopo.delegates.queries.duplicates import Double
from pendopo.delegates.queries.nomination import room_of
from pendopo.delegates.queries.upload import Checked, as_key

KEPT = timedelta(days=1)


@transaction.atomic
def keep_table(
    *, convening: Convening, audience: Audience | str, checked: Checked, doubles: Collection[Double], by: User
) -> NominationTable:
    """Keep a table that was looked at, sealed, until it is loaded or a day has passed; nobody is nominated yet."""
    if not rules.may_nominate(standing(by, convening)):
        raise NotAllowed
    data = checked.as_data() | {"doubles": [asdict(one) for one in doubles]}
    table: NominationTable = NominationTable.objects.create(
        convening=convening, audience=audience, made_by=by, data=data
    )
    counts = {"part": audience, "good": len(checked.good), "faults": len(checked.faults)}
    record("delegates.table_sent", on=table, by=by, data=counts)
    return table


@transaction.atomic
def load_table(*, table: NominationTable, by: User, without_doubles: bool = False) -> int:
    """Nominate everybody in the good rows of a table, all or nobody, and forget the table; how many came."""
    Convening.objects.select_for_update(no_key=True).get(pk=table.convening_id)
    fresh = NominationTable.objects.select_for_update(no_key=True).get(pk=table.pk)
    if fresh.made_by_id != by.pk:
        raise NotAllowed
    rows = wanted_rows(fresh, without_doubles=without_doubles)
    if fresh.loaded_at is not None or not rows:
        raise NothingToLoad
    bodies, marks = _seats(fresh, rows, by)
    regions = {found.pk: found for found in Region.objects.filter(pk__in={row["region"] for row in rows})}
    delegates = enter_all(
        fresh.convening,
        fresh.audience,
        [_newcomer(row, bodies[row["organisation"]], regions.get(row["region"])) for row in rows],
    )
    Nomination.objects.bulk_create(
        Nomination(
            delegate=delegate,
            organisation=delegate.organisation,
            way=Way.PROXY if row["proxy_for"] else Way.FILE,
            by=by,
            proxy_for=row["proxy_for"],
            typed={name: row[name] for name in ("name", "phone", "email") if row[name]},
            reason=row["reason"],
            beyond=beyond,
        )
        for delegate, row, beyond in zip(delegates, rows, marks, strict=True)
    )
    fresh.data, fresh.loaded_at = {}, now()
    fresh.save(update_fields=["data", "loaded_at"])
    said = {"part": fresh.audience, "people": len(rows), "beyond": sum(marks)}
    said |= {"first": delegates[0].code, "last": delegates[-1].code}
    record("delegates.table_loaded", on=fresh, by=by, data=said)
    return len(rows)


def wanted_rows(table: NominationTable, *, without_doubles: bool) -> list[dict[str, Any]]:
    """The good rows, on demand without those that repeat somebody for certain."""
    rows: list[dict[str, Any]] = table.data.get("good", [])
    if not without_doubles:
        return rows
    doubles = {one["line"] for one in table.data.get("doubles", []) if one["certain"]}
    return [row for row in rows if row["line"] not in doubles]


def _seats(
    table: NominationTable, rows: list[dict[str, Any]], by: User
) -> tuple[dict[str, Organisation], list[bool]]:
    """The organisations of the rows, and which rows are beyond their seats; refused where they are too many."""
    counts = Counter(row["organisation"] for row in rows)
    found = Organisation.objects.filter(pk__in=[as_key(key) for key in counts])
    bodies = {one.pk.hex: one for one in found}
    left = dict[str, int | None]()
    for key, adding in counts.items():
        refuse_others(bodies[key], by=by, link=None)
        room = room_of(bodies[key], table.audience)
        refuse_late_or_many(bodies[key], room, by=by, adding=adding)
        left[key] = room.left
    used, marks = defaultdict[str, int](int), list[bool]()
    for row in rows:
        key = row["organisation"]
        free = left[key]
        marks.append(free is not None and used[key] >= free)
        used[key] += 1
    return bodies, marks


def _newcomer(row: dict[str, Any], body: Organisation, region: Region | None) -> Newcomer:
    named = {name: row[name] for name in ("name", "phone", "email", "sex", "sector")}
    return Newcomer(organisation=body, region=region, **named)


def forget_tables() -> str:
    """Delete the tables that nobody confirmed within a day."""
    with scopes_disabled():
        old = NominationTable.objects.filter(loaded_at=None, created_at__lt=now() - KEPT)
        count, _by_model = old.delete()
    return f"{count} unconfirmed tables of nominations forgotten"
