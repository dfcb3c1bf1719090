"""Meetings: numbers, weekdays, agendas that carry on, and moves."""

from datetime import date, time

import pytest
from tests.cooperation.factories import make_meeting, make_minutes

from pendopo.cooperation.actions.agenda import (
    add_agenda_item,
    bring_open_items,
    move_agenda_item,
    remove_agenda_item,
)
from pendopo.cooperation.actions.agreement import capture_agreement
from pendopo.cooperation.actions.commitment import capture_commitment
from pendopo.cooperation.actions.meeting import cancel_meeting, edit_meeting, move_meeting, start_series
from pendopo.cooperation.errors import (
    AgendaItemInUse,
    EndsBeforeItStarts,
    HasMinutes,
    MeetingCancelled,
    NumberTaken,
    TextMissing,
)
from pendopo.core.errors import NotAllowed, WeekdayMismatch
from pendopo.core.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def series(convening, sari):
    return start_series(convening=convening, title_ind="Rapat persiapan", title_en="Preparation", by=sari)


def test_meetings_of_a_series_count_on(series, sari, hasan):
    first = make_meeting(sari, series=series, held_on=date(2024, 3, 7))
    second = make_meeting(hasan, series=series)

    assert [(m.number, m.code) for m in (first, second)] == [(1, "MTG-1"), (2, "MTG-2")]


def test_a_number_of_a_series_is_given_once(series, sari):
    make_meeting(sari, series=series, number=3)

    with pytest.raises(NumberTaken):
        make_meeting(sari, series=series, number=3)


def test_a_weekday_that_contradicts_the_date_names_the_right_one(sari):
    with pytest.raises(WeekdayMismatch) as refused:
        make_meeting(sari, held_on=date(2022, 3, 4), stated_weekday="Selasa")

    assert (refused.value.data["right"], refused.value.data["stated"]) == ("Friday", "Tuesday")


def test_a_meeting_does_not_end_before_it_starts(sari):
    with pytest.raises(EndsBeforeItStarts):
        make_meeting(sari, starts_at=time(13), ends_at=time(12, 30))


def test_a_meeting_has_a_title_in_one_language_at_least(sari):
    with pytest.raises(TextMissing):
        make_meeting(sari, title_ind=" ", title_en="")


@pytest.mark.parametrize("who", ["yuni", "lina", "rina", "tono"])
def test_only_those_who_lead_a_side_record_meetings(who, request):
    with pytest.raises(NotAllowed):
        make_meeting(request.getfixturevalue(who))


def test_recording_a_meeting_leaves_one_event(sari):
    make_meeting(sari)

    assert list(AuditEvent.objects.values_list("verb", flat=True)) == ["cooperation.meeting_recorded"]


def test_the_next_meeting_starts_with_what_the_last_left_open(series, sari, partner):
    last = make_meeting(sari, series=series, held_on=date(2024, 3, 7))
    detailed = capture_agreement(meeting=last, title_ind="Tempat", by=sari)
    waiting = capture_agreement(meeting=last, title_ind="Media", by=sari)
    promise = capture_commitment(
        agreement=detailed,
        what_ind="Kirim undangan",
        organisation=partner,
        due=date(2024, 3, 15),
        evidence_expected_ind="Buku agenda surat",
        by=sari,
    )

    meeting = make_meeting(sari, series=series)

    assert [(i.position, i.title_ind, i.agreement, i.commitment) for i in meeting.agenda.all()] == [
        (1, "Media", waiting, None),
        (2, f"{promise.code}: Kirim undangan", None, promise),
    ]
    assert bring_open_items(meeting=meeting, by=sari) == 0


def test_a_meeting_outside_the_series_carries_nothing(series, sari):
    capture_agreement(meeting=make_meeting(sari, series=series), title_ind="Media", by=sari)

    assert make_meeting(sari, held_on=date(2024, 4, 1)).agenda.count() == 0


def titles(meeting):
    return [(item.position, item.title_ind) for item in meeting.agenda.all()]


def test_agenda_items_move_up_and_down(sari):
    meeting = make_meeting(sari)
    a, _b, c = (add_agenda_item(meeting=meeting, title_ind=t, by=sari) for t in "ABC")

    move_agenda_item(item=c, up=True, by=sari)
    move_agenda_item(item=a, up=True, by=sari)

    assert titles(meeting) == [(1, "A"), (2, "C"), (3, "B")]


def test_removing_an_item_closes_the_gap(sari):
    meeting = make_meeting(sari)
    a, *_rest = [add_agenda_item(meeting=meeting, title_ind=t, by=sari) for t in "ABC"]

    remove_agenda_item(item=a, by=sari)

    assert titles(meeting) == [(1, "B"), (2, "C")]


def test_an_item_with_paragraphs_stays(sari):
    minutes = make_minutes(sari)

    with pytest.raises(AgendaItemInUse):
        remove_agenda_item(item=minutes.meeting.agenda.get(), by=sari)


def test_a_moved_meeting_keeps_its_old_day_and_the_reason(sari):
    meeting = move_meeting(
        meeting=make_meeting(sari), held_on=date(2024, 3, 25), reason="Bupati berhalangan", by=sari
    )

    change = meeting.changes.get()
    assert (meeting.held_on, change.from_on, change.reason) == (
        date(2024, 3, 25),
        date(2024, 3, 21),
        "Bupati berhalangan",
    )


def test_a_cancelled_meeting_is_neither_moved_nor_minuted(sari):
    meeting = cancel_meeting(meeting=make_meeting(sari), reason="Banjir", by=sari)

    with pytest.raises(MeetingCancelled):
        move_meeting(meeting=meeting, held_on=date(2024, 3, 25), reason="-", by=sari)
    with pytest.raises(MeetingCancelled):
        make_minutes(sari, meeting=meeting_with_item(meeting, sari))


def meeting_with_item(meeting, by):
    add_agenda_item(meeting=meeting, title_ind="Butir", by=by)
    return meeting


def test_a_meeting_with_minutes_took_place(sari):
    minutes = make_minutes(sari)

    with pytest.raises(HasMinutes):
        cancel_meeting(meeting=minutes.meeting, reason="-", by=sari)


def test_editing_a_meeting_names_what_changed(sari):
    meeting = make_meeting(sari)

    edit_meeting(meeting=meeting, by=sari, place="Pendopo", mode="hybrid", title_ind=meeting.title_ind)

    assert AuditEvent.objects.latest("seq").data == {"changed": ["place", "mode"]}
