"""Messages to groups of delegates, and everything that goes out to one person."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from pendopo.convenings.models import Convening
from pendopo.core.models import Record
from pendopo.delegates.enums import Channel, DispatchKind
from pendopo.delegates.models.delegate import Delegate
from pendopo.delegates.models.invitation import Invitation


class Message(Record):
    """One text in both languages to a group; `audience` to `province` narrow the group, and empty means all."""

    convening = models.ForeignKey(Convening, on_delete=models.CASCADE, related_name="delegate_messages")
    subject = models.CharField(_("Subject"), max_length=150, blank=True)
    text = models.TextField(_("Text"), max_length=4000, blank=True)
    group = models.JSONField(default=dict)  # states, audience, organisation, province
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: Any = ScopedManager(convening="convening")

    class Meta:
        ordering = ["-created_at", "-pk"]


class Dispatch(Record):
    """One text on its way to one person: a worker sends the e-mails, somebody at the desk sends the others.

    Neither name nor address nor text stands here; they are put together when it goes out, for those who may still
    be written to by then.
    """

    delegate = models.ForeignKey(Delegate, on_delete=models.CASCADE, related_name="dispatches")
    kind = models.CharField(max_length=10, choices=DispatchKind.choices)
    invitation = models.ForeignKey(
        Invitation, on_delete=models.CASCADE, null=True, blank=True, related_name="dispatches"
    )
    message = models.ForeignKey(
        Message, on_delete=models.CASCADE, null=True, blank=True, related_name="dispatches"
    )
    channel = models.CharField(max_length=8, choices=Channel.choices)
    for_day = models.DateField(null=True, blank=True)  # of a reminder: the last day to answer
    begun_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True, blank=True)  # until when it is one worker's to send
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    stopped_at = models.DateTimeField(null=True, blank=True)  # no longer to be sent, or given up

    objects: Any = ScopedManager(convening="delegate__convening")

    class Meta:
        ordering = ["begun_at", "pk"]
        indexes = [
            models.Index(
                fields=["channel", "begun_at"],
                condition=models.Q(sent_at=None, stopped_at=None),
                name="dispatch_waiting",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["invitation", "for_day"],
                condition=models.Q(kind=DispatchKind.REMINDER),
                name="invitation_reminder_once",
            ),
            models.UniqueConstraint(
                fields=["invitation"],
                condition=models.Q(kind=DispatchKind.INVITATION, sent_at=None, stopped_at=None),
                name="invitation_waiting_once",
            ),
            models.UniqueConstraint(
                fields=["message", "delegate"],
                condition=models.Q(kind=DispatchKind.MESSAGE),
                name="message_once_each",
            ),
        ]
