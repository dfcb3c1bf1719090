"""Letters that ask a person to come, and what became of them."""

from typing import Any

from django.conf import settings
from django.db import models
from django_scopes import ScopedManager

from pendopo.core.models import Record
from pendopo.delegates.enums import Channel
from pendopo.delegates.models.delegate import Delegate


class Invitation(Record):
    """One numbered invitation of one delegate; its seat is free again once it has expired."""

    delegate = models.ForeignKey(Delegate, on_delete=models.CASCADE, related_name="invitations")
    number = models.PositiveIntegerField()
    letter = models.CharField(max_length=60)  # as printed: 012/WGWC/IV/2024
    channel = models.CharField(max_length=8, choices=Channel.choices)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)

    objects: Any = ScopedManager(convening="delegate__convening")

    class Meta:
        ordering = ["number"]
