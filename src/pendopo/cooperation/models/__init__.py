from pendopo.cooperation.models.agreement import Agreement
from pendopo.cooperation.models.commitment import (
    ChangeProposal,
    Comment,
    Commitment,
    CommitmentEvent,
    Evidence,
)
from pendopo.cooperation.models.link import PersonalLink
from pendopo.cooperation.models.meeting import (
    Addressee,
    AgendaItem,
    Attendance,
    Attendee,
    InvitationLetter,
    Meeting,
    MeetingChange,
    MeetingSeries,
)
from pendopo.cooperation.models.minutes import (
    Amendment,
    AmendmentApproval,
    Approval,
    Minutes,
    Paragraph,
    ParagraphComment,
    ParagraphVersion,
)
from pendopo.cooperation.models.reminder import Reminder

__all__ = [
    "Addressee",
    "AgendaItem",
    "Agreement",
    "Amendment",
    "AmendmentApproval",
    "Approval",
    "Attendance",
    "Attendee",
    "ChangeProposal",
    "Comment",
    "Commitment",
    "CommitmentEvent",
    "Evidence",
    "InvitationLetter",
    "Meeting",
    "MeetingChange",
    "MeetingSeries",
    "Minutes",
    "Paragraph",
    "ParagraphComment",
    "ParagraphVersion",
    "PersonalLink",
    "Reminder",
]
