"""The call, its candidates, and the criteria in versions."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from pendopo.convenings.models import Convening, Organisation, Region
from pendopo.core.models import Record
from pendopo.hosts.enums import CallStatus


class Call(Record):
    """One choice of a host, from the first candidate to the decision."""

    convening = models.ForeignKey(Convening, on_delete=models.CASCADE, related_name="calls")
    title = models.CharField(_("Title"), max_length=200)
    purpose = models.TextField(_("What we look for"), blank=True)
    scores_due = models.DateField(_("Scores are due on"), null=True, blank=True)
    status = models.CharField(max_length=12, choices=CallStatus.choices, default=CallStatus.PREPARING)

    objects = ScopedManager(convening="convening")

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> CallStatus:
        """The status with its words and its chip."""
        return CallStatus(self.status)


class CriteriaVersion(Record):
    """The criteria as they were told at one time; frozen once scoring opens on them."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    reason = models.TextField(_("Why the criteria change"), blank=True)
    source = models.CharField(_("Where they were told"), max_length=300, blank=True)
    source_url = models.URLField(_("Address of the source"), max_length=500, blank=True)
    told_on = models.DateField(_("Told on"), null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(null=True)
    results_opened_at = models.DateTimeField(null=True)

    objects = ScopedManager(convening="call__convening")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["call", "number"], name="criteria_version_once")]


class Criterion(Record):
    """One thing that candidates are scored on; `code` stays the same from version to version."""

    version = models.ForeignKey(CriteriaVersion, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(_("Code"), max_length=12)
    title = models.CharField(_("Criterion"), max_length=200)
    meaning = models.TextField(_("What earns a high score"), blank=True)
    weight = models.PositiveSmallIntegerField(_("Weight"), validators=[MaxValueValidator(100)])

    objects = ScopedManager(convening="version__call__convening")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="criterion_code_once")]

    def __str__(self) -> str:
        return self.title


class Candidate(Record):
    """A region that may host, or a place that is not on the official list, with the body that would host there."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="candidates")
    region = models.ForeignKey(
        Region, verbose_name=_("Region"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    place_name = models.CharField(_("Name of another place"), max_length=120, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("Host government"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    note = models.TextField(_("Note"), blank=True)
    withdrawn_on = models.DateField(null=True)
    withdrawal_reason = models.TextField(blank=True)

    objects = ScopedManager(convening="call__convening")

    class Meta:
        ordering = [Coalesce("region__name", "place_name"), "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "region"], name="candidate_region_once"),
            models.UniqueConstraint(
                fields=["call", "place_name"],
                condition=Q(region__isnull=True),
                name="candidate_place_once",
            ),
            models.CheckConstraint(
                condition=Q(region__isnull=False, place_name="")
                | (Q(region__isnull=True) & ~Q(place_name="")),
                name="candidate_is_a_region_or_a_place",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name of the region or of the other place."""
        return self.region.name if self.region else self.place_name
