"""Writes on meetings: record, correct, move and cancel them."""

from datetime import date, time
from typing import Any

from django.db import transaction
from django.db.models import Max

from pendopo.accounts.models import User
from pendopo.convenings.models import Convening, Organisation, Unit
from pendopo.convenings.rules import standing
from pendopo.cooperation.actions.agenda import carry_over
from pendopo.cooperation.enums import MeetingChangeKind, MeetingKind, MeetingMode
from pendopo.cooperation.errors import (
    EndsBeforeItStarts,
    HasMinutes,
    MeetingCancelled,
    MinutesFrozen,
    NumberTaken,
    TextMissing,
)
from pendopo.cooperation.models import Meeting, MeetingChange, MeetingSeries, Minutes
from pendopo.cooperation.rules import may_write_meetings
from pendopo.core.audit import record
from pendopo.core.errors import NotAllowed
from pendopo.core.times import check_weekday, now


@transaction.atomic
def start_series(*, convening: Convening, title_ind: str = "", title_en: str = "", by: User) -> MeetingSeries:
    """Open a series whose meetings count on and carry their open items forward."""
    refuse_unless_writer(by, convening)
    if not (title_ind.strip() or title_en.strip()):
        raise TextMissing
    series = MeetingSeries.objects.create(
        convening=convening, title_ind=title_ind.strip(), title_en=title_en.strip()
    )
    record("cooperation.series_started", on=series, by=by)
    return series


@transaction.atomic
def record_meeting(
    *,
    convening: Convening,
    kind: MeetingKind | str,
    mode: MeetingMode | str,
    title_ind: str = "",
    title_en: str = "",
    held_on: date,
    stated_weekday: str = "",
    starts_at: time | None = None,
    ends_at: time | None = None,
    place: str = "",
    link: str = "",
    series: MeetingSeries | None = None,
    number: int | None = None,
    code: str | None = None,
    counterpart: Organisation | None = None,
    counterpart_unit: Unit | None = None,
    summary_ind: str = "",
    summary_en: str = "",
    chair_name: str = "",
    notetaker_name: str = "",
    with_open_items: bool = True,
    by: User,
) -> Meeting:
    """Record a meeting; in a series it gets the next number and starts with the open items of the last one.

    Raises WeekdayMismatch when a stated weekday contradicts the date.
    """
    convening = Convening.objects.select_for_update(no_key=True).get(pk=convening.pk)
    refuse_unless_writer(by, convening)
    refuse_bad_facts(title_ind, title_en, held_on, stated_weekday, starts_at, ends_at)
    meeting = Meeting.objects.create(
        convening=convening,
        series=series,
        number=_number_in(series, number),
        code=code or _next_code(convening),
        kind=kind,
        mode=mode,
        title_ind=title_ind.strip(),
        title_en=title_en.strip(),
        held_on=held_on,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
        link=link,
        counterpart=counterpart,
        counterpart_unit=counterpart_unit,
        summary_ind=summary_ind,
        summary_en=summary_en,
        chair_name=chair_name,
        notetaker_name=notetaker_name,
    )
    carried = carry_over(meeting) if with_open_items else 0
    record("cooperation.meeting_recorded", on=meeting, by=by, data={"code": meeting.code, "carried": carried})
    return meeting


FACTS = [
    "kind",
    "mode",
    "title_ind",
    "title_en",
    "starts_at",
    "ends_at",
    "place",
    "link",
    "counterpart",
    "counterpart_unit",
    "summary_ind",
    "summary_en",
    "chair_name",
    "notetaker_name",
]


@transaction.atomic
def edit_meeting(*, meeting: Meeting, by: User, **facts: Any) -> Meeting:
    """Correct what is written about a meeting; its day is changed by moving it."""
    refuse_unless_writer(by, meeting.convening)
    meeting = _locked(meeting)
    refuse_frozen(meeting)
    if unknown := set(facts) - set(FACTS):
        raise ValueError(f"edit_meeting() cannot set {sorted(unknown)}; it sets {FACTS}.")
    changed = [name for name, value in facts.items() if getattr(meeting, name) != value]
    for name in changed:
        setattr(meeting, name, facts[name])
    refuse_bad_facts(
        meeting.title_ind or "",
        meeting.title_en or "",
        meeting.held_on,
        "",
        meeting.starts_at,
        meeting.ends_at,
    )
    meeting.save(update_fields=changed)
    record("cooperation.meeting_edited", on=meeting, by=by, data={"changed": changed})
    return meeting


@transaction.atomic
def move_meeting(
    *,
    meeting: Meeting,
    held_on: date,
    stated_weekday: str = "",
    starts_at: time | None = None,
    ends_at: time | None = None,
    reason: str,
    by: User,
) -> Meeting:
    """Give a meeting that has no minutes yet another day; the old day stays readable with the reason."""
    refuse_unless_writer(by, meeting.convening)
    meeting = _locked(meeting)
    _refuse_settled(meeting)
    refuse_bad_facts("-", "", held_on, stated_weekday, starts_at, ends_at)
    change = _change(meeting, MeetingChangeKind.MOVED, reason, by)
    meeting.held_on, meeting.starts_at, meeting.ends_at = held_on, starts_at, ends_at
    meeting.save(update_fields=["held_on", "starts_at", "ends_at"])
    data = {"change": change.pk, "from": change.from_on, "to": held_on}
    record("cooperation.meeting_moved", on=meeting, by=by, data=data)
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, reason: str, by: User) -> Meeting:
    """Cancel a meeting that has no minutes yet; it stays in the list with the reason."""
    refuse_unless_writer(by, meeting.convening)
    meeting = _locked(meeting)
    _refuse_settled(meeting)
    change = _change(meeting, MeetingChangeKind.CANCELLED, reason, by)
    meeting.cancelled_at = now()
    meeting.save(update_fields=["cancelled_at"])
    record("cooperation.meeting_cancelled", on=meeting, by=by, data={"change": change.pk})
    return meeting


def refuse_unless_writer(by: User, convening: Convening) -> None:
    """Only those who lead a side write about meetings."""
    if not may_write_meetings(standing(by, convening)):
        raise NotAllowed


def refuse_frozen(meeting: Meeting) -> None:
    """Refuse a change of what the approved minutes of this meeting say."""
    if Minutes.objects.filter(meeting=meeting).exclude(content_hash="").exists():
        raise MinutesFrozen


def refuse_bad_facts(
    title_ind: str,
    title_en: str,
    held_on: date,
    stated_weekday: str,
    starts_at: time | None,
    ends_at: time | None,
) -> None:
    """Refuse a meeting without a title, with a wrong weekday, or that ends before it starts."""
    if not (title_ind.strip() or title_en.strip()):
        raise TextMissing
    if stated_weekday:
        check_weekday(stated_weekday, held_on)
    if starts_at and ends_at and ends_at <= starts_at:
        raise EndsBeforeItStarts(starts=f"{starts_at:%H.%M}", ends=f"{ends_at:%H.%M}")


def _locked(meeting: Meeting) -> Meeting:
    found: Meeting = Meeting.objects.select_for_update(of=("self",), no_key=True).get(pk=meeting.pk)
    return found


def _refuse_settled(meeting: Meeting) -> None:
    if meeting.cancelled_at:
        raise MeetingCancelled
    if Minutes.objects.filter(meeting=meeting).exists():
        raise HasMinutes


def _change(meeting: Meeting, kind: MeetingChangeKind, reason: str, by: User) -> MeetingChange:
    change: MeetingChange = MeetingChange.objects.create(
        meeting=meeting,
        kind=kind,
        from_on=meeting.held_on,
        from_starts_at=meeting.starts_at,
        reason=reason,
        by=by,
    )
    return change


def _number_in(series: MeetingSeries | None, number: int | None) -> int | None:
    """The given number if it is free, or the next one of the series; the caller holds the convening's lock."""
    if series is None:
        return number
    taken = Meeting.objects.filter(series=series)
    if number is None:
        return int(taken.aggregate(last=Max("number"))["last"] or 0) + 1
    if taken.filter(number=number).exists():
        raise NumberTaken(number=number)
    return number


def _next_code(convening: Convening) -> str:
    """The first MTG-n that no meeting has; numbers grow with the meetings recorded."""
    codes = set(Meeting.objects.filter(convening=convening).values_list("code", flat=True))
    n = len(codes) + 1
    while f"MTG-{n}" in codes:
        n += 1
    return f"MTG-{n}"
