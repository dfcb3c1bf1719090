"""Rows that the shell's pages show, made directly."""

from datetime import UTC, date, datetime
from typing import Any

from pendopo.convenings.enums import Side
from pendopo.convenings.models import Convening, Figure, Organisation
from pendopo.cooperation.enums import CommitmentState, MinutesStatus
from pendopo.cooperation.models import AgendaItem, Agreement, Commitment, Meeting, Minutes, Paragraph
from pendopo.press.models import Article

MOMENT = datetime(2024, 3, 22, 3, 0, tzinfo=UTC)


def make_meeting(convening: Convening, code: str = "MTG-1", **changes: Any) -> Meeting:
    """A meeting in person on 21 March 2024."""
    values = {
        "kind": "preparatory",
        "mode": "in_person",
        "title_ind": f"Rapat {code}",
        "title_en": f"Meeting {code}",
        "held_on": date(2024, 3, 21),
    }
    return Meeting.objects.create(convening=convening, code=code, **values | changes)


def make_minutes(meeting: Meeting, by: Any, text: str = "", **changes: Any) -> Minutes:
    """Published minutes, with one paragraph if a text is given."""
    values = {"status": MinutesStatus.PUBLISHED, "saved_at": MOMENT, "published_at": MOMENT}
    minutes = Minutes.objects.create(meeting=meeting, **values | changes)
    if text:
        item = AgendaItem.objects.create(meeting=meeting, position=1, title_en="Agenda")
        Paragraph.objects.create(
            minutes=minutes, agenda_item=item, position=1, text_ind=text, saved_at=MOMENT, saved_by=by
        )
    return minutes


def make_agreement(meeting: Meeting, serial: int = 1, **changes: Any) -> Agreement:
    """An agreement of that meeting."""
    values = {
        "number": serial,
        "code": f"AGR-{serial}",
        "title_ind": f"Kesepakatan {serial}",
        "title_en": f"Agreement {serial}",
    }
    return Agreement.objects.create(
        convening=meeting.convening, meeting=meeting, serial=serial, **values | changes
    )


def make_commitment(
    agreement: Agreement, organisation: Organisation, serial: int = 1, **changes: Any
) -> Commitment:
    """A promise under way, of the organisation's side, due on 22 April 2024."""
    values = {
        "code": f"COM-{serial:02}",
        "what_ind": f"Menyiapkan bagian {serial}",
        "what_en": f"Prepare part {serial}",
        "side": organisation.side if organisation.side != Side.NEITHER else Side.NETWORK,
        "due": date(2024, 4, 22),
        "first_due": date(2024, 4, 22),
        "state": CommitmentState.IN_PROGRESS,
    }
    return Commitment.objects.create(
        convening=agreement.convening,
        agreement=agreement,
        organisation=organisation,
        serial=serial,
        **values | changes,
    )


def make_figure(convening: Convening, label: str = "invited people", **changes: Any) -> Figure:
    """A number with where it comes from."""
    values = {
        "label_en": label,
        "value": 242,
        "kind": "target",
        "as_of": date(2024, 3, 28),
        "source": "Committee",
    }
    return Figure.objects.create(convening=convening, label_ind=label, **values | changes)


def make_article(convening: Convening, by: Any, slug: str = "first", **changes: Any) -> Article:
    """A published piece of news."""
    values = {
        "title_ind": f"Berita {slug}",
        "title_en": f"News {slug}",
        "author_name": "Secretariat",
        "status": "published",
        "publish_at": MOMENT,
        "saved_at": MOMENT,
        "written_by": by,
        "edited_by": by,
        "approved_by": by,
    }
    return Article.objects.create(convening=convening, slug=slug, **values | changes)
