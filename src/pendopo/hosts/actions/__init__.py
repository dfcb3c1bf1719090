"""Writes of this room; each checks who acts, ends with one event in the log, and refuses in sentences."""

from pendopo.hosts.actions.call import (
    CriterionDraft,
    add_candidate,
    edit_call,
    edit_candidate,
    make_version,
    open_call,
    withdraw_candidate,
)
from pendopo.hosts.actions.decision import decide, publish_decision, unpublish_decision
from pendopo.hosts.actions.evidence import add_evidence, remove_evidence, state_claim, verify_evidence
from pendopo.hosts.actions.scoring import (
    declare_conflicts,
    excuse_assessor,
    give_scores,
    invite_assessor,
    open_scoring,
    remove_assessor,
    take_back_scores,
)

__all__ = [
    "CriterionDraft",
    "add_candidate",
    "add_evidence",
    "decide",
    "declare_conflicts",
    "edit_call",
    "edit_candidate",
    "excuse_assessor",
    "give_scores",
    "invite_assessor",
    "make_version",
    "open_call",
    "open_scoring",
    "publish_decision",
    "remove_assessor",
    "remove_evidence",
    "state_claim",
    "take_back_scores",
    "unpublish_decision",
    "verify_evidence",
    "withdraw_candidate",
]
