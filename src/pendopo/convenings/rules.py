"""Who may do what in a convening; every predicate reads a `Standing` and nothing else."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import QuerySet, UUIDField
from django_scopes import scopes_disabled

from pendopo.convenings.enums import Role, Side
from pendopo.convenings.models import Convening, Membership
from pendopo.core.prepared import Given, Prepared

if TYPE_CHECKING:
    from pendopo.accounts.models import User

DESK = frozenset(
    {
        Role.SECRETARIAT,
        Role.CHAIR,
        Role.LIAISON,
        Role.UNIT_OFFICER,
        Role.FOCAL_POINT,
        Role.MONITORING,
        Role.AUDITOR,
    }
)
ORGANISERS = frozenset({Role.SECRETARIAT, Role.CHAIR, Role.LIAISON})
READERS = ORGANISERS | {Role.MONITORING, Role.AUDITOR}
LEADERS = {
    Side.NETWORK: frozenset({Role.SECRETARIAT, Role.CHAIR}),
    Side.GOVERNMENT: frozenset({Role.LIAISON}),
}
# The side that a role speaks for by itself; other roles speak for their organisation's side.
SIDE_OF_ROLE = {
    Role.SECRETARIAT: Side.NETWORK,
    Role.CHAIR: Side.NETWORK,
    Role.LIAISON: Side.GOVERNMENT,
    Role.UNIT_OFFICER: Side.GOVERNMENT,
}
# Who hands out which role: the network its own, the government its own, either the rest.
GRANTED_BY = {
    Role.SECRETARIAT: frozenset({Role.SECRETARIAT}),
    Role.CHAIR: frozenset({Role.SECRETARIAT}),
    Role.FOCAL_POINT: frozenset({Role.SECRETARIAT}),
    Role.LIAISON: frozenset({Role.LIAISON}),
    Role.UNIT_OFFICER: frozenset({Role.LIAISON}),
    Role.SITE_HOST: frozenset({Role.LIAISON}),
    Role.PARTICIPANT: frozenset({Role.SECRETARIAT, Role.LIAISON}),
    Role.JOURNALIST: frozenset({Role.SECRETARIAT, Role.LIAISON}),
    Role.MONITORING: frozenset({Role.SECRETARIAT, Role.LIAISON}),
    Role.AUDITOR: frozenset({Role.SECRETARIAT, Role.LIAISON}),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything a rule may want to know about an account in one convening."""

    roles: frozenset[Role] = frozenset()
    sides: frozenset[Side] = frozenset()
    organisation_ids: frozenset[UUID] = frozenset()
    unit_ids: frozenset[UUID] = frozenset()
    # Those with a restricted organisation (police, intelligence) never see names or notes about risk.
    restricted: bool = False
    # The system operator sets a convening up from the command line; no desk page opens for that.
    operator: bool = False


def standing(user: Any, convening: Convening) -> Standing:
    """What `user` is trusted with in `convening`; nothing for a visitor."""
    return standing_in(user, convening.pk)


def standing_in(user: Any, convening_id: UUID) -> Standing:
    """The same by the key of the convening."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return Standing()
    return _standings(user).get(convening_id) or Standing(operator=user.is_staff)


def desks_of(user: Any) -> frozenset[UUID]:
    """The keys of the convenings at whose desk this person works."""
    if not getattr(user, "is_authenticated", False):
        return frozenset()
    return frozenset(key for key, seen in _standings(user).items() if is_desk(seen))


def forget_standing(user: "User") -> None:
    """Make the next `standing` read the memberships again."""
    user.__dict__.pop("_standings", None)


@dataclass(frozen=True, slots=True)
class _Held:
    """One role of an account, with what its organisation adds."""

    convening: UUID
    role: Role
    organisation: UUID | None
    unit: UUID | None
    side: Side
    restricted: bool


def _as_held(convening: UUID, role: str, organisation: UUID | None, unit: UUID | None, **added: Any) -> _Held:
    side = Side(added["organisation__side"] or Side.NEITHER)
    return _Held(convening, Role(role), organisation, unit, side, bool(added["organisation__restricted"]))


def _everywhere() -> QuerySet[Membership, Any]:
    columns = ("convening", "role", "organisation", "unit", "organisation__side", "organisation__restricted")
    with scopes_disabled():
        return Membership.objects.filter(user=Given("user", UUIDField())).values(*columns)


_held = Prepared(_everywhere, _as_held)


def _standings(user: "User") -> dict[UUID, Standing]:
    """What `user` is trusted with in every convening, read once for each request."""
    known: dict[UUID, Standing] | None = user.__dict__.get("_standings")
    if known is None:
        held: dict[UUID, list[_Held]] = defaultdict(list)
        for one in _held(user=user.pk):
            held[one.convening].append(one)
        known = {convening: _standing_of(user, several) for convening, several in held.items()}
        user.__dict__["_standings"] = known
    return known


def _standing_of(user: "User", held: list[_Held]) -> Standing:
    sides = {SIDE_OF_ROLE.get(one.role, one.side) for one in held} - {Side.NEITHER}
    return Standing(
        roles=frozenset(one.role for one in held),
        sides=frozenset(sides),
        organisation_ids=frozenset(one.organisation for one in held if one.organisation),
        unit_ids=frozenset(one.unit for one in held if one.unit),
        restricted=any(one.restricted for one in held),
        operator=user.is_staff,
    )


def is_desk(s: Standing) -> bool:
    """The desk is open to those who work on the convening."""
    return bool(s.roles & DESK)


def leads(s: Standing, side: str) -> bool:
    """Chair and secretariat lead the network's side, the liaison the government's."""
    return side in LEADERS and bool(s.roles & LEADERS[Side(side)])


def may_organise(s: Standing) -> bool:
    """Both sides' leaders organise together, with equal rights."""
    return bool(s.roles & ORGANISERS)


def reads_all(s: Standing) -> bool:
    """Organisers, monitoring and audit read whatever the convening holds."""
    return bool(s.roles & READERS)


def may_read_log(s: Standing) -> bool:
    """The log is read by auditors and by the leaders of both sides."""
    return Role.AUDITOR in s.roles or may_organise(s)


def may_change_convening(s: Standing) -> bool:
    """Dates, theme, venue, phases, teams and figures are the organisers' to change."""
    return may_organise(s) or s.operator


def may_publish_convening(s: Standing) -> bool:
    """The secretariat and the liaison show the convening to the public or hide it."""
    return bool(s.roles & {Role.SECRETARIAT, Role.LIAISON}) or s.operator


def may_edit_side(s: Standing, side: str) -> bool:
    """Each side looks after its own organisations and people; organisers look after the rest."""
    return s.operator or (leads(s, side) if side in LEADERS else may_organise(s))


def may_grant(s: Standing, role: str, *, vacant: bool = False) -> bool:
    """Each side hands out its own roles; while there is no liaison, the secretariat names the first."""
    if s.operator or (role == Role.LIAISON and vacant and Role.SECRETARIAT in s.roles):
        return True
    return bool(s.roles & GRANTED_BY[Role(role)])


def may_manage_roles(s: Standing) -> bool:
    """Secretariat and liaison open the page of roles."""
    return bool(s.roles & {Role.SECRETARIAT, Role.LIAISON})


def may_create_convening(user: Any) -> bool:
    """Only the system operator opens a new convening."""
    return bool(getattr(user, "is_staff", False)) and user.is_active
