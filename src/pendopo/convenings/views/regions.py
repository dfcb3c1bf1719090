"""Search among regions: a page, suggestions for a field, or JSON."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from pendopo.convenings.queries.regions import region_label, search_regions
from pendopo.core.http import HtmxHttpRequest, render_page


@require_safe
def search(request: HtmxHttpRequest) -> HttpResponse:
    """Regions by name; the codes are public, so anybody may ask."""
    text = request.GET.get(request.GET.get("field", "q"), "")[:120]
    found = search_regions(text)
    if request.GET.get("format") == "json":
        rows = [{"code": r.code, "name": r.name, "level": r.level, "label": region_label(r)} for r in found]
        return JsonResponse({"regions": rows})
    if "field" in request.GET:
        return render_page(request, "convenings/parts/region_options.html", {"regions": found})
    return render_page(request, "convenings/regions.html", {"regions": found, "text": text})
