"""Who of those under the same phone or e-mail is surely the same person: what somebody types proves nothing.

Anybody may register under somebody else's name and number. So two entries are taken for one only where the desk
nominated both with that name and that contact, before anything was typed on the own pages.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from pendopo.delegates.models import Delegate, Identity, Nomination
from pendopo.delegates.queries.names import name_key
from pendopo.delegates.rules import IN_POOL

_CONTACTS = ("phone", "email")
Proof = tuple[str, str]  # a name, and a contact


def surely_same(delegate: Delegate, others: Sequence[Delegate]) -> Delegate | None:
    """The first of `others` that takes part and was nominated as the same person; None where nothing proves it."""
    taking_part = [one for one in others if one.state in IN_POOL]
    keys = [delegate.pk, *(one.pk for one in taking_part)]
    proofs = _proofs(keys) if taking_part else {}
    mine = proofs.get(delegate.pk, set())
    return next((one for one in taking_part if mine & proofs.get(one.pk, set())), None)


def _proofs(keys: Sequence[UUID]) -> dict[UUID, set[Proof]]:
    """What the desk said when it nominated these people, where it still stands in their entries."""
    held = {one.pk: _said(vars(one)) for one in Identity.objects.filter(pk__in=keys)}
    found: dict[UUID, set[Proof]] = defaultdict(set)
    for one in Nomination.objects.filter(delegate__in=keys, link=None, withdrawn_at=None):
        found[one.delegate_id] |= _said(one.typed or {}) & held.get(one.delegate_id, set())
    return found


def _said(known: Any) -> set[Proof]:
    """A name with each of its contacts, as they are compared."""
    name = name_key(str(known.get("name", "")))
    contacts = ("".join(str(known.get(field) or "").split()).lower() for field in _CONTACTS)
    return {(name, contact) for contact in contacts if name and contact}
