"""The convening that an address names: every page begins with this read."""

from django.db.models import SlugField

from pendopo.convenings.models import Convening
from pendopo.core.prepared import Given, whole

_at = whole(
    Convening,
    lambda: Convening.objects.filter(slug=Given("slug", SlugField())),
    "host_region",
    "host_organisation",
)


def convening_at(slug: str) -> Convening | None:
    """The convening with this slug, published or not, with the place and the host it shows on every page."""
    return _at.first(slug=slug)
