"""Reads on agreements: the list, one agreement, and those that the public may see."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, UUIDField, When
from django.db.models.functions import Coalesce
from django.http import Http404

from pendopo.convenings.rules import may_organise, standing_in
from pendopo.cooperation import rules
from pendopo.cooperation.enums import KEPT_STATES, CommitmentState, MinutesStatus
from pendopo.cooperation.models import AgendaItem, Agreement, Commitment, Paragraph
from pendopo.core.bilingual import either
from pendopo.core.prepared import Given, Prepared, whole

_SOURCES = ("meeting", "paragraph__agenda_item", "detailed_in")


def agreements() -> QuerySet[Agreement]:
    """All agreements with where they came from, in the order in which they were recorded."""
    rows: QuerySet[Agreement] = Agreement.objects.select_related(*_SOURCES).order_by("serial")
    return rows


_choices = Prepared(
    lambda: Agreement.objects.order_by("serial").values(
        "id", "code", "title_ind", "title_en", "short_title_ind", "short_title_en"
    ),
    lambda id, code, title_ind, title_en, short_title_ind, short_title_en: (
        str(id),
        f"{code} {either(short_title_ind, short_title_en) or either(title_ind, title_en)}",
    ),
)


def agreement_choices() -> list[tuple[str, str]]:
    """The key of each agreement with its code and heading, for lists to choose from."""
    return _choices()


def published_agreements() -> QuerySet[Agreement]:
    """Agreements that everybody may read: those of meetings with published minutes."""
    found: QuerySet[Agreement] = Agreement.objects.filter(meeting__minutes__status=MinutesStatus.PUBLISHED)
    return found


def public_pillars() -> QuerySet[Agreement]:
    """The public's agreements in their order, each with how many promises stand (`promised`) and are `kept`."""
    promised = _commitments_in(set(CommitmentState) - {CommitmentState.WITHDRAWN})
    rows = published_agreements().annotate(promised=promised, kept=_commitments_in(KEPT_STATES))
    return rows.order_by("serial")


def _commitments_in(states: Collection[str]) -> Coalesce:
    """How many commitments of an agreement are in these states; an index alone answers it."""
    rows = Commitment.objects.filter(agreement=OuterRef("pk"), state__in=sorted(states)).order_by()
    return Coalesce(Subquery(rows.values("agreement").annotate(number=Count("*")).values("number")), 0)


_one = whole(
    Agreement,
    lambda: Agreement.objects.filter(pk=Given("pk", UUIDField())),
    *("meeting", "detailed_in", "paragraph", "paragraph__agenda_item"),
)


def access_agreement(user: Any, pk: UUID, to: str = "read") -> Agreement:
    """The agreement, or 404 for those who may not read it (or change it) and where it does not exist."""
    found = _one.first(pk=pk)
    if found is None:
        raise Http404
    seen = standing_in(user, found.convening_id)
    may = may_organise(seen) if to == "edit" else rules.reads_threads(seen)
    if not may:
        raise Http404
    return found


def access_public_agreement(code: str) -> Agreement:
    """The agreement with this code if its minutes are published, else 404."""
    found = agreements().filter(code=code, pk__in=published_agreements()).first()
    if found is None:
        raise Http404
    return found


def agreement_around(paragraph: str) -> Agreement | None:
    """The agreement that a paragraph belongs to: captured from it, or the newest under its agenda item."""
    try:
        pk = UUID(paragraph)
    except ValueError:
        return None
    item = Paragraph.objects.filter(pk=pk).values("agenda_item")[:1]
    carried = AgendaItem.objects.filter(pk__in=item).values("agreement")
    return (
        Agreement.objects.filter(Q(paragraph=pk) | Q(paragraph__agenda_item__in=item) | Q(pk__in=carried))
        .annotate(own=Case(When(paragraph=pk, then=0), default=1))
        .order_by("own", "-serial")
        .first()
    )
