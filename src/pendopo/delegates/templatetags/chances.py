"""Chances as bars and as numbers."""

from typing import TYPE_CHECKING

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

if TYPE_CHECKING:  # Django loads every library of tags at its start; the room is loaded with its pages
    from pendopo.delegates.queries.selection import Spread

register = template.Library()
HEIGHT, WIDTH, GAP = 60, 20, 2


@register.filter
def percent(tickets: int) -> str:
    """12.35%, of a thousand million tickets."""
    from pendopo.delegates.queries.selection import percent as percent_of

    return percent_of(tickets)


@register.filter
def hundredths(number: float | None) -> str:
    """12 or 11.37; a dash for none."""
    if number is None:
        return "–"
    return number_format(int(number)) if number == int(number) else number_format(number, 2)


@register.simple_tag
def spread_bars(spread: "Spread") -> SafeString:
    """A bar for each tenth from no chance to certainty; the table beside it says the numbers."""
    most = max(spread.bars)
    bars = format_html_join(
        "",
        '<rect class="k1" x="{}" y="{}" width="{}" height="{}"/>',
        (
            (n * WIDTH + GAP / 2, HEIGHT - height, WIDTH - GAP, height)
            for n, count in enumerate(spread.bars)
            if (height := round(count * HEIGHT / most, 1))
        ),
    )
    return format_html(
        '<svg class="chart" viewBox="0 0 {} {}" preserveAspectRatio="none" height="96" aria-hidden="true">'
        '<rect class="bg" width="{}" height="{}"/>{}</svg>',
        len(spread.bars) * WIDTH,
        HEIGHT,
        len(spread.bars) * WIDTH,
        HEIGHT,
        bars,
    )


@register.simple_tag
def spread_rows(spread: "Spread") -> list[tuple[str, int]]:
    """The tenths with anybody in them, in words, with how many people."""
    step = 100 // len(spread.bars)
    return [
        (_("%(low)s to %(high)s%%") % {"low": n * step, "high": (n + 1) * step}, count)
        for n, count in enumerate(spread.bars)
        if count
    ]
