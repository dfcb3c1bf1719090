"""Rows of a convening: who takes part, in which teams and roles, and when."""

from pendopo.convenings.models.convening import Convening, Phase, Region
from pendopo.convenings.models.figure import Figure, Notice
from pendopo.convenings.models.organisation import Organisation, Unit
from pendopo.convenings.models.people import Membership, Person, Team, TeamMember

__all__ = [
    "Convening",
    "Figure",
    "Membership",
    "Notice",
    "Organisation",
    "Person",
    "Phase",
    "Region",
    "Team",
    "TeamMember",
    "Unit",
]
