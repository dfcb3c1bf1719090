"""Every part of the interface with each of its states, for those who build pages."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.web.forms import SampleForm
from pendopo.web.templatetags.parts import icon_names

COLOURS = ("paper", "surface", "sunken", "ink", "muted", "brand", "act", "gold", "ok", "warn", "late")


@require_safe
def gallery(request: HtmxHttpRequest) -> HttpResponse:
    """One example of every component; a refused form shows how errors look."""
    refused = SampleForm({"title_ind": "Branding dan peliputan media", "due": "2024-04-31", "photo": "no"})
    context = {
        "colours": COLOURS,
        "icons": icon_names(),
        "empty_form": SampleForm(prefix="new"),
        "refused_form": refused,
        "page": Paginator(range(95), 10).get_page(4),
        "seeds": (1, 2, 3, 4),
        "days": (date(2024, 4, 29), date(2024, 5, 5)),
    }
    return render_page(request, "web/gallery.html", context)
