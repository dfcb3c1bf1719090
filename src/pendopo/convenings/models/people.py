"""People in their public roles, the teams they sit in, and what accounts are trusted with."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from pendopo.convenings.enums import Role, Side, TeamKind
from pendopo.convenings.models.convening import Convening
from pendopo.convenings.models.organisation import Organisation, Unit
from pendopo.core.models import Record
from pendopo.core.urls import here


class Person(Record):
    """Somebody with a part in the preparation; without contact data."""

    convening = models.ForeignKey(Convening, on_delete=models.CASCADE, related_name="people")
    name = models.CharField(_("Name"), max_length=150)
    public_role = models.CharField(_("Public role"), max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("Organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
    )
    unit = models.ForeignKey(
        Unit, verbose_name=_("Unit"), on_delete=models.PROTECT, null=True, blank=True, related_name="people"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Account"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    public = models.BooleanField(
        _("May be named on public pages"), default=False, help_text=_("Only with this person's consent.")
    )

    objects = ScopedManager(convening="convening")

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(fields=["convening", "user"], name="person_account_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def side(self) -> str:
        """The side of the person's organisation."""
        return self.organisation.side if self.organisation else Side.NEITHER

    def get_absolute_url(self) -> str:
        """Where the desk changes it."""
        return here("convenings:person-edit", pk=self.pk)


class Team(Record):
    """A group that prepares the convening, such as the steering committee."""

    convening = models.ForeignKey(Convening, on_delete=models.CASCADE, related_name="teams")
    kind = models.CharField(_("Kind"), max_length=12, choices=TeamKind.choices, default=TeamKind.OTHER)
    name = models.CharField(_("Name"), max_length=150)
    side = models.CharField(_("Side"), max_length=12, choices=Side.choices, default=Side.NEITHER)

    objects = ScopedManager(convening="convening")

    class Meta:
        ordering = ["kind", "created_at", "pk"]
        verbose_name = _("team")
        verbose_name_plural = _("teams")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where the desk changes it."""
        return here("convenings:team-edit", pk=self.pk)


class TeamMember(Record):
    """A person's seat in a team."""

    convening = models.ForeignKey(Convening, on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="seats")
    title = models.CharField(_("Task in the team"), max_length=120, blank=True)

    objects = ScopedManager(convening="convening")

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("team member")
        verbose_name_plural = _("team members")
        constraints = [models.UniqueConstraint(fields=["team", "person"], name="one_seat_per_team")]

    def get_absolute_url(self) -> str:
        """Where the desk changes it."""
        return here("convenings:seat-edit", pk=self.pk)


class Membership(Record):
    """A role that an account holds in a convening."""

    convening = models.ForeignKey(Convening, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("Role"), max_length=20, choices=Role.choices)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("Organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
    )
    unit = models.ForeignKey(
        Unit,
        verbose_name=_("Unit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
    )

    objects = ScopedManager(convening="convening")

    class Meta:
        ordering = ["role", "created_at", "pk"]
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.UniqueConstraint(
                fields=["convening", "user", "role"],
                condition=models.Q(organisation=None, unit=None),
                name="role_held_once",
            ),
            models.UniqueConstraint(
                fields=["convening", "user", "role", "organisation"],
                condition=models.Q(unit=None),
                name="role_held_once_in_organisation",
            ),
            models.UniqueConstraint(
                fields=["convening", "user", "role", "unit"], name="role_held_once_in_unit"
            ),
        ]
