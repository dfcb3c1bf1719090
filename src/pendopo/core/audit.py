"""The log of events: append-only, each entry sealed with the hash of the one before."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Model
from django_scopes import get_scope

from pendopo.core.models import AuditEvent, AuditHead
from pendopo.core.times import now

if TYPE_CHECKING:
    from pendopo.accounts.models import User

FIRST_HASH = "0" * 64


@dataclass(frozen=True, slots=True)
class Fault:
    """One place where the log is not what was written: the first entry of a gap, or the entry itself."""

    seq: int
    kind: Literal["missing", "changed", "unlinked", "cut"]


@transaction.atomic(savepoint=False)
def record(
    verb: str,
    *,
    on: Model,
    by: "User | None",
    data: dict[str, Any] | None = None,
    convening_id: UUID | None = None,
) -> AuditEvent:
    """Write one event in the transaction of the change it tells about; events queue for the same head row."""
    event = _event(verb, on, by, data, convening_id)
    _write([event])
    return event


_waiting: ContextVar[list[AuditEvent] | None] = ContextVar("pendopo_audit_waiting", default=None)


@contextmanager
def together() -> Iterator[None]:
    """Write all events of a block at its end, in one go: the head row, for which all writers queue, is held briefly.

    The block stands inside one transaction, and fails as a whole: whoever catches an error inside it would keep
    events of what was undone.
    """
    if _waiting.get() is not None:
        yield
        return
    events: list[AuditEvent] = []
    token = _waiting.set(events)
    try:
        yield
    finally:
        _waiting.reset(token)
    if events:
        _append(events)


def record_all(verb: str, told: Iterable[tuple[Model, dict[str, Any]]], *, by: "User | None") -> int:
    """Write one event for each of many objects that one change is about, with what is said of each; how many."""
    events = [_event(verb, on, by, data, None) for on, data in told]
    _write(events)
    return len(events)


def _write(events: list[AuditEvent]) -> None:
    waiting = _waiting.get()
    if waiting is None:
        _append(events)
    else:
        waiting += events


@transaction.atomic(savepoint=False)
def _append(events: list[AuditEvent]) -> None:
    """Number and seal these events behind the newest one."""
    head, _ = AuditHead.objects.select_for_update(no_key=True).get_or_create(pk=1)
    for event in events:
        event.seq, event.prev_hash = head.seq + 1, head.hash
        event.hash = seal(event)
        head.seq, head.hash = event.seq, event.hash
    AuditEvent.objects.bulk_create(events, batch_size=500)
    AuditHead.objects.filter(pk=1).update(seq=head.seq, hash=head.hash)


def _event(
    verb: str,
    on: Model,
    by: "User | None",
    data: dict[str, Any] | None,
    convening_id: UUID | None,
) -> AuditEvent:
    """An event that has no number yet."""
    return AuditEvent(
        at=now(),
        actor_id=by.pk if by else None,
        verb=verb,
        object_type=on._meta.label_lower,
        object_id=str(on.pk),
        convening_id=convening_id or _convening_of(on),
        data=_plain(data or {}),
    )


def seal(event: AuditEvent) -> str:
    """The SHA-256 of everything an event says, its number and the hash before it included."""
    says = {
        "seq": event.seq,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": event.actor_id and str(event.actor_id),
        "verb": event.verb,
        "object": [event.object_type, event.object_id],
        "convening": event.convening_id and str(event.convening_id),
        "data": event.data,
        "prev": event.prev_hash,
    }
    canonical = json.dumps(says, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def verify() -> list[Fault]:
    """Every place where the log was changed, has a gap or ends too early; empty when it is whole."""
    return list(_faults())


def _faults() -> Iterator[Fault]:
    seq, last = 0, FIRST_HASH
    for event in AuditEvent.objects.order_by("seq").iterator(chunk_size=1000):
        if event.seq != seq + 1:
            yield Fault(seq + 1, "missing")
        if event.hash != seal(event):
            yield Fault(event.seq, "changed")
        elif event.seq == seq + 1 and event.prev_hash != last:
            yield Fault(event.seq, "unlinked")
        seq, last = event.seq, event.hash
    head = AuditHead.objects.filter(pk=1).first() or AuditHead()
    if head.seq > seq:
        yield Fault(seq + 1, "cut")
    elif (head.seq, head.hash) != (seq, last):
        yield Fault(seq, "unlinked")


def _convening_of(on: Model) -> UUID | None:
    if on._meta.label_lower == "convenings.convening":
        found = on.pk
    else:
        found = getattr(on, "convening_id", None) or get_scope().get("convening")
    found = getattr(found, "pk", found)
    return found if isinstance(found, UUID) else None


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    """`data` as both databases give it back: JSON types only, fractions as text."""
    said: dict[str, Any] = json.loads(json.dumps(data, cls=DjangoJSONEncoder), parse_float=str)
    return said
