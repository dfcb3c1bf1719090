"""Writes on delegates: enter one into the pool, move one along `rules.MOVES`, write down who it is.

These are the steps that other actions are made of: whoever calls them has checked who may.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from pendopo.accounts.models import User
from pendopo.convenings.models import Convening, Organisation, Region
from pendopo.core.audit import record
from pendopo.core.sealing import blind
from pendopo.core.times import now
from pendopo.delegates import rules
from pendopo.delegates.enums import Audience, DelegateState
from pendopo.delegates.errors import MoveNotOpen, NameMissing
from pendopo.delegates.models import Delegate, Identity, Traits
from pendopo.delegates.queries.names import name_key

_REASON = re.compile(r"[a-z_]{0,40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """What is known of somebody who enters the pool; `phone` as E.164."""

    name: str
    phone: str = ""
    email: str = ""
    born_on: date | None = None
    home: str = ""
    organisation: Organisation | None = None
    sex: str = ""
    age: str = ""
    disability: str = ""
    sector: str = ""
    region: Region | None = None
    first_time: str = ""
    language: str = "id"
    alias: str = ""


@transaction.atomic
def enter_delegate(
    *, convening: Convening, audience: Audience | str, by: User | None, **known: Any
) -> Delegate:
    """One more person in the pool, under the next number; `known` are the fields of `Newcomer`."""
    (delegate,) = enter_all(convening, audience, [Newcomer(**known)])
    record("delegates.entered", on=delegate, by=by, data={"code": delegate.code, "part": str(audience)})
    return delegate


def enter_all(convening: Convening, audience: Audience | str, people: Sequence[Newcomer]) -> list[Delegate]:
    """Several people under numbers that follow each other; the caller writes the audit row."""
    if not all(one.name.strip() for one in people):
        raise NameMissing
    moment = now()
    Convening.objects.select_for_update(no_key=True).get(pk=convening.pk)  # numbers queue here
    rows = Delegate.objects.filter(convening=convening)
    last: int = rows.aggregate(last=Max("number"))["last"] or 0
    delegates = [
        Delegate(
            convening=convening,
            audience=audience,
            number=number,
            state_at=moment,
            organisation=one.organisation,
            language=one.language,
            alias=one.alias,
        )
        for number, one in enumerate(people, last + 1)
    ]
    Delegate.objects.bulk_create(delegates)
    pairs = list(zip(delegates, people, strict=True))
    Traits.objects.bulk_create([_traits(delegate, one) for delegate, one in pairs])
    Identity.objects.bulk_create([_identity(delegate, one) for delegate, one in pairs])
    return delegates


def _traits(delegate: Delegate, one: Newcomer) -> Traits:
    return Traits(
        delegate=delegate,
        sex=one.sex,
        age=one.age,
        disability=one.disability,
        sector=one.sector or (one.organisation.kind if one.organisation else ""),
        region=one.region,
        first_time=one.first_time,
    )


def _identity(delegate: Delegate, one: Newcomer) -> Identity:
    identity = Identity(delegate=delegate, home=one.home.strip())
    identity.born_on = one.born_on.isoformat() if one.born_on else ""
    return marked(identity, name=one.name, phone=one.phone, email=one.email)


def marked(identity: Identity, **said: str) -> Identity:
    """Put name, phone (as E.164) or e-mail into an identity, each with the mark that finds it again."""
    for field, text in said.items():
        setattr(identity, field, " ".join(text.split()))
        setattr(identity, f"{field}_mark", mark_of(field, text))
    return identity


def mark_of(field: str, text: str) -> str:
    """The mark of a name, phone or e-mail: equal for what means the same, and silent about what it is."""
    plain = name_key(text) if field == "name" else "".join(text.split()).lower()
    return blind(plain, f"delegates.{field}") if plain else ""


@transaction.atomic
def write_identity(*, delegate: Delegate, by: User | None, **said: str) -> Identity:
    """Correct name, phone or e-mail; what is not named stays as it is."""
    if "name" in said and not said["name"].strip():
        raise NameMissing
    identity: Identity = Identity.objects.select_for_update(no_key=True).get_or_create(delegate=delegate)[0]
    marked(identity, **said)
    identity.save(update_fields=[*said, *(f"{field}_mark" for field in said)])
    data = {"code": delegate.code, "fields": sorted(said)}
    record("delegates.identity_written", on=delegate, by=by, data=data)
    return identity


@transaction.atomic
def move(
    *, delegate: Delegate, to: DelegateState | str, by: User | None = None, reason: str = ""
) -> Delegate:
    """Take a delegate to the next state.

    `reason` is a word for the log such as "replaced_by_other", never a sentence: a sentence could hold a name.

    Raises MoveNotOpen where the state has moved on or the step does not follow from it.
    """
    fresh = Delegate.objects.select_for_update(no_key=True).get(pk=delegate.pk)
    move_locked(fresh, to, by=by, reason=reason)
    delegate.state, delegate.state_at = fresh.state, fresh.state_at
    return delegate


@transaction.atomic(savepoint=False)
def move_locked(
    delegate: Delegate, to: DelegateState | str, *, by: User | None = None, reason: str = ""
) -> None:
    """Take a delegate, whose row the caller has locked, to the next state."""
    if not _REASON.fullmatch(reason):
        raise ValueError(f"A reason in the log is one word like 'seat_expired', not {reason!r}.")
    before, after = delegate.state, DelegateState(to)
    if not rules.may_move(delegate, after):
        raise MoveNotOpen(code=delegate.code, state=delegate.get_state_display())
    delegate.state, delegate.state_at = after, now()
    delegate.save(update_fields=["state", "state_at"])
    data = {"code": delegate.code, "from": before, "to": after} | ({"reason": reason} if reason else {})
    record("delegates.moved", on=delegate, by=by, data=data)
