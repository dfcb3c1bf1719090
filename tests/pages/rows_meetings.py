"""Meetings with all that hangs on them, and many rows of each."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from pendopo.cooperation import models as rows
from pendopo.core.models import Attachment
from pendopo.core.times import now

if TYPE_CHECKING:
    from tests.pages.rows import Stage

HELD = date(2024, 3, 21)


def set_meetings(stage: "Stage") -> None:
    """A meeting with open minutes, one that is planned, and one whose minutes are public."""
    known = stage.objects
    series = rows.MeetingSeries.objects.create(
        convening=stage.convening, title_ind="Rapat", title_en="Meetings"
    )
    meeting, planned, published = (
        _meeting(stage, code, series=series, held_on=day)
        for code, day in (("HUB", HELD), ("PLAN", date(2024, 5, 2)), ("PUB", HELD - timedelta(days=9)))
    )
    for row in (meeting, planned, published):
        row.save()
    known |= {
        "meeting": meeting,
        "planned meeting": planned,
        "published meeting": published,
        "series": series,
    }
    known["minutes"] = _minutes(meeting, "comment")
    known["published minutes"] = _minutes(published, "published", content_hash="0" * 64)
    for minutes in (known["minutes"], known["published minutes"]):
        minutes.save()
    item, old = (_item(row, 900, "Agenda") for row in (meeting, published))
    item.save()
    old.save()
    known["agenda item"] = item
    known["paragraph"] = _paragraph(stage, known["minutes"], item, 900)
    known["approved paragraph"] = _paragraph(stage, known["published minutes"], old, 900)
    for paragraph in (known["paragraph"], known["approved paragraph"]):
        paragraph.save()
    known["letter"] = _letter(meeting, 900)
    known["letter"].save()
    known["attendance"] = rows.Attendance.objects.create(
        meeting=meeting, organisation=stage.organisation, female=200
    )


def _meeting(stage: "Stage", code: str, **changes: Any) -> rows.Meeting:
    facts = {"kind": "preparatory", "mode": "in_person", "title_ind": code, "title_en": code, "held_on": HELD}
    return rows.Meeting(convening=stage.convening, code=code, **facts | changes)


def _minutes(meeting: rows.Meeting, status: str, **changes: Any) -> rows.Minutes:
    then = now()
    published = then if status == "published" else None
    return rows.Minutes(meeting=meeting, status=status, saved_at=then, published_at=published, **changes)


def _item(meeting: rows.Meeting, n: int, title: str) -> rows.AgendaItem:
    return rows.AgendaItem(meeting=meeting, position=n, title_ind=title, title_en=title)


def _paragraph(
    stage: "Stage", minutes: rows.Minutes, item: rows.AgendaItem, n: int, by: Any = None
) -> rows.Paragraph:
    return rows.Paragraph(
        minutes=minutes,
        agenda_item=item,
        position=n,
        text_ind=f"Row {n}",
        text_en=f"Row {n}",
        saved_at=now(),
        saved_by=by or stage.network,
    )


def _letter(meeting: rows.Meeting, n: int) -> rows.InvitationLetter:
    words = {"subject_ind": f"Row {n}", "subject_en": f"Row {n}", "body_ind": "Isi", "body_en": "Text"}
    return rows.InvitationLetter(
        meeting=meeting, number=f"Row {n}", dated_on=HELD, sent_on=HELD, signatory_name="Sari", **words
    )


def grow_meetings(stage: "Stage", some: list[int]) -> None:
    """More meetings, and more of everything on the meetings that addresses name."""
    _more_meetings(stage, some)
    _more_letters(stage, some)
    for name, minutes in (("meeting", "minutes"), ("published meeting", "published minutes")):
        _more_attendance(stage, stage.objects[name], some)
        _more_text(stage, stage.objects[minutes], some)


def _more_meetings(stage: "Stage", some: list[int]) -> None:
    known = stage.objects
    made = rows.Meeting.objects.bulk_create(
        _meeting(
            stage,
            f"M{n}",
            title_ind=f"Row {n}",
            title_en=f"Row {n}",
            series=known["series"],
            number=n,
            counterpart=body,
            counterpart_unit=unit,
        )
        for n, body, unit in zip(some, known["bodies"], known["units"], strict=True)
    )
    rows.Minutes.objects.bulk_create(
        _minutes(meeting, "published", number=f"Row {n}", content_hash="0" * 64)
        for n, meeting in zip(some, made, strict=True)
    )
    rows.Attendance.objects.bulk_create(
        rows.Attendance(meeting=meeting, organisation=body, unit=unit, female=2, male=1)
        for meeting, body, unit in zip(made, known["bodies"], known["units"], strict=True)
    )
    rows.MeetingChange.objects.bulk_create(
        rows.MeetingChange(meeting=meeting, kind="moved", from_on=HELD, reason=f"Row {n}", by=user)
        for n, own, user in zip(some, made, known["accounts"], strict=True)
        for meeting in (own, known["meeting"])
    )
    known["meetings"] = made


def _more_letters(stage: "Stage", some: list[int]) -> None:
    known = stage.objects
    letters = rows.InvitationLetter.objects.bulk_create(_letter(known["meeting"], n) for n in some)
    rows.Addressee.objects.bulk_create(
        rows.Addressee(letter=letter, position=n, organisation=body, unit=unit)
        for n, own, body, unit in zip(some, letters, known["bodies"], known["units"], strict=True)
        for letter in (own, known["letter"])
    )


def _more_attendance(stage: "Stage", meeting: rows.Meeting, some: list[int]) -> None:
    known = stage.objects
    came = rows.Attendance.objects.bulk_create(
        rows.Attendance(meeting=meeting, organisation=body, unit=unit, female=2, male=1)
        for body, unit in zip(known["bodies"], known["units"], strict=True)
    )
    rows.Attendee.objects.bulk_create(
        rows.Attendee(attendance=row, person=person, name=f"Row {n}", gender="female")
        for n, own, person in zip(some, came, known["people"], strict=True)
        for row in (own, known["attendance"])
    )
    Attachment.objects.bulk_create(stage.file_of(meeting, n) for n in some)


def _more_text(stage: "Stage", minutes: rows.Minutes, some: list[int]) -> None:
    known = stage.objects
    items = rows.AgendaItem.objects.bulk_create(_item(minutes.meeting, n, f"Row {n}") for n in some)
    texts = rows.Paragraph.objects.bulk_create(
        _paragraph(stage, minutes, item, n, user)
        for n, item, user in zip(some, items, known["accounts"], strict=True)
    )
    rows.ParagraphComment.objects.bulk_create(
        rows.ParagraphComment(paragraph=text, by=user, side="government", text=f"Row {n}")
        for n, text, user in zip(some, texts, known["accounts"], strict=True)
    )
    rows.ParagraphVersion.objects.bulk_create(
        rows.ParagraphVersion(paragraph=text, revision=1, text_ind=f"Row {n}", saved_at=now(), saved_by=user)
        for n, text, user in zip(some, texts, known["accounts"], strict=True)
    )
    if minutes.is_frozen:
        _more_amendments(stage, minutes, texts, some)
    known[f"texts of {minutes.meeting.code}"] = texts


def _more_amendments(
    stage: "Stage", minutes: rows.Minutes, texts: list[rows.Paragraph], some: list[int]
) -> None:
    accounts = stage.objects["accounts"]
    made = rows.Amendment.objects.bulk_create(
        rows.Amendment(
            minutes=minutes,
            number=n,
            paragraph=text,
            reason=f"Row {n}",
            after_ind=f"Row {n}",
            status="approved",
            proposed_by=user,
        )
        for n, text, user in zip(some, texts, accounts, strict=True)
    )
    rows.AmendmentApproval.objects.bulk_create(
        rows.AmendmentApproval(amendment=amendment, side=side, by=user, at=now())
        for amendment, user in zip(made, accounts, strict=True)
        for side in ("network", "government")
    )
