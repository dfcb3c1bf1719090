"""Writes on attendance: how many came, by organisation, and who of them is named."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from pendopo.accounts.models import User
from pendopo.convenings.models import Organisation, Person, Unit
from pendopo.cooperation.actions.meeting import refuse_unless_writer
from pendopo.cooperation.enums import Gender
from pendopo.cooperation.errors import (
    AttendanceFrozen,
    AttendedTwice,
    MoreNamedThanCounted,
    NobodyCounted,
    TotalDiffers,
)
from pendopo.cooperation.models import Attendance, Attendee, Meeting, Minutes
from pendopo.core import attachments
from pendopo.core.audit import record
from pendopo.core.models import Attachment


@dataclass(frozen=True, slots=True)
class Count:
    """One line of an attendance sheet."""

    organisation: Organisation
    unit: Unit | None = None
    female: int = 0
    male: int = 0
    not_stated: int = 0

    @property
    def total(self) -> int:
        return self.female + self.male + self.not_stated


@transaction.atomic
def record_attendance(
    *,
    meeting: Meeting,
    organisation: Organisation,
    unit: Unit | None = None,
    female: int = 0,
    male: int = 0,
    not_stated: int = 0,
    stated_total: int | None = None,
    by: User,
) -> Attendance:
    """Say how many of one organisation or unit came; a second statement replaces the first.

    Raises AttendanceFrozen after an approval, and TotalDiffers when a stated total is not the sum of the three.
    """
    refuse_unless_writer(by, meeting.convening)
    _refuse_frozen(meeting)
    count = Count(organisation, unit, female, male, not_stated)
    refuse_other_total([count], stated_total)
    row = _write(meeting, count)
    record("cooperation.attendance_recorded", on=row, by=by, data={"meeting": meeting.pk, **_numbers(count)})
    return row


@transaction.atomic
def save_attendance(
    *, meeting: Meeting, counts: Sequence[Count], stated_total: int | None = None, by: User
) -> list[Attendance]:
    """Replace the whole sheet of a meeting; rows that are not in `counts` go, named people with them.

    Raises AttendanceFrozen once a side has approved the minutes: from then on it takes an amendment.
    """
    refuse_unless_writer(by, meeting.convening)
    _refuse_frozen(meeting)
    refuse_other_total(counts, stated_total)
    refuse_twice(counts)
    rows = replace_sheet(meeting, counts)
    total = {name: sum(getattr(count, name) for count in counts) for name in ("female", "male", "not_stated")}
    record("cooperation.attendance_saved", on=meeting, by=by, data={"rows": len(rows), **total})
    return rows


@transaction.atomic
def name_attendee(
    *,
    attendance: Attendance,
    name: str = "",
    person: Person | None = None,
    gender: Gender | str = Gender.NOT_STATED,
    by: User,
) -> Attendee:
    """Name one of those who are counted in this row."""
    refuse_unless_writer(by, attendance.meeting.convening)
    attendance = Attendance.objects.select_for_update(of=("self",), no_key=True).get(pk=attendance.pk)
    attendee: Attendee = Attendee.objects.create(
        attendance=attendance, person=person, name=(person.name if person else name).strip(), gender=gender
    )
    refuse_more_named(attendance)
    record("cooperation.attendee_named", on=attendee, by=by, data={"attendance": attendance.pk})
    return attendee


@transaction.atomic
def unname_attendee(*, attendee: Attendee, by: User) -> None:
    """Take a name off the list; the numbers stay."""
    refuse_unless_writer(by, attendee.attendance.meeting.convening)
    record("cooperation.attendee_unnamed", on=attendee, by=by, data={"attendance": attendee.attendance_id})
    attendee.delete()


@transaction.atomic
def attach_signed_list(*, meeting: Meeting, upload: UploadedFile, by: User) -> Attachment:
    """Keep the signed attendance list, as a photo or a PDF, with the meeting."""
    refuse_unless_writer(by, meeting.convening)
    kept = attachments.store(upload, owner=meeting, convening_id=meeting.convening_id, by=by)
    record("cooperation.signed_list_attached", on=meeting, by=by, data={"attachment": kept.pk})
    return kept


def replace_sheet(meeting: Meeting, counts: Sequence[Count]) -> list[Attendance]:
    """Make the sheet say this and nothing else; the caller has checked it and writes the audit event."""
    rows = [_write(meeting, count) for count in counts]
    Attendance.objects.filter(meeting=meeting).exclude(pk__in=[row.pk for row in rows]).delete()
    return rows


def refuse_twice(counts: Sequence[Count]) -> None:
    """Refuse a sheet that counts one organisation or unit in two rows."""
    seen: set[tuple[object, object]] = set()
    for count in counts:
        who = (count.organisation.pk, count.unit and count.unit.pk)
        if who in seen:
            raise AttendedTwice(name=(count.unit or count.organisation).name)
        seen.add(who)


def refuse_other_total(counts: Sequence[Count], stated_total: int | None) -> None:
    """Refuse a stated total that is not the sum, and say by how much it differs."""
    counted = sum(count.total for count in counts)
    if stated_total is not None and stated_total != counted:
        raise TotalDiffers(stated=stated_total, counted=counted, difference=abs(stated_total - counted))


def refuse_more_named(attendance: Attendance) -> None:
    """Refuse more names of one gender than the row counts."""
    for gender in Gender:
        named, counted = attendance.attendees.filter(gender=gender).count(), getattr(attendance, gender.value)
        if named > counted:
            raise MoreNamedThanCounted(named=named, gender=gender.label, counted=counted)


def _refuse_frozen(meeting: Meeting) -> None:
    """Hold the meeting and its minutes, and refuse when a side has approved them."""
    Meeting.objects.select_for_update(of=("self",), no_key=True).get(pk=meeting.pk)
    minutes = Minutes.objects.select_for_update(of=("self",), no_key=True).filter(meeting=meeting).first()
    if minutes and minutes.is_frozen:
        raise AttendanceFrozen


def _write(meeting: Meeting, count: Count) -> Attendance:
    if count.total == 0:
        raise NobodyCounted
    row: Attendance
    row, _created = Attendance.objects.update_or_create(
        meeting=meeting, organisation=count.organisation, unit=count.unit, defaults=_numbers(count)
    )
    refuse_more_named(row)
    return row


def _numbers(count: Count) -> dict[str, int]:
    return {"female": count.female, "male": count.male, "not_stated": count.not_stated}
