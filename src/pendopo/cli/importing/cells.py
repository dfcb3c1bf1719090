"""How the text of a cell becomes a value; each reader raises BadCell with a reason somebody can act on."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email, validate_slug
from django.db.models import TextChoices
from django.utils.translation import gettext as _

from pendopo.cli.importing.faults import BadCell
from pendopo.core.errors import DomainError
from pendopo.core.times import parse_stated_date

YES = {"yes", "ya", "true", "1"}
NO = {"no", "tidak", "false", "0", ""}


def text(cell: str) -> str:
    """The words as they stand."""
    return cell


def day(cell: str) -> date:
    """2024-03-21, or as letters write it: Kamis, 21 Maret 2024, weekday checked."""
    try:
        return parse_stated_date(cell)
    except DomainError as error:
        raise BadCell(str(error)) from error


def clock(cell: str) -> time:
    """13:00 or 13.00."""
    try:
        return time.fromisoformat(cell.replace(".", ":"))
    except ValueError as error:
        raise BadCell(_("“%(text)s” is not a time of day. Write it like 13:00.") % {"text": cell}) from error


def moment(cell: str) -> datetime:
    """2024-03-22 10:15, on the clocks of the convening."""
    try:
        found = datetime.fromisoformat(cell)
    except ValueError as error:
        words = _("“%(text)s” is not a day and time. Write it like 2024-03-22 10:15.")
        raise BadCell(words % {"text": cell}) from error
    if found.tzinfo:
        raise BadCell(_("Leave out the zone: times are those of the convening."))
    return found


def whole_number(cell: str) -> int:
    """0, 1, 2 and so on."""
    if not cell.isascii() or not cell.isdecimal():
        raise BadCell(_("“%(text)s” is not a whole number. Write digits only.") % {"text": cell})
    return int(cell)


def flag(cell: str) -> bool:
    """Yes or no."""
    if (word := cell.lower()) in YES | NO:
        return word in YES
    raise BadCell(_("“%(text)s” is neither yes nor no. Write one of the two.") % {"text": cell})


def email(cell: str) -> str:
    """An e-mail address."""
    try:
        validate_email(cell)
    except ValidationError as error:
        raise BadCell(_("“%(text)s” is not an e-mail address. Correct it.") % {"text": cell}) from error
    return cell.lower()


def slug(cell: str) -> str:
    """Letters without accents, digits and dashes."""
    try:
        validate_slug(cell)
    except ValidationError as error:
        words = _("“%(text)s” cannot stand in an address. Use letters a to z, digits and dashes.")
        raise BadCell(words % {"text": cell}) from error
    return cell


def several(cell: str) -> tuple[str, ...]:
    """Codes with semicolons between them."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def one_of(choices: type[TextChoices] | tuple[str, ...]) -> Callable[[str], Any]:
    """One of a few words."""
    values = tuple(choices) if isinstance(choices, tuple) else tuple(choices.values)

    def read(cell: str) -> str:
        if cell not in values:
            words = _("“%(text)s” is not known here. Write one of: %(choices)s.")
            raise BadCell(words % {"text": cell, "choices": ", ".join(values)})
        return cell

    return read
