"""The only way for objects into views: 404 both for what does not exist and for what is not yours."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model
from django.http import Http404

from pendopo.accounts.models import User
from pendopo.convenings import rules
from pendopo.convenings.models import (
    Figure,
    Membership,
    Notice,
    Organisation,
    Person,
    Phase,
    Team,
    TeamMember,
    Unit,
)

Row = TypeVar("Row", bound=Model)
Rule = Callable[[rules.Standing, Any], bool]


def access_organisation(user: User, pk: UUID, *, to: str) -> Organisation:
    """An organisation that the user may read or edit."""
    own: dict[str, Rule] = {
        "read": lambda s, o: rules.is_desk(s),
        "edit": lambda s, o: rules.may_edit_side(s, o.side),
    }
    return _access(Organisation, user, pk, own[to])


def access_unit(user: User, pk: UUID, *, to: str = "edit") -> Unit:
    """A unit that the user may edit."""
    return _access(Unit, user, pk, lambda s, u: rules.may_edit_side(s, u.organisation.side))


def access_person(user: User, pk: UUID, *, to: str = "edit") -> Person:
    """A person that the user may edit."""
    return _access(Person, user, pk, lambda s, p: rules.may_edit_side(s, p.side))


def access_team(user: User, pk: UUID, *, to: str) -> Team:
    """A team that the user may read or edit."""
    own: dict[str, Rule] = {
        "read": lambda s, t: rules.is_desk(s),
        "edit": lambda s, t: rules.may_edit_side(s, t.side),
    }
    return _access(Team, user, pk, own[to])


def access_seat(user: User, pk: UUID, *, to: str = "edit") -> TeamMember:
    """A seat of a team that the user may edit."""
    return _access(TeamMember, user, pk, lambda s, m: rules.may_edit_side(s, m.team.side))


def access_phase(user: User, pk: UUID, *, to: str = "edit") -> Phase:
    """A phase that the user may edit."""
    return _access(Phase, user, pk, lambda s, p: rules.may_change_convening(s))


def access_figure(user: User, pk: UUID, *, to: str = "edit") -> Figure:
    """A figure that the user may edit."""
    return _access(Figure, user, pk, lambda s, f: rules.may_change_convening(s))


def access_membership(user: User, pk: UUID, *, to: str = "revoke") -> Membership:
    """A role that the user may take back or invite to."""
    return _access(Membership, user, pk, lambda s, m: rules.may_grant(s, m.role))


def access_notice(user: User, pk: UUID) -> Notice:
    """One's own notice."""
    notice = Notice.objects.filter(pk=pk, user=user).first()
    if notice is None:
        raise Http404("No such notice for this reader.")
    return notice


def _access(model: type[Row], user: User, pk: UUID, allowed: Rule) -> Row:
    row: Any = model._default_manager.filter(pk=pk).select_related("convening").first()
    if row is None or not allowed(rules.standing(user, row.convening), row):
        raise Http404(f"No {model._meta.verbose_name} {pk} for this reader.")
    found: Row = row
    return found
