"""Rows for tests, made directly: a convening of 2024 with both sides, and accounts with a role in it."""

from datetime import date
from typing import Any

from django_scopes import scope

from pendopo.accounts.models import User
from pendopo.convenings.enums import OrganisationKind, Role, Side
from pendopo.convenings.models import Convening, Membership, Organisation, Unit


def make_convening(slug: str = "wgwc-2024", **changes: Any) -> Convening:
    """A published convening from 5 to 8 May 2024, in the zone WIB."""
    values: dict[str, Any] = {
        "title_ind": "Konferensi dan Konvensi 2024",
        "title_en": "Conference and Convention 2024",
        "theme_ind": "Merawat yang disepakati",
        "theme_en": "Keeping what was agreed",
        "starts_on": date(2024, 5, 5),
        "ends_on": date(2024, 5, 8),
        "time_zone": "Asia/Jakarta",
        "published": True,
    }
    return Convening.objects.create(slug=slug, **values | changes)


def make_organisation(convening: Convening, code: str, **changes: Any) -> Organisation:
    """An organisation of the network, unless `changes` say otherwise."""
    values = {
        "name": f"Organisation {code}",
        "short_name": code,
        "kind": OrganisationKind.CSO,
        "side": Side.NETWORK,
    }
    with scope(convening=convening):
        return Organisation.objects.create(convening=convening, code=code, **values | changes)


def make_government(convening: Convening, code: str = "PEMDA", **changes: Any) -> Organisation:
    """The host government."""
    values = {
        "name": "Pemerintah Kabupaten",
        "short_name": "Pemkab",
        "kind": OrganisationKind.GOVERNMENT_REGENCY,
        "side": Side.GOVERNMENT,
    }
    return make_organisation(convening, code, **values | changes)


def make_unit(organisation: Organisation, code: str = "BAPPEDA", **changes: Any) -> Unit:
    """A unit of an organisation."""
    with scope(convening=organisation.convening):
        return Unit.objects.create(
            organisation=organisation,
            convening=organisation.convening,
            code=code,
            **{"name": f"Unit {code}", "short_name": code} | changes,
        )


def make_user(name: str, **changes: Any) -> User:
    """An account whose address follows from its name; nobody needs its password."""
    email = f"{name.lower().replace(' ', '.')}@example.org"
    return User.objects.create_user(**{"email": email, "full_name": name} | changes)


def make_member(
    convening: Convening,
    user: User,
    role: Role,
    *,
    organisation: Organisation | None = None,
    unit: Unit | None = None,
) -> Membership:
    """A role for `user` in the convening."""
    with scope(convening=convening):
        return Membership.objects.create(
            convening=convening, user=user, role=role, organisation=organisation, unit=unit
        )
