"""Writes around one person's own data: the link, looking, notes about risk, and erasing."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from pendopo.accounts.models import User
from pendopo.convenings.actions.change import require
from pendopo.convenings.rules import standing
from pendopo.core.audit import record
from pendopo.core.times import now
from pendopo.delegates import rules
from pendopo.delegates.actions.delegate import move
from pendopo.delegates.actions.door import tried
from pendopo.delegates.actions.form import begin_forms
from pendopo.delegates.actions.household import forget_household
from pendopo.delegates.actions.waiting import tell_seat_free
from pendopo.delegates.enums import DelegateState, Kept, Photo, SeenOn
from pendopo.delegates.errors import RiskNoteMissing
from pendopo.delegates.models import (
    Answer,
    Delegate,
    Dispatch,
    Erasure,
    Identity,
    Invitation,
    ListChange,
    Nomination,
    OwnLink,
    Sealed,
    StageForm,
    Substitution,
    Traits,
    WaitingPlace,
)
from pendopo.delegates.queries.delegate import note_looks
from pendopo.delegates.queries.door import is_shut
from pendopo.delegates.queries.invitation import links_by_delegate
from pendopo.delegates.queries.own import LONGEST, question_of

USUAL = timedelta(days=60)


@transaction.atomic
def make_own_link(*, delegate: Delegate, by: User, valid_for: timedelta = USUAL) -> OwnLink:
    """A new link to the own pages; the ones before open nothing any more."""
    require(rules.may_look_after(standing(by, delegate.convening)))
    Delegate.objects.select_for_update(no_key=True).get(pk=delegate.pk)
    if not StageForm.objects.filter(convening=delegate.convening).exists():
        begin_forms(convening=delegate.convening, by=by)
    OwnLink.objects.filter(delegate=delegate, revoked_at=None).update(revoked_at=now())
    link = OwnLink.objects.create(delegate=delegate, made_by=by, expires_at=now() + min(valid_for, LONGEST))
    data = {"code": delegate.code, "link": link.pk, "expires_at": link.expires_at}
    record("delegates.own_link_made", on=delegate, by=by, data=data)
    return link


@transaction.atomic
def make_own_links(*, delegates: Sequence[Delegate], until: datetime, by: User) -> list[OwnLink]:
    """See that everybody here has a link that opens until then; who has one that still opens keeps it."""
    if not delegates:
        return []
    convening = delegates[0].convening
    require(rules.may_look_after(standing(by, convening)))
    if not StageForm.objects.filter(convening=convening).exists():
        begin_forms(convening=convening, by=by)
    found = links_by_delegate([one.pk for one in delegates], now())
    until = min(until, now() + LONGEST)
    kept = [link.pk for link in found.values() if link.expires_at < until]
    OwnLink.objects.filter(pk__in=kept).update(expires_at=until)
    lacking = [one for one in delegates if one.pk not in found]
    OwnLink.objects.filter(delegate__in=lacking, revoked_at=None).update(revoked_at=now())
    made = OwnLink.objects.bulk_create(OwnLink(delegate=one, made_by=by, expires_at=until) for one in lacking)
    if made:
        data = {"codes": [one.code for one in lacking], "expires_at": until}
        record("delegates.own_links_made", on=convening, by=by, data=data)
    return list(made)


@transaction.atomic
def revoke_own_link(*, link: OwnLink, by: User) -> OwnLink:
    """Take a link back; it opens nothing any more."""
    require(rules.may_look_after(standing(by, link.delegate.convening)))
    if link.revoked_at is None:
        link.revoked_at = now()
        link.save(update_fields=["revoked_at"])
        data = {"code": link.delegate.code, "link": link.pk}
        record("delegates.own_link_revoked", on=link.delegate, by=by, data=data)
    return link


@transaction.atomic
def prove(*, link: OwnLink, digits: str) -> bool:
    """Whether four digits answer the question of the link; each wrong answer counts, and the last one shuts it.

    Raises LinkShut when there were too many.
    """
    near = ("delegate__identity",)
    link = OwnLink.objects.select_for_update(of=("self",), no_key=True).select_related(*near).get(pk=link.pk)
    question = question_of(link.delegate)
    if question is None:
        return True
    right = tried(link, question, digits)
    if is_shut(link, question):
        record("delegates.own_link_shut", on=link.delegate, by=None, data={"code": link.delegate.code})
    return right


def mark_used(link: OwnLink) -> None:
    """Remember, to the minute, when the link was last opened."""
    moment = now()
    if link.last_used_at is None or moment - link.last_used_at > timedelta(minutes=1):
        link.last_used_at = moment
        link.save(update_fields=["last_used_at"])


@transaction.atomic
def open_sealed(*, delegate: Delegate, kind: Kept, by: User, page: SeenOn) -> dict[str, Any]:
    """One kind of sealed data; the look is written down, and the person can read it."""
    seen = standing(by, delegate.convening)
    require(rules.may_read(seen, delegate, kind))
    note_looks(by, seen, [delegate.pk], page, kind)
    found = Sealed.objects.filter(delegate=delegate, kind=kind).first()
    return dict(found.data) if found else {}


@transaction.atomic
def write_risk_note(*, delegate: Delegate, note: str, by: User) -> Sealed:
    """What organisers must heed so that nobody is hurt; only the secretariat reads it, and the person.

    Raises RiskNoteMissing.
    """
    require(rules.may_read(standing(by, delegate.convening), delegate, Kept.RISK))
    if not note.strip():
        raise RiskNoteMissing
    row, _new = Sealed.objects.update_or_create(
        delegate=delegate, kind=Kept.RISK, defaults={"data": {"note": note.strip()}, "saved_at": now()}
    )
    record("delegates.risk_noted", on=delegate, by=by, data={"code": delegate.code})
    return row


@transaction.atomic
def erase_risk_note(*, delegate: Delegate, by: User) -> None:
    """Take the note about risk away before its time."""
    require(rules.may_read(standing(by, delegate.convening), delegate, Kept.RISK))
    if erase_kind(delegate=delegate, kind=Kept.RISK, wish=False):
        record("delegates.risk_note_erased", on=delegate, by=by, data={"code": delegate.code})


def erase_kind(*, delegate: Delegate, kind: Kept, wish: bool = True) -> bool:
    """Erase one kind of sealed data of a person and write down that it was; the caller writes the audit row."""
    deleted, _each = Sealed.objects.filter(delegate=delegate, kind=kind).delete()
    if deleted:
        Erasure.objects.create(convening_id=delegate.convening_id, kind=kind, people=1, wish=wish, at=now())
    return bool(deleted)


@transaction.atomic
def erase_person(*, delegate: Delegate, by: User | None = None) -> None:
    """Everything about a person, on their wish: what stays is a number, and what was counted if they came.

    Entries that were merged into this one are the same person's and go with it. A seat that this frees is offered,
    never given.
    """
    rows = Delegate.objects.select_for_update(of=("self",), no_key=True).select_related("convening")
    delegate = rows.get(pk=delegate.pk)
    if delegate.state == DelegateState.ERASED:
        return
    for other in rows.filter(merged_into=delegate).exclude(state=DelegateState.ERASED):
        _erase_one(other, by)
    came = delegate.state == DelegateState.ATTENDED
    if rules.may_move(delegate, DelegateState.CANCELLED):
        held = delegate.state in rules.HOLDS_SEAT
        move(delegate=delegate, to=DelegateState.CANCELLED, by=by, reason="erased_by_wish")
        if held:
            tell_seat_free(delegate=delegate, by=by)
    _erase_one(delegate, by, came=came)


def _erase_one(delegate: Delegate, by: User | None, *, came: bool = False) -> None:
    for kind in (Kept.NEEDS, Kept.HEALTH, Kept.PAPERS, Kept.RISK, Kept.ANSWERS):
        erase_kind(delegate=delegate, kind=kind)
    if Identity.objects.filter(delegate=delegate).delete()[0]:
        Erasure.objects.create(
            convening_id=delegate.convening_id, kind=Kept.IDENTITY, people=1, wish=True, at=now()
        )
    forget_names(delegate)
    if came:
        Traits.objects.filter(delegate=delegate).update(disability="", sector="", region=None, first_time="")
    else:
        Traits.objects.filter(delegate=delegate).delete()
    delegate.consents.filter(withdrawn_at=None).update(withdrawn_at=now())
    OwnLink.objects.filter(delegate=delegate).delete()
    Answer.objects.filter(delegate=delegate).delete()
    delegate.state, delegate.state_at = DelegateState.ERASED, now()
    delegate.organisation = None
    delegate.save(update_fields=["state", "state_at", "organisation"])
    record("delegates.erased", on=delegate, by=by, data={"code": delegate.code})


def forget_names(delegate: Delegate) -> None:
    """Take the words about a person out of what stays: reasons, aliases, on whose behalf."""
    Nomination.objects.filter(delegate=delegate).update(reason=None, typed=None, proxy_for="")
    Substitution.objects.filter(leaving=delegate).update(reason="–")
    Substitution.objects.filter(arriving=delegate).update(reason="–")
    ListChange.objects.filter(arriving=delegate).update(reason="–")
    ListChange.objects.filter(leaving=delegate).update(reason="–")
    WaitingPlace.objects.filter(delegate=delegate).update(passed_why="")
    Invitation.objects.filter(delegate=delegate).update(extensions=[])
    Invitation.objects.filter(delegate=delegate, closed_at=None).update(closed_at=now())  # its number stays
    Dispatch.objects.filter(delegate=delegate, sent_at=None, stopped_at=None).update(stopped_at=now())
    forget_household(delegate)
    delegate.alias, delegate.under_alias, delegate.photo = "", False, Photo.NO
    delegate.save(update_fields=["alias", "under_alias", "photo"])
