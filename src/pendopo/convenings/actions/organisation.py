"""Organisations and units; each side looks after its own."""

from typing import Any

from django.db import transaction

from pendopo.accounts.models import User
from pendopo.convenings import rules
from pendopo.convenings.actions.change import apply_changes, require
from pendopo.convenings.enums import OrganisationKind, Side
from pendopo.convenings.errors import CodeTaken
from pendopo.convenings.models import Convening, Organisation, Unit
from pendopo.core.audit import record


@transaction.atomic
def add_organisation(
    *,
    convening: Convening,
    name: str,
    kind: str,
    side: str = Side.NEITHER,
    code: str = "",
    restricted: bool | None = None,
    by: User,
    **more: Any,
) -> Organisation:
    """A new organisation; security bodies start restricted, a missing code is the next free one.

    Raises CodeTaken.
    """
    require(rules.may_edit_side(rules.standing(by, convening), side))
    _check_code(Organisation, convening, code)
    organisation = Organisation.objects.create(
        convening=convening,
        code=code or next_code(Organisation, convening, "ORG"),
        name=name,
        kind=kind,
        side=side,
        restricted=kind == OrganisationKind.SECURITY if restricted is None else restricted,
        **more,
    )
    record("convenings.organisation_added", on=organisation, by=by, data={"code": organisation.code})
    return organisation


@transaction.atomic
def update_organisation(*, organisation: Organisation, by: User, **changes: Any) -> Organisation:
    """Change an organisation; moving it to another side needs the right to edit both.

    Raises CodeTaken.
    """
    s = rules.standing(by, organisation.convening)
    require(rules.may_edit_side(s, organisation.side))
    require(rules.may_edit_side(s, changes.get("side", organisation.side)))
    changes["code"] = changes.get("code") or organisation.code
    _check_code(Organisation, organisation.convening, changes["code"], but=organisation)
    changed = apply_changes(organisation, changes)
    record("convenings.organisation_changed", on=organisation, by=by, data={"fields": changed})
    return organisation


@transaction.atomic
def add_unit(*, organisation: Organisation, name: str, code: str = "", by: User, **more: Any) -> Unit:
    """A new unit of an organisation; a missing code is the next free one.

    Raises CodeTaken.
    """
    convening = organisation.convening
    require(rules.may_edit_side(rules.standing(by, convening), organisation.side))
    _check_code(Unit, convening, code)
    unit = Unit.objects.create(
        organisation=organisation,
        convening=convening,
        code=code or next_code(Unit, convening, "UNIT"),
        name=name,
        **more,
    )
    record("convenings.unit_added", on=unit, by=by, data={"code": unit.code})
    return unit


@transaction.atomic
def update_unit(*, unit: Unit, by: User, **changes: Any) -> Unit:
    """Change a unit.

    Raises CodeTaken.
    """
    require(rules.may_edit_side(rules.standing(by, unit.convening), unit.organisation.side))
    changes["code"] = changes.get("code") or unit.code
    _check_code(Unit, unit.convening, changes["code"], but=unit)
    changed = apply_changes(unit, changes)
    record("convenings.unit_changed", on=unit, by=by, data={"fields": changed})
    return unit


def next_code(model: type[Organisation] | type[Unit], convening: Convening, prefix: str) -> str:
    """The code after the highest one that is used: ORG-07 follows ORG-06."""
    codes = model.objects.filter(convening=convening, code__startswith=f"{prefix}-").values_list(
        "code", flat=True
    )
    numbers = [int(tail) for code in codes if (tail := code.removeprefix(f"{prefix}-")).isdecimal()]
    return f"{prefix}-{max(numbers, default=0) + 1:02d}"


def _check_code(
    model: type[Organisation] | type[Unit],
    convening: Convening,
    code: str,
    but: Organisation | Unit | None = None,
) -> None:
    taken = model.objects.filter(convening=convening, code=code).first()
    if code and taken and taken != but:
        raise CodeTaken(code=code, owner=taken.name)
