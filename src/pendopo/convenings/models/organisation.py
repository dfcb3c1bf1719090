"""Organisations and, inside a government, its units."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from pendopo.convenings.enums import MembershipClass, OrganisationKind, Side
from pendopo.convenings.models.convening import Convening
from pendopo.core.models import Record
from pendopo.core.urls import here


class Organisation(Record):
    """A body that takes part in a convening, on one side or on neither."""

    convening = models.ForeignKey(Convening, on_delete=models.CASCADE, related_name="organisations")
    code = models.CharField(_("Code"), max_length=20)
    name = models.CharField(_("Name"), max_length=200)
    short_name = models.CharField(_("Short name"), max_length=40, blank=True)
    kind = models.CharField(_("Kind"), max_length=20, choices=OrganisationKind.choices)
    side = models.CharField(_("Side"), max_length=12, choices=Side.choices, default=Side.NEITHER)
    membership_class = models.CharField(
        _("Membership in the network"),
        max_length=10,
        choices=MembershipClass.choices,
        default=MembershipClass.NONE,
    )
    restricted = models.BooleanField(
        _("Restricted access"),
        default=False,
        help_text=_("Its people see no names of participants and no notes about risk."),
    )

    objects = ScopedManager(convening="convening")

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.UniqueConstraint(fields=["convening", "code"], name="organisation_code_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name

    def get_absolute_url(self) -> str:
        """Where the desk changes it."""
        return here("convenings:organisation-detail", pk=self.pk)


class Unit(Record):
    """A unit of an organisation, such as an agency of the host government."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="units")
    convening = models.ForeignKey(Convening, on_delete=models.CASCADE, related_name="units")
    code = models.CharField(_("Code"), max_length=20)
    name = models.CharField(_("Name"), max_length=200)
    short_name = models.CharField(_("Short name"), max_length=40, blank=True)
    meaning = models.CharField(_("What the unit does"), max_length=200, blank=True)

    objects = ScopedManager(convening="convening")

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        constraints = [models.UniqueConstraint(fields=["convening", "code"], name="unit_code_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name

    def get_absolute_url(self) -> str:
        """Where the desk changes it."""
        return here("convenings:unit-edit", pk=self.pk)
