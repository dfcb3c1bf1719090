"""A delegate: what everybody at the desk may count, and, apart from it, who that is.

Five tables hold one person, because five circles of people may read them: the delegate (a number and a state),
the traits that quotas count, the identity, what is sealed by kind (needs, health, papers, risk), and the log of
who looked at what.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from pendopo.convenings.enums import OrganisationKind
from pendopo.convenings.models import Convening, Organisation, Region
from pendopo.core.fields import SealedJSON, SealedText
from pendopo.core.models import Record
from pendopo.delegates.enums import AgeBand, Answered, Audience, DelegateState, Kept, Photo, Sex


class Delegate(Record):
    """One person in the pool of one convening, without a name."""

    convening = models.ForeignKey(Convening, on_delete=models.CASCADE, related_name="delegates")
    audience = models.CharField(_("Part"), max_length=12, choices=Audience.choices)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=DelegateState.choices, default=DelegateState.NOMINATED)
    state_at = models.DateTimeField()
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="delegates"
    )
    alias = models.CharField(_("Alias"), max_length=80, blank=True)
    under_alias = models.BooleanField(_("Use the alias on badge and lists"), default=False)
    unlisted = models.BooleanField(_("On no printed list"), default=False)
    photo = models.CharField(_("Photos"), max_length=4, choices=Photo.choices, default=Photo.NO)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="id")
    # The same key for those who live together, as the network's leaders noted it.
    household = models.UUIDField(null=True, blank=True, db_index=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects: Any = ScopedManager(convening="convening")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["convening", "number"], name="delegate_number_once")]
        indexes = [models.Index(fields=["convening", "audience", "state"], name="delegate_by_state")]

    @property
    def code(self) -> str:
        """How the desk speaks of somebody without a name: D-0042."""
        return f"D-{self.number:04}"

    def __str__(self) -> str:
        return self.code


class Traits(models.Model):
    """What quotas count a person by; an empty value is not known, and never counts as met."""

    delegate = models.OneToOneField(
        Delegate, on_delete=models.CASCADE, primary_key=True, related_name="traits"
    )
    sex = models.CharField(_("Sex"), max_length=8, choices=Sex.choices, blank=True)
    age = models.CharField(_("Age"), max_length=8, choices=AgeBand.choices, blank=True)
    disability = models.CharField(_("Disability"), max_length=3, choices=Answered.choices, blank=True)
    sector = models.CharField(_("Sector"), max_length=20, choices=OrganisationKind.choices, blank=True)
    region = models.ForeignKey(
        Region, verbose_name=_("Province, regency or city"), on_delete=models.PROTECT, null=True, blank=True,
        related_name="+",
    )  # fmt: skip
    first_time = models.CharField(_("First time"), max_length=3, choices=Answered.choices, blank=True)

    objects: Any = ScopedManager(convening="delegate__convening")


class Identity(models.Model):
    """Who a delegate is, sealed; the marks find the same telephone or address again without opening anything."""

    delegate = models.OneToOneField(
        Delegate, on_delete=models.CASCADE, primary_key=True, related_name="identity"
    )
    name = SealedText(_("Name"))
    phone = SealedText(_("Phone number"))
    email = SealedText(_("E-mail"))
    born_on = SealedText(_("Date of birth"))
    home = SealedText(_("Village or address"))
    name_mark = models.CharField(max_length=64, blank=True, db_index=True)
    phone_mark = models.CharField(max_length=64, blank=True, db_index=True)
    email_mark = models.CharField(max_length=64, blank=True, db_index=True)

    objects: Any = ScopedManager(convening="delegate__convening")


class Sealed(Record):
    """One kind of sensitive data of one person, as one sealed object; its readers follow from the kind."""

    delegate = models.ForeignKey(Delegate, on_delete=models.CASCADE, related_name="sealed")
    kind = models.CharField(max_length=10, choices=Kept.choices)
    data = SealedJSON()
    saved_at = models.DateTimeField()

    objects: Any = ScopedManager(convening="delegate__convening")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["delegate", "kind"], name="sealed_once_by_kind")]


class Look(Record):
    """One time somebody opened a person's data: who, which kind, from which page. The person can read this."""

    delegate = models.ForeignKey(Delegate, on_delete=models.CASCADE, related_name="looks")
    kind = models.CharField(max_length=10, choices=Kept.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    page = models.CharField(max_length=60)
    at = models.DateTimeField()

    objects: Any = ScopedManager(convening="delegate__convening")

    class Meta:
        ordering = ["-at", "-pk"]
