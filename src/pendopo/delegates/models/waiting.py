"""Who comes next when a seat becomes free."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from pendopo.convenings.models import Convening
from pendopo.core.models import Record
from pendopo.delegates.enums import Audience, RequestState
from pendopo.delegates.models.delegate import Delegate


class WaitingPlace(Record):
    """One person's place on the waiting list, in the order of a rule that the page states.

    `order` is the person's public lot: the SHA-256 of the selection's seed and their pseudonym.
    """

    delegate = models.OneToOneField(Delegate, on_delete=models.CASCADE, related_name="waiting_place")
    audience = models.CharField(max_length=12, choices=Audience.choices)
    order = models.CharField(max_length=64)
    passed_at = models.DateTimeField(null=True, blank=True)
    passed_why = models.CharField(_("Why this person is passed over"), max_length=300, blank=True)
    promoted_at = models.DateTimeField(null=True, blank=True)
    promoted_for = models.ForeignKey(Delegate, on_delete=models.PROTECT, null=True, related_name="+")
    why = models.JSONField(default=dict)  # cells that were short, people passed over and for which cell

    objects: Any = ScopedManager(convening="delegate__convening")

    class Meta:
        ordering = ["order"]


class ListFreeze(Record):
    """The day from which the list of one part changes only by request."""

    convening = models.ForeignKey(Convening, on_delete=models.CASCADE, related_name="list_freezes")
    audience = models.CharField(_("Part"), max_length=12, choices=Audience.choices)
    frozen_from = models.DateField(_("Frozen from"))

    objects: Any = ScopedManager(convening="convening")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["convening", "audience"], name="list_freeze_once")]


class ListChange(Record):
    """A request to promote somebody although the list is frozen; `before` and `after` count every quota."""

    arriving = models.ForeignKey(Delegate, on_delete=models.CASCADE, related_name="list_changes")
    leaving = models.ForeignKey(Delegate, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=RequestState.choices, default=RequestState.OPEN)
    reason = models.CharField(_("Reason"), max_length=300)
    before = models.JSONField(default=dict)  # seats held, and by key of the quota how many count
    after = models.JSONField(default=dict)
    why = models.JSONField(default=dict)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects: Any = ScopedManager(convening="arriving__convening")

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["arriving"], condition=models.Q(state=RequestState.OPEN), name="list_change_open_once"
            )
        ]
