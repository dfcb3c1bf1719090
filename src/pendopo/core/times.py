"""The one clock of the house, and dates the way letters and minutes write them."""

import re
from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from pendopo.core.errors import DateUnreadable, WeekdayMismatch

WEEKDAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    "id": (
        *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
        *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
SHORT_MONTHS = {
    "id": ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
ZONE_NAMES = {7: "WIB", 8: "WITA", 9: "WIT"}
_UNITS = (
    *("nol", "satu", "dua", "tiga", "empat", "lima"),
    *("enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"),
)
_OLD_SPELLINGS = {"jum'at": 4, "jum’at": 4, "ahad": 6}
_STATED = re.compile(
    r"^(?:(?P<weekday>[^\W\d]+(?:['’][^\W\d]+)?)\s*,?\s+)?(?P<d>\d{1,2})\s+(?P<m>[^\W\d]+)\.?\s+(?P<y>\d{4})$"
)


def now() -> datetime:
    """The present moment, aware; a demonstration moves it so that today is the day it tells about."""
    moment = timezone.now()
    if settings.TODAY:
        moment += date.fromisoformat(settings.TODAY) - timezone.localdate(moment)
    return moment


def today(zone: str | tzinfo | None = None) -> date:
    """The date in `zone`, or in the zone that is active (the convening's, inside its pages)."""
    return timezone.localdate(now(), ZoneInfo(zone) if isinstance(zone, str) else zone)


def long_date(day: date | None, lang: str | None = None) -> str:
    """Kamis, 28 Maret 2024; nothing for no date."""
    if day is None:
        return ""
    day, lang = _local(day), _language(lang)
    return f"{WEEKDAYS[lang][day.weekday()]}, {day.day} {MONTHS[lang][day.month - 1]} {day.year}"


def short_date(day: date | None, lang: str | None = None) -> str:
    """28 Mar 2024; nothing for no date."""
    if day is None:
        return ""
    day = _local(day)
    return f"{day.day} {SHORT_MONTHS[_language(lang)][day.month - 1]} {day.year}"


def date_range(first: date | None, last: date | None, lang: str | None = None) -> str:
    """5–8 Mei 2024, naming month and year twice only where they differ."""
    if first is None or last is None or first == last:
        return _plain(first or last, _language(lang))
    first, last, lang = _local(first), _local(last), _language(lang)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_plain(last, lang)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[lang][first.month - 1]} – {_plain(last, lang)}"
    return f"{_plain(first, lang)} – {_plain(last, lang)}"


def clock(moment: datetime | None, lang: str | None = None) -> str:
    """13.00 WIB (13:00 WIB in English), in the active zone; nothing for no moment."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    hours = (local.utcoffset() or timedelta()) // timedelta(hours=1)
    mark = "." if _language(lang) == "id" else ":"
    return f"{local:%H}{mark}{local:%M} {ZONE_NAMES.get(hours, local.tzname() or '')}".strip()


def number_in_words(number: int) -> str:
    """A whole number below one million in Indonesian words, as minutes spell it."""
    if not 0 <= number < 1_000_000:
        raise ValueError(f"number_in_words() spells 0 to 999999, not {number!r}.")
    if number < 12:
        return _UNITS[number]
    if number < 20:
        return f"{_UNITS[number - 10]} belas"
    for size, name in ((1000, "ribu"), (100, "ratus"), (10, "puluh")):
        if number >= size:
            many, rest = divmod(number, size)
            head = f"se{name}" if many == 1 else f"{number_in_words(many)} {name}"
            return f"{head} {number_in_words(rest)}" if rest else head
    raise AssertionError(number)


def in_words(day: date) -> str:
    """Kamis, dua puluh delapan Maret dua ribu dua puluh empat."""
    day = _local(day)
    weekday, month = WEEKDAYS["id"][day.weekday()], MONTHS["id"][day.month - 1]
    return f"{weekday}, {number_in_words(day.day)} {month} {number_in_words(day.year)}"


def parse_stated_date(text: str) -> date:
    """The date that `text` states, in Indonesian or English, with or without its weekday.

    Raises WeekdayMismatch when weekday and date contradict each other, DateUnreadable otherwise.
    """
    cleaned = " ".join(text.split())
    try:
        if match := _STATED.match(cleaned):
            day = date(int(match["y"]), _month(match["m"]), int(match["d"]))
        else:
            day = date.fromisoformat(cleaned)
    except (ValueError, LookupError) as error:
        raise DateUnreadable(text=text) from error
    if match and match["weekday"]:
        check_weekday(match["weekday"], day)
    return day


def check_weekday(stated: str, day: date) -> None:
    """Refuse a weekday name that is not the weekday of `day`."""
    try:
        number = _weekday(stated)
    except LookupError as error:
        raise DateUnreadable(text=stated) from error
    if number != day.weekday():
        lang = _language(None)
        names = WEEKDAYS[lang]
        raise WeekdayMismatch(date=_plain(day, lang), right=names[day.weekday()], stated=names[number])


def _language(lang: str | None) -> str:
    return "en" if (lang or get_language() or "id").startswith("en") else "id"


def _local(day: date) -> date:
    if isinstance(day, datetime):
        return timezone.localdate(day) if timezone.is_aware(day) else day.date()
    return day


def _plain(day: date | None, lang: str) -> str:
    if day is None:
        return ""
    day = _local(day)
    return f"{day.day} {MONTHS[lang][day.month - 1]} {day.year}"


def _month(name: str) -> int:
    known = {
        spelling.lower(): n
        for table in (MONTHS, SHORT_MONTHS)
        for names in table.values()
        for n, spelling in enumerate(names, 1)
    }
    return known[name.lower()]


def _weekday(name: str) -> int:
    known = {spelling.lower(): n for names in WEEKDAYS.values() for n, spelling in enumerate(names)}
    return (known | _OLD_SPELLINGS)[name.lower()]
