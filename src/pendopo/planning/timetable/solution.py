"""Which talk is held when and where."""

import msgspec


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A talk in a session and a room, from a slot on; slots of a session count from 0."""

    talk: str
    session: str
    room: str
    slot: int


class Plan(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    tag_field="format",
    tag="pendopo.timetable-plan/1",
):
    """Every talk in its place; a session and room belong to the track of the talks held there."""

    places: tuple[Place, ...]
