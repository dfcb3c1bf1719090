"""Writes on proposed changes: a date, a wording or a withdrawal, by consent of both sides only."""

from datetime import date

from django.db import transaction

from pendopo.accounts.models import User
from pendopo.convenings.rules import standing
from pendopo.cooperation import rules
from pendopo.cooperation.actions.agreement import effective_day
from pendopo.cooperation.actions.commitment import locked, refreshed, write_event
from pendopo.cooperation.actions.notice import tell_change_answered, tell_change_proposed
from pendopo.cooperation.enums import CommitmentState, EventKind, ProposalStatus
from pendopo.cooperation.errors import (
    ChangeOpenAlready,
    ChangeSettled,
    ChangesNothing,
    ReasonNeeded,
    StepNotOpen,
)
from pendopo.cooperation.models import ChangeProposal, Commitment
from pendopo.core.audit import record
from pendopo.core.errors import NotAllowed


@transaction.atomic
def propose_change(
    *,
    commitment: Commitment,
    reason: str,
    new_due: date | None = None,
    new_what_ind: str = "",
    new_what_en: str = "",
    withdraw: bool = False,
    by: User,
    on: date | None = None,
) -> ChangeProposal:
    """Ask the other side for another due date, another wording, or to let the promise go."""
    fresh = locked(commitment)
    side = rules.side_in(standing(by, fresh.convening), fresh)
    if side is None:
        raise NotAllowed
    if fresh.state not in rules.CHANGEABLE:
        raise StepNotOpen(code=fresh.code, state=fresh.get_state_display())
    if not reason.strip():
        raise ReasonNeeded
    if fresh.proposals.filter(status=ProposalStatus.OPEN).exists():
        raise ChangeOpenAlready(code=fresh.code)
    wanted = _wanted(fresh, new_due, new_what_ind.strip(), new_what_en.strip())
    if not withdraw and not any(wanted.values()):
        raise ChangesNothing
    proposal = ChangeProposal.objects.create(
        commitment=fresh,
        withdraw=withdraw,
        reason=reason.strip(),
        side=side,
        by=by,
        on=effective_day(fresh.convening, on),
        **({} if withdraw else wanted),
    )
    _write(proposal, EventKind.CHANGE_PROPOSED, by=by, on=proposal.on, note=proposal.reason)
    data = {"proposal": proposal.pk, "due": proposal.new_due, "withdraw": withdraw}
    record("cooperation.change_proposed", on=fresh, by=by, data=data)
    tell_change_proposed(proposal)
    return proposal


def _wanted(commitment: Commitment, due: date | None, ind: str, en: str) -> dict[str, date | str | None]:
    """Only what differs from what is agreed already."""
    return {
        "new_due": due if due != commitment.due else None,
        "new_what_ind": ind if ind != commitment.what_ind else "",
        "new_what_en": en if en != commitment.what_en else "",
    }


def withdraw(*, commitment: Commitment, reason: str, by: User, on: date | None = None) -> ChangeProposal:
    """Ask the other side to let this promise go; it is withdrawn once they agree."""
    return propose_change(commitment=commitment, reason=reason, withdraw=True, by=by, on=on)


@transaction.atomic
def answer_change(
    *, proposal: ChangeProposal, agree: bool, note: str = "", by: User, on: date | None = None
) -> ChangeProposal:
    """The other side agrees, and the change takes effect; or declines, and nothing changes."""
    fresh, commitment = _locked(proposal)
    if not rules.may_answer_change(standing(by, commitment.convening), fresh):
        raise NotAllowed
    if commitment.state not in rules.CHANGEABLE:
        raise StepNotOpen(code=commitment.code, state=commitment.get_state_display())
    day, before, due = effective_day(commitment.convening, on), commitment.state, commitment.due
    _settle(fresh, ProposalStatus.ACCEPTED if agree else ProposalStatus.DECLINED, by, day, note)
    if agree:
        _apply(fresh, commitment)
    kind = EventKind.CHANGE_DECLINED
    if agree:
        kind = EventKind.WITHDRAWN if fresh.withdraw else EventKind.CHANGE_ACCEPTED
    _write(fresh, kind, by=by, on=day, note=note, before=before, due=due if agree else None)
    data = {"proposal": fresh.pk, "agreed": agree, "due": commitment.due, "state": commitment.state}
    record("cooperation.change_answered", on=commitment, by=by, data=data)
    tell_change_answered(fresh, agreed=agree, by=by)
    refreshed(proposal.commitment, commitment)
    return fresh


@transaction.atomic
def cancel_change(*, proposal: ChangeProposal, by: User, on: date | None = None) -> ChangeProposal:
    """The side that proposed takes its proposal back."""
    fresh, commitment = _locked(proposal)
    if not rules.may_cancel_change(standing(by, commitment.convening), fresh):
        raise NotAllowed
    day = effective_day(commitment.convening, on)
    _settle(fresh, ProposalStatus.CANCELLED, by, day, "")
    _write(fresh, EventKind.CHANGE_CANCELLED, by=by, on=day)
    record("cooperation.change_cancelled", on=commitment, by=by, data={"proposal": fresh.pk})
    return fresh


def _locked(proposal: ChangeProposal) -> tuple[ChangeProposal, Commitment]:
    commitment = locked(proposal.commitment)
    fresh: ChangeProposal = ChangeProposal.objects.select_for_update(no_key=True).get(pk=proposal.pk)
    fresh.commitment = commitment
    if fresh.status != ProposalStatus.OPEN:
        raise ChangeSettled
    return fresh, commitment


def _settle(proposal: ChangeProposal, status: ProposalStatus, by: User, on: date, note: str) -> None:
    proposal.status, proposal.answered_by, proposal.answered_on = status, by, on
    proposal.answer_note = note.strip()
    proposal.save(update_fields=["status", "answered_by", "answered_on", "answer_note"])


def _apply(proposal: ChangeProposal, commitment: Commitment) -> None:
    if proposal.withdraw:
        commitment.state, commitment.block_reason = CommitmentState.WITHDRAWN, ""
    commitment.due = proposal.new_due or commitment.due
    commitment.what_ind = proposal.new_what_ind or commitment.what_ind
    commitment.what_en = proposal.new_what_en or commitment.what_en
    commitment.save(update_fields=["state", "block_reason", "due", "what_ind", "what_en"])


def _write(
    proposal: ChangeProposal,
    kind: EventKind,
    *,
    by: User,
    on: date,
    note: str = "",
    before: str = "",
    due: date | None = None,
) -> None:
    moved = due is not None and proposal.new_due is not None
    proposing = kind == EventKind.CHANGE_PROPOSED and proposal.new_due is not None
    commitment = proposal.commitment
    write_event(
        commitment,
        kind,
        on=on,
        by=by,
        note=note,
        from_state=before,
        to_state=commitment.state if before else "",
        due_from=due if moved else commitment.due if proposing else None,
        due_to=proposal.new_due if moved or proposing else None,
    )
