"""Writes on commitments: capture one, and move it along the table of steps in `rules`."""

from datetime import date
from uuid import UUID

from django.db import transaction

from pendopo.accounts.models import User
from pendopo.convenings.enums import Side
from pendopo.convenings.models import Convening, Organisation, Person, Unit
from pendopo.convenings.rules import standing
from pendopo.cooperation import rules
from pendopo.cooperation.actions.agreement import (
    effective_day,
    mark_detailed,
    next_serial,
    refuse_unless_organiser,
)
from pendopo.cooperation.actions.notice import tell_step
from pendopo.cooperation.actions.once import found_before, free_key, serial_of
from pendopo.cooperation.enums import CommitmentState, EventKind
from pendopo.cooperation.errors import (
    CodeTaken,
    EvidenceNeeded,
    OwnerOnNeitherSide,
    PersonElsewhere,
    ReasonNeeded,
    StepNotOpen,
    TextMissing,
    UnitElsewhere,
)
from pendopo.cooperation.models import (
    Agreement,
    Comment,
    Commitment,
    CommitmentEvent,
    Evidence,
    Meeting,
    Paragraph,
    PersonalLink,
)
from pendopo.cooperation.models.commitment import VALID
from pendopo.core.audit import record
from pendopo.core.errors import NotAllowed


@transaction.atomic
def capture_commitment(
    *,
    agreement: Agreement,
    what_ind: str = "",
    what_en: str = "",
    organisation: Organisation,
    unit: Unit | None = None,
    responsible: Person | None = None,
    due: date,
    evidence_expected_ind: str = "",
    evidence_expected_en: str = "",
    paragraph: Paragraph | None = None,
    meeting: Meeting | None = None,
    code: str | None = None,
    by: User,
    on: date | None = None,
    key: UUID | None = None,
) -> Commitment:
    """Record who does what by when and what will prove it; the first one details its agreement."""
    convening = Convening.objects.select_for_update(no_key=True).get(pk=agreement.convening_id)
    refuse_unless_organiser(by, convening)
    if before := found_before(Commitment, key):
        return before
    refuse_owner(organisation, unit, responsible)
    if not (what_ind.strip() or what_en.strip()) or not (
        evidence_expected_ind.strip() or evidence_expected_en.strip()
    ):
        raise TextMissing
    day = effective_day(convening, on)
    serial = serial_of(code) if code else next_serial(Commitment, convening)
    if Commitment.objects.filter(convening=convening, serial=serial).exists():
        raise CodeTaken(code=code)
    commitment = Commitment.objects.create(
        id=free_key(Commitment, key),
        convening=convening,
        agreement=agreement,
        paragraph=paragraph,
        serial=serial,
        code=code or f"COM-{serial:02}",
        what_ind=what_ind.strip(),
        what_en=what_en.strip(),
        side=organisation.side,
        organisation=organisation,
        unit=unit,
        responsible=responsible,
        due=due,
        first_due=due,
        evidence_expected_ind=evidence_expected_ind.strip(),
        evidence_expected_en=evidence_expected_en.strip(),
    )
    if not agreement.is_detailed:
        mark_detailed(agreement, meeting=meeting, on=day)
    write_event(commitment, EventKind.CAPTURED, on=day, by=by, to_state=CommitmentState.PROPOSED)
    data = {"code": commitment.code, "agreement": agreement.pk, "due": due, "owner": organisation.pk}
    record("cooperation.commitment_captured", on=commitment, by=by, data=data)
    tell_step(commitment, EventKind.CAPTURED, by=by)
    return commitment


def refuse_owner(organisation: Organisation, unit: Unit | None, responsible: Person | None) -> None:
    """Refuse an owner on neither side, and a unit or person of another organisation."""
    if organisation.side not in (Side.GOVERNMENT, Side.NETWORK):
        raise OwnerOnNeitherSide(name=organisation.name)
    if unit and unit.organisation_id != organisation.pk:
        raise UnitElsewhere(unit=unit.name, organisation=organisation.name)
    if responsible and responsible.organisation_id != organisation.pk:
        raise PersonElsewhere(person=responsible.name, organisation=organisation.name)


def accept_commitment(
    *,
    commitment: Commitment,
    by: User | None = None,
    on: date | None = None,
    note: str = "",
    link: PersonalLink | None = None,
) -> Commitment:
    """The owner's side says: yes, we will do this."""
    return take_step("accept", commitment=commitment, by=by, on=on, note=note, link=link)


def start_commitment(
    *, commitment: Commitment, by: User | None = None, on: date | None = None, note: str = ""
) -> Commitment:
    """The owner's side has begun."""
    return take_step("start", commitment=commitment, by=by, on=on, note=note)


def complete_commitment(
    *, commitment: Commitment, by: User | None = None, on: date | None = None, note: str = ""
) -> Commitment:
    """The owner's side reports it done; evidence must be there."""
    return take_step("complete", commitment=commitment, by=by, on=on, note=note)


def verify_commitment(
    *, commitment: Commitment, by: User | None = None, on: date | None = None, note: str = ""
) -> Commitment:
    """The other side has seen the evidence and agrees."""
    return take_step("verify", commitment=commitment, by=by, on=on, note=note)


def send_back(*, commitment: Commitment, note: str, by: User, on: date | None = None) -> Commitment:
    """The other side says what is missing; the work goes on."""
    return take_step("send_back", commitment=commitment, by=by, on=on, note=note)


def reopen(*, commitment: Commitment, note: str, by: User, on: date | None = None) -> Commitment:
    """The owner's side takes "done" back."""
    return take_step("reopen", commitment=commitment, by=by, on=on, note=note)


def block(
    *,
    commitment: Commitment,
    note: str,
    by: User | None = None,
    on: date | None = None,
    link: PersonalLink | None = None,
) -> Commitment:
    """The owner's side cannot go on, and says why."""
    return take_step("block", commitment=commitment, by=by, on=on, note=note, link=link)


def unblock(
    *, commitment: Commitment, by: User | None = None, on: date | None = None, note: str = ""
) -> Commitment:
    """The reason is gone; the work goes on."""
    return take_step("unblock", commitment=commitment, by=by, on=on, note=note)


@transaction.atomic
def take_step(
    name: str,
    *,
    commitment: Commitment,
    by: User | None = None,
    on: date | None = None,
    note: str = "",
    link: PersonalLink | None = None,
) -> Commitment:
    """Move a commitment one step along the table; of two people who try at once, the second is told so."""
    step, fresh = rules.STEPS[name], locked(commitment)
    refuse_unless_party(fresh, step.party, by=by, link=link)
    if fresh.state not in step.sources:
        raise StepNotOpen(code=fresh.code, state=fresh.get_state_display())
    if step.needs_reason and not note.strip():
        raise ReasonNeeded
    if step.needs_evidence and not fresh.evidence.filter(VALID).exists():
        raise EvidenceNeeded(code=fresh.code)
    day, before = effective_day(fresh.convening, on), fresh.state
    fresh.state = step.target
    fresh.block_reason = note.strip()[:500] if step.target == CommitmentState.BLOCKED else ""
    fresh.done_on = day if step.target == CommitmentState.DONE else fresh.done_on
    if not fresh.is_kept:
        fresh.done_on = None
    fresh.save(update_fields=["state", "block_reason", "done_on"])
    write_event(
        fresh, step.kind, on=day, by=by, link=link, note=note, from_state=before, to_state=fresh.state
    )
    data = {"from": before, "to": fresh.state, "on": day, "link": link and link.pk}
    record(f"cooperation.commitment_{step.kind}", on=fresh, by=by, data=data)
    tell_step(fresh, step.kind, by=by, link=link, note=note)
    return refreshed(commitment, fresh)


@transaction.atomic
def report_progress(
    *,
    commitment: Commitment,
    note: str,
    by: User | None = None,
    on: date | None = None,
    link: PersonalLink | None = None,
) -> Commitment:
    """Say how far the work is; an accepted commitment is then under way."""
    fresh = locked(commitment)
    refuse_unless_party(fresh, rules.Party.OWNER, by=by, link=link)
    if fresh.state not in (CommitmentState.ACCEPTED, CommitmentState.IN_PROGRESS, CommitmentState.BLOCKED):
        raise StepNotOpen(code=fresh.code, state=fresh.get_state_display())
    if not note.strip():
        raise ReasonNeeded
    day, before = effective_day(fresh.convening, on), fresh.state
    if fresh.state == CommitmentState.ACCEPTED:
        fresh.state = CommitmentState.IN_PROGRESS
        fresh.save(update_fields=["state"])
    write_event(
        fresh,
        EventKind.PROGRESS,
        on=day,
        by=by,
        link=link,
        note=note,
        from_state=before,
        to_state=fresh.state,
    )
    data = {"from": before, "to": fresh.state, "on": day, "link": link and link.pk}
    record("cooperation.commitment_progress", on=fresh, by=by, data=data)
    return refreshed(commitment, fresh)


@transaction.atomic
def add_comment(*, commitment: Commitment, text: str, by: User, key: UUID | None = None) -> Comment:
    """Say something about a commitment, for both sides to read."""
    seen = standing(by, commitment.convening)
    if not rules.may_comment(seen, commitment):
        raise NotAllowed
    if before := found_before(Comment, key):
        return before
    if not text.strip():
        raise ReasonNeeded
    comment = Comment.objects.create(
        id=free_key(Comment, key),
        commitment=commitment,
        by=by,
        by_name=by.full_name,
        side=rules.side_in(seen, commitment) or "",
        text=text.strip(),
        on=effective_day(commitment.convening, None),
    )
    record("cooperation.comment_added", on=commitment, by=by, data={"comment": comment.pk})
    return comment


def locked(commitment: Commitment) -> Commitment:
    """The row as it is now, held until the transaction ends."""
    rows = Commitment.objects.select_for_update(of=("self",), no_key=True).select_related(
        "convening", "agreement"
    )
    fresh: Commitment = rows.get(pk=commitment.pk)
    return fresh


def refreshed(commitment: Commitment, fresh: Commitment) -> Commitment:
    """Give the caller's object the new values, and return it."""
    for name in ("state", "block_reason", "done_on", "due", "what_ind", "what_en"):
        setattr(commitment, name, getattr(fresh, name))
    return commitment


def refuse_unless_party(
    commitment: Commitment, party: rules.Party, *, by: User | None, link: PersonalLink | None
) -> None:
    """A personal link speaks for the owner of its one commitment; everybody else by standing."""
    if link is not None:
        if by is None and link.commitment_id == commitment.pk and party is rules.Party.OWNER:
            return
        raise NotAllowed
    if by is None or not rules.acts_as(standing(by, commitment.convening), commitment, party):
        raise NotAllowed


def write_event(
    commitment: Commitment,
    kind: EventKind,
    *,
    on: date,
    by: User | None,
    link: PersonalLink | None = None,
    note: str = "",
    from_state: str = "",
    to_state: str = "",
    due_from: date | None = None,
    due_to: date | None = None,
    evidence: Evidence | None = None,
) -> CommitmentEvent:
    """One line of history, with the name of who did it and the side they spoke for."""
    side = commitment.side if link else by and rules.side_in(standing(by, commitment.convening), commitment)
    return CommitmentEvent.objects.create(
        commitment=commitment,
        kind=kind,
        from_state=from_state,
        to_state=to_state,
        on=on,
        by=by,
        by_name=link.name if link else by.full_name if by else "",
        side=side or "",
        note=note.strip(),
        due_from=due_from,
        due_to=due_to,
        evidence=evidence,
    )
