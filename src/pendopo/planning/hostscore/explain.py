"""Which weights the result hangs on."""

from dataclasses import dataclass
from fractions import Fraction

from pendopo.planning.hostscore.solution import Solution


@dataclass(frozen=True, slots=True)
class Change:
    """A weight that, moved from `weight` past `at`, puts `then` first; `move` is the distance."""

    criterion: str
    weight: Fraction
    at: Fraction
    then: tuple[str, ...]

    @property
    def move(self) -> Fraction:
        """How far the weight has to go."""
        return abs(self.at - self.weight)


def closest_changes(solution: Solution) -> tuple[Change, ...]:
    """Every way one weight alone changes the winner, smallest move first; empty if none does."""
    changes = [
        Change(found.criterion, found.weight, end.at, end.then)
        for found in solution.ranges
        for end in (found.low, found.high)
        if end.at is not None and end.then
    ]
    return tuple(sorted(changes, key=lambda change: change.move))
