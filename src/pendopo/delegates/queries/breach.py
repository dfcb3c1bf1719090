"""Reads on the register of breaches, with the clock of article 46."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from pendopo.convenings.models import Convening
from pendopo.core.times import clock, long_date
from pendopo.delegates.enums import Kept
from pendopo.delegates.models import Breach

WITHIN = timedelta(hours=72)  # UU 27/2022, article 46: written notice within 3 x 24 hours
SOON = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Clock:
    """How long is left to tell people and the agency: a word and the colour that goes with it."""

    state: str
    word: str
    due: datetime


def clock_of(breach: Breach, moment: datetime) -> Clock:
    """The clock of one breach; it stops once both have been told."""
    due = breach.noticed_at + WITHIN
    if breach.told_people_at and breach.told_agency_at:
        late = max(breach.told_people_at, breach.told_agency_at) > due
        return Clock("late", _("Told late"), due) if late else Clock("ok", _("Told in time"), due)
    left = due - moment
    hours = abs(left) // timedelta(hours=1)
    if left <= timedelta(0):
        word = ngettext("%(hours)s hour late", "%(hours)s hours late", hours) % {"hours": hours}
        return Clock("late", word, due)
    word = ngettext("%(hours)s hour left", "%(hours)s hours left", hours) % {"hours": hours}
    return Clock("warn" if left <= SOON else "run", word, due)


def breaches(convening: Convening) -> list[Breach]:
    """The register, newest first."""
    return list(Breach.objects.filter(convening=convening).select_related("written_by"))


def access_breach(convening: Convening, pk: UUID) -> Breach:
    """One entry of the register; 404 otherwise."""
    found: Breach | None = (
        Breach.objects.filter(convening=convening, pk=pk).select_related("convening").first()
    )
    if found is None:
        raise Http404("No such breach here.")
    return found


def kinds_in_words(breach: Breach) -> str:
    """Which kinds of data became known."""
    return ", ".join(str(Kept(kind).label) for kind in breach.kinds)


def notice_data(breach: Breach) -> dict[str, Any]:
    """The written notice in Indonesian and in English: one paper that everybody can read."""
    parts = []
    for language in ("id", "en"):
        with override(language):
            parts.append(_notice(breach))
    (ind, facts_ind), (eng, facts_en) = parts
    with override("id"):
        title = _("Notice of a failure to protect personal data")
    return {
        "language": "id",
        "title": title,
        "letterhead": [{"name": breach.convening.title_ind or breach.convening.title, "lines": []}],
        "parts": [
            {"text": ind, "facts": facts_ind, "language": "id"},
            {"text": eng, "facts": facts_en, "language": "en"},
        ],
    }


def _notice(breach: Breach) -> tuple[str, list[list[str]]]:
    opening = _(
        "Under article 46 of Law 27 of 2022 on the protection of personal data we tell you in writing that "
        "personal data became known to others."
    )
    rows = [
        [_("Noticed"), f"{long_date(breach.noticed_at)}, {clock(breach.noticed_at)}"],
        [_("What data"), kinds_in_words(breach)],
        [_("How many people"), str(breach.people)],
        [_("When and how it happened"), breach.happened],
        [_("What was done"), breach.handling or _("Being worked on.")],
        [
            _("What you can do"),
            _("Be careful with calls and messages from strangers, and tell the secretariat."),
        ],
    ]
    return opening, rows
