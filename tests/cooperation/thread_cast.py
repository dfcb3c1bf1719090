"""Meetings, agreements and commitments for the tests of the thread."""

from datetime import date
from typing import Any

from pendopo.accounts.models import User
from pendopo.convenings.models import Convening, Organisation, Unit
from pendopo.cooperation.actions import (
    accept_commitment,
    add_evidence,
    capture_agreement,
    capture_commitment,
    complete_commitment,
)
from pendopo.cooperation.enums import MeetingKind, MeetingMode, MinutesStatus
from pendopo.cooperation.models import AgendaItem, Agreement, Commitment, Meeting, Minutes, Paragraph
from pendopo.core.times import now

TODAY = "2024-04-26"


def make_meeting(convening: Convening, code: str = "MTG-3", **changes: Any) -> Meeting:
    """The third meeting with the regency."""
    values = {
        "kind": MeetingKind.PREPARATORY,
        "mode": MeetingMode.IN_PERSON,
        "title_ind": "Rapat ketiga",
        "title_en": "Third meeting",
        "held_on": date(2024, 3, 21),
        "place": "Purwakarta",
    }
    return Meeting.objects.create(convening=convening, code=code, **values | changes)


def make_paragraph(meeting: Meeting, by: User, text: str = "Kedua pihak mengelola kunjungan.") -> Paragraph:
    """Paragraph 4.1 of the meeting's minutes."""
    minutes, _ = Minutes.objects.get_or_create(meeting=meeting, defaults={"saved_at": now()})
    item, _ = AgendaItem.objects.get_or_create(
        meeting=meeting, position=4, defaults={"title_ind": "Kunjungan"}
    )
    position = minutes.paragraphs.count() + 1
    return Paragraph.objects.create(
        minutes=minutes, agenda_item=item, position=position, text_ind=text, saved_at=now(), saved_by=by
    )


def publish(meeting: Meeting) -> None:
    """Put the minutes in the state that the public may see."""
    Minutes.objects.filter(meeting=meeting).update(status=MinutesStatus.PUBLISHED, published_at=now())


def make_agreement(meeting: Meeting, by: User, **changes: Any) -> Agreement:
    """A heading that the meeting agreed on."""
    return capture_agreement(
        meeting=meeting, by=by, **{"title_ind": "Kunjungan", "title_en": "Visits"} | changes
    )


def make_commitment(
    agreement: Agreement, owner: Organisation, by: User, *, unit: Unit | None = None, **changes: Any
) -> Commitment:
    """A promise that is due on 22 April 2024."""
    values = {
        "what_ind": "Kirim daftar utusan",
        "what_en": "Send the list of delegates",
        "due": date(2024, 4, 22),
        "evidence_expected_ind": "daftar utusan",
        "evidence_expected_en": "list of delegates",
        "on": date(2024, 3, 28),
    }
    return capture_commitment(agreement=agreement, organisation=owner, unit=unit, by=by, **values | changes)


def make_done(commitment: Commitment, by: User, on: date = date(2024, 4, 20)) -> Commitment:
    """Accepted, proved and reported done by the owner's side."""
    accept_commitment(commitment=commitment, by=by, on=date(2024, 3, 29))
    add_evidence(commitment=commitment, title="List", url="https://example.org/list", by=by, on=on)
    return complete_commitment(commitment=commitment, by=by, on=on)
