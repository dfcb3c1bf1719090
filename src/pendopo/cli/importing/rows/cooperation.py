"""Meetings, what they agreed, and what became of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import ClassVar

from django.utils.translation import gettext as _

from pendopo.cli.importing import cells
from pendopo.cli.importing.faults import BadCell
from pendopo.cli.importing.table import Row, column
from pendopo.cooperation.enums import MeetingKind, MeetingMode, MinutesStatus
from pendopo.core.errors import DomainError
from pendopo.core.times import check_weekday

STEPS = (
    *("accept", "start", "progress", "evidence", "done", "verify"),
    *("send_back", "reopen", "block", "unblock", "move", "withdraw"),
)
NEEDS_NOTE = {"progress", "send_back", "reopen", "block", "move", "withdraw"}


def label(cell: str) -> str:
    """The number of a paragraph: 4.1."""
    if not re.fullmatch(r"[1-9]\d*\.[1-9]\d*", cell):
        raise BadCell(_("“%(text)s” is not the number of a paragraph. Write it like 4.1.") % {"text": cell})
    return cell


def code_with_number(cell: str) -> str:
    """A code such as COM-05."""
    if not re.fullmatch(r"[A-Z]+-\d+", cell):
        raise BadCell(_("“%(text)s” is not a code like COM-05.") % {"text": cell})
    return cell


@dataclass(frozen=True, kw_only=True)
class MeetingRow(Row):
    """A meeting, and how far its minutes have come."""

    file: ClassVar[str] = "meetings.csv"
    key: ClassVar[tuple[str, ...]] = ("code",)
    together: ClassVar[tuple[tuple[str, ...], ...]] = (("title_ind", "title_en"),)

    code: str = column(needed=True, longest=20)
    series_ind: str = column(longest=200)
    series_en: str = column(longest=200)
    number: int | None = column(cells.whole_number)
    kind: str = column(cells.one_of(MeetingKind), needed=True)
    mode: str = column(cells.one_of(MeetingMode), needed=True)
    title_ind: str = column(longest=250)
    title_en: str = column(longest=250)
    held_on: date = column(cells.day, needed=True)
    weekday: str = column()
    starts_at: time | None = column(cells.clock)
    ends_at: time | None = column(cells.clock)
    place: str = column(longest=250)
    link: str = column(longest=500)
    counterpart: str = column(refers="organisations.csv")
    counterpart_unit: str = column(refers="units.csv")
    summary_ind: str = column()
    summary_en: str = column()
    chair_name: str = column(longest=200)
    notetaker_name: str = column(longest=200)
    minutes: str | None = column(cells.one_of(MinutesStatus))
    minutes_number: str = column(longest=80)
    by: str = column(refers="users.csv")

    def faults(self) -> Iterator[tuple[str, str]]:
        """The weekday beside the date is the weekday of that date."""
        yield from super().faults()
        if self.weekday:
            try:
                check_weekday(self.weekday, self.held_on)
            except DomainError as error:
                yield "weekday", str(error)


@dataclass(frozen=True, kw_only=True)
class AttendanceRow(Row):
    """How many of one organisation or unit came to a meeting, and who of them is named."""

    file: ClassVar[str] = "attendance.csv"
    key: ClassVar[tuple[str, ...]] = ("meeting", "organisation", "unit")

    meeting: str = column(needed=True, refers="meetings.csv")
    organisation: str = column(needed=True, refers="organisations.csv")
    unit: str = column(refers="units.csv")
    female: int | None = column(cells.whole_number)
    male: int | None = column(cells.whole_number)
    not_stated: int | None = column(cells.whole_number)
    total: int = column(cells.whole_number, needed=True)
    named: tuple[str, ...] = column(cells.several, refers="people.csv")

    @property
    def counted(self) -> int:
        """Women, men and not stated together."""
        return (self.female or 0) + (self.male or 0) + (self.not_stated or 0)

    def faults(self) -> Iterator[tuple[str, str]]:
        """The numbers by sex add up to the total."""
        yield from super().faults()
        if self.counted != self.total:
            words = _(
                "Women, men and not stated add up to %(counted)s, not to %(total)s. Correct one of the numbers."
            )
            yield "total", words % {"counted": self.counted, "total": self.total}


@dataclass(frozen=True, kw_only=True)
class AgendaRow(Row):
    """One item of an agenda."""

    file: ClassVar[str] = "agenda.csv"
    key: ClassVar[tuple[str, ...]] = ("meeting", "position")
    together: ClassVar[tuple[tuple[str, ...], ...]] = (("title_ind", "title_en"),)

    meeting: str = column(needed=True, refers="meetings.csv")
    position: int = column(cells.whole_number, needed=True)
    title_ind: str = column(longest=250)
    title_en: str = column(longest=250)


@dataclass(frozen=True, kw_only=True)
class ParagraphRow(Row):
    """A paragraph of the minutes; its number begins with the agenda item's position."""

    file: ClassVar[str] = "paragraphs.csv"
    key: ClassVar[tuple[str, ...]] = ("meeting", "label")
    together: ClassVar[tuple[tuple[str, ...], ...]] = (("text_ind", "text_en"),)

    meeting: str = column(needed=True, refers="meetings.csv")
    label: str = column(label, needed=True)
    text_ind: str = column()
    text_en: str = column()

    @property
    def item(self) -> int:
        """The position of the agenda item it stands under."""
        return int(self.label.partition(".")[0])


@dataclass(frozen=True, kw_only=True)
class AgreementRow(Row):
    """A heading that both sides agreed on."""

    file: ClassVar[str] = "agreements.csv"
    key: ClassVar[tuple[str, ...]] = ("code",)
    together: ClassVar[tuple[tuple[str, ...], ...]] = (("title_ind", "title_en"),)

    code: str = column(code_with_number, needed=True, longest=20)
    meeting: str = column(needed=True, refers="meetings.csv")
    number: int | None = column(cells.whole_number)
    paragraph: str | None = column(label)
    title_ind: str = column(longest=300)
    title_en: str = column(longest=300)
    short_title_ind: str = column(longest=80)
    short_title_en: str = column(longest=80)
    by: str = column(refers="users.csv")


@dataclass(frozen=True, kw_only=True)
class CommitmentRow(Row):
    """Who does what by when, and what will prove it."""

    file: ClassVar[str] = "commitments.csv"
    key: ClassVar[tuple[str, ...]] = ("code",)
    together: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("what_ind", "what_en"),
        ("evidence_expected_ind", "evidence_expected_en"),
    )

    code: str = column(code_with_number, needed=True, longest=20)
    agreement: str = column(needed=True, refers="agreements.csv")
    meeting: str = column(refers="meetings.csv")
    paragraph: str | None = column(label)
    what_ind: str = column(longest=500)
    what_en: str = column(longest=500)
    organisation: str = column(needed=True, refers="organisations.csv")
    unit: str = column(refers="units.csv")
    responsible: str = column(refers="people.csv")
    due: date = column(cells.day, needed=True)
    evidence_expected_ind: str = column(longest=300)
    evidence_expected_en: str = column(longest=300)
    on: date | None = column(cells.day)
    by: str = column(refers="users.csv")


@dataclass(frozen=True, kw_only=True)
class EventRow(Row):
    """One step in the life of a commitment, on its day, in the order of the file."""

    file: ClassVar[str] = "commitment_events.csv"

    commitment: str = column(needed=True, refers="commitments.csv")
    on: date = column(cells.day, needed=True)
    step: str = column(cells.one_of(STEPS), needed=True)
    by: str = column(refers="users.csv")
    answered_by: str = column(refers="users.csv")
    title: str = column(longest=200)
    url: str = column(longest=500)
    attached: str = column(longest=200)
    due: date | None = column(cells.day)

    def faults(self) -> Iterator[tuple[str, str]]:
        """Each step brings what it needs: evidence a link or a file, a move its date, others a reason."""
        yield from super().faults()
        if self.step == "evidence" and bool(self.url) == bool(self.attached):
            yield "url", _("Give either a link or a file of this folder as evidence.")
        if self.step == "move" and self.due is None:
            yield "due", _("Write the new due date.")
        if self.step in NEEDS_NOTE and not self.note:
            yield "note", _("Write the reason for this step in a sentence.")
