"""Meetings, minutes, agreements and commitments for tests, made through the actions that pages use."""

from datetime import date, time
from typing import Any

from django_scopes import get_scope

from pendopo.accounts.models import User
from pendopo.convenings.enums import Side
from pendopo.convenings.models import Organisation, Unit
from pendopo.cooperation.actions import (
    accept_commitment,
    add_evidence,
    capture_agreement,
    capture_commitment,
    complete_commitment,
)
from pendopo.cooperation.actions.agenda import add_agenda_item
from pendopo.cooperation.actions.meeting import record_meeting
from pendopo.cooperation.actions.minutes import (
    approve_minutes,
    open_minutes,
    publish_minutes,
    send_for_comment,
)
from pendopo.cooperation.actions.paragraph import add_paragraph
from pendopo.cooperation.models import Agreement, Commitment, Meeting, Minutes, Paragraph

TODAY = "2024-04-26"


def make_meeting(by: User, **changes: Any) -> Meeting:
    """The third meeting with the regency, on 21 March 2024, a Thursday."""
    facts: dict[str, Any] = {
        "kind": "preparatory",
        "mode": "in_person",
        "title_ind": "Rapat persiapan ketiga",
        "title_en": "Third preparatory meeting",
        "held_on": date(2024, 3, 21),
        "starts_at": time(9),
        "ends_at": time(11, 30),
        "place": "Aula Kesbangpol",
    }
    return record_meeting(convening=get_scope()["convening"], by=by, **facts | changes)


def make_minutes(
    by: User,
    *,
    texts: tuple[str, ...] = ("Kesbangpol menyetujui empat lokasi.",),
    meeting: Meeting | None = None,
) -> Minutes:
    """Draft minutes with one agenda item and a paragraph for each text."""
    meeting = meeting or make_meeting(by)
    minutes = open_minutes(meeting=meeting, by=by)
    for text in texts:
        make_paragraph(meeting, by, text)
    return minutes


def make_paragraph(meeting: Meeting, by: User, text: str = "Kedua pihak mengelola kunjungan.") -> Paragraph:
    """The next paragraph of the meeting's minutes, which are opened if need be."""
    minutes = Minutes.objects.filter(meeting=meeting).first() or open_minutes(meeting=meeting, by=by)
    item = meeting.agenda.first() or add_agenda_item(
        meeting=meeting, title_ind="Kunjungan lapangan", title_en="Exposure visit", by=by
    )
    return add_paragraph(minutes=minutes, agenda_item=item, text_ind=text, by=by)


def approve_both(minutes: Minutes, *, network: User, government: User) -> Minutes:
    """Send minutes for comment and have both sides approve them."""
    send_for_comment(minutes=minutes, by=network)
    approve_minutes(minutes=minutes, side=Side.NETWORK, by=network)
    approve_minutes(minutes=minutes, side=Side.GOVERNMENT, by=government)
    minutes.refresh_from_db()
    return minutes


def publish(minutes: Minutes, *, network: User, government: User) -> Minutes:
    """Take draft minutes all the way to the public page."""
    return publish_minutes(minutes=approve_both(minutes, network=network, government=government), by=network)


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
