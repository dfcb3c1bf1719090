"""A plan: which meetings are held, when, where and by whom."""

import msgspec


class Held(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One meeting with its slot, its room and the listed people who attend."""

    meeting: str
    slot: int
    room: str
    people: tuple[str, ...] = ()


class Plan(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    tag_field="format",
    tag="pendopo.bilaterals-plan/1",
):
    """The meetings held, in the order of slots."""

    meetings: tuple[Held, ...]
