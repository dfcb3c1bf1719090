"""Meetings and minutes for tests, made through the actions that pages use."""

from datetime import date, time

from django_scopes import get_scope

from pendopo.convenings.enums import Side
from pendopo.cooperation.actions.agenda import add_agenda_item
from pendopo.cooperation.actions.meeting import record_meeting
from pendopo.cooperation.actions.minutes import (
    approve_minutes,
    open_minutes,
    publish_minutes,
    send_for_comment,
)
from pendopo.cooperation.actions.paragraph import add_paragraph


def make_meeting(by, **changes):
    """The third meeting of 21 March 2024, a Thursday."""
    facts = {
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


def make_minutes(by, *, texts=("Kesbangpol menyetujui empat lokasi.",), meeting=None):
    """Draft minutes with one agenda item and a paragraph for each text."""
    meeting = meeting or make_meeting(by)
    item = meeting.agenda.first() or add_agenda_item(
        meeting=meeting, title_ind="Kunjungan lapangan", title_en="Exposure visit", by=by
    )
    minutes = open_minutes(meeting=meeting, by=by)
    for text in texts:
        add_paragraph(minutes=minutes, agenda_item=item, text_ind=text, by=by)
    return minutes


def approve_both(minutes, *, network, government):
    """Send minutes for comment and have both sides approve them."""
    send_for_comment(minutes=minutes, by=network)
    approve_minutes(minutes=minutes, side=Side.NETWORK, by=network)
    approve_minutes(minutes=minutes, side=Side.GOVERNMENT, by=government)
    minutes.refresh_from_db()
    return minutes


def publish(minutes, *, network, government):
    """Take draft minutes all the way to the public page."""
    return publish_minutes(minutes=approve_both(minutes, network=network, government=government), by=network)
