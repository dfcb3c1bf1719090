"""`{% piece "a/template.html" row=row %}`: a small template that depends on nothing but what it is given.

The same commitment stands in the same words on page after page; its HTML is made once and kept while it is
asked for. A piece sees neither the request nor the context around it, so what it shows cannot belong to one reader.
"""

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from typing import Any
from uuid import UUID

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import get_language

from pendopo.core.urls import current_slug

register = template.Library()

KEPT = 1024
_PLAIN = {str, SafeString, int, bool, type(None), date, datetime, UUID}


class Given:
    """The values of a piece beside the key that stands for them; only the key is compared."""

    __slots__ = ("key", "values")

    def __init__(self, values: dict[str, Any]) -> None:
        self.values, self.key = values, frozen(values)

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Given) and self.key == other.key


@register.simple_tag
def piece(template_name: str, **given: Any) -> SafeString:
    """The HTML of the template with these values, in the reader's language and the convening's time zone.

    Raises TypeError for a value whose content cannot be compared, such as a row of the database.
    """
    place = get_language(), current_slug(), get_current_timezone_name()
    return _drawn(template_name, place, Given(given))


def frozen(value: Any) -> Any:
    """A hashable stand-in that is equal only where everything in the value is, types included."""
    kind = type(value)
    if kind in _PLAIN or isinstance(value, Enum):
        return kind, value
    if kind is dict:
        return dict, tuple((name, frozen(one)) for name, one in value.items())
    if kind in (list, tuple):
        return kind, tuple(frozen(one) for one in value)
    if is_dataclass(value):
        return kind, tuple(frozen(getattr(value, field.name)) for field in fields(value))
    raise TypeError(f"A piece compares what it is given, and cannot compare {kind.__name__}: {value!r}.")


@lru_cache(maxsize=KEPT)
def _drawn(template_name: str, place: tuple[str | None, ...], given: Given) -> SafeString:
    return SafeString(get_template(template_name).render(given.values))
