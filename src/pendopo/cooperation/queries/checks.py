"""What is still missing before minutes go out, computed from the rows."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pendopo.convenings.enums import Side
from pendopo.cooperation.models import Agreement, Commitment, Minutes
from pendopo.cooperation.queries.meeting import SideHeads
from pendopo.cooperation.queries.minutes import Section
from pendopo.core import attachments


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the list: what is looked at, whether it is complete, and what to do if not."""

    label: str
    done: bool
    advice: str = ""


def checks(minutes: Minutes, sections: list[Section], sides: list[SideHeads]) -> list[Check]:
    """Everything to look at before the minutes are sent."""
    return [
        _time_and_place(minutes),
        _attendance(sides),
        _text(sections),
        _agreements(minutes),
        _due_dates(minutes),
        _signed_list(minutes),
        _remarks(sections),
    ]


def _time_and_place(minutes: Minutes) -> Check:
    meeting = minutes.meeting
    done = bool(meeting.starts_at and (meeting.place or meeting.link))
    return Check(_("Day, time and place"), done, _("Add the time and the place or link on the meeting page."))


def _attendance(sides: list[SideHeads]) -> Check:
    both = {part.side for part in sides if part.heads} >= {Side.GOVERNMENT, Side.NETWORK}
    return Check(_("Attendance of both sides"), both, _("Record how many came from each side."))


def _text(sections: list[Section]) -> Check:
    silent = [
        section
        for section in sections
        if not any(p.paragraph.text_ind or p.paragraph.text_en for p in section.passages)
    ]
    advice = ngettext(
        "%(count)s agenda item has no text yet.", "%(count)s agenda items have no text yet.", len(silent)
    ) % {"count": len(silent)}
    return Check(_("Every agenda item has text"), bool(sections) and not silent, advice)


def _agreements(minutes: Minutes) -> Check:
    spoken_of = Q(meeting=minutes.meeting_id) | Q(agenda_items__meeting=minutes.meeting_id)
    bare = Agreement.objects.filter(spoken_of, commitments=None).distinct().count()
    advice = ngettext(
        "%(count)s agreement has no commitment yet; it comes back in the next meeting.",
        "%(count)s agreements have no commitment yet; they come back in the next meeting.",
        bare,
    ) % {"count": bare}
    return Check(_("Every agreement has a commitment"), bare == 0, advice)


def _due_dates(minutes: Minutes) -> Check:
    early = Commitment.objects.filter(paragraph__minutes=minutes, due__lt=minutes.meeting.held_on).count()
    advice = ngettext(
        "%(count)s commitment is due before the meeting.",
        "%(count)s commitments are due before the meeting.",
        early,
    ) % {"count": early}
    return Check(_("Due dates of all commitments"), early == 0, advice)


def _signed_list(minutes: Minutes) -> Check:
    done = attachments.of(minutes.meeting).exists()
    return Check(_("Signed attendance list"), done, _("Upload a photo or a PDF of it."))


def _remarks(sections: list[Section]) -> Check:
    waiting = sum(passage.open_comments for section in sections for passage in section.passages)
    advice = ngettext(
        "%(count)s comment is not resolved yet.", "%(count)s comments are not resolved yet.", waiting
    ) % {"count": waiting}
    return Check(_("Comments resolved"), waiting == 0, advice)
