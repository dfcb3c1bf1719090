"""What people have agreed to, with the text they read (UU 27/2022, articles 20 to 24)."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from pendopo.convenings.models import Convening
from pendopo.core.models import Record
from pendopo.delegates.enums import Purpose
from pendopo.delegates.models.delegate import Delegate


class ConsentText(Record):
    """One version of the sentence for one purpose; a changed sentence is a new version, never an edit."""

    convening = models.ForeignKey(Convening, on_delete=models.CASCADE, related_name="consent_texts")
    purpose = models.CharField(_("Purpose"), max_length=10, choices=Purpose.choices)
    version = models.PositiveSmallIntegerField()
    text = models.TextField(_("Text"))

    objects: Any = ScopedManager(convening="convening")

    class Meta:
        ordering = ["purpose", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["convening", "purpose", "version"], name="consent_text_once")
        ]


class Consent(Record):
    """A consent given to one text; withdrawing it writes the moment, and the row stays as the proof."""

    delegate = models.ForeignKey(Delegate, on_delete=models.CASCADE, related_name="consents")
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    noticed = models.JSONField(default=list)  # to whom the withdrawal was told: names of roles

    objects: Any = ScopedManager(convening="delegate__convening")

    class Meta:
        ordering = ["given_at", "pk"]
