"""What was found: places, how firm the first place is, and who would be first under other weightings."""

from fractions import Fraction

import msgspec


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The place of one candidate; equal totals share a place, and `level_with` names the others there."""

    place: int
    name: str
    total: Fraction
    level_with: tuple[str, ...]


class End(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far a weight can move one way.

    `at` is the last weight with today's winner, None when there is no end. There `level` draw level with the
    winner; one step further `then` come first alone. At a weight of 0 nothing lies further: `then` is empty.
    """

    at: Fraction | None
    level: tuple[str, ...] = ()
    then: tuple[str, ...] = ()


class Range(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Between which two ends the weight of a criterion may lie, the others unchanged, for the same winner."""

    criterion: str
    weight: Fraction
    low: End
    high: End


class Share(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The share of all weightings under which one candidate comes first, alone or level.

    `standard_error` is 0 for an exact share.
    """

    name: str
    share: Fraction
    standard_error: float = 0.0


class Weightings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One share per candidate: exact when `draws` is 0, else an estimate from so many draws with `seed`."""

    shares: tuple[Share, ...]
    draws: int = 0
    seed: int = 0

    @property
    def exact(self) -> bool:
        """Whether the shares are volumes and not an estimate."""
        return self.draws == 0


class Plan(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    tag_field="format",
    tag="pendopo.hostscore-plan/1",
):
    """The ranking, best first, one range per criterion, and the shares of all weightings if asked for."""

    lines: tuple[Line, ...]
    ranges: tuple[Range, ...]
    weightings: Weightings | None = None

    @property
    def winners(self) -> tuple[str, ...]:
        """Everyone in first place: one name, or all that are level."""
        return tuple(line.name for line in self.lines if line.place == 1)
