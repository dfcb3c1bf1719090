"""How many people: the page with its map, and publishing totals."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.convenings.enums import RegionLevel
from pendopo.convenings.http import desk_page, organiser_page
from pendopo.convenings.models import Region
from pendopo.convenings.queries.outlines import OutlineMap, province_outlines
from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.core.times import now
from pendopo.core.urls import here
from pendopo.delegates import rules
from pendopo.delegates.actions.export import publish_totals
from pendopo.delegates.enums import Audience, DelegateState, Dimension
from pendopo.delegates.forms.numbers import NumbersForm
from pendopo.delegates.queries.numbers import Breakdown, Numbers, numbers, stage_words
from pendopo.delegates.queries.totals import totals
from pendopo.delegates.views.delegate import chip_of, sees_rows


@desk_page
@require_safe
def numbers_page(request: HtmxHttpRequest) -> HttpResponse:
    """Everybody by state and by every dimension, with a map of where they come from."""
    form = NumbersForm(request.GET)
    part, stage = form.asked()
    found = numbers(part)
    context = {
        "form": form,
        "part": part,
        "part_words": Audience(part).label if part else _("All parts"),
        "stage": stage,
        "stage_words": dict(stage_words())[stage],
        "as_of": now(),
        "numbers": found,
        "heads": [(number, words) for number, words in stage_words() if number in found.stages],
        "figures": list(zip((words for _number, words in stage_words()), found.total, strict=True)),
        "states": [(chip_of(state), DelegateState(state).label, count) for state, count in found.states],
        "breakdowns": [one for one in found.breakdowns if one.dimension != Dimension.PROVINCE],
        "provinces": found.by(Dimension.PROVINCE),
        "may_publish": rules.may_mobilise(request.standing) and part,
        "sees_rows": sees_rows(request.standing),
        **map_of(found.by(Dimension.PROVINCE), stage),
    }
    return render_page(request, "delegates/numbers_page.html", context)


def map_of(provinces: Breakdown, stage: int) -> dict[str, Any]:
    """What the map draws: the same numbers as the table, by official code."""
    drawn = province_outlines()
    counts = {row.value: row.counts[stage - 1] for row in provinces.rows}
    names = dict(Region.objects.filter(level=RegionLevel.PROVINCE).values_list("pk", "name"))
    return {"drawn": drawn, "counts": counts, "names": names, "shared_shapes": _shared(drawn, counts, names)}


def _shared(drawn: OutlineMap | None, counts: dict[str, int], names: dict[str, str]) -> list[str]:
    """Provinces with people in them that the map draws as one shape."""
    outlines = drawn.outlines if drawn else ()
    several = [one.codes for one in outlines if len(one.codes) > 1 and any(map(counts.get, one.codes))]
    return [", ".join(names.get(code, code) for code in codes) for codes in several]


@organiser_page
@require_http_methods(["GET", "HEAD", "POST"])
def numbers_publish(request: HtmxHttpRequest) -> HttpResponse:
    """Look at the totals of one part once more, then show them in public."""
    part = request.GET.get("part", Audience.CONFERENCE.value)
    if part not in Audience.values:
        raise Http404("No such part.")
    trouble = ""
    if request.method == "POST":
        seen = [int(text) for text in request.POST.getlist("seen") if text.isdecimal()]
        try:
            publish_totals(convening=request.convening, audience=part, seen=seen, by=request.user)
        except DomainError as error:
            trouble = str(error)
        else:
            messages.success(request, _("These totals are public now, with today's date and your name."))
            return redirect(f"{here('delegates:numbers')}?part={part}")
    context = {
        "totals": totals(request.convening, part),
        "part": part,
        "part_words": Audience(part).label,
        "as_of": now(),
        "trouble": trouble,
    }
    status = 422 if trouble else 200
    return render_page(request, "delegates/numbers_publish.html", context, status=status)


def title_of(found: Numbers) -> str:
    """The part of the convening that numbers are about, in words."""
    return str(Audience(found.audience).label) if found.audience else _("All parts")
