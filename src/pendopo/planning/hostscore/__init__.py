"""Ranks candidates by weighted criteria, and says how firm the first place is under other weights."""

from pendopo.planning.hostscore.check import check
from pendopo.planning.hostscore.explain import closest_changes, explain, summary
from pendopo.planning.hostscore.model import ranked, solve
from pendopo.planning.hostscore.problem import Candidate, Criterion, Problem
from pendopo.planning.hostscore.solution import End, Line, Plan, Range, Share, Weightings
from pendopo.planning.kinds import Kind

KIND = Kind("hostscore", Problem, Plan, solve, check, explain, summary)

__all__ = [
    "KIND",
    "Candidate",
    "Criterion",
    "End",
    "Line",
    "Plan",
    "Problem",
    "Range",
    "Share",
    "Weightings",
    "check",
    "closest_changes",
    "explain",
    "ranked",
    "solve",
]
