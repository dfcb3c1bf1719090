"""People in their public roles, and the teams they sit in."""

from typing import Any

from django.db import transaction

from pendopo.accounts.models import User
from pendopo.convenings import rules
from pendopo.convenings.actions.change import apply_changes, require
from pendopo.convenings.enums import Side
from pendopo.convenings.errors import AccountTaken, AlreadyInTeam, UnitOfAnother
from pendopo.convenings.models import Convening, Organisation, Person, Team, TeamMember, Unit
from pendopo.core.audit import record


@transaction.atomic
def add_person(
    *,
    convening: Convening,
    name: str,
    organisation: Organisation | None = None,
    unit: Unit | None = None,
    user: User | None = None,
    by: User,
    **more: Any,
) -> Person:
    """A new person with a part in the preparation.

    Raises UnitOfAnother or AccountTaken.
    """
    require(rules.may_edit_side(rules.standing(by, convening), _side(organisation)))
    organisation = check_unit(organisation, unit)
    _check_account(convening, user)
    person = Person.objects.create(
        convening=convening, name=name, organisation=organisation, unit=unit, user=user, **more
    )
    record("convenings.person_added", on=person, by=by)
    return person


@transaction.atomic
def update_person(*, person: Person, by: User, **changes: Any) -> Person:
    """Change a person; moving to an organisation of another side needs the right to edit both.

    Raises UnitOfAnother or AccountTaken.
    """
    s = rules.standing(by, person.convening)
    require(rules.may_edit_side(s, person.side))
    organisation = changes.get("organisation", person.organisation)
    require(rules.may_edit_side(s, _side(organisation)))
    changes["organisation"] = check_unit(organisation, changes.get("unit", person.unit))
    _check_account(person.convening, changes.get("user", person.user), but=person)
    changed = apply_changes(person, changes)
    record("convenings.person_changed", on=person, by=by, data={"fields": changed})
    return person


@transaction.atomic
def add_team(*, convening: Convening, side: str = Side.NEITHER, by: User, **more: Any) -> Team:
    """A new team."""
    require(rules.may_edit_side(rules.standing(by, convening), side))
    team = Team.objects.create(convening=convening, side=side, **more)
    record("convenings.team_added", on=team, by=by)
    return team


@transaction.atomic
def update_team(*, team: Team, by: User, **changes: Any) -> Team:
    """Change the name, kind or side of a team."""
    s = rules.standing(by, team.convening)
    require(rules.may_edit_side(s, team.side))
    require(rules.may_edit_side(s, changes.get("side", team.side)))
    changed = apply_changes(team, changes)
    record("convenings.team_changed", on=team, by=by, data={"fields": changed})
    return team


@transaction.atomic
def add_team_member(*, team: Team, person: Person, by: User, **more: Any) -> TeamMember:
    """Give a person a seat in a team.

    Raises AlreadyInTeam.
    """
    require(rules.may_edit_side(rules.standing(by, team.convening), team.side))
    if TeamMember.objects.filter(team=team, person=person).exists():
        raise AlreadyInTeam(name=person.name)
    seat = TeamMember.objects.create(convening=team.convening, team=team, person=person, **more)
    record("convenings.team_member_added", on=seat, by=by, data={"team": team.pk, "person": person.pk})
    return seat


@transaction.atomic
def update_team_member(*, seat: TeamMember, by: User, **changes: Any) -> TeamMember:
    """Change the task of a seat, or who sits in it.

    Raises AlreadyInTeam.
    """
    require(rules.may_edit_side(rules.standing(by, seat.convening), seat.team.side))
    person = changes.get("person", seat.person)
    if TeamMember.objects.filter(team=seat.team, person=person).exclude(pk=seat.pk).exists():
        raise AlreadyInTeam(name=person.name)
    changed = apply_changes(seat, changes)
    record("convenings.team_member_changed", on=seat, by=by, data={"fields": changed})
    return seat


@transaction.atomic
def remove_team_member(*, seat: TeamMember, by: User) -> None:
    """Free a seat in a team."""
    require(rules.may_edit_side(rules.standing(by, seat.convening), seat.team.side))
    data = {"team": seat.team_id, "person": seat.person_id}
    record("convenings.team_member_removed", on=seat, by=by, data=data)
    seat.delete()


def check_unit(organisation: Organisation | None, unit: Unit | None) -> Organisation | None:
    """The organisation, or the unit's own where none was given.

    Raises UnitOfAnother when the unit belongs elsewhere.
    """
    if unit is None:
        return organisation
    if organisation and unit.organisation_id != organisation.pk:
        raise UnitOfAnother(unit=unit.name, organisation=organisation.name)
    return unit.organisation


def _side(organisation: Organisation | None) -> str:
    return organisation.side if organisation else Side.NEITHER


def _check_account(convening: Convening, user: User | None, but: Person | None = None) -> None:
    taken = Person.objects.filter(convening=convening, user=user).first() if user else None
    if taken and taken != but:
        raise AccountTaken(name=taken.name)
