"""Forms of this room."""

from pendopo.hosts.forms.base import PlainForm, ReasonForm
from pendopo.hosts.forms.call import (
    CallForm,
    CandidateForm,
    CriteriaFormSet,
    NewCandidateForm,
    VersionForm,
    criteria_initial,
)
from pendopo.hosts.forms.decision import DecisionForm
from pendopo.hosts.forms.evidence import ClaimForm, EvidenceForm
from pendopo.hosts.forms.scoring import AssessorForm, ConflictForm, ScoreForm

__all__ = [
    "AssessorForm",
    "CallForm",
    "CandidateForm",
    "ClaimForm",
    "ConflictForm",
    "CriteriaFormSet",
    "DecisionForm",
    "EvidenceForm",
    "NewCandidateForm",
    "PlainForm",
    "ReasonForm",
    "ScoreForm",
    "VersionForm",
    "criteria_initial",
]
