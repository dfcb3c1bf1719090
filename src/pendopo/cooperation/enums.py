"""Words that the rows of this app are limited to."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MeetingKind(TextChoices):
    PREPARATORY = "preparatory", _("Preparatory meeting")
    AUDIENCE = "audience", _("Audience")
    DETAILING = "detailing", _("Detailing meeting")
    READINESS = "readiness", _("Readiness check")
    FOLLOW_UP = "follow_up", _("Follow-up meeting")


class MeetingMode(TextChoices):
    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("Hybrid")


class MeetingChangeKind(TextChoices):
    MOVED = "moved", _("Moved")
    CANCELLED = "cancelled", _("Cancelled")


class LetterNature(TextChoices):
    ORDINARY = "ordinary", _("Ordinary")
    IMPORTANT = "important", _("Important")
    URGENT = "urgent", _("Urgent")
    LIMITED = "limited", _("Limited")


class Gender(TextChoices):
    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    NOT_STATED = "not_stated", _("Not stated")


class MinutesStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    COMMENT = "comment", _("Open for comment")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")


class AmendmentStatus(TextChoices):
    PROPOSED = "proposed", _("Proposed")
    APPROVED = "approved", _("Approved")
    WITHDRAWN = "withdrawn", pgettext_lazy("amendment", "Withdrawn")


class AgreementState(TextChoices):
    TO_BE_DETAILED = "to_be_detailed", _("To be detailed in the next meeting")
    DETAILED = "detailed", _("Detailed")


class CommitmentState(TextChoices):
    PROPOSED = "proposed", _("Proposed")
    ACCEPTED = "accepted", _("Accepted")
    IN_PROGRESS = "in_progress", _("In progress")
    DONE = "done", _("Done")
    VERIFIED = "verified", _("Verified")
    BLOCKED = "blocked", _("Blocked")
    WITHDRAWN = "withdrawn", _("Withdrawn")


CLOSED_STATES = (CommitmentState.DONE, CommitmentState.VERIFIED, CommitmentState.WITHDRAWN)
KEPT_STATES = (CommitmentState.DONE, CommitmentState.VERIFIED)


class EventKind(TextChoices):
    CAPTURED = "captured", _("Recorded")
    ACCEPTED = "accepted", _("Accepted by the owner's side")
    STARTED = "started", _("Work started")
    PROGRESS = "progress", _("Progress reported")
    EVIDENCE_ADDED = "evidence_added", _("Evidence added")
    EVIDENCE_CORRECTED = "evidence_corrected", _("Evidence corrected")
    EVIDENCE_WITHDRAWN = "evidence_withdrawn", _("Evidence withdrawn")
    COMPLETED = "completed", _("Reported done")
    VERIFIED = "verified", _("Verified by the other side")
    SENT_BACK = "sent_back", _("Sent back by the other side")
    REOPENED = "reopened", _("Reopened by the owner's side")
    BLOCKED = "blocked", _("Blocked")
    UNBLOCKED = "unblocked", _("No longer blocked")
    CHANGE_PROPOSED = "change_proposed", _("Change proposed")
    CHANGE_ACCEPTED = "change_accepted", _("Change agreed by both sides")
    CHANGE_DECLINED = "change_declined", _("Change declined")
    CHANGE_CANCELLED = "change_cancelled", _("Proposed change taken back")
    WITHDRAWN = "withdrawn", _("Withdrawn by consent of both sides")


class ProposalStatus(TextChoices):
    OPEN = "open", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Agreed")
    DECLINED = "declined", _("Declined")
    CANCELLED = "cancelled", _("Taken back")


class EvidenceKind(TextChoices):
    FILE = "file", _("File")
    LINK = "link", _("Link")


class ReminderKind(TextChoices):
    BEFORE_7 = "before_7", _("Seven days before the due date")
    BEFORE_1 = "before_1", _("The day before the due date")
    AFTER_1 = "after_1", _("The day after the due date")
    AFTER_3 = "after_3", _("Three days after the due date")
    ESCALATED = "escalated", _("Seven days after the due date, to the leads of both sides")
    ASKED = "asked", _("On request")
