"""What happened in a convening, from the log of events."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from pendopo.accounts.models import User
from pendopo.convenings.models import Convening
from pendopo.convenings.queries.details import details_of
from pendopo.convenings.queries.verbs import SENTENCES
from pendopo.core.models import AuditEvent


@dataclass(frozen=True, slots=True)
class LogLine:
    """One event in words."""

    seq: int
    at: datetime
    who: str
    what: str | Promise
    verb: str
    details: str


def events_of(convening: Convening, *, verb: str = "", actor: str = "") -> QuerySet[AuditEvent]:
    """Events of a convening, newest first."""
    events = AuditEvent.objects.filter(convening_id=convening.pk)
    if verb:
        events = events.filter(verb=verb)
    if actor:
        actors = list(User.objects.filter(full_name__icontains=actor).values_list("pk", flat=True))
        events = events.filter(actor_id__in=actors)
    return events.order_by("-seq")


def in_words(events: Iterable[AuditEvent]) -> list[LogLine]:
    """The events of one page in words; names of actors cost one query."""
    shown = list(events)
    names = User.objects.in_bulk({event.actor_id for event in shown if event.actor_id})
    return [
        LogLine(
            seq=event.seq,
            at=event.at,
            who=_actor(event, names),
            what=SENTENCES.get(event.verb) or event.verb,
            verb=event.verb,
            details=details_of(event.data),
        )
        for event in shown
    ]


def verbs_of(convening: Convening) -> list[tuple[str, str]]:
    """The verbs that occur in a convening, in words, for the filter."""
    found = AuditEvent.objects.filter(convening_id=convening.pk).order_by().values_list("verb", flat=True)
    return sorted(
        ((verb, str(SENTENCES.get(verb) or verb)) for verb in found.distinct()), key=lambda pair: pair[1]
    )


def _actor(event: AuditEvent, names: dict[object, User]) -> str:
    if event.actor_id is None:
        return _("The system")
    known = names.get(event.actor_id)
    return known.full_name if known else _("A closed account")
