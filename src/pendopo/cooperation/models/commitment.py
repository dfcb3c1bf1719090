from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from pendopo.convenings.enums import Side
from pendopo.convenings.models import Convening, Organisation, Person, Unit
from pendopo.cooperation.enums import (
    CLOSED_STATES,
    KEPT_STATES,
    CommitmentState,
    EventKind,
    EvidenceKind,
    ProposalStatus,
)
from pendopo.cooperation.models.agreement import Agreement
from pendopo.cooperation.models.minutes import Paragraph
from pendopo.core.models import Record

SIDES = [(Side.GOVERNMENT.value, Side.GOVERNMENT.label), (Side.NETWORK.value, Side.NETWORK.label)]


class Commitment(Record):
    """One promise: who does what by when, and what will prove it. The side is the side of its owner."""

    convening = models.ForeignKey(Convening, on_delete=models.CASCADE, related_name="commitments")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="commitments")
    paragraph = models.ForeignKey(
        Paragraph, on_delete=models.PROTECT, related_name="commitments", null=True, blank=True
    )
    serial = models.PositiveIntegerField()
    code = models.CharField(max_length=20)
    what = models.CharField(max_length=500)
    side = models.CharField(max_length=20, choices=SIDES)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="commitments")
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="commitments", null=True, blank=True
    )
    responsible = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    due = models.DateField()
    first_due = models.DateField()
    evidence_expected = models.CharField(max_length=300)
    state = models.CharField(max_length=20, choices=CommitmentState.choices, default=CommitmentState.PROPOSED)
    done_on = models.DateField(null=True, blank=True)
    block_reason = models.CharField(max_length=500, blank=True)

    objects: Any = ScopedManager(convening="convening")

    class Meta:
        ordering = ["serial"]
        constraints = [
            models.UniqueConstraint(fields=["convening", "code"], name="commitment_code_once"),
            models.UniqueConstraint(fields=["convening", "serial"], name="commitment_serial_once"),
            models.CheckConstraint(
                condition=Q(side__in=[Side.GOVERNMENT, Side.NETWORK]), name="commitment_has_a_side"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=KEPT_STATES) | Q(done_on__isnull=False),
                name="commitment_done_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=CommitmentState.BLOCKED) | ~Q(block_reason=""),
                name="commitment_blocked_has_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["convening", "due"], name="commitment_by_due"),
            models.Index(fields=["convening", "state", "due"], name="commitment_by_state"),
            models.Index(fields=["convening", "agreement", "due", "serial"], name="commitment_by_agreement"),
            # The overview counts with this index alone: it has every column that it groups by, in that order.
            models.Index(
                fields=["convening", "agreement", "side", "organisation", "unit", "state", "due"],
                name="commitment_by_owner",
            ),
        ]

    @property
    def owner(self) -> "Organisation | Unit":
        """The unit that owes it, or the organisation where no unit is named."""
        return self.unit or self.organisation

    @property
    def is_closed(self) -> bool:
        """True when nobody owes anything under it any more."""
        return self.state in CLOSED_STATES

    @property
    def is_kept(self) -> bool:
        return self.state in KEPT_STATES

    @property
    def was_moved(self) -> bool:
        """True when both sides agreed on another due date than the first."""
        return self.due != self.first_due

    def is_late(self, today: date) -> bool:
        """Late is a rule, never a stored word: the due date has passed and the promise is still open."""
        return self.due < today and not self.is_closed

    def days_late(self, today: date) -> int:
        """Whole days since the due date while open, or by which the work finished late; 0 when on time."""
        end = self.done_on if self.is_kept and self.done_on else today
        return 0 if self.state == CommitmentState.WITHDRAWN else max(0, (end - self.due).days)


class CommitmentEvent(Record):
    """One line of a commitment's history, with the day it took effect."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=20, choices=EventKind.choices)
    from_state = models.CharField(max_length=20, choices=CommitmentState.choices, blank=True)
    to_state = models.CharField(max_length=20, choices=CommitmentState.choices, blank=True)
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    by_name = models.CharField(max_length=200)
    side = models.CharField(max_length=20, choices=SIDES, blank=True)
    note = models.TextField(blank=True)
    due_from = models.DateField(null=True, blank=True)
    due_to = models.DateField(null=True, blank=True)
    evidence = models.ForeignKey(
        "cooperation.Evidence", on_delete=models.RESTRICT, related_name="+", null=True, blank=True
    )

    objects: Any = ScopedManager(convening="commitment__convening")

    class Meta:
        ordering = ["created_at", "pk"]

    @property
    def kind_label(self) -> str:
        """What happened, in words."""
        return str(EventKind(self.kind).label)


class ChangeProposal(Record):
    """A new due date, a new wording or a withdrawal that one side asks the other to agree to."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="proposals")
    new_due = models.DateField(null=True, blank=True)
    new_what_ind = models.CharField(max_length=500, blank=True)
    new_what_en = models.CharField(max_length=500, blank=True)
    withdraw = models.BooleanField(default=False)
    reason = models.TextField()
    side = models.CharField(max_length=20, choices=SIDES)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    status = models.CharField(max_length=20, choices=ProposalStatus.choices, default=ProposalStatus.OPEN)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    answered_on = models.DateField(null=True, blank=True)
    answer_note = models.TextField(blank=True)

    objects: Any = ScopedManager(convening="commitment__convening")

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment"], condition=Q(status="open"), name="one_open_change_per_commitment"
            ),
            models.CheckConstraint(
                condition=Q(withdraw=True) | Q(new_due__isnull=False) | ~Q(new_what_ind="", new_what_en=""),
                name="change_changes_something",
            ),
        ]
        indexes = [models.Index(fields=["status", "commitment"], name="change_by_status")]


VALID = Q(withdrawn_on=None)


class Evidence(Record):
    """What proves the promise was kept: a file we hold or a link. Withdrawn evidence stays, with the reason."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=10, choices=EvidenceKind.choices)
    title = models.CharField(max_length=200)
    attachment_id = models.UUIDField(null=True, blank=True)
    url = models.URLField(max_length=500, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    by_name = models.CharField(max_length=200)
    added_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    objects: Any = ScopedManager(convening="commitment__convening")

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="file", attachment_id__isnull=False, url="")
                | (Q(kind="link", attachment_id__isnull=True) & ~Q(url="")),
                name="evidence_is_a_file_or_a_link",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | ~Q(withdrawn_reason=""),
                name="evidence_withdrawn_has_a_reason",
            ),
        ]


class Comment(Record):
    """A remark on a commitment, for both sides to read."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="comments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    by_name = models.CharField(max_length=200)
    side = models.CharField(max_length=20, choices=SIDES, blank=True)
    text = models.TextField()
    on = models.DateField()

    objects: Any = ScopedManager(convening="commitment__convening")

    class Meta:
        ordering = ["created_at", "pk"]
