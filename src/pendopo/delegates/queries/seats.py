"""Seat plans, and how many seats an organisation still has."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.http import Http404

from pendopo.convenings.enums import OrganisationKind, RegionLevel
from pendopo.convenings.models import Organisation, Region
from pendopo.convenings.rules import standing
from pendopo.delegates import rules
from pendopo.delegates.enums import PlanState, SeatsOver, Sex
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


def unit_name(unit: Any) -> str:
    """How people call a row of a plan: an organisation, a province, a sector, or a province and a sex."""
    if unit.organisation:
        return str(unit.organisation)
    if unit.sector:
        return str(OrganisationKind(unit.sector).label)
    return f"{unit.region}, {Sex(unit.sex).label}" if unit.sex else str(unit.region)


def possible_units(over: str) -> list[tuple[Any, ...]]:
    """Who may receive seats: organisations of the convening, all provinces, all sectors, provinces by sex.

    Each is a tuple of organisation, region, sector and sex, with what does not apply left empty.
    """
    if over == SeatsOver.ORGANISATIONS:
        return [(found, None, "", "") for found in Organisation.objects.all()]
    if over == SeatsOver.SECTORS:
        return [(None, None, kind.value, "") for kind in OrganisationKind]
    provinces = Region.objects.filter(level=RegionLevel.PROVINCE).order_by("code")
    sexes = (Sex.FEMALE.value, Sex.MALE.value) if over == SeatsOver.PROVINCES_BY_SEX else ("",)
    return [(None, found, "", sex) for found in provinces for sex in sexes]


def nominated_by_unit(over: str, audience: str) -> Counter[tuple[str, str]]:
    """How many people of each unit are in the pool: by the key that rows have, and by sex where that is asked."""
    pool = Delegate.objects.filter(audience=audience, state__in=rules.IN_POOL)
    column = {SeatsOver.ORGANISATIONS: "organisation_id", SeatsOver.SECTORS: "traits__sector"}.get(
        SeatsOver(over), "traits__region_id"
    )
    found: Counter[tuple[str, str]] = Counter()
    by_sex = over == SeatsOver.PROVINCES_BY_SEX
    grouped = pool.order_by().values_list(column, "traits__sex").annotate(count=Count("pk"))
    for unit, sex, count in grouped:
        if unit:
            key = str(unit).partition(".")[0] if column == "traits__region_id" else str(unit)
            found[key, (sex or "") if by_sex else ""] += count
    return found
