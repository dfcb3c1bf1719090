"""How a commitment stands today, in words: computed by rule wherever it is shown."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from pendopo.cooperation.enums import CommitmentState
from pendopo.cooperation.models import Commitment
from pendopo.cooperation.queries.tally import Tally

_CHIPS = {
    CommitmentState.PROPOSED: "todo",
    CommitmentState.ACCEPTED: "run",
    CommitmentState.IN_PROGRESS: "run",
    CommitmentState.DONE: "ok",
    CommitmentState.VERIFIED: "ok",
    CommitmentState.BLOCKED: "warn",
    CommitmentState.WITHDRAWN: "todo",
}


class Status(NamedTuple):
    """A chip: its colour and icon by state, and its words."""

    state: str
    text: str


def status_of(row: Commitment, today: date) -> Status:
    """The chip of a commitment."""
    return worded(row.state, row.days_late(today), kept=row.is_kept, late=row.is_late(today))


def worded(state: str, days: int, *, kept: bool, late: bool) -> Status:
    """The chip for a state that is, or was, so many days late."""
    return _worded(get_language(), state, days, kept, late)


@lru_cache(maxsize=1024)
def _worded(_language: str | None, state: str, days: int, kept: bool, late: bool) -> Status:
    if kept and days:
        text = ngettext(
            "Done, %(days)s day after the due date", "Done, %(days)s days after the due date", days
        )
        return Status("warn", text % {"days": days})
    if late:
        text = ngettext("%(days)s day late", "%(days)s days late", days)
        return Status("late", text % {"days": days})
    return Status(_CHIPS[CommitmentState(state)], str(CommitmentState(state).label))


def progress_of(tally: Tally) -> Status:
    """The chip of an agreement whose commitments stand like this."""
    promised, kept = tally.promised, tally.done
    if not promised:
        return Status("todo", _("To be detailed"))
    words = ngettext(
        "%(kept)s of %(promised)s commitment done", "%(kept)s of %(promised)s commitments done", promised
    ) % {"kept": kept, "promised": promised}
    return Status("ok" if kept == promised else "run", words)
