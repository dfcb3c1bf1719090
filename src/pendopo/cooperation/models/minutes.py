from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from pendopo.convenings.enums import Side
from pendopo.cooperation.enums import AmendmentStatus, MinutesStatus
from pendopo.cooperation.models.meeting import AgendaItem, Meeting
from pendopo.core.models import Record


class Minutes(Record):
    """The record of one meeting: text and attendance.

    `frozen` and `content_hash` are set by the first approval and never change.
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    number = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=20, choices=MinutesStatus.choices, default=MinutesStatus.DRAFT)
    saved_at = models.DateTimeField()
    content_hash = models.CharField(max_length=64, blank=True)
    frozen = models.JSONField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects: Any = ScopedManager(convening="meeting__convening")

    class Meta:
        ordering = ["meeting__held_on", "pk"]
        verbose_name_plural = "minutes"

    @property
    def is_frozen(self) -> bool:
        """True from the first approval on; text and attendance then change by amendment only."""
        return bool(self.content_hash)


class Paragraph(Record):
    """A numbered paragraph under an agenda item. `revision` counts the saved texts, from 1."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="paragraphs")
    agenda_item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="paragraphs")
    position = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects: Any = ScopedManager(convening="minutes__meeting__convening")

    class Meta:
        ordering = ["agenda_item__position", "position", "pk"]

    @property
    def label(self) -> str:
        """The number that people quote: "4.1" is the first paragraph of the fourth agenda item."""
        return f"{self.agenda_item.position}.{self.position}"


class ParagraphVersion(Record):
    """A text that somebody else's save replaced, kept so that nothing written is lost."""

    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="versions")
    revision = models.PositiveIntegerField()
    text_ind = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects: Any = ScopedManager(convening="paragraph__minutes__meeting__convening")

    class Meta:
        ordering = ["-revision", "-pk"]


class ParagraphComment(Record):
    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="comments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=20, choices=Side.choices)
    text = models.TextField()
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects: Any = ScopedManager(convening="paragraph__minutes__meeting__convening")

    class Meta:
        ordering = ["created_at", "pk"]


class Approval(Record):
    """One side says: this text, by its hash, is what was said."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="approvals")
    side = models.CharField(max_length=20, choices=Side.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    content_hash = models.CharField(max_length=64)

    objects: Any = ScopedManager(convening="minutes__meeting__convening")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["minutes", "side"], name="approval_once_per_side")]


class Amendment(Record):
    """A correction of one approved paragraph, or of the attendance: before, after, reason, and both sides' yes."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="amendments")
    number = models.PositiveSmallIntegerField()
    paragraph = models.ForeignKey(
        Paragraph, on_delete=models.PROTECT, related_name="amendments", null=True, blank=True
    )
    reason = models.TextField()
    before_ind = models.TextField(blank=True)
    before_en = models.TextField(blank=True)
    after_ind = models.TextField(blank=True)
    after_en = models.TextField(blank=True)
    attendance_before = models.JSONField(null=True, blank=True)
    attendance_after = models.JSONField(null=True, blank=True)
    status = models.CharField(
        max_length=20, choices=AmendmentStatus.choices, default=AmendmentStatus.PROPOSED
    )
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    objects: Any = ScopedManager(convening="minutes__meeting__convening")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "number"], name="amendment_number_once"),
            models.UniqueConstraint(
                fields=["paragraph"], condition=Q(status="proposed"), name="one_open_amendment_per_paragraph"
            ),
            models.UniqueConstraint(
                fields=["minutes"],
                condition=Q(status="proposed", paragraph__isnull=True),
                name="one_open_amendment_of_attendance",
            ),
            models.CheckConstraint(
                condition=Q(paragraph__isnull=False, attendance_after__isnull=True)
                | Q(paragraph__isnull=True, attendance_after__isnull=False),
                name="amendment_of_paragraph_or_attendance",
            ),
        ]


class AmendmentApproval(Record):
    amendment = models.ForeignKey(Amendment, on_delete=models.CASCADE, related_name="approvals")
    side = models.CharField(max_length=20, choices=Side.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects: Any = ScopedManager(convening="amendment__minutes__meeting__convening")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["amendment", "side"], name="amendment_approval_once_per_side")
        ]
