from pendopo.cooperation.actions.agreement import capture_agreement, detail_agreement, edit_agreement
from pendopo.cooperation.actions.change import answer_change, cancel_change, propose_change, withdraw
from pendopo.cooperation.actions.commitment import (
    accept_commitment,
    add_comment,
    block,
    capture_commitment,
    complete_commitment,
    reopen,
    report_progress,
    send_back,
    start_commitment,
    unblock,
    verify_commitment,
)
from pendopo.cooperation.actions.evidence import add_evidence
from pendopo.cooperation.actions.link import make_link, revoke_link

__all__ = [
    "accept_commitment",
    "add_comment",
    "add_evidence",
    "answer_change",
    "block",
    "cancel_change",
    "capture_agreement",
    "capture_commitment",
    "complete_commitment",
    "detail_agreement",
    "edit_agreement",
    "make_link",
    "propose_change",
    "reopen",
    "report_progress",
    "revoke_link",
    "send_back",
    "start_commitment",
    "unblock",
    "verify_commitment",
    "withdraw",
]
