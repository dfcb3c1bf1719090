"""What the list of participants should look like."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from pendopo.convenings.models import Convening
from pendopo.core.models import Record
from pendopo.delegates.enums import Audience, CountedIn, Dimension


class Quota(Record):
    """How many people with one trait there should be, among all or among those with another trait.

    `value` is a value of its dimension: a choice of `Sex`, `AgeBand` (or "under_30"), `Answered`, a sector (or
    "government" for all of its kinds), the code of a region, or the key of an organisation. `inside_value` is one
    of these, or several with commas between them, which together are the group.
    """

    convening = models.ForeignKey(Convening, on_delete=models.CASCADE, related_name="quotas")
    audience = models.CharField(_("Part"), max_length=12, choices=Audience.choices)
    dimension = models.CharField(_("Counted by"), max_length=12, choices=Dimension.choices)
    value = models.CharField(_("Value"), max_length=40)
    inside_dimension = models.CharField(
        _("Among those with"), max_length=12, choices=Dimension.choices, blank=True
    )
    inside_value = models.CharField(_("Value there"), max_length=400, blank=True)
    unit = models.CharField(
        _("Counted in"), max_length=8, choices=CountedIn.choices, default=CountedIn.PERSONS
    )
    minimum = models.PositiveIntegerField(_("At least"), null=True, blank=True)
    maximum = models.PositiveIntegerField(_("At most"), null=True, blank=True)
    target = models.PositiveIntegerField(_("Target"), null=True, blank=True)

    objects: Any = ScopedManager(convening="convening")

    class Meta:
        ordering = ["dimension", "inside_dimension", "value", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["convening", "audience", "dimension", "value", "inside_dimension", "inside_value"],
                name="quota_once",
            )
        ]
