"""Exact numbers as people read them, and bars drawn from them."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pendopo.hosts.enums import TOP_SCORE
from pendopo.hosts.models import Candidate

if TYPE_CHECKING:  # Django loads every library of tags at its start; the room is loaded with its pages
    from pendopo.hosts.solving import Firmness, Outcome, Ranked

register = template.Library()


@register.filter
def digits(number: Fraction | int, places: int = 2) -> str:
    """3.45, or 3,45 in Indonesian; whole numbers without decimals."""
    exact = Fraction(number)
    if exact.denominator == 1:
        return number_format(exact.numerator)
    shifted = Decimal(exact.numerator) / Decimal(exact.denominator)
    return number_format(shifted.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


@register.filter
def score(number: Fraction) -> str:
    """4.00 or 4,00: a score keeps its two decimals, so that a column of them can be compared."""
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return number_format(exact.quantize(Decimal("0.01"), ROUND_HALF_UP), 2)


@register.simple_tag
def score_bar(line: "Ranked") -> SafeString:
    """A bar from 0 to the top score; the table beside it says the number."""
    width = _percent(line.total, Fraction(TOP_SCORE))
    return format_html(
        '<svg class="chart" viewBox="0 0 100 10" preserveAspectRatio="none" height="10" aria-hidden="true">'
        '<rect class="bg" width="100" height="10"/><rect class="{}" width="{}" height="10"/></svg>',
        "k1" if line.place == 1 else "k2",
        width,
    )


@register.simple_tag
def range_top(outcome: "Outcome") -> int:
    """Where the bars of all weights end, so that they can be compared."""
    return max(3 * max(criterion.weight for criterion in outcome.criteria), 10)


@register.simple_tag
def range_bar(firmness: "Firmness", top: int) -> SafeString:
    """The weights with the same winner as a band, and the present weight as a tick."""
    low = _percent(firmness.low.at or Fraction(0), Fraction(top))
    high = _percent(firmness.high.at if firmness.high.at is not None else Fraction(top), Fraction(top))
    return format_html(
        '<svg class="chart" viewBox="0 0 100 10" preserveAspectRatio="none" height="10" aria-hidden="true">'
        '<rect class="bg" width="100" height="10"/><rect class="k2" x="{}" width="{}" height="10"/>'
        '<rect class="mark" x="{}" width=".8" height="10"/></svg>',
        low,
        round(max(high - low, 0.4), 2),
        min(_percent(Fraction(firmness.criterion.weight), Fraction(top)), 99.2),
    )


def _percent(part: Fraction, whole: Fraction) -> float:
    return round(float(min(part / whole, Fraction(1)) * 100), 2)


@register.simple_tag
def host_names(candidates: tuple[Candidate, ...]) -> str:
    """Names of regions, divided by commas."""
    return ", ".join(candidate.name for candidate in candidates)


@register.simple_tag
def beyond(firmness: "Firmness") -> str:
    """Who comes first below the lower and above the upper end."""
    said = [
        (_("below: %(names)s"), firmness.low.then),
        (_("above: %(names)s"), firmness.high.then),
    ]
    return "; ".join(text % {"names": host_names(rows)} for text, rows in said if rows) or _(
        "nothing changes"
    )


@register.simple_tag
def ranking_heads(outcome: "Outcome") -> list[str]:
    """Column headings of the ranking: one per criterion, each with its weight."""
    columns = (f"{criterion.title} ({criterion.weight})" for criterion in outcome.criteria)
    return [_("Candidate"), *columns, _("Total")]
