"""Meetings, who came, what was on the agenda, and the minutes."""

from pendopo.cli.importing.loading.refusals import LabelOutOfTurn, MinutesNotOpen, NoSuchItem
from pendopo.cli.importing.loading.store import Store
from pendopo.cli.importing.rows import AgendaRow, AttendanceRow, MeetingRow, ParagraphRow
from pendopo.convenings.enums import Side
from pendopo.cooperation.actions import agenda, attendance, meeting, minutes, paragraph
from pendopo.cooperation.enums import MinutesStatus
from pendopo.cooperation.models import MeetingSeries, Minutes

STAGES = (MinutesStatus.DRAFT, MinutesStatus.COMMENT, MinutesStatus.APPROVED, MinutesStatus.PUBLISHED)


def load_meetings(store: Store) -> None:
    """Meetings with attendance, agenda and the text of their minutes, still open."""
    for row in store.book.rows(MeetingRow):
        with store.storing(row):
            _record(store, row)
    for came in store.book.rows(AttendanceRow):
        with store.storing(came):
            _count(store, came)
    for item in sorted(store.book.rows(AgendaRow), key=lambda row: (row.meeting, row.position)):
        with store.storing(item):
            _put_on_agenda(store, item)
    for said in sorted(store.book.rows(ParagraphRow), key=_place):
        with store.storing(said):
            _write(store, said)


def finish_minutes(store: Store) -> None:
    """Bring the minutes as far as their row says: comment round, approval by both sides, publication."""
    for row in store.book.rows(MeetingRow):
        if not row.minutes:
            continue
        with store.storing(row, "minutes"):
            found: Minutes = store.get("minutes", row.code)
            stage = STAGES.index(MinutesStatus(row.minutes))
            by = store.actor(row.by)
            if stage >= 1:
                minutes.send_for_comment(minutes=found, by=by)
            if stage >= 2:
                for side in (Side.NETWORK, Side.GOVERNMENT):
                    minutes.approve_minutes(minutes=found, side=side, by=store.actor("", side))
            if stage == 3:
                minutes.publish_minutes(minutes=found, by=by)


def _record(store: Store, row: MeetingRow) -> None:
    made = meeting.record_meeting(
        convening=store.convening,
        series=_series(store, row),
        number=row.number,
        code=row.code,
        kind=row.kind,
        mode=row.mode,
        title_ind=row.title_ind,
        title_en=row.title_en,
        held_on=row.held_on,
        stated_weekday=row.weekday,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        place=row.place,
        link=row.link,
        counterpart=store.get("organisations.csv", row.counterpart),
        counterpart_unit=store.get("units.csv", row.counterpart_unit),
        summary_ind=row.summary_ind,
        summary_en=row.summary_en,
        chair_name=row.chair_name,
        notetaker_name=row.notetaker_name,
        with_open_items=False,
        by=store.actor(row.by),
    )
    store.keep(row.file, row.code, made)
    if row.minutes:
        opened = minutes.open_minutes(meeting=made, number=row.minutes_number, by=store.actor(row.by))
        store.keep("minutes", row.code, opened)


def _series(store: Store, row: MeetingRow) -> MeetingSeries | None:
    name = row.series_ind or row.series_en
    if not name:
        return None
    if ("series", name) not in store.found:
        series = meeting.start_series(
            convening=store.convening,
            title_ind=row.series_ind,
            title_en=row.series_en,
            by=store.actor(row.by),
        )
        store.keep("series", name, series)
    found: MeetingSeries = store.get("series", name)
    return found


def _count(store: Store, row: AttendanceRow) -> None:
    by = store.actor("")
    counted = attendance.record_attendance(
        meeting=store.get("meetings.csv", row.meeting),
        organisation=store.get("organisations.csv", row.organisation),
        unit=store.get("units.csv", row.unit),
        female=row.female or 0,
        male=row.male or 0,
        not_stated=row.not_stated or 0,
        stated_total=row.total,
        by=by,
    )
    for code in row.named:
        attendance.name_attendee(attendance=counted, person=store.get("people.csv", code), by=by)


def _put_on_agenda(store: Store, row: AgendaRow) -> None:
    item = agenda.add_agenda_item(
        meeting=store.get("meetings.csv", row.meeting),
        title_ind=row.title_ind,
        title_en=row.title_en,
        by=store.actor(""),
    )
    store.keep(row.file, f"{row.meeting} {row.position}", item)


def _write(store: Store, row: ParagraphRow) -> None:
    if ("minutes", row.meeting) not in store.found:
        store.get("meetings.csv", row.meeting)
        raise MinutesNotOpen(meeting=row.meeting)
    item = store.found.get(("agenda.csv", f"{row.meeting} {row.item}"))
    if item is None:
        raise NoSuchItem(meeting=row.meeting, position=row.item)
    written = paragraph.add_paragraph(
        minutes=store.get("minutes", row.meeting),
        agenda_item=item,
        text_ind=row.text_ind,
        text_en=row.text_en,
        by=store.actor(""),
    )
    if written.label != row.label:
        raise LabelOutOfTurn(label=row.label, given=written.label)
    store.keep(row.file, f"{row.meeting} {row.label}", written)


def _place(row: ParagraphRow) -> tuple[str, int, int]:
    item, _dot, position = row.label.partition(".")
    return row.meeting, int(item), int(position)
