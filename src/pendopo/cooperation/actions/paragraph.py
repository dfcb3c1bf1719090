"""Writes on single paragraphs of minutes, and the remarks about them."""

from django.db import transaction

from pendopo.accounts.models import User
from pendopo.convenings.enums import Side
from pendopo.convenings.rules import standing
from pendopo.cooperation.actions.meeting import refuse_unless_writer
from pendopo.cooperation.actions.minutes import locked, next_position
from pendopo.cooperation.errors import (
    MinutesFrozen,
    NotInComment,
    ParagraphCaptured,
    ParagraphNotEmpty,
    StaleParagraph,
    TextMissing,
)
from pendopo.cooperation.models import AgendaItem, Minutes, Paragraph, ParagraphComment, ParagraphVersion
from pendopo.cooperation.rules import may_comment_minutes, may_write_meetings
from pendopo.core.audit import record
from pendopo.core.errors import NotAllowed
from pendopo.core.times import now


@transaction.atomic
def add_paragraph(
    *, minutes: Minutes, agenda_item: AgendaItem, text_ind: str = "", text_en: str = "", by: User
) -> Paragraph:
    """Begin a paragraph at the end of an agenda item; an empty one is offered again instead of doubled."""
    refuse_unless_writer(by, minutes.meeting.convening)
    minutes = _writable(minutes)
    if agenda_item.meeting_id != minutes.meeting_id:
        raise ValueError(f"Agenda item {agenda_item.pk} is not of meeting {minutes.meeting_id}.")
    last = Paragraph.objects.filter(minutes=minutes, agenda_item=agenda_item).order_by("-position").first()
    if last and not (last.text_ind or last.text_en or text_ind or text_en):
        return last
    paragraph: Paragraph = Paragraph.objects.create(
        minutes=minutes,
        agenda_item=agenda_item,
        position=next_position(minutes, agenda_item=agenda_item),
        text_ind=_clean(text_ind),
        text_en=_clean(text_en),
        saved_at=now(),
        saved_by=by,
    )
    _touch(minutes)
    record("cooperation.paragraph_added", on=paragraph, by=by, data={"label": paragraph.label})
    return paragraph


@transaction.atomic
def save_paragraph(
    *, paragraph: Paragraph, text_ind: str, text_en: str, revision: int, by: User
) -> Paragraph:
    """Save the text that was written on top of `revision`; the same text sent again changes nothing.

    Raises StaleParagraph, which carries the stored paragraph, when somebody saved in the meantime.
    """
    refuse_unless_writer(by, paragraph.minutes.meeting.convening)
    minutes = _writable(paragraph.minutes)
    whole = Paragraph.objects.select_related("agenda_item", "saved_by").select_for_update(
        of=("self",), no_key=True
    )
    stored: Paragraph = whole.get(pk=paragraph.pk)
    text_ind, text_en = _clean(text_ind), _clean(text_en)
    if ((stored.text_ind or ""), (stored.text_en or "")) == (text_ind, text_en):
        return stored
    if revision != stored.revision:
        raise StaleParagraph(name=stored.saved_by.full_name, label=stored.label, paragraph=stored)
    if stored.saved_by_id != by.pk:
        _keep_version(stored)
    stored.text_ind, stored.text_en = text_ind, text_en
    stored.revision, stored.saved_at, stored.saved_by = stored.revision + 1, now(), by
    stored.save(update_fields=["text_ind", "text_en", "revision", "saved_at", "saved_by"])
    _touch(minutes)
    record("cooperation.paragraph_saved", on=stored, by=by, data={"revision": stored.revision})
    return stored


@transaction.atomic
def remove_paragraph(*, paragraph: Paragraph, by: User) -> None:
    """Remove a paragraph that says nothing and from which nothing was captured."""
    refuse_unless_writer(by, paragraph.minutes.meeting.convening)
    minutes = _writable(paragraph.minutes)
    if paragraph.agreements.exists() or paragraph.commitments.exists():
        raise ParagraphCaptured(label=paragraph.label)
    stored = Paragraph.objects.select_for_update(of=("self",), no_key=True).get(pk=paragraph.pk)
    if stored.text_ind or stored.text_en or stored.comments.exists():
        raise ParagraphNotEmpty(label=paragraph.label)
    record("cooperation.paragraph_removed", on=paragraph, by=by, data={"label": paragraph.label})
    stored.delete()
    rest = list(Paragraph.objects.filter(minutes=minutes, agenda_item=paragraph.agenda_item_id))
    for n, other in enumerate(rest, start=1):
        other.position = n
    Paragraph.objects.bulk_update(rest, ["position"])


@transaction.atomic
def comment_on_paragraph(*, paragraph: Paragraph, text: str, by: User) -> ParagraphComment:
    """Say something about one paragraph while the minutes are open for comment."""
    minutes = locked(paragraph.minutes)
    s = standing(by, minutes.meeting.convening)
    if minutes.is_frozen:
        raise NotInComment
    if not may_comment_minutes(s, minutes):
        raise NotAllowed
    if not text.strip():
        raise TextMissing
    side = next(iter(s.sides)) if len(s.sides) == 1 else Side.NEITHER
    comment: ParagraphComment = ParagraphComment.objects.create(
        paragraph=paragraph, by=by, side=side, text=text.strip()
    )
    record("cooperation.paragraph_commented", on=comment, by=by, data={"paragraph": paragraph.pk})
    return comment


@transaction.atomic
def resolve_comment(*, comment: ParagraphComment, by: User) -> ParagraphComment:
    """Say that a remark is dealt with: organisers, or the one who made it."""
    convening = comment.paragraph.minutes.meeting.convening
    if not (may_write_meetings(standing(by, convening)) or comment.by_id == by.pk):
        raise NotAllowed
    comment.resolved_at, comment.resolved_by = now(), by
    comment.save(update_fields=["resolved_at", "resolved_by"])
    record("cooperation.paragraph_comment_resolved", on=comment, by=by)
    return comment


def _writable(minutes: Minutes) -> Minutes:
    minutes = locked(minutes)
    if minutes.is_frozen:
        raise MinutesFrozen
    return minutes


def _keep_version(stored: Paragraph) -> None:
    ParagraphVersion.objects.create(
        paragraph=stored,
        revision=stored.revision,
        text_ind=stored.text_ind or "",
        text_en=stored.text_en or "",
        saved_at=stored.saved_at,
        saved_by_id=stored.saved_by_id,
    )


def _touch(minutes: Minutes) -> None:
    minutes.saved_at = now()
    minutes.save(update_fields=["saved_at"])


def _clean(text: str) -> str:
    """Browsers send \\r\\n; without one form of line end the same text would look changed."""
    return "\n".join(text.splitlines()).strip()
