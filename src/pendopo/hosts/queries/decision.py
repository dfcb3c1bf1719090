"""The decision, for the desk and, once published, for everybody."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from pendopo.hosts.models import Call, Decision


def decision_on(call: Call) -> Decision | None:
    """The decision on a call, published or not."""
    rows = Decision.objects.select_related(
        "candidate__region", "candidate__organisation", "version", "made_by"
    )
    return rows.filter(call=call).first()


def published_decisions() -> QuerySet[Decision]:
    """The decisions that the public may read, the newest first."""
    return Decision.objects.filter(published_at__isnull=False).order_by("-published_at", "-pk")


def public_decision(call_pk: UUID) -> Decision:
    """A published decision.

    Raises Http404 for everybody while it is not published.
    """
    rows = Decision.objects.select_related(
        "call__convening", "version", "candidate__region", "candidate__organisation"
    )
    decision = rows.filter(call_id=call_pk, published_at__isnull=False).first()
    if decision is None:
        raise Http404("No published decision.")
    return decision
