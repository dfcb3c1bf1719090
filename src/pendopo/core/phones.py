"""Telephone numbers, kept with their country (E.164: +6281234567890).

The library that knows the world's numbering plans is loaded when the first number is read, not when the program
starts: no page needs it to show one.
"""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.db import models

from pendopo.core.errors import PhoneHasLetters, PhoneTwice, PhoneUnreadable

LEAST_DIGITS, MOST_DIGITS = 7, 18  # of a number that somebody can dial, with the prefix of another country
_HIDDEN = re.compile(
    r"[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)  # comes along with copied contacts
_SIGNS = re.compile(r"[^\d\s+()./\-\u2010-\u2015\u2212]")  # neither digits nor what groups them
_BETWEEN = re.compile(r"[/,;|&\n]|[^\W\d_]+")


def international(text: str) -> str:
    """The number with its country: 0812 3456 7890 becomes +6281234567890.

    Raises PhoneUnreadable when no telephone has such a number, PhoneHasLetters and PhoneTwice when it is written
    with something that would have to be dropped.
    """
    text = _HIDDEN.sub("", text)
    if sum(map(str.isdecimal, text)) > MOST_DIGITS or text.count("+") > 1 or len(_several(text)) > 1:
        raise PhoneTwice(text=text)
    if _SIGNS.search(text):
        raise PhoneHasLetters(text=text)
    found = _read(text)
    if found is None or not found[1]:
        raise PhoneUnreadable(text=text)
    return found[0]


def as_written_or_international(text: str) -> str:
    """The number with its country if it looks like one, and what was written if not; for looking accounts up."""
    found = _read(text)
    return text if found is None else found[0]


def _several(text: str) -> list[str]:
    """The parts of a text that would each be a number."""
    parts = _BETWEEN.split(text)
    return [part for part in parts if sum(map(str.isdecimal, part)) >= LEAST_DIGITS]


def _read(text: str) -> tuple[str, bool] | None:
    """The number with its country and whether its numbering plan has it; None where there are no digits to read."""
    import phonenumbers

    if _SIGNS.search(text):
        return None
    try:
        parsed = phonenumbers.parse(text, settings.PHONE_COUNTRY)
    except phonenumbers.NumberParseException:
        return None
    written = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return str(written), bool(phonenumbers.is_valid_number(parsed))


class PhoneField(models.CharField):
    """A column of numbers with their country, whatever way they were written."""

    def get_prep_value(self, value: Any) -> Any:
        """What is stored and what is searched for is written the same way."""
        return as_written_or_international(str(value)) if value else None

    def deconstruct(self) -> Any:
        """To migrations a column of text like any other."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class PhoneInput(forms.CharField):
    """A number that can be dialled, in any of the ways people write one."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"type": "tel", "inputmode": "tel", "autocomplete": "tel"}
        usual: dict[str, Any] = {"max_length": 60, "widget": forms.TextInput(attrs=attrs)}
        super().__init__(**(usual | kwargs))
        self.widget.input_type = "tel"

    def clean(self, value: Any) -> str:
        """The number with its country, or an empty text."""
        text = super().clean(value)
        try:
            return international(text) if text else ""
        except PhoneUnreadable as error:
            raise forms.ValidationError(str(error), code="invalid") from error
