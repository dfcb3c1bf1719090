"""What was found: places, and how firm the first place is."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Line:
    """The place of one candidate; equal totals share a place, and `level_with` names the others there."""

    place: int
    name: str
    total: Fraction
    level_with: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class End:
    """How far a weight can move one way.

    `at` is the last weight with today's winner, None when there is no end. There `level` draw level with the
    winner; one step further `then` come first alone. At a weight of 0 nothing lies further: `then` is empty.
    """

    at: Fraction | None
    level: tuple[str, ...] = ()
    then: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Range:
    """Between which two ends the weight of a criterion may lie, the others unchanged, for the same winner."""

    criterion: str
    weight: Fraction
    low: End
    high: End


@dataclass(frozen=True, slots=True)
class Solution:
    """The ranking, best first, and one range per criterion."""

    lines: tuple[Line, ...]
    ranges: tuple[Range, ...]

    @property
    def winners(self) -> tuple[str, ...]:
        """Everyone in first place: one name, or all that are level."""
        return tuple(line.name for line in self.lines if line.place == 1)
