"""Puts talks into sessions, rooms and slots."""

from pendopo.planning.kinds import Kind
from pendopo.planning.timetable.check import check
from pendopo.planning.timetable.explain import explain, summary
from pendopo.planning.timetable.problem import (
    Cell,
    Hours,
    Overlap,
    Penalty,
    Problem,
    Room,
    Session,
    Talk,
    Track,
    Weights,
)
from pendopo.planning.timetable.reading import read_timetable, read_workbook, write_timetable
from pendopo.planning.timetable.solution import Place, Plan
from pendopo.planning.timetable.solving import solve
from pendopo.planning.timetable.terms import terms

KIND = Kind("timetable", Problem, Plan, solve, check, explain, summary, {"xlsx": read_workbook})

__all__ = [
    "KIND",
    "Cell",
    "Hours",
    "Overlap",
    "Penalty",
    "Place",
    "Plan",
    "Problem",
    "Room",
    "Session",
    "Talk",
    "Track",
    "Weights",
    "check",
    "explain",
    "read_timetable",
    "read_workbook",
    "solve",
    "summary",
    "terms",
    "write_timetable",
]
