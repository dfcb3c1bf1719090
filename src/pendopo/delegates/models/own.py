"""The link with which one delegate reaches the own pages, without an account."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django_scopes import ScopedManager

from pendopo.core.models import Record
from pendopo.delegates.models.delegate import Delegate


class OwnLink(Record):
    """One personal link of one delegate; wrong answers to its question are counted, and too many shut it."""

    delegate = models.ForeignKey(Delegate, on_delete=models.CASCADE, related_name="own_links")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    missed = models.PositiveSmallIntegerField(default=0)

    objects: Any = ScopedManager(convening="delegate__convening")

    class Meta:
        ordering = ["-created_at", "-pk"]

    def is_open(self, moment: datetime) -> bool:
        """True while the link may still be used."""
        return self.revoked_at is None and moment < self.expires_at
