"""Letters, attendance sheets and minutes as data for the papers; words are put in the asked language here."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from pendopo.convenings.enums import Side
from pendopo.convenings.models import Convening
from pendopo.cooperation.enums import AmendmentStatus, LetterNature, MeetingMode
from pendopo.cooperation.models import Addressee, Attendance, InvitationLetter, Meeting, Minutes
from pendopo.cooperation.queries.meeting import all_heads, attendance_by_side
from pendopo.cooperation.queries.minutes import approvals_by_side, corrections
from pendopo.core.times import ZONE_NAMES, date_range, long_date

BLANK_LINES = 18
ZONES = {"Asia/Jakarta": ZONE_NAMES[7], "Asia/Makassar": ZONE_NAMES[8], "Asia/Jayapura": ZONE_NAMES[9]}


def said(row: Any, name: str, lang: str) -> str:
    """A bilingual column in the language of the paper, or in the other where that one is empty."""
    ind, en = getattr(row, f"{name}_ind") or "", getattr(row, f"{name}_en") or ""
    return (en or ind) if lang == "en" else (ind or en)


def hours(meeting: Meeting, lang: str) -> str:
    """13.00–15.10 WIB, with colons in English; empty while no time is known."""
    if meeting.starts_at is None:
        return ""
    shape = "%H:%M" if lang == "en" else "%H.%M"
    ends = f"–{meeting.ends_at.strftime(shape)}" if meeting.ends_at else ""
    return f"{meeting.starts_at.strftime(shape)}{ends} {ZONES.get(meeting.convening.time_zone, '')}".strip()


def letter_paper(letter: InvitationLetter, lang: str) -> dict[str, Any]:
    """An invitation letter as official letters are laid out."""
    meeting = letter.meeting
    with override(lang):
        addressees = letter.addressees.select_related("organisation", "unit")
        return {
            "language": lang,
            "title": said(letter, "subject", lang),
            "letterhead": letterhead(meeting.convening, lang),
            "place_date": _place_and_day(meeting.convening, letter.dated_on, lang),
            "reference": [
                [pgettext("paper", "Number"), letter.number],
                [_("Nature"), str(LetterNature(letter.nature).label)],
                [_("Attachment"), letter.attachment_note or "–"],
                [_("Subject"), said(letter, "subject", lang)],
            ],
            "to": [_("To:"), *(f"{n}. {name_of(a)}" for n, a in enumerate(addressees, start=1))],
            "salutation": _("Dear Sir or Madam,"),
            "text": said(letter, "body", lang),
            "facts": meeting_facts(meeting, lang) + _contact(letter),
            "closing": _("Thank you for your attention and your cooperation."),
            "signatures": [
                {
                    "role": said(letter, "signatory_title", lang),
                    "organisation": "",
                    "name": letter.signatory_name,
                    "lines": [],
                }
            ],
            "copies": [],
        }


def _place_and_day(convening: Convening, day: date, lang: str) -> str:
    """Purwakarta, 18 Maret 2024; the day alone where no region hosts yet."""
    place = f"{convening.host_region.name}, " if convening.host_region else ""
    return place + date_range(day, day, lang)


def sign_in_paper(meeting: Meeting, lang: str) -> dict[str, Any]:
    """The attendance list to print: who was invited or is expected, and empty lines to sign."""
    invited = Addressee.objects.filter(letter__meeting=meeting).select_related("organisation", "unit")
    names = list(dict.fromkeys(name_of(addressee) for addressee in invited))
    with override(lang):
        lines = max(BLANK_LINES, len(names) + 5)
        rows = [[str(n), "", "", names[n - 1] if n <= len(names) else "", ""] for n in range(1, lines + 1)]
        return {
            "language": lang,
            "title": _("Attendance list"),
            "subtitle": said(meeting, "title", lang),
            "letterhead": letterhead(meeting.convening, lang),
            "facts": meeting_facts(meeting, lang),
            "heads": [
                _("No."),
                _("Name"),
                _("F / M / –"),
                _("Organisation and position"),
                _("Signature"),
            ],
            "rows": rows,
            "note": _("F female, M male, – not stated. Signing says that you were here, nothing else."),
        }


def minutes_paper(minutes: Minutes, lang: str) -> dict[str, Any]:
    """The minutes with attendance, amendments and signature blocks of both sides."""
    meeting = minutes.meeting
    with override(lang):
        return {
            "language": lang,
            "title": _("Minutes: %(title)s") % {"title": said(meeting, "title", lang)},
            "number": _("Number %(number)s") % {"number": minutes.number} if minutes.number else "",
            "letterhead": letterhead(meeting.convening, lang),
            "facts": meeting_facts(meeting, lang) + _people(meeting),
            "sections": _paper_sections(minutes, lang) + _paper_corrections(minutes),
            "attendance": _paper_attendance(meeting),
            "signatures": _signers(minutes, lang),
            "place_date": "",
            "footer": _footer(minutes),
        }


def letterhead(convening: Convening, lang: str) -> list[dict[str, Any]]:
    """Both parties side by side, as equals."""
    parties = [{"name": said(convening, "title", lang), "lines": []}]
    if convening.host_organisation:
        parties.append({"name": convening.host_organisation.name, "lines": []})
    return parties


def name_of(row: Addressee | Attendance) -> str:
    """The unit with its organisation, the organisation, or the words that stand for them."""
    if row.unit and row.organisation:
        return f"{row.unit.name}, {row.organisation.label}"
    if row.organisation:
        return str(row.organisation.name)
    return str(getattr(row, "text", ""))


def meeting_facts(meeting: Meeting, lang: str) -> list[list[str]]:
    """When, where and how, in the words of the active language; what is unknown is left out."""
    place = " · ".join(part for part in (meeting.place, meeting.link) if part)
    rows = [
        [_("Day, date"), long_date(meeting.held_on, lang)],
        [_("Time"), hours(meeting, lang)],
        [_("Mode"), str(MeetingMode(meeting.mode).label)],
        [_("Place"), place],
    ]
    return [row for row in rows if row[1]]


def _contact(letter: InvitationLetter) -> list[list[str]]:
    return [[_("Contact person"), letter.contact]] if letter.contact else []


def _people(meeting: Meeting) -> list[list[str]]:
    rows = [[_("Chair of the meeting"), meeting.chair_name], [_("Note-taker"), meeting.notetaker_name]]
    return [row for row in rows if row[1]]


def _paper_sections(minutes: Minutes, lang: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    items = minutes.meeting.agenda.prefetch_related("paragraphs__agenda_item")
    for item in items:
        pieces = [{"label": p.label, "text": said(p, "text", lang)} for p in item.paragraphs.all()]
        title = said(item, "title", lang)
        kept = [piece for piece in pieces if piece["text"]]
        found.append({"label": f"{item.position}.", "title": title, "paragraphs": kept})
    return found


def _paper_corrections(minutes: Minutes) -> list[dict[str, Any]]:
    pieces = [
        {
            "label": correction.amendment.paragraph.label if correction.amendment.paragraph else "",
            "text": _("Amendment %(number)s: “%(before)s” now reads “%(after)s”. Reason: %(reason)s")
            % {
                "number": correction.amendment.number,
                "before": correction.before,
                "after": correction.after,
                "reason": correction.amendment.reason,
            },
        }
        for correction in corrections(minutes, status=AmendmentStatus.APPROVED)
    ]
    return [{"label": "", "title": _("Amendments"), "paragraphs": pieces}] if pieces else []


def _paper_attendance(meeting: Meeting) -> dict[str, Any] | None:
    sides = attendance_by_side(meeting)
    heads = all_heads(sides)
    if heads is None:
        return None
    counted = [row for part in sides for row in part.rows]
    rows = [[name_of(r), str(r.female), str(r.male), str(r.not_stated), str(r.total)] for r in counted]
    total = [_("Total"), str(heads.female), str(heads.male), str(heads.not_stated), str(heads.total)]
    titles = [_("Organisation"), _("Female"), _("Male"), _("Not stated"), _("Total")]
    return {"title": _("Attendance"), "heads": titles, "rows": [*rows, total]}


def _signers(minutes: Minutes, lang: str) -> list[dict[str, Any]]:
    roles = {Side.NETWORK: _("For the network"), Side.GOVERNMENT: _("For the government")}
    given = approvals_by_side(minutes)
    blocks: list[dict[str, Any]] = []
    for side, role in roles.items():
        approval = given[side.value]
        note = approval and _("Approved in Pendopo on %(day)s") % {"day": long_date(approval.at, lang)}
        name = approval.by.full_name if approval else ""
        blocks.append({"role": role, "organisation": "", "name": name, "note": note or "", "lines": []})
    return blocks


def _footer(minutes: Minutes) -> str:
    if not minutes.content_hash:
        return _("Draft. Not approved by either side yet.")
    return _("Fingerprint (SHA-256) %(hash)s") % {"hash": minutes.content_hash}
