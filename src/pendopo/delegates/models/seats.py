"""How many seats there are, and how they were shared."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from pendopo.convenings.enums import OrganisationKind
from pendopo.convenings.models import Convening, Organisation, Region
from pendopo.core.models import Record
from pendopo.core.times import now
from pendopo.delegates.enums import Audience, PlanState, SeatsOver, Sex


class SeatPlan(Record):
    """One way to share the seats of an audience; a new one supersedes the adopted one, and none is deleted.

    `problem` and `plan` hold under "steps" documents of pendopo.planning.apportionment, kept as they were computed:
    one step, or for provinces and sexes at once two, the seats of the provinces and then the table.
    """

    convening = models.ForeignKey(Convening, on_delete=models.CASCADE, related_name="seat_plans")
    audience = models.CharField(_("Part"), max_length=12, choices=Audience.choices)
    number = models.PositiveSmallIntegerField()
    total = models.PositiveIntegerField(_("Seats"))
    over = models.CharField(_("Shared over"), max_length=20, choices=SeatsOver.choices)
    method = models.CharField(_("Method"), max_length=20)
    floors = models.CharField(_("What a minimum means"), max_length=20)
    ties = models.CharField(_("Public text that settles ties by lot"), max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=PlanState.choices, default=PlanState.DRAFT)
    problem = models.JSONField(default=dict)
    plan = models.JSONField(default=dict)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    computed_at = models.DateTimeField(default=now)  # by the clock of the house
    adopted_at = models.DateTimeField(null=True, blank=True)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: Any = ScopedManager(convening="convening")

    class Meta:
        ordering = ["audience", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["convening", "audience", "number"], name="seat_plan_number_once"),
            models.UniqueConstraint(
                fields=["convening", "audience"],
                condition=models.Q(state=PlanState.ADOPTED),
                name="seat_plan_adopted_once",
            ),
        ]


class Allotment(Record):
    """What one unit of a seat plan receives, and until when it may be filled.

    The unit is an organisation, a province, a sector, or a province and a sex.
    """

    seat_plan = models.ForeignKey(SeatPlan, on_delete=models.CASCADE, related_name="allotments")
    position = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="allotments"
    )
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sector = models.CharField(max_length=20, choices=OrganisationKind.choices, blank=True)
    sex = models.CharField(max_length=8, choices=Sex.choices, blank=True)
    weight = models.DecimalField(_("Weight"), max_digits=14, decimal_places=2)
    floor = models.PositiveIntegerField(_("At least"), default=0)
    cap = models.PositiveIntegerField(_("At most"), null=True, blank=True)
    seats = models.PositiveIntegerField(_("Seats"), null=True)
    deadline = models.DateField(_("To be filled until"), null=True, blank=True)

    objects: Any = ScopedManager(convening="seat_plan__convening")

    class Meta:
        ordering = ["position"]
