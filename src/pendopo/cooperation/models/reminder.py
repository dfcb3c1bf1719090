from typing import Any

from django.conf import settings
from django.db import models
from django_scopes import ScopedManager

from pendopo.cooperation.enums import ReminderKind
from pendopo.cooperation.models.commitment import Commitment
from pendopo.core.models import Record


class Reminder(Record):
    """One reminder to one person; `on` is the day it stands for, so that the same one never goes out twice."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="reminders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=ReminderKind.choices)
    on = models.DateField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    written_on = models.DateField()

    objects: Any = ScopedManager(convening="commitment__convening")

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "user", "kind", "on"], name="reminder_once")
        ]
