"""Writes on duplicates: make one entry of two, or say that two people are two."""

from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.db.models import Model

from pendopo.accounts.models import User
from pendopo.convenings.rules import standing
from pendopo.core.audit import record
from pendopo.core.errors import NotAllowed
from pendopo.core.times import now
from pendopo.delegates import rules
from pendopo.delegates.actions.delegate import marked, move
from pendopo.delegates.actions.household import hand_over_household
from pendopo.delegates.enums import DelegateState, Kept, Photo, RequestState
from pendopo.delegates.errors import MergeImpossible
from pendopo.delegates.models import Delegate, Identity, NotSame, Sealed, Substitution, Traits

IDENTITY = ("name", "phone", "email", "born_on", "home")
TRAITS = ("sex", "age", "disability", "sector", "region", "first_time")
OWN = ("organisation", "alias", "language")
FIELDS = (*IDENTITY, *TRAITS, *OWN)
# What belongs to a person and moves along as it is.
_MOVING = ("nominations", "consents", "invitations", "looks", "own_links", "filled_for")
_FURTHEST = (
    DelegateState.ATTENDED,
    DelegateState.CONFIRMED,
    DelegateState.SELECTED,
    DelegateState.WAITING,
    DelegateState.REGISTERED,
    DelegateState.NOMINATED,
)


def in_order(one: Delegate, other: Delegate) -> tuple[Delegate, Delegate]:
    """Which of two remains, and which is merged: who has come further remains, then the smaller number.

    Raises MergeImpossible where neither may go: both hold a seat, or one has left the pool.
    """
    if one.pk == other.pk or one.convening_id != other.convening_id:
        raise MergeImpossible(one=one.code, other=other.code)
    if any(found.state not in _FURTHEST for found in (one, other)):
        raise MergeImpossible(one=one.code, other=other.code)
    remaining, gone = sorted(
        (one, other), key=lambda found: (_FURTHEST.index(DelegateState(found.state)), found.number)
    )
    if not rules.may_move(gone, DelegateState.MERGED):
        raise MergeImpossible(one=one.code, other=other.code)
    return remaining, gone


def refuse_merging(one: Delegate, other: Delegate, by: User) -> None:
    """Refuse those who may not open both names or not act for both organisations."""
    for delegate in (one, other):
        seen = standing(by, delegate.convening)
        reads = rules.may_read(seen, delegate, Kept.IDENTITY)
        if not reads or not rules.nominates_for(seen, delegate.organisation_id):
            raise NotAllowed


@transaction.atomic
def merge(*, one: Delegate, other: Delegate, taken: Collection[str] = (), by: User) -> Delegate:
    """Make one entry of two; of the fields in `taken` the value of the merged entry is kept.

    Nominations, consents, invitations, looks, links and answers move to the entry that remains; the merged one
    points to it and keeps its own identity, so that nothing is lost and its telephone still finds the person.
    """
    refuse_merging(one, other, by)
    if unknown := set(taken) - set(FIELDS):
        raise ValueError(f"merge() knows {FIELDS}, not {sorted(unknown)}.")
    pair = Delegate.objects.select_for_update(no_key=True).filter(pk__in=(one.pk, other.pk)).order_by("pk")
    fresh = {found.pk: found for found in pair}
    remaining, gone = in_order(fresh[one.pk], fresh[other.pk])
    _take_fields(remaining, gone, taken)
    hand_over_household(remaining, gone)
    _protect(remaining, gone)
    gone.invitations.filter(closed_at=None).update(closed_at=now())  # one without a seat is not invited
    gone.dispatches.filter(sent_at=None, stopped_at=None).update(stopped_at=now())
    for name in _MOVING:
        getattr(gone, name).update(delegate=remaining)
    _move_answers(remaining, gone)
    _move_sealed(remaining, gone)
    _move_substitutions(remaining, gone)
    Delegate.objects.filter(merged_into=gone).update(merged_into=remaining)
    Delegate.objects.filter(pk=gone.pk).update(merged_into=remaining)
    move(delegate=gone, to=DelegateState.MERGED, by=by, reason="same_person")
    data = {"code": remaining.code, "merged": gone.code, "taken": sorted(taken)}
    record("delegates.merged", on=remaining, by=by, data=data)
    return remaining


def _take_fields(remaining: Delegate, gone: Delegate, taken: Collection[str]) -> None:
    identity: Identity = Identity.objects.get_or_create(delegate=remaining)[0]
    source = Identity.objects.filter(delegate=gone).first() or Identity()
    names = {name: getattr(source, name) for name in IDENTITY[:3] if name in taken}
    marked(identity, **names)
    _copy(identity, source, set(taken) & set(IDENTITY[3:]))
    identity.save()
    traits: Traits = Traits.objects.get_or_create(delegate=remaining)[0]
    _copy(traits, Traits.objects.filter(delegate=gone).first() or Traits(), set(taken) & set(TRAITS))
    traits.save()
    _copy(remaining, gone, set(taken) & set(OWN))


def _copy(to: Model, source: Model, names: Collection[str]) -> None:
    for name in names:
        setattr(to, name, getattr(source, name))


def _protect(remaining: Delegate, gone: Delegate) -> None:
    """Of two wishes for protection the stronger one holds; who has taken whose place is not forgotten."""
    careful = [Photo.NO, Photo.ASK, Photo.YES]
    remaining.photo = min((Photo(remaining.photo), Photo(gone.photo)), key=careful.index)
    remaining.unlisted = remaining.unlisted or gone.unlisted
    remaining.under_alias = remaining.under_alias or gone.under_alias
    remaining.alias = remaining.alias or gone.alias
    if remaining.replaces_id is None and gone.replaces_id != remaining.pk:
        remaining.replaces_id = gone.replaces_id
    remaining.save()


def _move_answers(remaining: Delegate, gone: Delegate) -> None:
    """Forms that only the merged entry has filled; of a form that both filled, the remaining one's counts."""
    filled = remaining.answers.values_list("stage_form_id", flat=True)
    gone.answers.exclude(stage_form__in=list(filled)).update(delegate=remaining)


def _move_sealed(remaining: Delegate, gone: Delegate) -> None:
    """Sensitive data of a kind is filled up with what only the merged entry has."""
    known: dict[str, Sealed] = {row.kind: row for row in remaining.sealed.all()}
    for row in gone.sealed.all():
        if row.kind not in known:
            row.delegate = remaining
            row.save(update_fields=["delegate"])
        elif row.data.keys() - known[row.kind].data.keys():
            known[row.kind].data = row.data | known[row.kind].data
            known[row.kind].save(update_fields=["data"])


def _move_substitutions(remaining: Delegate, gone: Delegate) -> None:
    """Requests about the merged entry are about the remaining one; one about both answers itself."""
    asked = Substitution.objects.filter(state=RequestState.OPEN)
    asked.filter(leaving__in=(remaining, gone), arriving__in=(remaining, gone)).update(
        state=RequestState.DECLINED
    )
    asked.filter(arriving=gone).update(arriving=remaining)
    if asked.filter(leaving=remaining).exists():
        asked.filter(leaving=gone).update(state=RequestState.DECLINED)
    Substitution.objects.filter(leaving=gone).update(leaving=remaining)
    gone.list_changes.update(arriving=remaining)


@transaction.atomic
def tell_apart(*, one: Delegate, other: Delegate, by: User) -> NotSame:
    """Remember that two who look alike are two people; the pair is not shown again."""
    for delegate in (one, other):
        if not rules.may_read(standing(by, delegate.convening), delegate, Kept.IDENTITY):
            raise NotAllowed
    first, second = sorted((one, other), key=lambda found: found.pk)
    if first.pk == second.pk:
        raise MergeImpossible(one=one.code, other=other.code)
    try:
        with transaction.atomic():
            row: NotSame = NotSame.objects.create(first=first, second=second, by=by)
    except IntegrityError:
        known: NotSame = NotSame._base_manager.get(first=first, second=second)
        return known
    record("delegates.told_apart", on=one, by=by, data={"code": one.code, "other": other.code})
    return row
