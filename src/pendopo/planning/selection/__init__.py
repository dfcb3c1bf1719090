"""Draws panels that meet overlapping quotas, with chances as fair as the quotas allow."""

from pendopo.planning.kinds import Kind as _Kind
from pendopo.planning.selection.check import chances, check
from pendopo.planning.selection.draw import drawn
from pendopo.planning.selection.explain import explain, summary
from pendopo.planning.selection.model import solve
from pendopo.planning.selection.pool import pool_of
from pendopo.planning.selection.problem import Cap, Person, Problem, Quota, Share
from pendopo.planning.selection.reading import read_sortition
from pendopo.planning.selection.relax import SHARE, Change, smallest_relaxation
from pendopo.planning.selection.solution import Composition, Kind, Plan

KIND = _Kind("selection", Problem, Plan, solve, check, explain, summary, {"sortition": read_sortition})

__all__ = [
    "KIND",
    "SHARE",
    "Cap",
    "Change",
    "Composition",
    "Kind",
    "Person",
    "Plan",
    "Problem",
    "Quota",
    "Share",
    "chances",
    "check",
    "drawn",
    "explain",
    "pool_of",
    "read_sortition",
    "smallest_relaxation",
    "solve",
    "summary",
]
