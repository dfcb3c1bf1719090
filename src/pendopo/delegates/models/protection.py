"""How long data is kept, what was erased, and the register of breaches (UU 27/2022, articles 43 to 46)."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from pendopo.convenings.models import Convening
from pendopo.core.models import Record
from pendopo.delegates.enums import Kept


class RetentionRule(Record):
    """How many days after the last day of the convening one kind of data is kept."""

    convening = models.ForeignKey(Convening, on_delete=models.CASCADE, related_name="retention_rules")
    kind = models.CharField(max_length=10, choices=Kept.choices)
    days = models.PositiveIntegerField(_("Days kept after the convening"))

    objects: Any = ScopedManager(convening="convening")

    class Meta:
        ordering = ["kind"]
        constraints = [models.UniqueConstraint(fields=["convening", "kind"], name="retention_rule_once")]


class Erasure(Record):
    """That data of one kind was erased: of how many people, by which rule or on whose wish; never what it was."""

    convening = models.ForeignKey(Convening, on_delete=models.CASCADE, related_name="erasures")
    kind = models.CharField(max_length=10, choices=Kept.choices)
    people = models.PositiveIntegerField()
    wish = models.BooleanField(default=False)  # the person asked for it
    at = models.DateTimeField()

    objects: Any = ScopedManager(convening="convening")

    class Meta:
        ordering = ["-at", "-pk"]


class Breach(Record):
    """Personal data that became known to others; written notice is due within 3 x 24 hours (article 46)."""

    convening = models.ForeignKey(Convening, on_delete=models.CASCADE, related_name="breaches")
    noticed_at = models.DateTimeField(_("Noticed"))
    happened = models.TextField(_("When and how it happened"))
    kinds = models.JSONField(_("What data"), default=list)  # values of Kept
    people = models.PositiveIntegerField(_("How many people"))
    handling = models.TextField(_("What was done"), blank=True)
    told_people_at = models.DateTimeField(null=True, blank=True)
    told_agency_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects: Any = ScopedManager(convening="convening")

    class Meta:
        ordering = ["-noticed_at", "-pk"]
