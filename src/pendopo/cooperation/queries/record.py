"""The record of agreement (berita acara) of one meeting, as data for the paper."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pendopo.convenings.enums import Side
from pendopo.convenings.models import Convening
from pendopo.cooperation.enums import CommitmentState
from pendopo.cooperation.models import Agreement, Commitment, Meeting
from pendopo.core.times import in_words, long_date, short_date


def record_of(meeting: Meeting) -> dict[str, Any] | None:
    """Everything the paper says, in the active language; None while nothing was agreed in the meeting."""
    points = list(Agreement.objects.filter(meeting=meeting).order_by("number"))
    if not points:
        return None
    promises = list(
        Commitment.objects.filter(agreement__in=points)
        .exclude(state=CommitmentState.WITHDRAWN)
        .select_related("agreement", "organisation", "unit")
        .order_by("agreement__number", "serial")
    )
    government, network = _parties(meeting.convening, meeting)
    return {
        "language": get_language() or "id",
        "title": _("Record of agreement"),
        "number": f"{meeting.code} · {meeting.title}",
        "letterhead": [{"name": network, "lines": []}, {"name": government, "lines": []}],
        "facts": _facts(meeting, government, network),
        "sections": [
            {"label": "", "title": _("Opening"), "paragraphs": [{"label": "", "text": _opening(meeting)}]},
            {
                "label": "",
                "title": _("What both sides agree"),
                "paragraphs": [{"label": f"{point.number}.", "text": point.title} for point in points],
            },
        ],
        "commitments": {
            "title": _("Who does what by when"),
            "heads": [_("Code"), _("Commitment"), _("Owner"), _("Due date"), _("Evidence")],
            "rows": [_row(promise) for promise in promises],
            "none": "" if promises else _("The details follow in the next meeting."),
        },
        "closing": _("This record is made in two copies of equal force, one for each side."),
        "place_date": f"{_place(meeting)}, {long_date(meeting.held_on)}",
        "signatures": [
            {"role": _("For the network"), "organisation": network, "name": "", "lines": []},
            {"role": _("For the government"), "organisation": government, "name": "", "lines": []},
        ],
    }


def _parties(convening: Convening, meeting: Meeting) -> tuple[str, str]:
    host = convening.host_organisation
    counterpart = (
        meeting.counterpart if meeting.counterpart and meeting.counterpart.side == Side.GOVERNMENT else None
    )
    party = host or counterpart
    return (party.name if party else str(Side.GOVERNMENT.label)), _("Organising network of %(convening)s") % {
        "convening": convening.title
    }


def _place(meeting: Meeting) -> str:
    region = meeting.convening.host_region
    return meeting.place or (region.name if region else _("Online"))


def _facts(meeting: Meeting, government: str, network: str) -> list[list[str]]:
    return [
        [_("Day, date"), long_date(meeting.held_on)],
        [_("Place"), _place(meeting)],
        [_("First party"), network],
        [_("Second party"), government],
    ]


def _opening(meeting: Meeting) -> str:
    """The date in words, as Indonesian records spell it; English gives the date alone."""
    day = in_words(meeting.held_on) if get_language() == "id" else long_date(meeting.held_on)
    said = _("On this day, %(day)s, at %(place)s, the two parties met and agreed on the points below.")
    return said % {"day": day, "place": _place(meeting)}


def _row(promise: Commitment) -> list[str]:
    due = short_date(promise.due)
    if promise.was_moved:
        due = _("%(due)s (first %(first)s)") % {"due": due, "first": short_date(promise.first_due)}
    return [promise.code, promise.what, promise.owner.name, due, promise.evidence_expected]
