"""Meetings of parties in slots: as many as can be, with few breaks, and changed as little as possible."""

from pendopo.planning.bilaterals.check import check
from pendopo.planning.bilaterals.explain import explain, summary
from pendopo.planning.bilaterals.problem import (
    Interpreter,
    Meeting,
    Party,
    Person,
    Presence,
    Problem,
    Room,
    Session,
)
from pendopo.planning.bilaterals.reading import read_dzn
from pendopo.planning.bilaterals.solution import Held, Plan
from pendopo.planning.bilaterals.solving import solve
from pendopo.planning.kinds import Kind

KIND = Kind("bilaterals", Problem, Plan, solve, check, explain, summary, {"dzn": read_dzn})

__all__ = [
    "KIND",
    "Held",
    "Interpreter",
    "Meeting",
    "Party",
    "Person",
    "Plan",
    "Presence",
    "Problem",
    "Room",
    "Session",
    "check",
    "explain",
    "read_dzn",
    "solve",
]
