from pendopo.cooperation.actions.agenda import add_agenda_item, bring_open_items
from pendopo.cooperation.actions.agreement import capture_agreement, detail_agreement, edit_agreement
from pendopo.cooperation.actions.amendment import (
    approve_amendment,
    propose_amendment,
    propose_attendance_amendment,
    withdraw_amendment,
)
from pendopo.cooperation.actions.attendance import name_attendee, record_attendance, save_attendance
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
from pendopo.cooperation.actions.evidence import add_evidence, correct_evidence, withdraw_evidence
from pendopo.cooperation.actions.invitation import mark_letter_sent, write_letter
from pendopo.cooperation.actions.link import make_link, revoke_link
from pendopo.cooperation.actions.meeting import cancel_meeting, move_meeting, record_meeting, start_series
from pendopo.cooperation.actions.minutes import (
    approve_minutes,
    open_minutes,
    publish_minutes,
    return_to_draft,
    send_for_comment,
)
from pendopo.cooperation.actions.paragraph import (
    add_paragraph,
    comment_on_paragraph,
    resolve_comment,
    save_paragraph,
)

__all__ = [
    "accept_commitment",
    "add_agenda_item",
    "add_comment",
    "add_evidence",
    "add_paragraph",
    "answer_change",
    "approve_amendment",
    "approve_minutes",
    "block",
    "bring_open_items",
    "cancel_change",
    "cancel_meeting",
    "capture_agreement",
    "capture_commitment",
    "comment_on_paragraph",
    "complete_commitment",
    "correct_evidence",
    "detail_agreement",
    "edit_agreement",
    "make_link",
    "mark_letter_sent",
    "move_meeting",
    "name_attendee",
    "open_minutes",
    "propose_amendment",
    "propose_attendance_amendment",
    "propose_change",
    "publish_minutes",
    "record_attendance",
    "record_meeting",
    "reopen",
    "report_progress",
    "resolve_comment",
    "return_to_draft",
    "revoke_link",
    "save_attendance",
    "save_paragraph",
    "send_back",
    "send_for_comment",
    "start_commitment",
    "start_series",
    "unblock",
    "verify_commitment",
    "withdraw",
    "withdraw_amendment",
    "withdraw_evidence",
    "write_letter",
]
