"""The attendance sheet as both sides approve it: who came from whom, in numbers, without names of people."""

from typing import Any

from django.utils.translation import gettext as _

from pendopo.convenings.models import Organisation, Unit
from pendopo.cooperation.enums import AmendmentStatus
from pendopo.cooperation.models import Amendment, Attendance, Minutes

Sheet = list[dict[str, Any]]
NUMBERS = ("female", "male", "not_stated")


def sheet_in_force(minutes: Minutes) -> Sheet:
    """What counts today: the recorded rows, in an order that no renaming changes."""
    rows = Attendance.objects.filter(meeting=minutes.meeting_id).order_by()
    return in_order(
        {
            "organisation": str(row.organisation_id),
            "unit": str(row.unit_id) if row.unit_id else None,
            **{name: getattr(row, name) for name in NUMBERS},
        }
        for row in rows
    )


def sheet_as_approved(minutes: Minutes) -> Sheet:
    """What the approvals speak of: the rows as they were before the first amendment that holds."""
    held = Amendment.objects.filter(minutes=minutes, paragraph=None, status=AmendmentStatus.APPROVED)
    first = held.order_by("settled_at", "number").first()
    return first.attendance_before if first else sheet_in_force(minutes)


def in_order(rows: Any) -> Sheet:
    """The rows sorted by whom they count."""
    return sorted(rows, key=lambda row: (row["organisation"], row["unit"] or ""))


def in_words(before: Sheet, after: Sheet) -> tuple[str, str]:
    """The lines that differ, each sheet in the words of the active language."""
    old, new = ({(row["organisation"], row["unit"]): row for row in sheet} for sheet in (before, after))
    differ = [key for key in dict.fromkeys([*old, *new]) if old.get(key) != new.get(key)]
    names = _names(differ)
    differ.sort(key=names.__getitem__)

    def said(sheet: dict[Any, dict[str, Any]]) -> str:
        return " ".join(_line(names[key], sheet.get(key)) for key in differ)

    return said(old), said(new)


def _names(keys: list[tuple[str, str | None]]) -> dict[tuple[str, str | None], str]:
    bodies = Organisation.objects.in_bulk([body for body, _unit in keys])
    units = Unit.objects.in_bulk([unit for _body, unit in keys if unit])
    by_key = {str(pk): body.name for pk, body in bodies.items()}
    by_key |= {str(pk): unit.name for pk, unit in units.items()}
    return {(body, unit): by_key.get(unit or body, "–") for body, unit in keys}


def _line(name: str, row: dict[str, Any] | None) -> str:
    if row is None:
        return _("%(name)s: not counted.") % {"name": name}
    said = _("%(name)s: %(female)s female, %(male)s male, %(not_stated)s not stated.")
    return said % {"name": name, **row}
