"""What an event carries, as people read it; keys of rows, hashes and names of fields stay in the log itself."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pendopo.convenings.enums import Role, Side
from pendopo.core.times import clock, short_date

STATES = {
    "proposed": _("Proposed"),
    "accepted": _("Accepted"),
    "in_progress": _("In progress"),
    "done": _("Done"),
    "verified": _("Verified"),
    "blocked": _("Blocked"),
    "withdrawn": _("Withdrawn"),
}


def _state(value: Any) -> str:
    return str(STATES.get(value, ""))


def _day(value: Any) -> str:
    return short_date(date.fromisoformat(value))


def _moment(value: Any) -> str:
    moment = datetime.fromisoformat(value)
    return f"{short_date(moment)}, {clock(moment)}"


# In the order in which a line tells them.
TOLD: dict[str, tuple[Promise | str, Callable[[Any], Any]]] = {
    "code": (_("Code"), str),
    "number": (_("Number"), str),
    "from": (_("Before"), _state),
    "to": (_("Now"), _state),
    "due": (_("Due date"), _day),
    "on": (_("Day"), _day),
    "at": (_("Public from"), _moment),
    "female": (_("Female"), str),
    "male": (_("Male"), str),
    "not_stated": (_("Not stated"), str),
    "value": (_("How many"), str),
    "role": (_("Role"), lambda value: Role(value).label),
    "side": (_("Side"), lambda value: Side(value).label),
    "reason": (_("Reason"), str),
}


def details_of(data: Mapping[str, Any]) -> str:
    """The facts of one event with their labels, or nothing where it carries only keys."""
    told = [
        (label, _said(tell, data[key])) for key, (label, tell) in TOLD.items() if data.get(key) is not None
    ]
    return "; ".join(f"{label}: {text}" for label, text in told if text)


def _said(tell: Callable[[Any], Any], value: Any) -> str:
    """`value` in words; an older or foreign spelling of it is left out."""
    try:
        return str(tell(value))
    except (TypeError, ValueError):
        return ""
