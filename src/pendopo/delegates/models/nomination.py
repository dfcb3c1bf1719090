"""Who proposed whom, and who is to take whose place."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from pendopo.convenings.models import Convening, Organisation
from pendopo.core.fields import SealedJSON, SealedText
from pendopo.core.models import Record
from pendopo.core.times import now
from pendopo.delegates.enums import Audience, RequestState, Way
from pendopo.delegates.models.delegate import Delegate
from pendopo.delegates.models.link import Link


class NominationLink(Link):
    """A link with which one named person without an account nominates for one organisation."""

    convening = models.ForeignKey(Convening, on_delete=models.CASCADE, related_name="nomination_links")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="nomination_links")
    audience = models.CharField(_("Part"), max_length=12, choices=Audience.choices)
    name = models.CharField(_("For whom"), max_length=200)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    phone = SealedText(_("Phone number of that person"))  # its last digits open the page; may be unknown

    objects: Any = ScopedManager(convening="convening")

    class Meta:
        ordering = ["created_at", "pk"]


class Nomination(Record):
    """One proposal of one delegate; a person nominated twice has two, and one delegate after merging."""

    delegate = models.ForeignKey(Delegate, on_delete=models.CASCADE, related_name="nominations")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="nominations"
    )
    way = models.CharField(max_length=6, choices=Way.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    link = models.ForeignKey(NominationLink, on_delete=models.PROTECT, null=True, related_name="nominations")
    proxy_for = models.CharField(_("On behalf of"), max_length=200, blank=True)
    at = models.DateTimeField(default=now)
    typed = SealedJSON()  # name, phone and e-mail as they were typed: all that a personal link shows again
    reason = SealedText(_("Why this person"))
    beyond = models.BooleanField(default=False)  # made when the organisation's seats were all nominated for
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: Any = ScopedManager(convening="delegate__convening")

    class Meta:
        ordering = ["created_at", "pk"]

    @property
    def name(self) -> str:
        """The name as it was typed; the person may be called otherwise by now."""
        return str(self.typed.get("name", ""))


class Substitution(Record):
    """A request that somebody else takes a delegate's place; the quota cells it fills are kept or named."""

    leaving = models.ForeignKey(Delegate, on_delete=models.CASCADE, related_name="substitutions")
    arriving = models.ForeignKey(Delegate, on_delete=models.PROTECT, related_name="+")
    entered = models.BooleanField(default=False)  # the arriving person came into the pool with this request
    link = models.ForeignKey(
        NominationLink, on_delete=models.PROTECT, null=True, related_name="substitutions"
    )
    at = models.DateTimeField(default=now)
    state = models.CharField(max_length=8, choices=RequestState.choices, default=RequestState.OPEN)
    reason = models.CharField(_("Reason"), max_length=300)
    lost = models.JSONField(
        default=list
    )  # quotas that the change leaves short, as they stood when it was asked
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects: Any = ScopedManager(convening="leaving__convening")

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["leaving"], condition=models.Q(state=RequestState.OPEN), name="substitution_open_once"
            )
        ]


class NominationTable(Record):
    """A table somebody has sent and not loaded yet; its rows are sealed, and gone once loaded or after a day."""

    convening = models.ForeignKey(Convening, on_delete=models.CASCADE, related_name="nomination_tables")
    audience = models.CharField(max_length=12, choices=Audience.choices)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    data = SealedJSON()
    loaded_at = models.DateTimeField(null=True, blank=True)

    objects: Any = ScopedManager(convening="convening")

    class Meta:
        ordering = ["created_at", "pk"]


class NotSame(Record):
    """That two delegates who look alike are two people; the one with the smaller key stands first."""

    first = models.ForeignKey(Delegate, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Delegate, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects: Any = ScopedManager(convening="first__convening")

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="not_same_once")]
