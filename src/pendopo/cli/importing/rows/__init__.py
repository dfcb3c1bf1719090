"""What each file may say, one dataclass a file."""

from pendopo.cli.importing.rows.convening import (
    ConveningRow,
    FigureRow,
    OrganisationRow,
    PersonRow,
    PhaseRow,
    RoleRow,
    SeatRow,
    UnitRow,
    UserRow,
)
from pendopo.cli.importing.rows.cooperation import (
    AgendaRow,
    AgreementRow,
    AttendanceRow,
    CommitmentRow,
    EventRow,
    MeetingRow,
    ParagraphRow,
)
from pendopo.cli.importing.rows.delegates import QuotaRow, SeatPlanRow, SeatUnitRow
from pendopo.cli.importing.rows.hosts import CallRow, CandidateRow, ClaimRow, CriterionRow, ScoreRow
from pendopo.cli.importing.rows.news import ArticleRow, FigureLineRow
from pendopo.cli.importing.table import Row

# In the order in which they are stored: a file refers to files above it only.
KINDS: tuple[type[Row], ...] = (
    ConveningRow,
    OrganisationRow,
    UnitRow,
    UserRow,
    RoleRow,
    PersonRow,
    PhaseRow,
    SeatRow,
    CallRow,
    CriterionRow,
    CandidateRow,
    ClaimRow,
    ScoreRow,
    MeetingRow,
    AttendanceRow,
    AgendaRow,
    ParagraphRow,
    AgreementRow,
    CommitmentRow,
    EventRow,
    SeatPlanRow,
    SeatUnitRow,
    QuotaRow,
    FigureRow,
    ArticleRow,
    FigureLineRow,
)

__all__ = [
    "KINDS",
    "AgendaRow",
    "AgreementRow",
    "ArticleRow",
    "AttendanceRow",
    "CallRow",
    "CandidateRow",
    "ClaimRow",
    "CommitmentRow",
    "ConveningRow",
    "CriterionRow",
    "EventRow",
    "FigureLineRow",
    "FigureRow",
    "MeetingRow",
    "OrganisationRow",
    "ParagraphRow",
    "PersonRow",
    "PhaseRow",
    "QuotaRow",
    "RoleRow",
    "ScoreRow",
    "SeatPlanRow",
    "SeatRow",
    "SeatUnitRow",
    "UnitRow",
    "UserRow",
]
