"""Rows of the choice of a host: call, criteria, evidence, scores, decision."""

from pendopo.hosts.models.call import Call, Candidate, CriteriaVersion, Criterion
from pendopo.hosts.models.decision import Decision
from pendopo.hosts.models.evidence import Claim, Evidence
from pendopo.hosts.models.scoring import Assessor, Recusal, Score, Sheet

__all__ = [
    "Assessor",
    "Call",
    "Candidate",
    "Claim",
    "CriteriaVersion",
    "Criterion",
    "Decision",
    "Evidence",
    "Recusal",
    "Score",
    "Sheet",
]
