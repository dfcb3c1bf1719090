"""Chances as bars and as numbers."""

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pendopo.delegates.queries.selection import BARS, Spread
from pendopo.delegates.queries.selection import percent as percent_of

register = template.Library()
HEIGHT, WIDTH, GAP = 60, 20, 2


@register.filter
def percent(tickets: int) -> str:
    """12.35%, of a thousand million tickets."""
    return percent_of(tickets)


@register.filter
def hundredths(number: float | None) -> str:
    """12 or 11.37; a dash for none."""
    if number is None:
        return "–"
    return number_format(int(number)) if number == int(number) else number_format(number, 2)


@register.simple_tag
def spread_bars(spread: Spread) -> SafeString:
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
        BARS * WIDTH,
        HEIGHT,
        BARS * WIDTH,
        HEIGHT,
        bars,
    )


@register.simple_tag
def spread_rows(spread: Spread) -> list[tuple[str, int]]:
    """The tenths with anybody in them, in words, with how many people."""
    step = 100 // BARS
    return [
        (_("%(low)s to %(high)s%%") % {"low": n * step, "high": (n + 1) * step}, count)
        for n, count in enumerate(spread.bars)
        if count
    ]
