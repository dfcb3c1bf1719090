"""Runs for those who may have them; the same 404 for absent and not yours."""

from typing import Any
from uuid import UUID

from django.http import Http404

from pendopo.convenings.rules import standing
from pendopo.runs.models import Run
from pendopo.runs.rules import may_compute

DOCUMENTS = ("problem", "result")


def access_run(user: Any, pk: UUID) -> Run:
    """A run of the current convening, to read, cancel or repeat; its documents are loaded when asked for."""
    rows = Run.objects.select_related("convening", "asked_by").defer(*DOCUMENTS)
    run = rows.filter(pk=pk).first()
    if run is None or not may_compute(standing(user, run.convening), run.kind):
        raise Http404("No such run for this reader.")
    return run


def access_other(user: Any, run: Run, pk: UUID) -> Run:
    """Another run to compare with: of the same kind, for the same subject, and ended like this one."""
    other = access_run(user, pk)
    same = (other.kind, other.subject) == (run.kind, run.subject)
    if other.pk == run.pk or not same or run.is_open or other.is_open:
        raise Http404("These runs cannot be compared.")
    return other
