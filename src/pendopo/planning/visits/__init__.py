"""Sends people who rank sites to sites that receive them in groups."""

from pendopo.planning.kinds import Kind
from pendopo.planning.visits.check import check
from pendopo.planning.visits.explain import explain, summary
from pendopo.planning.visits.model import solve
from pendopo.planning.visits.problem import (
    Facilitator,
    Group,
    Host,
    Mix,
    Pair,
    Person,
    Problem,
    Site,
    Vehicle,
)
from pendopo.planning.visits.reading import read_soi
from pendopo.planning.visits.solution import Lead, Place, Plan, Ride

KIND = Kind("visits", Problem, Plan, solve, check, explain, summary, {"soi": read_soi})

__all__ = [
    "KIND",
    "Facilitator",
    "Group",
    "Host",
    "Lead",
    "Mix",
    "Pair",
    "Person",
    "Place",
    "Plan",
    "Problem",
    "Ride",
    "Site",
    "Vehicle",
    "check",
    "explain",
    "read_soi",
    "solve",
    "summary",
]
