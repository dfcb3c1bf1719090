"""Writes on seat plans: keep what was computed, adopt it, set the deadlines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from pendopo.accounts.models import User
from pendopo.convenings.models import Convening, Organisation, Region
from pendopo.convenings.rules import standing
from pendopo.core.audit import record
from pendopo.core.errors import NotAllowed
from pendopo.core.times import long_date, now, today
from pendopo.delegates.enums import PlanState, SeatsOver
from pendopo.delegates.errors import (
    CapBelowFloor,
    FillingDayPast,
    PlanNotDraft,
    PlanSuperseded,
    SeatsMissing,
    TieOpen,
    UnitsMissing,
    UnitTwice,
)
from pendopo.delegates.models import Allotment, SeatPlan
from pendopo.delegates.queries.seats import unit_name
from pendopo.delegates.rules import may_mobilise

HAS: dict[str, tuple[bool, bool, bool, bool]] = {
    SeatsOver.ORGANISATIONS: (True, False, False, False),
    SeatsOver.PROVINCES: (False, True, False, False),
    SeatsOver.SECTORS: (False, False, True, False),
    SeatsOver.PROVINCES_BY_SEX: (False, True, False, True),
}


@dataclass(frozen=True, slots=True)
class UnitDraft:
    """One row of a plan: who may receive seats, how much it weighs, and between which bounds."""

    weight: Decimal
    organisation: Organisation | None = None
    region: Region | None = None
    sector: str = ""
    sex: str = ""
    floor: int = 0
    cap: int | None = None
    deadline: date | None = None

    @property
    def parts(self) -> tuple[str, str]:
        """How documents of the planning core call it, and the sex where one is meant."""
        found = (
            self.organisation.code if self.organisation else self.region.pk if self.region else self.sector
        )
        return str(found), self.sex

    @property
    def name(self) -> str:
        """How people call it."""
        return unit_name(self)


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """What is to be shared, how, and over whom."""

    audience: str
    total: int
    over: str
    method: str
    units: tuple[UnitDraft, ...]
    floors: str = "at-least-minimum"
    ties: str = ""
    women: int | None = None  # seats for women where provinces and sexes are shared at once
    as_it_was: bool = False  # told afterwards, as tables do; its days may be over


@transaction.atomic
def keep_plan(
    *,
    convening: Convening,
    draft: PlanDraft,
    problem: dict[str, Any],
    plan: dict[str, Any],
    seats: Sequence[int | None],
    replacing: SeatPlan | None = None,
    by: User,
) -> SeatPlan:
    """Keep a plan as `solving.seats` has computed it: a new draft, or a draft computed again."""
    if not may_mobilise(standing(by, convening)):
        raise NotAllowed
    refuse_bad_units(convening, draft)
    Convening.objects.select_for_update(no_key=True).get(pk=convening.pk)
    values = {
        "total": draft.total,
        "over": draft.over,
        "method": draft.method,
        "floors": draft.floors,
        "ties": draft.ties.strip(),
        "problem": problem,
        "plan": plan,
        "computed_at": now(),
    }
    if replacing is None:
        last = SeatPlan.objects.filter(audience=draft.audience).aggregate(last=Max("number"))["last"] or 0
        kept = SeatPlan.objects.create(
            convening=convening, audience=draft.audience, number=last + 1, made_by=by, **values
        )
    else:
        kept = _locked(replacing)
        if kept.state != PlanState.DRAFT:
            raise PlanNotDraft(number=kept.number)
        SeatPlan.objects.filter(pk=kept.pk).update(**values)
        kept.allotments.all().delete()
    pairs = zip(draft.units, seats, strict=True)
    Allotment.objects.bulk_create(_allotment(kept, n, *pair) for n, pair in enumerate(pairs, 1))
    data = {"audience": draft.audience, "number": kept.number, "total": draft.total, "method": draft.method}
    record("delegates.seats_computed", on=kept, by=by, data=data)
    return kept


def refuse_bad_units(convening: Convening, draft: PlanDraft) -> None:
    """Rows that are of the plan's kind and of this convening, each once, with bounds and days that can be kept."""
    if draft.total < 1:
        raise SeatsMissing
    if not any(unit.weight or unit.floor for unit in draft.units):
        raise UnitsMissing
    seen: set[tuple[str, str]] = set()
    for unit in draft.units:
        given = (bool(unit.organisation), bool(unit.region), bool(unit.sector), bool(unit.sex))
        stranger = unit.organisation and unit.organisation.convening_id != convening.pk
        if unit.parts in seen or given != HAS[draft.over] or stranger:
            raise UnitTwice(name=unit.name)
        if unit.cap is not None and unit.cap < unit.floor:
            raise CapBelowFloor(name=unit.name, floor=unit.floor, cap=unit.cap)
        if not draft.as_it_was:
            _refuse_past(convening, unit, unit.deadline)
        seen.add(unit.parts)


def _refuse_past(convening: Convening, unit: UnitDraft | Allotment, day: date | None) -> None:
    if day is not None and day < today(convening.time_zone):
        raise FillingDayPast(day=long_date(day), name=unit_name(unit))


def _allotment(plan: SeatPlan, position: int, unit: UnitDraft, seats: int | None) -> Allotment:
    return Allotment(
        seat_plan=plan,
        position=position,
        organisation=unit.organisation,
        region=unit.region,
        sector=unit.sector,
        sex=unit.sex,
        weight=unit.weight,
        floor=unit.floor,
        cap=unit.cap,
        seats=seats,
        deadline=unit.deadline,
    )


def _locked(plan: SeatPlan) -> SeatPlan:
    found: SeatPlan = SeatPlan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    return found


@transaction.atomic
def adopt_plan(*, plan: SeatPlan, by: User) -> SeatPlan:
    """Put a draft in force; the plan that was in force for this audience is superseded.

    Raises PlanNotDraft or TieOpen.
    """
    if not may_mobilise(standing(by, plan.convening)):
        raise NotAllowed
    Convening.objects.select_for_update(no_key=True).get(pk=plan.convening_id)
    plan = _locked(plan)
    if plan.state != PlanState.DRAFT:
        raise PlanNotDraft(number=plan.number)
    level = plan.allotments.filter(seats=None).select_related("organisation", "region")
    if open_units := [unit_name(row) for row in level]:
        raise TieOpen(names=", ".join(open_units))
    former = SeatPlan.objects.filter(audience=plan.audience, state=PlanState.ADOPTED)
    before = former.values_list("number", flat=True).first()
    former.update(state=PlanState.SUPERSEDED)
    plan.state, plan.adopted_at, plan.adopted_by = PlanState.ADOPTED, now(), by
    plan.save(update_fields=["state", "adopted_at", "adopted_by"])
    data = {"audience": plan.audience, "number": plan.number, "superseded": before}
    record("delegates.seats_adopted", on=plan, by=by, data=data)
    return plan


@transaction.atomic
def set_deadlines(*, plan: SeatPlan, deadlines: Mapping[UUID, date | None], by: User) -> int:
    """Say until when units may fill their seats, by key of the allotment; how many have changed.

    A day that is over stays where it stands already. Raises PlanSuperseded and FillingDayPast.
    """
    if not may_mobilise(standing(by, plan.convening)):
        raise NotAllowed
    plan = _locked(plan)
    if plan.state == PlanState.SUPERSEDED:
        raise PlanSuperseded(number=plan.number)
    rows = plan.allotments.select_related("organisation", "region")
    changed = [row for row in rows if deadlines.get(row.pk, row.deadline) != row.deadline]
    for row in changed:
        _refuse_past(plan.convening, row, deadlines[row.pk])
        row.deadline = deadlines[row.pk]
    Allotment.objects.bulk_update(changed, ["deadline"])
    if changed:
        record("delegates.deadlines_set", on=plan, by=by, data={"units": len(changed)})
    return len(changed)
