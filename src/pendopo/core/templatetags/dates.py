"""Dates as people write them, in the language of the page."""

from datetime import date, datetime

from django import template

from pendopo.core import times

register = template.Library()


@register.simple_tag
def long_date(day: date | None, lang: str | None = None) -> str:
    """Kamis, 28 Maret 2024."""
    return times.long_date(day or None, lang)


@register.simple_tag
def short_date(day: date | None, lang: str | None = None) -> str:
    """28 Mar 2024."""
    return times.short_date(day or None, lang)


@register.simple_tag
def date_range(first: date | None, last: date | None, lang: str | None = None) -> str:
    """5–8 Mei 2024."""
    return times.date_range(first or None, last or None, lang)


@register.simple_tag
def clock(moment: datetime | None, lang: str | None = None) -> str:
    """13.00 WIB."""
    return times.clock(moment or None, lang)


@register.simple_tag
def in_words(day: date) -> str:
    """Kamis, dua puluh delapan Maret dua ribu dua puluh empat."""
    return times.in_words(day)
