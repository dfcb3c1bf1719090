"""Who is trusted with what: each side hands out its own roles, and neither can be left without a hand."""

from typing import Any

from django.db import transaction

from pendopo.accounts.actions import invite_user, send_invitation
from pendopo.accounts.models import User
from pendopo.convenings import rules
from pendopo.convenings.actions.change import require
from pendopo.convenings.actions.people import check_unit
from pendopo.convenings.enums import Role
from pendopo.convenings.errors import LastOfRole, RoleHeld, RoleNeedsPlace
from pendopo.convenings.models import Convening, Membership, Organisation, Unit
from pendopo.core.audit import record

NEVER_VACANT = frozenset({Role.SECRETARIAT, Role.LIAISON})
NEEDS_PLACE = frozenset({Role.FOCAL_POINT, Role.UNIT_OFFICER})


@transaction.atomic
def grant_role(
    *,
    convening: Convening,
    user: User,
    role: str,
    organisation: Organisation | None = None,
    unit: Unit | None = None,
    by: User,
) -> Membership:
    """Trust an account with a role.

    Raises RoleHeld, RoleNeedsPlace or UnitOfAnother.
    """
    held = Membership.objects.filter(convening=convening)
    vacant = not held.filter(role=Role.LIAISON).exists()
    require(rules.may_grant(rules.standing(by, convening), role, vacant=vacant))
    organisation = check_unit(organisation, unit)
    if role in NEEDS_PLACE and organisation is None:
        raise RoleNeedsPlace(role=Role(role).label)
    if held.filter(user=user, role=role, organisation=organisation, unit=unit).exists():
        raise RoleHeld(name=user.full_name, role=Role(role).label)
    membership = Membership.objects.create(
        convening=convening, user=user, role=role, organisation=organisation, unit=unit
    )
    rules.forget_standing(user)
    record("convenings.role_granted", on=membership, by=by, data={"user": user.pk, "role": role})
    return membership


@transaction.atomic
def revoke_role(*, membership: Membership, by: User) -> None:
    """Take a role back.

    Raises LastOfRole for the last secretariat and the last liaison.
    """
    role, user = Role(membership.role), membership.user
    require(rules.may_grant(rules.standing(by, membership.convening), role))
    # Two people who revoke each other at once must not both succeed, so the role's rows are locked first.
    same = list(
        Membership.objects.select_for_update(no_key=True).filter(
            convening_id=membership.convening_id, role=role
        )
    )
    if role in NEVER_VACANT and not {m.user_id for m in same} - {user.pk}:
        raise LastOfRole(name=user.full_name, role=role.label)
    record("convenings.role_revoked", on=membership, by=by, data={"user": user.pk, "role": role})
    membership.delete()
    rules.forget_standing(user)


@transaction.atomic
def invite_member(
    *,
    convening: Convening,
    full_name: str,
    email: str | None,
    phone: str | None,
    language: str,
    by: User,
    **place: Any,
) -> Membership:
    """Give a role to a person, with a new account and an invitation if they have none."""
    user = invite_user(full_name=full_name, email=email, phone=phone, language=language, by=by)
    membership = grant_role(convening=convening, user=user, by=by, **place)
    if not user.has_usable_password():
        send_invitation(user)
    return membership
