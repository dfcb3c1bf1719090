"""Reads of meetings: who sees which, what a series left open, who came."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import Http404

from pendopo.convenings.enums import Side
from pendopo.convenings.models import Convening
from pendopo.convenings.rules import Standing, reads_all, standing
from pendopo.cooperation.enums import CLOSED_STATES, AgreementState, MinutesStatus
from pendopo.cooperation.models import (
    Addressee,
    AgendaItem,
    Agreement,
    Attendance,
    Attendee,
    Commitment,
    InvitationLetter,
    Meeting,
    Minutes,
)
from pendopo.cooperation.rules import may_write_meetings


@dataclass(frozen=True, slots=True)
class Heads:
    """People counted: women, men, and those who did not say, who are neither."""

    female: int = 0
    male: int = 0
    not_stated: int = 0

    @property
    def total(self) -> int:
        return self.female + self.male + self.not_stated


@dataclass(frozen=True, slots=True)
class SideHeads:
    """The people of one side; `heads` is None while nothing is recorded, which is not the same as nobody."""

    side: Side
    rows: list[Attendance]
    heads: Heads | None


def meetings_of(user: Any, convening: Convening) -> QuerySet[Meeting]:
    """The meetings that `user` may know about."""
    return visible_meetings(standing(user, convening)).filter(convening=convening)


def visible_meetings(s: Standing) -> QuerySet[Meeting]:
    """All for those who read all; for others those they were invited to by a sent letter,
    and those they attended once the minutes are open for comment."""
    meetings: QuerySet[Meeting] = Meeting.objects.all()
    if reads_all(s):
        return meetings
    invited = Addressee.objects.filter(
        _touches(s), letter__meeting=OuterRef("pk"), letter__sent_on__isnull=False
    )
    came = Attendance.objects.filter(_touches(s), meeting=OuterRef("pk"))
    settled = Minutes.objects.filter(meeting=OuterRef("pk")).exclude(status=MinutesStatus.DRAFT)
    return meetings.filter(Q(Exists(invited)) | Q(Exists(came), Exists(settled)))


def _touches(s: Standing) -> Q:
    """Rows that name one's unit, or one's organisation as a whole where one has no unit."""
    own = Q(unit_id__in=s.unit_ids)
    whole = Q(organisation_id__in=s.organisation_ids)
    return own | (whole & Q(unit=None)) if s.unit_ids else whole


def access_meeting(user: Any, pk: UUID, *, to: str) -> Meeting:
    """The meeting if `user` may `read` or `write` it; otherwise as if there were none."""
    whole = Meeting.objects.select_related(
        "convening", "series", "counterpart", "counterpart_unit", "minutes"
    )
    meeting: Meeting | None = whole.filter(pk=pk).first()
    if meeting is None:
        raise Http404
    s = standing(user, meeting.convening)
    may = may_write_meetings(s) if to == "write" else visible_meetings(s).filter(pk=pk).exists()
    if not may:
        raise Http404
    return meeting


def access_agenda_item(user: Any, pk: UUID) -> AgendaItem:
    """The item, for those who write meetings."""
    item: AgendaItem | None = AgendaItem.objects.select_related("meeting__convening").filter(pk=pk).first()
    if item is None or not may_write_meetings(standing(user, item.meeting.convening)):
        raise Http404
    return item


def access_attendance(user: Any, pk: UUID) -> Attendance:
    """One row of an attendance sheet, for those who write meetings."""
    whole = Attendance.objects.select_related("meeting__convening", "organisation", "unit")
    row: Attendance | None = whole.filter(pk=pk).first()
    if row is None or not may_write_meetings(standing(user, row.meeting.convening)):
        raise Http404
    return row


def access_attendee(user: Any, pk: UUID) -> Attendee:
    """One named person of an attendance row, for those who write meetings."""
    whole = Attendee.objects.select_related("attendance__meeting__convening")
    attendee: Attendee | None = whole.filter(pk=pk).first()
    if attendee is None or not may_write_meetings(standing(user, attendee.attendance.meeting.convening)):
        raise Http404
    return attendee


def access_letter(user: Any, pk: UUID, *, to: str) -> InvitationLetter:
    """A letter, for organisers to `write` and for readers of all and those it is addressed to to `read`."""
    whole = InvitationLetter.objects.select_related("meeting__convening", "meeting__series")
    letter: InvitationLetter | None = whole.filter(pk=pk).first()
    if letter is None:
        raise Http404
    s = standing(user, letter.meeting.convening)
    addressed = letter.sent_on is not None and letter.addressees.filter(_touches(s)).exists()
    if not (may_write_meetings(s) or (to == "read" and (reads_all(s) or addressed))):
        raise Http404
    return letter


def listed_meetings(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """`meetings`, newest first, with what a list shows about each in one query."""
    counts = Attendance.objects.filter(meeting=OuterRef("pk")).order_by().values("meeting")
    agreed = Agreement.objects.filter(meeting=OuterRef("pk")).order_by().values("meeting")
    heads = {name: _summed(counts, name) for name in ("female", "male", "not_stated")}
    return (
        meetings.select_related("series", "counterpart", "counterpart_unit", "minutes")
        .annotate(
            **heads,
            recorded=Exists(Attendance.objects.filter(meeting=OuterRef("pk"))),
            agreed=Exists(agreed),
        )
        .order_by("-held_on", "-starts_at", "-pk")
    )


def _summed(rows: QuerySet[Attendance], name: str) -> Coalesce:
    added = rows.annotate(summed=Sum(name)).values("summed")
    return Coalesce(Subquery(added, output_field=IntegerField()), 0)


def open_agreements(meeting: Meeting) -> QuerySet[Agreement]:
    """Headings of the series that an earlier meeting left to be detailed."""
    found: QuerySet[Agreement] = Agreement.objects.filter(
        meeting__series=meeting.series_id,
        meeting__held_on__lte=meeting.held_on,
        state=AgreementState.TO_BE_DETAILED,
    ).exclude(meeting=meeting)
    return found.order_by("serial")


def open_commitments(meeting: Meeting) -> QuerySet[Commitment]:
    """Promises of the series that are still open, the earliest due first, so that the late ones lead."""
    return open_before(meeting.series_id, meeting.pk, meeting.held_on)


def open_before(series: Any, meeting: Any, day: Any) -> QuerySet[Commitment]:
    """Promises of this series from other meetings up to `day` that are still open; the earliest due first."""
    found: QuerySet[Commitment] = Commitment.objects.filter(
        agreement__meeting__series=series, agreement__meeting__held_on__lte=day
    ).exclude(agreement__meeting=meeting)
    return found.exclude(state__in=CLOSED_STATES).order_by("due", "serial")


def attendance_by_side(meeting: Meeting) -> list[SideHeads]:
    """Who came, both sides always, and those of neither side where there are any."""
    rows = list(
        Attendance.objects.filter(meeting=meeting)
        .select_related("organisation", "unit")
        .prefetch_related("attendees__person")
    )
    sides = [
        SideHeads(side, mine, added(mine) if mine else None)
        for side in (Side.GOVERNMENT, Side.NETWORK, Side.NEITHER)
        for mine in [[row for row in rows if row.organisation.side == side]]
    ]
    return [part for part in sides if part.rows or part.side != Side.NEITHER]


def added(rows: Iterable[Attendance]) -> Heads:
    """The sum of some rows, each of the three kept apart."""
    rows = list(rows)
    return Heads(sum(r.female for r in rows), sum(r.male for r in rows), sum(r.not_stated for r in rows))


def all_heads(sides: Iterable[SideHeads]) -> Heads | None:
    """Everybody who came, or None while nothing is recorded."""
    rows = [row for part in sides for row in part.rows]
    return added(rows) if rows else None


def letters_of(meeting: Meeting, s: Standing) -> QuerySet[InvitationLetter]:
    """The letters of a meeting that one may read: all of them, or the sent ones addressed to one."""
    letters: QuerySet[InvitationLetter] = InvitationLetter.objects.filter(meeting=meeting)
    if not reads_all(s):
        addressed = Addressee.objects.filter(_touches(s), letter=OuterRef("pk"))
        letters = letters.filter(Exists(addressed), sent_on__isnull=False)
    return letters.prefetch_related("addressees__organisation", "addressees__unit")


def may_read_files(user: Any, meeting_pk: UUID) -> bool:
    """The files of a meeting, such as its signed attendance list, are for those who read everything."""
    meeting = Meeting.objects.select_related("convening").filter(pk=meeting_pk).first()
    return meeting is not None and reads_all(standing(user, meeting.convening))
