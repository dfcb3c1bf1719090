"""Who may do what in mobilisation, and what may follow what."""

from collections.abc import Collection
from dataclasses import replace

from pendopo.convenings.enums import Role, Side
from pendopo.convenings.rules import Standing, is_desk, leads, may_organise
from pendopo.delegates.enums import DelegateState as S
from pendopo.delegates.enums import Kept
from pendopo.delegates.models import Delegate

# What may follow what; nothing else, and never silently.
MOVES: dict[S, frozenset[S]] = {
    S.NOMINATED: frozenset(
        {S.REGISTERED, S.SELECTED, S.WAITING, S.DECLINED, S.CANCELLED, S.REPLACED, S.MERGED}
    ),
    S.REGISTERED: frozenset({S.SELECTED, S.WAITING, S.DECLINED, S.CANCELLED, S.REPLACED, S.MERGED}),
    S.SELECTED: frozenset({S.CONFIRMED, S.ATTENDED, S.DECLINED, S.CANCELLED, S.REPLACED, S.REGISTERED}),
    S.WAITING: frozenset({S.SELECTED, S.DECLINED, S.CANCELLED, S.REGISTERED, S.MERGED}),
    S.CONFIRMED: frozenset({S.ATTENDED, S.CANCELLED, S.REPLACED}),
    S.ATTENDED: frozenset({S.CONFIRMED}),  # a mark that was a mistake
    S.DECLINED: frozenset({S.NOMINATED}),
    S.CANCELLED: frozenset({S.NOMINATED}),
    S.REPLACED: frozenset(),
    S.MERGED: frozenset(),
    S.ERASED: frozenset(),
}
IN_POOL = (S.NOMINATED, S.REGISTERED, S.SELECTED, S.WAITING, S.CONFIRMED, S.ATTENDED)
HOLDS_SEAT = (S.SELECTED, S.CONFIRMED, S.ATTENDED)
NETWORK_LEADS = frozenset({Role.SECRETARIAT, Role.CHAIR})


def may_move(delegate: Delegate, to: S) -> bool:
    """Whether a state may follow the present one."""
    return to in MOVES[S(delegate.state)]


def may_count(standing: Standing) -> bool:
    """Numbers without names are everybody's at the desk."""
    return is_desk(standing)


def may_mobilise(standing: Standing) -> bool:
    """Both sides' leaders share seats, set quotas and run selections, as equals."""
    return may_organise(standing)


def nominates_for(standing: Standing, organisation_id: object) -> bool:
    """Both sides' leaders for everybody; a focal point for the own organisation; a unit officer for its government."""
    if may_organise(standing):
        return True
    own = bool(standing.roles & {Role.FOCAL_POINT, Role.UNIT_OFFICER})
    return own and organisation_id in standing.organisation_ids


def may_nominate(standing: Standing) -> bool:
    """Whether somebody nominates for any organisation at all."""
    return may_organise(standing) or bool(
        standing.roles & {Role.FOCAL_POINT, Role.UNIT_OFFICER} and standing.organisation_ids
    )


def may_read(standing: Standing, delegate: Delegate, kind: Kept) -> bool:
    """Who opens which kind of data about a person.

    The network's leaders look after participants. The government's liaison and an organisation's own people see
    names of those their side or organisation nominated, and nothing else. Restricted bodies see nothing.
    """
    if standing.restricted:
        return False
    if kind is Kept.IDENTITY:
        return bool(standing.roles & NETWORK_LEADS) or _own(standing, delegate)
    return Role.SECRETARIAT in standing.roles


def _own(standing: Standing, delegate: Delegate) -> bool:
    organisation = delegate.organisation
    if organisation is None:
        return False
    if leads(standing, Side.GOVERNMENT) and organisation.side == Side.GOVERNMENT:
        return True
    own = bool(standing.roles & {Role.FOCAL_POINT, Role.UNIT_OFFICER})
    return own and organisation.pk in standing.organisation_ids


# Registration, consent and own data.


def may_fill(standing: Standing, delegate: Delegate, editors: Collection[str]) -> bool:
    """Whether somebody fills in a stage for a delegate: in a role that looks after it, and that opens the name."""
    named = frozenset(role for role in standing.roles if role in editors)
    return bool(named) and may_read(replace(standing, roles=named), delegate, Kept.IDENTITY)


def may_fill_kind(standing: Standing, delegate: Delegate, kind: Kept) -> bool:
    """Whether somebody who fills in a stage for a delegate sees its answers of a kind; the sensitive ones stay shut."""
    return kind is Kept.ANSWERS or may_read(standing, delegate, kind)


def may_look_after(standing: Standing) -> bool:
    """The secretariat looks after forms, texts of consent, times of keeping, links and breaches."""
    return Role.SECRETARIAT in standing.roles and not standing.restricted


def may_note_household(standing: Standing) -> bool:
    """The network's leaders note who lives with whom; nobody else sees it."""
    return may_name_all(standing)


def may_name_all(standing: Standing) -> bool:
    """The network's leaders open every name, and print badges and lists to sign, which carry everybody's."""
    return bool(standing.roles & NETWORK_LEADS) and not standing.restricted


# Invitations and messages.


def may_invite(standing: Standing) -> bool:
    """The secretariat invites and writes to delegates, because an invitation carries a name and an own link."""
    return Role.SECRETARIAT in standing.roles and not standing.restricted
