"""The map of the provinces, and sums that show what they are made of."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

if TYPE_CHECKING:  # Django loads every library of tags at its start; the room is loaded with its pages
    from pendopo.convenings.queries.outlines import Outline, OutlineMap
    from pendopo.delegates.queries.numbers import Breakdown

register = template.Library()
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000)
MOST = 4  # classes with anybody in them; nobody is the fifth
RADIUS = 14


def class_starts(most: int) -> list[int]:
    """From which number on each class begins: 1, and the largest round numbers that anybody reaches."""
    reached = [step for step in STEPS if step <= most]
    return reached if len(reached) <= MOST else [1, *reached[1 - MOST :]]


def class_of(count: int, starts: Sequence[int]) -> int:
    """0 for nobody, then 1 for the first class and so on."""
    return sum(start <= count for start in starts)


@register.simple_tag
def province_map(drawn: "OutlineMap", counts: Mapping[str, int], names: Mapping[str, str]) -> SafeString:
    """Every shape in the colour of its class; a table beside it says the numbers, so readers skip this."""
    together = [sum(counts.get(code, 0) for code in one.codes) for one in drawn.outlines]
    starts = class_starts(max(together, default=0))
    classes = [class_of(count, starts) for count in together]
    shapes = format_html_join(
        "",
        '<path class="m{}" d="{}"><title>{}: {}</title></path>',
        (
            (kind, one.path, _names(one, names), count)
            for one, count, kind in zip(drawn.outlines, together, classes, strict=True)
        ),
    )
    # Provinces too small to be seen on a phone have a spot above everything else.
    spots = format_html_join(
        "",
        '<circle class="m{}" cx="{}" cy="{}" r="{}"/>',
        (
            (kind, *one.spot, RADIUS)
            for one, kind in zip(drawn.outlines, classes, strict=True)
            if one.spot and kind
        ),
    )
    return format_html(
        '<svg class="chart provinces" viewBox="0 0 {} {}" aria-hidden="true">{}{}</svg>',
        drawn.width,
        drawn.height,
        shapes,
        spots,
    )


def _names(one: "Outline", names: Mapping[str, str]) -> str:
    return ", ".join(names.get(code, code) for code in one.codes)


@register.simple_tag
def map_key(drawn: "OutlineMap", counts: Mapping[str, int]) -> list[tuple[int, str]]:
    """The classes by number, in words: nobody, 1 to 4, 5 to 19, 20 and more."""
    starts = class_starts(
        max((sum(counts.get(c, 0) for c in one.codes) for one in drawn.outlines), default=0)
    )
    ends = [start - 1 for start in starts[1:]]
    words = [
        str(start) if start == end else _("%(low)s to %(high)s") % {"low": start, "high": end}
        for start, end in zip(starts, ends, strict=False)
    ]
    if starts:
        words.append(_("%(low)s or more") % {"low": starts[-1]})
    return [(0, _("Nobody")), *enumerate(words, 1)]


@register.simple_tag
def sum_of(one: "Breakdown", stage: int) -> str:
    """86 + 41 + 14 + 2 not stated = 143, as a column adds up; nothing where there is only one part."""
    parts, unknown = [str(n) for n in one.parts(stage)], one.unknown[stage - 1]
    if unknown:
        parts.append(_("%(number)s not stated") % {"number": unknown})
    return f"{' + '.join(parts) or 0} = {one.total[stage - 1]}"


@register.filter
def at_stage(counts: Sequence[int], stage: int) -> int:
    """The number at a stage."""
    return counts[stage - 1]
