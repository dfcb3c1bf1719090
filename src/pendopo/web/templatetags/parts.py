"""Small pieces of the interface that appear many times on a page: icons, status chips and side marks."""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

register = template.Library()

CHIP_ICONS = {"ok": "ok", "run": "run", "warn": "wait", "late": "late", "todo": "todo"}
SIDE_MARKS = {"government": "gov", "network": "net", "gov": "gov", "net": "net", "neither": "", "": ""}


_TAG_OR_CODE = re.compile(r"<[^>]*>|\b[A-Z]{1,3}-\d+\b")


@register.filter
def unbroken(text: Any) -> SafeString:
    """A text whose codes, such as D-0434 and COM-05, never break at the hyphen."""
    return SafeString(_TAG_OR_CODE.sub(_held, conditional_escape(text)))


def _held(found: re.Match[str]) -> str:
    return found[0] if found[0][0] == "<" else f'<span class="nowrap">{found[0]}</span>'


@cache
def _sprite() -> str:
    return static("web/icons.svg")


def side_mark(side: str) -> str:
    """The value of `data-side` for a side: "gov", "net" or "" for neither."""
    return SIDE_MARKS[str(getattr(side, "value", side) or "")]


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """One icon of the sprite; silent to screen readers unless a label is given."""
    if label:
        return format_html(
            '<svg class="i" role="img" aria-label="{}"><use href="{}#{}"/></svg>', label, _sprite(), name
        )
    return _silent(name)


@lru_cache(maxsize=256)
def _silent(name: str) -> SafeString:
    return format_html('<svg class="i" aria-hidden="true"><use href="{}#{}"/></svg>', _sprite(), name)


@register.simple_tag
def chip(state: str, text: str, icon_name: str = "") -> SafeString:
    """A status: word, icon and colour together; state is ok, run, warn, late or todo."""
    return _chip(state, str(text), icon_name or CHIP_ICONS[state])


@lru_cache(maxsize=1024, typed=True)
def _chip(state: str, text: str, icon_name: str) -> SafeString:
    return format_html('<span class="chip" data-s="{}">{}{}</span>', state, icon(icon_name), text)


@register.simple_tag
def who(side: str, name: str) -> SafeString:
    """A name with the mark of its side: a square for the government, a circle for the network."""
    return _who(side_mark(side), str(name))


@lru_cache(maxsize=1024, typed=True)
def _who(mark: str, name: str) -> SafeString:
    if not mark:
        return format_html("<span>{}</span>", name)
    return format_html('<span class="who" data-side="{}">{}</span>', mark, name)


@register.simple_tag
def face(name: str, side: str = "") -> SafeString:
    """The initials of a person, hidden from screen readers because the name stands beside it."""
    return format_html(
        '<span class="face" data-side="{}" aria-hidden="true">{}</span>', side_mark(side), initials(name)
    )


@register.filter
def initials(name: str) -> str:
    """The first letters of the first and last word of a name."""
    words = [word for word in str(name).split() if word[0].isalpha()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@register.simple_tag
def bar(value: int, total: int, label: str, state: str = "") -> SafeString:
    """A progress bar with a name for those who cannot see it."""
    return format_html(
        '<progress value="{}" max="{}" aria-label="{}" data-s="{}"></progress>',
        str(value),
        str(max(total, 1)),
        label,
        state,
    )


@cache
def icon_names() -> tuple[str, ...]:
    """The names of all icons in the sprite."""
    sprite = Path(__file__).parents[1] / "static" / "web" / "icons.svg"
    return tuple(re.findall(r'<symbol id="([a-z]+)"', sprite.read_text()))
