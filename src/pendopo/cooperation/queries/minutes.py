"""Reads of minutes: who sees them, as what, and what is still missing before they are sent."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import get_language

from pendopo.convenings.enums import Side
from pendopo.convenings.rules import Standing, reads_all, standing
from pendopo.cooperation.enums import AmendmentStatus, MinutesStatus
from pendopo.cooperation.models import (
    AgendaItem,
    Agreement,
    Amendment,
    Approval,
    Commitment,
    Minutes,
    Paragraph,
    ParagraphComment,
    ParagraphVersion,
)
from pendopo.cooperation.queries.attendance import in_words
from pendopo.cooperation.queries.diff import ADDED, REMOVED, SAME, word_diff
from pendopo.cooperation.queries.meeting import visible_meetings
from pendopo.cooperation.rules import may_comment_minutes, may_write_meetings, shown_to_guests_of_meeting


@dataclass(frozen=True, slots=True)
class Correction:
    """An amendment with its difference: of the text in each language it changes, or of the attendance."""

    amendment: Amendment
    before: str
    after: str
    changes: list[tuple[str, list[tuple[str, str]]]]
    sides: frozenset[str]

    @property
    def waits(self) -> bool:
        return self.amendment.status == AmendmentStatus.PROPOSED


@dataclass(slots=True)
class Passage:
    """A paragraph with everything that hangs on it."""

    paragraph: Paragraph
    agreements: list[Agreement] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    comments: list[ParagraphComment] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    versions: list[ParagraphVersion] = field(default_factory=list)

    @property
    def label(self) -> str:
        return self.paragraph.label

    @property
    def open_comments(self) -> int:
        return sum(comment.resolved_at is None for comment in self.comments)

    @property
    def waits_for_amendment(self) -> bool:
        return any(correction.waits for correction in self.corrections)


@dataclass(frozen=True, slots=True)
class Section:
    """An agenda item and what was said under it."""

    item: AgendaItem
    passages: list[Passage]


def access_minutes(user: Any, pk: UUID, *, to: str) -> Minutes:
    """The minutes if `user` may `read`, `comment` on or `write` them; otherwise as if there were none.

    `pk` is the key of the meeting or of its minutes: a meeting has one record, so both name the same page.
    """
    whole = Minutes.objects.select_related("meeting__convening", "meeting__series", "meeting__counterpart")
    minutes: Minutes | None = whole.filter(Q(pk=pk) | Q(meeting_id=pk)).first()
    if minutes is None or not _may(standing(user, minutes.meeting.convening), minutes, to):
        raise Http404
    return minutes


def _may(s: Standing, minutes: Minutes, to: str) -> bool:
    if to == "write":
        return may_write_meetings(s)
    if not _reads(s, minutes):
        return False
    return may_comment_minutes(s, minutes) if to == "comment" else True


def _reads(s: Standing, minutes: Minutes) -> bool:
    if reads_all(s):
        return True
    return shown_to_guests_of_meeting(minutes) and visible_meetings(s).filter(pk=minutes.meeting_id).exists()


def access_paragraph(user: Any, pk: UUID, *, to: str) -> Paragraph:
    """A paragraph of minutes that `user` may `read`, `comment` on or `write`."""
    whole = Paragraph.objects.select_related("minutes__meeting__convening", "agenda_item", "saved_by")
    paragraph: Paragraph | None = whole.filter(pk=pk).first()
    if paragraph is None or not _may(
        standing(user, paragraph.minutes.meeting.convening), paragraph.minutes, to
    ):
        raise Http404
    return paragraph


def access_comment(user: Any, pk: UUID) -> ParagraphComment:
    """A remark, for organisers and for the one who made it."""
    whole = ParagraphComment.objects.select_related("paragraph__minutes__meeting__convening")
    comment: ParagraphComment | None = whole.filter(pk=pk).first()
    if comment is None:
        raise Http404
    minutes = comment.paragraph.minutes
    s = standing(user, minutes.meeting.convening)
    if not (may_write_meetings(s) or (comment.by_id == user.pk and _reads(s, minutes))):
        raise Http404
    return comment


def access_amendment(user: Any, pk: UUID) -> Amendment:
    """An amendment, for those who write minutes."""
    whole = Amendment.objects.select_related("minutes__meeting__convening", "paragraph__agenda_item")
    amendment: Amendment | None = whole.filter(pk=pk).first()
    if amendment is None or not may_write_meetings(standing(user, amendment.minutes.meeting.convening)):
        raise Http404
    return amendment


def sections(minutes: Minutes) -> list[Section]:
    """The whole minutes in agenda order, in the same number of queries however long they are."""
    paragraphs = Paragraph.objects.filter(minutes=minutes).select_related("agenda_item", "saved_by")
    passages = {paragraph.pk: Passage(paragraph) for paragraph in paragraphs}
    hangs_on = Q(paragraph__minutes=minutes)
    for agreement in Agreement.objects.filter(hangs_on):
        passages[agreement.paragraph_id].agreements.append(agreement)
    owned = Commitment.objects.filter(hangs_on).select_related("organisation", "unit")
    for commitment in owned.order_by("serial"):
        passages[commitment.paragraph_id].commitments.append(commitment)
    for comment in ParagraphComment.objects.filter(hangs_on).select_related("by"):
        passages[comment.paragraph_id].comments.append(comment)
    for version in ParagraphVersion.objects.filter(hangs_on).select_related("saved_by"):
        passages[version.paragraph_id].versions.append(version)
    for correction in corrections(minutes, paragraph__isnull=False):
        passages[correction.amendment.paragraph_id].corrections.append(correction)
    under: dict[UUID, list[Passage]] = defaultdict(list)
    for passage in passages.values():
        under[passage.paragraph.agenda_item_id].append(passage)
    items = AgendaItem.objects.filter(meeting=minutes.meeting_id).select_related("agreement", "commitment")
    return [Section(item, under[item.pk]) for item in items]


def corrections(minutes: Minutes, **which: Any) -> list[Correction]:
    """The amendments, or some of them, in the order they were proposed, with what each changes."""
    amendments = Amendment.objects.filter(minutes=minutes, **which).select_related("paragraph__agenda_item")
    return [correction(amendment) for amendment in amendments.prefetch_related("approvals")]


def correction(amendment: Amendment) -> Correction:
    """One amendment with its word-by-word difference, for the languages it changes; of numbers, the whole lines."""
    pairs = [
        ("id", amendment.before_ind, amendment.after_ind),
        ("en", amendment.before_en, amendment.after_en),
    ]
    changes = [(lang, word_diff(old, new)) for lang, old, new in pairs if old != new]
    if amendment.attendance_after is not None:
        before, after = in_words(amendment.attendance_before or [], amendment.attendance_after)
        pairs = [(get_language() or "id", before, after)]
        changes = [(pairs[0][0], [(REMOVED, before), (SAME, " "), (ADDED, after)])]
    return Correction(
        amendment=amendment,
        before=next((old for _lang, old, _new in pairs if old), ""),
        after=next((new for _lang, _old, new in pairs if new), ""),
        changes=changes,
        sides=frozenset(approval.side for approval in amendment.approvals.all()),
    )


def attendance_corrections(minutes: Minutes, **which: Any) -> list[Correction]:
    """The amendments of the attendance; none is looked for before the minutes are approved."""
    return corrections(minutes, paragraph=None, **which) if minutes.is_frozen else []


def text_in_force(paragraph: Paragraph) -> tuple[str, str]:
    """Both texts of a paragraph as the last approved amendment left them."""
    last = (
        Amendment.objects.filter(paragraph=paragraph, status=AmendmentStatus.APPROVED)
        .order_by("number")
        .last()
    )
    if last:
        return last.after_ind, last.after_en
    return paragraph.text_ind or "", paragraph.text_en or ""


def approvals_by_side(minutes: Minutes) -> dict[str, Approval | None]:
    """Both sides, each with its approval or None."""
    given = {a.side: a for a in Approval.objects.filter(minutes=minutes).select_related("by")}
    return {side.value: given.get(side.value) for side in (Side.GOVERNMENT, Side.NETWORK)}


def published_minutes() -> QuerySet[Minutes]:
    """Minutes that everybody may read, the newest meeting first."""
    found: QuerySet[Minutes] = Minutes.objects.filter(status=MinutesStatus.PUBLISHED)
    return found.select_related(
        "meeting__series", "meeting__counterpart", "meeting__counterpart_unit"
    ).order_by("-meeting__held_on", "-pk")


def access_published(pk: UUID) -> Minutes:
    """Published minutes by the key of their meeting or their own; 404 for all that is not published."""
    minutes: Minutes | None = (
        published_minutes().select_related("meeting__convening").filter(Q(pk=pk) | Q(meeting_id=pk)).first()
    )
    if minutes is None:
        raise Http404
    return minutes
