"""The convening itself, its phases, and the regions of the country."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from pendopo.convenings.enums import RegionLevel, Side, TimeZone
from pendopo.core.models import Record
from pendopo.core.urls import here


class Region(models.Model):
    """A province, regency or city with its official code."""

    code = models.CharField(max_length=13, primary_key=True)
    name = models.CharField(max_length=120)
    folded = models.CharField(max_length=120, db_index=True, editable=False)
    level = models.CharField(max_length=10, choices=RegionLevel.choices)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")

    class Meta:
        ordering = ["code"]
        verbose_name = _("region")
        verbose_name_plural = _("regions")

    def __str__(self) -> str:
        return self.name


class Convening(Record):
    """Two events in one: a public conference and an internal convention of the network."""

    slug = models.SlugField(_("Address"), max_length=60, unique=True)
    title = models.CharField(_("Title"), max_length=200)
    theme = models.CharField(_("Theme"), max_length=300, blank=True)
    starts_on = models.DateField(_("First day"))
    ends_on = models.DateField(_("Last day"))
    conference_starts_on = models.DateField(_("Conference: first day"), null=True, blank=True)
    conference_ends_on = models.DateField(_("Conference: last day"), null=True, blank=True)
    convention_starts_on = models.DateField(_("Convention: first day"), null=True, blank=True)
    convention_ends_on = models.DateField(_("Convention: last day"), null=True, blank=True)
    time_zone = models.CharField(
        _("Time zone"), max_length=20, choices=TimeZone.choices, default=TimeZone.WIB
    )
    host_region = models.ForeignKey(
        Region,
        verbose_name=_("Host region"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    host_organisation = models.ForeignKey(
        "convenings.Organisation",
        verbose_name=_("Host government"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    venue = models.CharField(_("Venue"), max_length=200, blank=True)
    why_host = models.TextField(_("Why this host"), blank=True)
    published = models.BooleanField(_("Open to the public"), default=False)

    objects = models.Manager()

    class Meta:
        ordering = ["-starts_on", "pk"]
        verbose_name = _("convening")
        verbose_name_plural = _("convenings")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="convening_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where the desk changes it."""
        return here("convenings:settings-edit", convening=self.slug)


class Phase(Record):
    """A stretch of the preparation with its own dates."""

    convening = models.ForeignKey(Convening, on_delete=models.CASCADE, related_name="phases")
    title = models.CharField(_("Title"), max_length=150)
    side = models.CharField(_("Led by"), max_length=12, choices=Side.choices, default=Side.NEITHER)
    starts_on = models.DateField(_("First day"))
    ends_on = models.DateField(_("Last day"))

    objects = ScopedManager(convening="convening")

    class Meta:
        ordering = ["starts_on", "ends_on", "pk"]
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="phase_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where the desk changes it."""
        return here("convenings:phase-edit", pk=self.pk)
