from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django_scopes import ScopedManager

from pendopo.cooperation.models.commitment import Commitment
from pendopo.core.models import Record


class PersonalLink(Record):
    """A link with which one named person answers for one commitment without an account."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="personal_links")
    name = models.CharField(max_length=200)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    objects: Any = ScopedManager(convening="commitment__convening")

    class Meta:
        ordering = ["created_at", "pk"]

    def is_open(self, moment: datetime) -> bool:
        """True while the link may still be used."""
        return self.revoked_at is None and moment < self.expires_at
