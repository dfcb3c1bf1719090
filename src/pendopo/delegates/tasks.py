"""Work that runs outside a request: erasing what has been kept long enough."""

from django_scopes import scope, scopes_disabled

from pendopo.convenings.models import Convening
from pendopo.core.times import today
from pendopo.delegates.actions.retention import erase_due


def run_retention() -> str:
    """Erase in every convening what is due; running it again erases nothing more."""
    with scopes_disabled():
        convenings = list(Convening.objects.all())
    erased = 0
    for convening in convenings:
        with scope(convening=convening):
            erased += erase_due(convening=convening, day=today(convening.time_zone))
    return f"Data of {erased} people erased." if erased else ""
