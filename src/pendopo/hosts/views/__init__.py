"""Pages of this room."""

from pendopo.hosts.views.assessor import assessor_delete, assessor_excuse, assessor_new, scoring_open
from pendopo.hosts.views.call import (
    call_detail,
    call_edit,
    call_list,
    call_new,
    criteria_list,
    criteria_new,
)
from pendopo.hosts.views.candidate import (
    candidate_detail,
    candidate_edit,
    candidate_new,
    candidate_withdraw,
    claim_edit,
    evidence_delete,
    evidence_new,
    evidence_verify,
)
from pendopo.hosts.views.decision import (
    decision_detail,
    decision_memo,
    decision_new,
    decision_preview,
    decision_public,
    decision_publish,
    decision_unpublish,
    result,
)
from pendopo.hosts.views.sheet import sheet, sheet_conflicts, sheet_take_back

__all__ = [
    "assessor_delete",
    "assessor_excuse",
    "assessor_new",
    "call_detail",
    "call_edit",
    "call_list",
    "call_new",
    "candidate_detail",
    "candidate_edit",
    "candidate_new",
    "candidate_withdraw",
    "claim_edit",
    "criteria_list",
    "criteria_new",
    "decision_detail",
    "decision_memo",
    "decision_new",
    "decision_preview",
    "decision_public",
    "decision_publish",
    "decision_unpublish",
    "evidence_delete",
    "evidence_new",
    "evidence_verify",
    "result",
    "scoring_open",
    "sheet",
    "sheet_conflicts",
    "sheet_take_back",
]
