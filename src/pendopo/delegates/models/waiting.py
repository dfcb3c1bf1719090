"""Who comes next when a seat becomes free."""

from typing import Any

from django.db import models
from django_scopes import ScopedManager

from pendopo.core.models import Record
from pendopo.delegates.enums import Audience
from pendopo.delegates.models.delegate import Delegate


class WaitingPlace(Record):
    """One person's place on the waiting list, in the order of a rule that the page states.

    `order` is the person's public lot: the SHA-256 of the selection's seed and their pseudonym.
    """

    delegate = models.OneToOneField(Delegate, on_delete=models.CASCADE, related_name="waiting_place")
    audience = models.CharField(max_length=12, choices=Audience.choices)
    order = models.CharField(max_length=64)
    promoted_at = models.DateTimeField(null=True, blank=True)
    promoted_for = models.ForeignKey(Delegate, on_delete=models.PROTECT, null=True, related_name="+")
    why = models.JSONField(default=dict)  # cells that were short, people passed over and for which cell

    objects: Any = ScopedManager(convening="delegate__convening")

    class Meta:
        ordering = ["order"]
