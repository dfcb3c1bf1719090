"""Writes on minutes: open them, write them, have them read, approve and publish them."""

import hashlib
import json
from typing import Any

from django.db import transaction
from django.db.models import Max

from pendopo.accounts.models import User
from pendopo.convenings.enums import Side
from pendopo.convenings.rules import leads, standing
from pendopo.cooperation.actions.meeting import refuse_unless_writer
from pendopo.cooperation.actions.notice import (
    tell_approval_awaited,
    tell_minutes_open,
    tell_minutes_published,
)
from pendopo.cooperation.enums import MinutesStatus
from pendopo.cooperation.errors import (
    CommentsOpen,
    MeetingCancelled,
    MinutesEmpty,
    MinutesExist,
    MinutesFrozen,
    NotInComment,
    NotInDraft,
    NotYetApproved,
    SideApprovedAlready,
    TextChangedSinceApproval,
)
from pendopo.cooperation.models import Approval, Meeting, Minutes, Paragraph, ParagraphComment
from pendopo.cooperation.queries.attendance import sheet_as_approved
from pendopo.core.audit import record
from pendopo.core.errors import NotAllowed
from pendopo.core.times import now

ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]


@transaction.atomic
def open_minutes(*, meeting: Meeting, by: User, number: str = "") -> Minutes:
    """Begin the minutes of a meeting that took place, under a number made from its own if none is given."""
    refuse_unless_writer(by, meeting.convening)
    meeting = Meeting.objects.select_for_update(of=("self",), no_key=True).get(pk=meeting.pk)
    if meeting.cancelled_at:
        raise MeetingCancelled
    if Minutes.objects.filter(meeting=meeting).exists():
        raise MinutesExist
    minutes: Minutes = Minutes.objects.create(
        meeting=meeting, number=number.strip() or usual_number(meeting), saved_at=now()
    )
    record("cooperation.minutes_opened", on=minutes, by=by, data={"meeting": meeting.pk})
    return minutes


def usual_number(meeting: Meeting) -> str:
    """Like 004/NTL/WGWC-2024/III/2024: running number, kind of paper, convening, month, year."""
    running = meeting.number or Minutes.objects.filter(meeting__convening=meeting.convening_id).count() + 1
    month = ROMAN[meeting.held_on.month - 1]
    return f"{running:03d}/NTL/{meeting.convening.slug.upper()}/{month}/{meeting.held_on.year}"


@transaction.atomic
def number_minutes(*, minutes: Minutes, number: str, by: User) -> Minutes:
    """Change the number that the paper carries."""
    refuse_unless_writer(by, minutes.meeting.convening)
    minutes = locked(minutes)
    if minutes.is_frozen:
        raise MinutesFrozen
    minutes.number = number.strip()
    minutes.save(update_fields=["number"])
    record("cooperation.minutes_numbered", on=minutes, by=by, data={"number": minutes.number})
    return minutes


@transaction.atomic
def send_for_comment(*, minutes: Minutes, by: User) -> Minutes:
    """Let everybody who was there read and comment; needs at least one paragraph."""
    refuse_unless_writer(by, minutes.meeting.convening)
    minutes = locked(minutes)
    if minutes.status != MinutesStatus.DRAFT:
        raise NotInDraft
    if not content(minutes)["paragraphs"]:
        raise MinutesEmpty
    _set_status(minutes, MinutesStatus.COMMENT)
    record("cooperation.minutes_sent_for_comment", on=minutes, by=by)
    tell_minutes_open(minutes, by=by)
    return minutes


@transaction.atomic
def return_to_draft(*, minutes: Minutes, by: User) -> Minutes:
    """Take minutes out of the comment round while nobody has approved them."""
    refuse_unless_writer(by, minutes.meeting.convening)
    minutes = locked(minutes)
    if minutes.is_frozen:
        raise MinutesFrozen
    if minutes.status != MinutesStatus.COMMENT:
        raise NotInComment
    _set_status(minutes, MinutesStatus.DRAFT)
    record("cooperation.minutes_returned_to_draft", on=minutes, by=by)
    return minutes


@transaction.atomic
def approve_minutes(*, minutes: Minutes, side: Side | str, by: User) -> Approval:
    """Approve text and attendance for one side. The first approval freezes both; the second settles the minutes.

    Raises TextChangedSinceApproval if the rows no longer match what the first side approved.
    """
    if not leads(standing(by, minutes.meeting.convening), side):
        raise NotAllowed
    minutes = locked(minutes)
    if Approval.objects.filter(minutes=minutes, side=side).exists():
        raise SideApprovedAlready
    if minutes.status != MinutesStatus.COMMENT:
        raise NotInComment
    refuse_open_comments(minutes)
    _freeze(minutes)
    approval: Approval = Approval.objects.create(
        minutes=minutes, side=side, by=by, at=now(), content_hash=minutes.content_hash
    )
    settled = Approval.objects.filter(minutes=minutes).count() == 2
    if settled:
        _set_status(minutes, MinutesStatus.APPROVED)
    data = {"side": str(side), "content_hash": minutes.content_hash}
    record("cooperation.minutes_approved", on=minutes, by=by, data=data)
    if not settled:
        tell_approval_awaited(minutes, side, by=by)
    return approval


@transaction.atomic
def publish_minutes(*, minutes: Minutes, by: User) -> Minutes:
    """Put minutes that both sides approved on a page for everybody."""
    refuse_unless_writer(by, minutes.meeting.convening)
    minutes = locked(minutes)
    if minutes.status != MinutesStatus.APPROVED:
        raise NotYetApproved
    minutes.published_at = now()
    minutes.save(update_fields=["published_at"])
    _set_status(minutes, MinutesStatus.PUBLISHED)
    record("cooperation.minutes_published", on=minutes, by=by)
    tell_minutes_published(minutes, by=by)
    return minutes


def content(minutes: Minutes) -> dict[str, Any]:
    """What is approved: every paragraph that says something, in both languages, and who came, in numbers."""
    paragraphs = Paragraph.objects.filter(minutes=minutes).select_related("agenda_item")
    # Minutes that were frozen before approvals covered the attendance keep their fingerprint.
    covered = minutes.frozen is None or "attendance" in minutes.frozen
    return ({"attendance": sheet_as_approved(minutes)} if covered else {}) | {
        "paragraphs": [
            {
                "id": str(paragraph.pk),
                "label": paragraph.label,
                "agenda": {
                    "ind": paragraph.agenda_item.title_ind or "",
                    "en": paragraph.agenda_item.title_en or "",
                },
                "text": {"ind": paragraph.text_ind or "", "en": paragraph.text_en or ""},
            }
            for paragraph in paragraphs
            if (paragraph.text_ind or "").strip() or (paragraph.text_en or "").strip()
        ]
    }


def fingerprint(text: dict[str, Any]) -> str:
    """The SHA-256 of canonical JSON: sorted keys, no spaces, UTF-8."""
    canonical = json.dumps(text, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def locked(minutes: Minutes) -> Minutes:
    """The row as it is now, held until the transaction ends."""
    whole = Minutes.objects.select_related("meeting__convening").select_for_update(of=("self",), no_key=True)
    found: Minutes = whole.get(pk=minutes.pk)
    return found


def refuse_open_comments(minutes: Minutes) -> None:
    """Refuse to settle a text that somebody's remark still waits on."""
    count = ParagraphComment.objects.filter(paragraph__minutes=minutes, resolved_at=None).count()
    if count:
        raise CommentsOpen(count=count)


def _freeze(minutes: Minutes) -> None:
    text = content(minutes)
    if not text["paragraphs"]:
        raise MinutesEmpty
    if minutes.is_frozen and fingerprint(text) != minutes.content_hash:
        raise TextChangedSinceApproval
    if not minutes.is_frozen:
        minutes.frozen, minutes.content_hash = text, fingerprint(text)
        minutes.save(update_fields=["frozen", "content_hash"])


def _set_status(minutes: Minutes, status: MinutesStatus) -> None:
    minutes.status = status
    minutes.save(update_fields=["status"])


def next_position(minutes: Minutes, **under: Any) -> int:
    """The next free paragraph number under an agenda item."""
    last = Paragraph.objects.filter(minutes=minutes, **under).aggregate(last=Max("position"))["last"]
    return int(last or 0) + 1
