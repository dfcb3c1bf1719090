"""Who may do what with meetings, minutes, agreements and commitments."""

from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol
from uuid import UUID

from pendopo.convenings.enums import Role, Side
from pendopo.convenings.rules import ORGANISERS, Standing, is_desk, leads, may_organise, reads_all
from pendopo.cooperation.enums import CommitmentState, EventKind, MinutesStatus
from pendopo.cooperation.models import ChangeProposal, Commitment, Evidence, Minutes


class Party(Enum):
    """Who takes a step on a commitment: the side that owes it, or the side it is owed to."""

    OWNER = "owner"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Step:
    """One permitted move of a commitment: from where, to where, who may, and what it needs."""

    kind: EventKind
    sources: tuple[CommitmentState, ...]
    target: CommitmentState
    party: Party
    needs_reason: bool = False
    needs_evidence: bool = False


class Owned(Protocol):
    """What decides who answers for a promise: the row itself, or a group of rows that are alike in this."""

    @property
    def state(self) -> str: ...
    @property
    def side(self) -> str: ...
    @property
    def organisation_id(self) -> UUID | None: ...
    @property
    def unit_id(self) -> UUID | None: ...


class Change(Protocol):
    """What decides who answers a proposed change."""

    @property
    def commitment(self) -> Owned: ...
    @property
    def status(self) -> str: ...
    @property
    def side(self) -> str: ...


_S, _K = CommitmentState, EventKind
_UNDER_WAY = (_S.ACCEPTED, _S.IN_PROGRESS)
STEPS: dict[str, Step] = {
    "accept": Step(_K.ACCEPTED, (_S.PROPOSED,), _S.ACCEPTED, Party.OWNER),
    "start": Step(_K.STARTED, (_S.ACCEPTED,), _S.IN_PROGRESS, Party.OWNER),
    "complete": Step(_K.COMPLETED, _UNDER_WAY, _S.DONE, Party.OWNER, needs_evidence=True),
    "verify": Step(_K.VERIFIED, (_S.DONE,), _S.VERIFIED, Party.OTHER, needs_evidence=True),
    "send_back": Step(_K.SENT_BACK, (_S.DONE,), _S.IN_PROGRESS, Party.OTHER, needs_reason=True),
    "reopen": Step(_K.REOPENED, (_S.DONE,), _S.IN_PROGRESS, Party.OWNER, needs_reason=True),
    "block": Step(_K.BLOCKED, _UNDER_WAY, _S.BLOCKED, Party.OWNER, needs_reason=True),
    "unblock": Step(_K.UNBLOCKED, (_S.BLOCKED,), _S.IN_PROGRESS, Party.OWNER),
}
CHANGEABLE = (_S.PROPOSED, _S.ACCEPTED, _S.IN_PROGRESS, _S.BLOCKED)


def other_side(side: str) -> Side:
    """The side a promise of `side` is made to."""
    return Side.NETWORK if side == Side.GOVERNMENT else Side.GOVERNMENT


def owes(standing: Standing, commitment: Owned) -> bool:
    """Whether one answers for the owner: its side's leads, its unit officers, its organisation's focal points."""
    if leads(standing, Side(commitment.side)):
        return True
    if Role.UNIT_OFFICER in standing.roles and commitment.unit_id in standing.unit_ids:
        return True
    return Role.FOCAL_POINT in standing.roles and commitment.organisation_id in standing.organisation_ids


def receives(standing: Standing, commitment: Owned) -> bool:
    """Whether one leads the other side; nobody of the owner's side ever counts as the other."""
    return leads(standing, other_side(commitment.side)) and Side(commitment.side) not in standing.sides


def acts_as(standing: Standing, commitment: Owned, party: Party) -> bool:
    """Whether one is the party that a step asks for."""
    return owes(standing, commitment) if party is Party.OWNER else receives(standing, commitment)


def may_step(standing: Standing, commitment: Owned, name: str) -> bool:
    """Whether one may take this step now, by state and by side."""
    step = STEPS[name]
    return commitment.state in step.sources and acts_as(standing, commitment, step.party)


def side_in(standing: Standing, commitment: Owned) -> Side | None:
    """For which side one speaks about this commitment, if for any."""
    if owes(standing, commitment):
        return Side(commitment.side)
    return other_side(commitment.side) if receives(standing, commitment) else None


def may_propose_change(standing: Standing, commitment: Commitment) -> bool:
    """Either side may ask for another date, another wording or a withdrawal while the work is open."""
    return commitment.state in CHANGEABLE and side_in(standing, commitment) is not None


def may_answer_change(standing: Standing, proposal: Change) -> bool:
    """Only the side that did not propose the change may agree to it."""
    speaks_for = side_in(standing, proposal.commitment)
    return proposal.status == "open" and speaks_for is not None and speaks_for != proposal.side


def may_cancel_change(standing: Standing, proposal: ChangeProposal) -> bool:
    """The side that proposed a change may take it back."""
    return proposal.status == "open" and side_in(standing, proposal.commitment) == proposal.side


def may_add_evidence(standing: Standing, commitment: Commitment) -> bool:
    """The owner's people add evidence; so do both sides' leads, who receive letters for others."""
    still_open = commitment.state not in (_S.VERIFIED, _S.WITHDRAWN)
    return still_open and (owes(standing, commitment) or may_organise(standing))


def is_own_evidence(standing: Standing, user: Any, commitment: Commitment, evidence: Evidence) -> bool:
    """Evidence is its giver's; what came by a personal link is of those who answer for the owner."""
    if evidence.added_by_id is None:
        return owes(standing, commitment)
    return evidence.added_by_id == user.pk and (owes(standing, commitment) or may_organise(standing))


def may_change_evidence(standing: Standing, user: Any, commitment: Commitment, evidence: Evidence) -> bool:
    """Until the other side has verified, whoever added evidence may correct or withdraw it."""
    still_open = commitment.state not in (_S.VERIFIED, _S.WITHDRAWN) and evidence.withdrawn_on is None
    return still_open and is_own_evidence(standing, user, commitment, evidence)


def reads_threads(standing: Standing) -> bool:
    """Both sides' people and those who monitor read every agreement and commitment."""
    return is_desk(standing) or reads_all(standing)


def may_comment(standing: Standing, commitment: Commitment) -> bool:
    """Everybody at the desk may say something about a commitment."""
    return is_desk(standing)


def may_make_link(standing: Standing, commitment: Commitment) -> bool:
    """Both sides' leads, and whoever answers for the owner, may send somebody a personal link."""
    return may_organise(standing) or owes(standing, commitment)


def may_write_meetings(standing: Standing) -> bool:
    """Those who lead a side, as equals, record meetings and write the minutes."""
    return may_organise(standing)


def may_comment_minutes(standing: Standing, minutes: Minutes) -> bool:
    """The two sides' people who read the minutes may comment while they are open for it."""
    speaks = bool(standing.roles & {*ORGANISERS, Role.UNIT_OFFICER, Role.FOCAL_POINT})
    return speaks and minutes.status == MinutesStatus.COMMENT and not minutes.is_frozen


def sides_led(standing: Standing) -> list[Side]:
    """The sides one may approve for."""
    return [side for side in (Side.GOVERNMENT, Side.NETWORK) if leads(standing, side)]


def shown_to_guests_of_meeting(minutes: Minutes) -> bool:
    """Units and partners who were there read the minutes from the comment round on, never the first draft."""
    return minutes.status != MinutesStatus.DRAFT
