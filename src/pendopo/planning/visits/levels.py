"""The objectives by name, as levels: what is counted, in which order, upwards or downwards.

The profile of a plan is how many people have their first, second, ... choice. Names follow A. Kwanashie, R. W. Irving,
D. F. Manlove and C. T. S. Sng, "Profile-based optimal matchings in the student/project allocation problem", IWOCA 2014.
"""

from dataclasses import dataclass

from pendopo.planning.result import Goal
from pendopo.planning.visits.problem import Problem

UNRANKED, UNPLACED = 0, -1  # beside 1, 2, ... for the choices


@dataclass(frozen=True, slots=True)
class Level:
    """Count the people whose outcome is one of `outcomes`: as many as possible, or as few."""

    name: str
    outcomes: frozenset[int]
    maximise: bool

    def gain(self, outcome: int) -> int:
        """What one person with this outcome adds, where more is better."""
        return (1 if self.maximise else -1) * (outcome in self.outcomes)

    def goal(self, counts: dict[int, int], bound: int | None = None) -> Goal:
        """The level as it is reached by this many people for each outcome."""
        return Goal(self.name, sum(counts.get(one, 0) for one in self.outcomes), bound, self.maximise)


def levels(problem: Problem) -> tuple[Level, ...]:
    """The levels of the problem's objective, the most important first."""
    ranks = range(1, problem.ranks + 1)
    ranked = Level("people with a ranked choice", frozenset(ranks), True)
    best = [Level(f"choice {rank}", frozenset({rank}), True) for rank in ranks]
    worst = [Level(f"choice {rank}", frozenset({rank}), False) for rank in reversed(ranks) if rank > 1]
    placed = [Level("people left behind", frozenset({UNPLACED}), False)] if problem.everyone else []
    match problem.objective:
        case "rank-maximal":
            return (*placed, *best)
        case "greedy-maximum":
            return (*placed, ranked, *best)
        case "generous-maximum":
            return (*placed, ranked, *worst)
    without = Level("people without a ranked choice", frozenset({UNRANKED, UNPLACED}), False)
    return (*placed, without, *worst)


def outcome_of(ranks: dict[str, int], site: str) -> int:
    """The rank that a person gave a site, or UNRANKED."""
    return ranks.get(site, UNRANKED)
