"""Who goes where, with whom as guide and in which bus."""

import msgspec


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A person in a group."""

    person: str
    group: str


class Lead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A facilitator for a group."""

    facilitator: str
    group: str


class Ride(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A vehicle for a group."""

    vehicle: str
    group: str


class Plan(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="format", tag="pendopo.visits-plan/1"
):
    """Who goes where; people who are not named stay behind."""

    places: tuple[Place, ...]
    leads: tuple[Lead, ...] = ()
    rides: tuple[Ride, ...] = ()
