"""Attendance: sums that fit, and "not stated" that is neither."""

import pytest
from tests.cooperation.factories import make_meeting

from pendopo.convenings.enums import Side
from pendopo.cooperation.actions.attendance import (
    Count,
    name_attendee,
    record_attendance,
    save_attendance,
    unname_attendee,
)
from pendopo.cooperation.errors import AttendedTwice, MoreNamedThanCounted, NobodyCounted, TotalDiffers
from pendopo.cooperation.queries.meeting import Heads, all_heads, attendance_by_side
from pendopo.core.errors import NotAllowed

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(sari):
    return make_meeting(sari)


def test_a_side_without_attendance_is_not_recorded_rather_than_zero(meeting, partner, sari):
    record_attendance(meeting=meeting, organisation=partner, female=2, by=sari)

    sides = {part.side: part.heads for part in attendance_by_side(meeting)}

    assert sides == {Side.GOVERNMENT: None, Side.NETWORK: Heads(female=2)}


def test_nothing_recorded_has_no_total(meeting):
    assert all_heads(attendance_by_side(meeting)) is None


def test_not_stated_counts_as_neither(meeting, partner, government, sari):
    record_attendance(meeting=meeting, organisation=partner, female=9, by=sari)
    record_attendance(meeting=meeting, organisation=government, male=11, not_stated=7, by=sari)

    heads = all_heads(attendance_by_side(meeting))

    assert (heads.female, heads.male, heads.not_stated, heads.total) == (9, 11, 7, 27)


def test_a_stated_total_that_is_not_the_sum_is_refused_with_the_difference(meeting, partner, sari):
    with pytest.raises(TotalDiffers) as refused:
        record_attendance(meeting=meeting, organisation=partner, female=9, male=15, stated_total=27, by=sari)

    assert str(refused.value) == (
        "The stated total is 27, but women, men and not stated add up to 24: "
        "a difference of 3. Correct the total or the three numbers."
    )


def test_the_sheet_replaces_what_was_recorded(meeting, partner, government, unit, sari):
    record_attendance(meeting=meeting, organisation=partner, female=9, by=sari)

    save_attendance(
        meeting=meeting,
        counts=[Count(government, unit, male=2), Count(government, male=1)],
        stated_total=3,
        by=sari,
    )

    rows = {(row.organisation, row.unit): row.total for row in meeting.attendance.all()}
    assert rows == {(government, None): 1, (government, unit): 2}


def test_one_line_per_organisation(meeting, partner, sari):
    with pytest.raises(AttendedTwice):
        save_attendance(meeting=meeting, counts=[Count(partner, male=1), Count(partner, female=1)], by=sari)


def test_a_line_counts_somebody(meeting, partner, sari):
    with pytest.raises(NobodyCounted):
        record_attendance(meeting=meeting, organisation=partner, by=sari)


def test_no_more_are_named_than_counted(meeting, partner, sari):
    row = record_attendance(meeting=meeting, organisation=partner, female=1, male=1, by=sari)
    name_attendee(attendance=row, name="Ani", gender="female", by=sari)

    with pytest.raises(MoreNamedThanCounted):
        name_attendee(attendance=row, name="Ita", gender="female", by=sari)
    with pytest.raises(MoreNamedThanCounted):
        record_attendance(meeting=meeting, organisation=partner, male=2, by=sari)

    assert [a.name for a in row.attendees.all()] == ["Ani"]


def test_a_name_is_taken_off_and_the_number_stays(meeting, partner, sari):
    row = record_attendance(meeting=meeting, organisation=partner, female=1, by=sari)

    unname_attendee(attendee=name_attendee(attendance=row, name="Ani", gender="female", by=sari), by=sari)

    assert (row.attendees.count(), row.total) == (0, 1)


def test_partners_do_not_write_attendance(meeting, partner, lina):
    with pytest.raises(NotAllowed):
        record_attendance(meeting=meeting, organisation=partner, female=1, by=lina)
