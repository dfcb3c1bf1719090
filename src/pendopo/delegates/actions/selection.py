"""Writes on a selection: make it, have its chances computed, fix them in public, keep what was drawn."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from pendopo.accounts.models import User
from pendopo.convenings.models import Convening
from pendopo.convenings.rules import standing
from pendopo.core.audit import record
from pendopo.core.errors import NotAllowed
from pendopo.delegates.enums import Audience, SelectionState
from pendopo.delegates.errors import (
    LotteryStale,
    MoreThanFree,
    NothingToRelax,
    PoolTooSmall,
    SelectionMoved,
    SizeMissing,
    StillComputing,
)
from pendopo.delegates.models import Chance, Quota, Selection
from pendopo.delegates.queries.pool import LIMITED, Document, pool_of
from pendopo.delegates.queries.seats import adopted_plan
from pendopo.delegates.queries.selection import seats_to_fill
from pendopo.delegates.rules import may_mobilise
from pendopo.runs.actions import start_run
from pendopo.runs.models import Run

KIND = "delegates.selection"
SECONDS = 300
OPEN = (SelectionState.DRAFT, SelectionState.COMPUTED)


def refuse_others(by: User, convening: Convening) -> None:
    """Only the leaders of both sides."""
    if not may_mobilise(standing(by, convening)):
        raise NotAllowed


def locked(selection: Selection, *states: SelectionState) -> Selection:
    """The selection as it is now, nobody else changing it; refused in any other state than these."""
    rows = Selection.objects.select_for_update(of=("self",), no_key=True).select_related("convening")
    fresh: Selection = rows.get(pk=selection.pk)
    if states and fresh.state not in states:
        raise SelectionMoved(state=fresh.get_state_display())
    return fresh


@transaction.atomic
def make_selection(*, convening: Convening, audience: Audience | str, by: User, **settings: Any) -> Selection:
    """Begin a selection for one part of the convening; `settings` as in `edit_selection`.

    Raises NotAllowed, SizeMissing and MoreThanFree.
    """
    refuse_others(by, convening)
    Convening.objects.select_for_update(no_key=True).get(pk=convening.pk)  # numbers queue here
    rows = Selection.objects.filter(convening=convening, audience=audience)
    number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
    selection = Selection(convening=convening, audience=audience, number=number, made_by=by)
    _settle(selection, **settings)
    selection.save(force_insert=True)
    record("delegates.selection_made", on=selection, by=by, data=_facts(selection))
    return selection


@transaction.atomic
def edit_selection(*, selection: Selection, by: User, **settings: Any) -> Selection:
    """Change how many are selected from whom, and which quotas count; chances have to be computed again.

    Raises NotAllowed, SelectionMoved once it is announced, SizeMissing and MoreThanFree.
    """
    refuse_others(by, selection.convening)
    fresh = locked(selection, *OPEN)
    _settle(fresh, **settings)
    _forget_lottery(fresh)
    fresh.save()
    record("delegates.selection_edited", on=fresh, by=by, data=_facts(fresh))
    return fresh


def _settle(
    selection: Selection,
    *,
    size: int,
    per_organisation: int | None = None,
    per_household: int | None = None,
    with_nominated: bool = False,
    left_out: Iterable[str] = (),
    unnamed: Iterable[str] = (),
) -> None:
    if size < 1:
        raise SizeMissing
    _refuse_more_than_free(selection, size)
    selection.size = size
    selection.per_organisation, selection.per_household = per_organisation or None, per_household or None
    selection.with_nominated = with_nominated
    selection.left_out, selection.unnamed = sorted(left_out), sorted(unnamed)


def _refuse_more_than_free(selection: Selection, size: int) -> None:
    """A draw fills seats of the plan in force and makes none; without a plan it says itself how many there are."""
    free = seats_to_fill(selection.convening, selection.audience)
    if size > free and adopted_plan(selection.audience):
        raise MoreThanFree(size=size, free=free)


def _facts(selection: Selection) -> dict[str, Any]:
    return {
        "part": str(selection.audience),
        "number": selection.number,
        "size": selection.size,
        **{f"per_{name}": getattr(selection, f"per_{name}") for name in LIMITED},
        "with_nominated": selection.with_nominated,
        "left_out": len(selection.left_out),
        "unnamed": len(selection.unnamed),
    }


def _forget_lottery(selection: Selection) -> None:
    selection.state = SelectionState.DRAFT
    selection.problem, selection.legend, selection.lottery, selection.certificate = {}, [], {}, {}
    selection.run = None
    Chance.objects.filter(selection=selection).delete()


@transaction.atomic
def start_computing(*, selection: Selection, by: User) -> Run:
    """Have the chances computed from the pool as it is now.

    Raises NotAllowed, SelectionMoved, StillComputing, MoreThanFree and PoolTooSmall.
    """
    refuse_others(by, selection.convening)
    fresh = locked(selection, *OPEN)
    if fresh.run and Run.objects.filter(pk=fresh.run, finished_at=None).exists():
        raise StillComputing
    _refuse_more_than_free(fresh, fresh.size)
    pool = pool_of(fresh)
    if pool.free < fresh.size:
        raise PoolTooSmall(free=pool.free, size=fresh.size)
    _forget_lottery(fresh)
    fresh.problem, fresh.legend = pool.problem, pool.legend
    run = start_run(
        convening=fresh.convening,
        kind=KIND,
        subject=fresh.pk,
        title_ind=f"Seleksi {fresh.number}",
        title_en=f"Selection {fresh.number}",
        problem=pool.problem,
        by=by,
        seconds=SECONDS,
        seed=0,
    )
    fresh.run = run.pk
    fresh.save()
    return run


@transaction.atomic
def keep_chances(*, run: Run, lottery: Document, certificate: Document, tickets: Mapping[str, int]) -> None:
    """Write what a run found, in its transaction; a run that was overtaken by another changes nothing."""
    selection = Selection.objects.select_for_update(no_key=True).filter(run=run.pk, state__in=OPEN).first()
    if selection is None:
        return
    selection.lottery, selection.certificate = lottery, certificate
    selection.state = SelectionState.COMPUTED if lottery else SelectionState.DRAFT
    selection.save(update_fields=["lottery", "certificate", "state"])
    _keep_tickets(selection, tickets)
    data = {"status": certificate["status"], "people": len(tickets)}
    record("delegates.chances_computed", on=selection, by=run.asked_by, data=data)


def _keep_tickets(selection: Selection, tickets: Mapping[str, int]) -> None:
    """One chance for everybody in the lottery."""
    Chance.objects.filter(selection=selection).delete()
    delegates, kept = _known(selection), set(selection.problem["keep"])
    Chance.objects.bulk_create(
        Chance(
            selection=selection,
            delegate_id=delegates[name],
            pseudonym=name,
            tickets=count,
            kept=name in kept,
        )
        for name, count in tickets.items()
    )


def _known(selection: Selection) -> dict[str, UUID]:
    rows = selection.convening.delegates.filter(audience=selection.audience).values_list("pk", flat=True)
    return {selection.pseudonym(pk): pk for pk in rows}


@transaction.atomic
def apply_relaxation(*, selection: Selection, by: User) -> Run:
    """Change the quotas as little as makes a panel possible, and compute again.

    Raises NotAllowed, SelectionMoved, NothingToRelax, and LotteryStale where pool or quotas have changed since.
    """
    refuse_others(by, selection.convening)
    fresh = locked(selection, SelectionState.DRAFT)
    changes = fresh.certificate.get("relaxation") or []
    if not changes:
        raise NothingToRelax
    if pool_of(fresh).problem != fresh.problem:
        raise LotteryStale
    lines = {line["category"]: line for line in fresh.legend}
    told = [_relax(lines[change["category"]], change) for change in changes]
    record("delegates.quotas_relaxed", on=fresh, by=by, data={"changes": told})
    return start_computing(selection=fresh, by=by)


def _relax(line: Document, change: Document) -> dict[str, Any]:
    """One quota in persons from now on, with the bound that the change names; a share of a group stays one."""
    quota = Quota.objects.select_for_update(no_key=True).get(pk=line["quota"])
    quota.unit = quota.unit if line.get("share") else "persons"
    if line["lower"] or quota.minimum is not None:
        quota.minimum = line["lower"]
    quota.maximum, quota.target = line["upper"], line["target"]
    setattr(quota, change["bound"], change["after"])
    quota.target = quota.target if quota.target is not None and _fits(quota) else None
    quota.save(update_fields=["unit", "minimum", "maximum", "target"])
    return {"quota": str(quota.pk), **{name: change[name] for name in ("bound", "before", "after")}}


def _fits(quota: Quota) -> bool:
    """Whether the target still lies between the bounds."""
    least, most = quota.minimum or 0, quota.maximum
    return least <= (quota.target or 0) and (most is None or (quota.target or 0) <= most)
