"""What public pages show: agreements with their progress, approved text, and no name without consent."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from pendopo.convenings.models import Person
from pendopo.cooperation.enums import CLOSED_STATES, KEPT_STATES, AmendmentStatus, CommitmentState
from pendopo.cooperation.models import Agreement, Meeting, Minutes
from pendopo.cooperation.queries.agreement import published_agreements
from pendopo.cooperation.queries.meeting import SideHeads
from pendopo.cooperation.queries.minutes import Correction, corrections


@dataclass(frozen=True, slots=True)
class PublicPassage:
    """One approved paragraph in the language of the reader, or in the other where there is none."""

    label: str
    text: str
    lang: str
    corrections: list[Correction]


@dataclass(frozen=True, slots=True)
class PublicSection:
    """One agenda item of the approved text."""

    title: str
    lang: str
    passages: list[PublicPassage]


def agreement_index(today: date) -> QuerySet[Agreement]:
    """What was agreed in meetings with published minutes: how much is `promised`, `kept` and `late` today."""
    state, due = "commitments__state", "commitments__due"
    open_states = [name for name in CommitmentState if name not in CLOSED_STATES]
    rows = published_agreements().select_related("meeting__minutes")
    return rows.annotate(
        promised=Count("commitments", filter=~Q(**{state: CommitmentState.WITHDRAWN})),
        kept=Count("commitments", filter=Q(**{f"{state}__in": KEPT_STATES})),
        late=Count("commitments", filter=Q(**{f"{state}__in": open_states, f"{due}__lt": today})),
    ).order_by("serial")


def public_sections(minutes: Minutes, lang: str) -> list[PublicSection]:
    """The frozen text, so that the page shows what was approved and nothing newer."""
    approved: dict[str, list[Correction]] = defaultdict(list)
    for correction in corrections(minutes, status=AmendmentStatus.APPROVED, paragraph__isnull=False):
        approved[str(correction.amendment.paragraph_id)].append(correction)
    found: list[PublicSection] = []
    at = ""
    for frozen in (minutes.frozen or {}).get("paragraphs", []):
        number = frozen["label"].partition(".")[0]
        if number != at:
            title, title_lang = _in(frozen["agenda"], lang)
            found.append(PublicSection(f"{number}. {title}", title_lang, []))
            at = number
        text, text_lang = _in(frozen["text"], lang)
        passage = PublicPassage(frozen["label"], text, text_lang, approved[frozen["id"]])
        found[-1].passages.append(passage)
    return found


def _in(texts: dict[str, str], lang: str) -> tuple[str, str]:
    first, second = (("en", "en"), ("ind", "id")) if lang == "en" else (("ind", "id"), ("en", "en"))
    chosen = first if texts[first[0]] else second
    return texts[chosen[0]], chosen[1]


def named_in_public(meeting: Meeting, sides: list[SideHeads]) -> dict[str, object]:
    """Those who agreed to be named in public, by their part in the meeting; everybody else stays a number."""
    parts = {"chair": meeting.chair_name, "notetaker": meeting.notetaker_name}
    agreed = set(
        Person.objects.filter(public=True, name__in=[n for n in parts.values() if n]).values_list(
            "name", flat=True
        )
    )
    named: dict[str, object] = {part: name for part, name in parts.items() if name in agreed}
    named["attendees"] = [
        attendee.person
        for part in sides
        for row in part.rows
        for attendee in row.attendees.all()
        if attendee.person and attendee.person.public
    ]
    return named
