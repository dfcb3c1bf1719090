"""Refusals: what the rules of the house do not allow, said in a sentence the user can act on."""

import re
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """A refusal with a code, data and one sentence; pages show the sentence beside the form."""

    sentence: str | Promise = _("This could not be done. Check what you entered and try again.")
    field: str | None = None

    def __init__(self, **data: Any) -> None:
        super().__init__()
        self.data = data

    @property
    def code(self) -> str:
        """The class name in snake case, stable enough for tests and for the API."""
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", type(self).__name__).lower()

    def __str__(self) -> str:
        return str(self.sentence) % self.data if self.data else str(self.sentence)


class NotAllowed(DomainError):
    """The actor may not do this."""

    sentence = _("You may not do this. Ask the secretariat or the government liaison who can.")


class UnknownFileType(DomainError):
    """The content of an upload is none of the kinds we keep."""

    sentence = _("%(filename)s is not a file we can keep. Send a PDF, a picture, a document or a table.")


class FileTooLarge(DomainError):
    """An upload is larger than this installation accepts."""

    sentence = _("%(filename)s is larger than %(limit)s MB. Make it smaller or give a link instead.")


class PictureTooLarge(DomainError):
    """A picture has more pixels than we are willing to unpack."""

    sentence = _("%(filename)s has more than %(limit)s million pixels. Send a smaller picture.")


class FileEmpty(DomainError):
    """An upload without a single byte."""

    sentence = _("%(filename)s is empty. Choose the file again.")


class LinkExpired(DomainError):
    """A signed link whose time is over."""

    sentence = _("This link has expired. Ask the secretariat for a new one.")


class LinkBroken(DomainError):
    """A signed link that was cut, changed or made for another purpose."""

    sentence = _("This link is not complete. Copy all of it from the message and try again.")


class DateUnreadable(DomainError):
    """A stated date that we cannot read."""

    sentence = _("“%(text)s” is not a date we can read. Write it like Thursday, 28 March 2024.")


class WeekdayMismatch(DomainError):
    """The weekday written beside a date is not the weekday of that date."""

    sentence = _("%(date)s is a %(right)s, not a %(stated)s. Correct the weekday or the date.")


class SealBroken(DomainError):
    """Sealed data that none of this installation's keys opens."""

    sentence = _(
        "This cannot be read with the keys of this installation. Ask the operator for the key it had."
    )


class PhoneUnreadable(DomainError):
    """A telephone number that nobody could dial."""

    sentence = _("This is not a phone number. Example: 0812 3456 7890.")
    field = "phone"


class PhoneHasLetters(PhoneUnreadable):
    """A telephone number with letters or signs that nobody can dial."""

    sentence = _(
        "Write only the digits of the number, without letters, names or signs. Example: 0812 3456 7890."
    )


class PhoneTwice(PhoneUnreadable):
    """Two telephone numbers where one is asked for."""

    sentence = _(
        "These are two phone numbers. Write only one: the one with WhatsApp. Example: 0812 3456 7890."
    )
