"""Seat plans, and how many seats an organisation still has."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from pendopo.convenings.models import Organisation
from pendopo.convenings.rules import standing
from pendopo.delegates import rules
from pendopo.delegates.enums import PlanState, SeatsOver
from pendopo.delegates.models import Allotment, Delegate, SeatPlan


def access_seat_plan(user: Any, pk: UUID, *, to: str) -> SeatPlan:
    """A plan of the current convening, to "read" or to "manage"; the same 404 for absent and not yours."""
    rows = SeatPlan.objects.select_related("convening", "made_by", "adopted_by")
    plan: SeatPlan | None = rows.filter(pk=pk).first()
    may = rules.may_mobilise if to == "manage" else rules.may_count
    if plan is None or not may(standing(user, plan.convening)):
        raise Http404("No such plan for this reader.")
    return plan


def seat_plans() -> QuerySet[SeatPlan]:
    """All plans of the current convening, by audience, the newest first."""
    found: QuerySet[SeatPlan] = SeatPlan.objects.select_related("made_by", "adopted_by")
    return found


def adopted_plan(audience: str) -> SeatPlan | None:
    """The plan in force for an audience of the current convening."""
    plan: SeatPlan | None = SeatPlan.objects.filter(audience=audience, state=PlanState.ADOPTED).first()
    return plan


def allotments(plan: SeatPlan) -> QuerySet[Allotment]:
    """What every unit of a plan receives, in the order in which it was typed."""
    return plan.allotments.select_related("organisation", "region")


def allotment_of(organisation: Organisation, audience: str) -> Allotment | None:
    """What the plan in force gives to an organisation; None while no plan shares seats over organisations."""
    found: Allotment | None = (
        Allotment.objects.filter(
            organisation=organisation,
            seat_plan__audience=audience,
            seat_plan__state=PlanState.ADOPTED,
            seat_plan__over=SeatsOver.ORGANISATIONS,
        )
        .select_related("seat_plan")
        .first()
    )
    return found


def seats_left(organisation: Organisation, audience: str) -> int | None:
    """Seats that the organisation may still nominate for; below 0 where it has nominated too many.

    Every delegate of the organisation who is in the pool uses one up; of a person nominated by two, that is the
    organisation that the delegate stands under. None while no plan limits the organisation.
    """
    allotment = allotment_of(organisation, audience)
    if allotment is None or allotment.seats is None:
        return None
    pool = Delegate.objects.filter(organisation=organisation, audience=audience, state__in=rules.IN_POOL)
    return allotment.seats - int(pool.count())
