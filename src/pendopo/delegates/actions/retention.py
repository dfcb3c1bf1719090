"""Writes on retention: how long data is kept, and erasing what has been kept long enough."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Coalesce

from pendopo.accounts.models import User
from pendopo.convenings.actions.change import require
from pendopo.convenings.models import Convening
from pendopo.convenings.rules import standing
from pendopo.core.audit import record
from pendopo.core.times import now
from pendopo.delegates import rules
from pendopo.delegates.actions.own import forget_names
from pendopo.delegates.enums import Kept
from pendopo.delegates.models import (
    Answer,
    Delegate,
    Erasure,
    Identity,
    OwnLink,
    RetentionRule,
    Sealed,
    StageForm,
)
from pendopo.delegates.queries.retention import FORGOTTEN, days_kept, filled, holding, last_day_of, nominators

BATCH = 200


@transaction.atomic
def set_days(*, convening: Convening, days: Mapping[str, int], by: User) -> list[str]:
    """Say how long each kind is kept after the last day of the convening; the kinds that changed."""
    require(rules.may_look_after(standing(by, convening)))
    Convening.objects.select_for_update(no_key=True).get(pk=convening.pk)
    before = days_kept(convening)
    changed = {kind: number for kind, number in days.items() if before[Kept(kind)] != number}
    for kind, number in changed.items():
        RetentionRule.objects.update_or_create(convening=convening, kind=kind, defaults={"days": number})
    record("delegates.retention_changed", on=convening, by=by, data={"days": changed})
    return sorted(changed)


def erase_due(*, convening: Convening, day: date) -> int:
    """Erase what has been kept long enough, some people in each transaction; of how many people that was."""
    erased = 0
    for kind, days in days_kept(convening).items():
        if day > last_day_of(convening, days):
            erased += _in_batches(convening, kind)
            erased += _forget_nominators(convening) if kind == Kept.IDENTITY else 0
    for form in StageForm.objects.filter(convening=convening):
        if day > last_day_of(convening, form.kept_days):
            erased += _whole(lambda form=form: _erase_stage(form))  # type: ignore[misc]
    return erased


def _in_batches(convening: Convening, kind: Kept) -> int:
    return _whole(lambda: _erase_batch(convening, kind))


def _whole(batch: Callable[[], int]) -> int:
    """Run batches until one finds nothing more."""
    erased = 0
    while number := batch():
        erased += number
    return erased


@transaction.atomic
def _erase_batch(convening: Convening, kind: Kept) -> int:
    keys = list(holding(convening, kind).order_by("pk").values_list("pk", flat=True)[:BATCH])
    if not keys:
        return 0
    if kind == Kept.IDENTITY:
        for delegate in Delegate.objects.select_for_update(no_key=True).filter(pk__in=keys):
            forget_names(delegate)
        Identity.objects.filter(delegate__in=keys).delete()
        OwnLink.objects.filter(delegate__in=keys).delete()
    else:
        Sealed.objects.filter(delegate__in=keys, kind=kind).delete()
    _note(convening, kind, len(keys))
    return len(keys)


@transaction.atomic
def _forget_nominators(convening: Convening) -> int:
    """Those for whom links to nominate were made are named on the links alone; they go with names and contacts."""
    people: int = nominators(convening).update(
        name=FORGOTTEN, phone=None, revoked_at=Coalesce("revoked_at", Value(now()))
    )
    if people:
        _note(convening, Kept.IDENTITY, people)
    return people


@transaction.atomic
def _erase_stage(form: StageForm) -> int:
    """The answers of a stage, whatever kind they lie under."""
    keys = list(filled(form).order_by("pk").values_list("pk", "delegate")[:BATCH])
    if not keys:
        return 0
    head, touched = f"{form.stage}.", Counter[str]()
    for row in Sealed.objects.select_for_update(no_key=True).filter(
        delegate__in=[delegate for _key, delegate in keys]
    ):
        left = {key: value for key, value in row.data.items() if not key.startswith(head)}
        if left == row.data:
            continue
        touched[row.kind] += 1
        row.data = left
        row.save(update_fields=["data"]) if left else row.delete()
    Answer.objects.filter(pk__in=[key for key, _delegate in keys]).delete()
    for kind, people in touched.items():
        _note(form.convening, Kept(kind), people, stage=form.stage)
    return len(keys)


def _note(convening: Convening, kind: Kept, people: int, **more: str) -> None:
    Erasure.objects.create(convening=convening, kind=kind, people=people, at=now())
    data = {"kind": kind, "people": people} | more
    record("delegates.data_expired", on=convening, by=None, data=data)
