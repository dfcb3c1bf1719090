"""Ranks candidates by weighted criteria and says how far each weight may move before the winner changes."""

from pendopo.planning.hostscore.check import faults
from pendopo.planning.hostscore.explain import closest_changes
from pendopo.planning.hostscore.model import solve
from pendopo.planning.hostscore.problem import Candidate, Criterion, Problem
from pendopo.planning.hostscore.solution import End, Line, Range, Solution

__all__ = [
    "Candidate",
    "Criterion",
    "End",
    "Line",
    "Problem",
    "Range",
    "Solution",
    "closest_changes",
    "faults",
    "solve",
]
