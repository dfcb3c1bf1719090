"""Seat plans and quotas, and many rows of each."""

from decimal import Decimal
from typing import TYPE_CHECKING

from pendopo.convenings.rules import forget_standing
from pendopo.delegates import models as rows
from pendopo.delegates.actions.seats import PlanDraft, UnitDraft
from pendopo.delegates.solving.seats import make_plan

if TYPE_CHECKING:
    from tests.pages.rows import Stage


def _draft(stage: "Stage", *, more: bool = False) -> PlanDraft:
    bodies = [stage.organisation, *(stage.objects["bodies"] if more else ())]
    units = tuple(UnitDraft(Decimal(1 + n % 7), organisation=body) for n, body in enumerate(bodies))
    return PlanDraft("conference", 50, "organisations", "sainte-lague", units, ties="Undian")


def set_seats(stage: "Stage") -> None:
    """A draft over organisations, and a quota."""
    known = stage.objects
    forget_standing(stage.network)
    known["seat plan"] = make_plan(convening=stage.convening, draft=_draft(stage), by=stage.network)
    known["quota"] = rows.Quota.objects.create(
        convening=stage.convening, audience="conference", dimension="sex", value="female", minimum=1
    )
    known |= {"plan kind": "problem", "step": 1, "table kind": "xlsx"}


def grow_seats(stage: "Stage", some: list[int]) -> None:
    """More plans, more organisations in the draft, a quota for each of them."""
    known, here = stage.objects, stage.convening
    rows.SeatPlan.objects.bulk_create(
        rows.SeatPlan(
            convening=here,
            audience="convention",
            number=n,
            total=n,
            over="sectors",
            method="hare",
            floors="at-least-minimum",
            state="superseded",
            made_by=stage.network,
            adopted_by=user,
            adopted_at=known["seat plan"].created_at,
        )
        for n, user in zip(some, known["accounts"], strict=True)
    )
    draft = _draft(stage, more=True)
    known["seat plan"] = make_plan(
        convening=here, draft=draft, by=stage.network, replacing=known["seat plan"]
    )
    rows.Quota.objects.bulk_create(
        rows.Quota(
            convening=here, audience="conference", dimension="organisation", value=str(body.pk), maximum=3
        )
        for body in known["bodies"]
    )
