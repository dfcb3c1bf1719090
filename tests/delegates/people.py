"""Rows for tests of this room: nominations as actions make them, and a plan that gives seats."""

from typing import Any

from pendopo.delegates.actions.nomination import nominate
from pendopo.delegates.models import Allotment, Nomination, SeatPlan


def nominated(organisation: Any, by: Any, **changes: Any) -> Nomination:
    """Budi, with a telephone, nominated for the conference."""
    values = {"audience": "conference", "name": "Budi", "phone": "+6281234567890"}
    return nominate(organisation=organisation, by=by, **values | changes)


def give_seats(
    convening: Any, by: Any, seats: dict[Any, int], *, audience: str = "conference", **more: Any
) -> SeatPlan:
    """An adopted plan that gives each organisation its seats."""
    plan = SeatPlan.objects.create(
        convening=convening,
        audience=audience,
        number=1,
        total=sum(seats.values()),
        over="organisations",
        method="sainte_lague",
        floors="include",
        state="adopted",
        made_by=by,
    )
    for position, (organisation, count) in enumerate(seats.items()):
        Allotment.objects.create(
            seat_plan=plan, position=position, organisation=organisation, seats=count, weight=count, **more
        )
    return plan
