"""What the tests of registration share: a delegate with a link, and what a phone sends."""

from datetime import UTC, datetime
from typing import Any

from pendopo.core.ids import uuid7
from pendopo.delegates.actions.delegate import enter_delegate
from pendopo.delegates.actions.form import begin_forms
from pendopo.delegates.actions.nomination import nominate
from pendopo.delegates.actions.own import make_own_link
from pendopo.delegates.actions.registration import Registration, register
from pendopo.delegates.enums import Purpose
from pendopo.delegates.queries.own import token_of

MOMENT = datetime(2024, 4, 1, 3, 0, tzinfo=UTC)
PHONE, DIGITS = "+6281234567890", "7890"
WG = ("wg_seeing", "wg_hearing", "wg_walking", "wg_remembering", "wg_self_care", "wg_communicating")


def make_delegate(convening: Any, *, name: str = "Budi", phone: str = PHONE, **known: Any) -> Any:
    return enter_delegate(
        convening=convening, audience="conference", by=None, name=name, phone=phone, **known
    )


def begun(convening: Any, sari: Any) -> None:
    begin_forms(convening=convening, by=sari)


def address_of(delegate: Any, sari: Any, page: str = "") -> str:
    token = token_of(make_own_link(delegate=delegate, by=sari))
    return f"/en/{delegate.convening.slug}/delegates/me/{token}/{page}"


def said(**changes: Any) -> Registration:
    usual: dict[str, Any] = {
        "name": "Budi",
        "phone": "0812 3456 7890",
        "agreed": frozenset({Purpose.TAKE_PART}),
    }
    return Registration(**usual | changes)


def registered(convening: Any, sari: Any, *, phone: str = PHONE, desk: Any = None, **changes: Any) -> Any:
    """A delegate who has registered with these answers; nominated at the `desk` of an organisation, if one is given."""
    name = changes.get("name", "Budi")
    if desk:
        delegate = nominate(
            organisation=desk, audience="conference", by=sari, name=name, phone=phone
        ).delegate
    else:
        delegate = make_delegate(convening, name=name, phone=phone)
    begun(convening, sari)
    return register(delegate=delegate, said=said(phone=phone, **changes))


def sent(**changes: Any) -> dict[str, Any]:
    """What the form sends when everything is filled; None leaves a field out."""
    usual = {
        "submission": str(uuid7()),
        "asked": "",
        "at": "3",
        "go": "send",
        "name": "Budi",
        "phone": "0812 3456 7890",
        "agree_take_part": "on",
    }
    return {name: value for name, value in (usual | changes).items() if value is not None}
