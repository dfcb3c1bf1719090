"""Writes on the decision."""

from datetime import date

from django.db import transaction

from pendopo.accounts.models import User
from pendopo.convenings.actions import set_host
from pendopo.core.audit import record
from pendopo.core.times import now, today
from pendopo.hosts.actions.guard import locked, refuse_empty, refuse_unless_manager
from pendopo.hosts.enums import CallStatus
from pendopo.hosts.errors import (
    CandidateWithdrawn,
    DecisionExists,
    NotEveryoneScored,
    NothingPublished,
    PublishedAlready,
)
from pendopo.hosts.models import Call, Candidate, Decision


@transaction.atomic
def decide(
    *,
    call: Call,
    candidate: Candidate,
    reasons_ind: str = "",
    reasons_en: str = "",
    decided_on: date | None = None,
    number: str = "",
    place: str = "",
    signer: str = "",
    signer_role_ind: str = "",
    signer_role_en: str = "",
    cosigner: str = "",
    cosigner_role_ind: str = "",
    cosigner_role_en: str = "",
    by: User,
) -> Decision:
    """Write down who will host and why, and make that region the convening's host.

    The scores advise and do not decide: any candidate may be chosen, with reasons.
    Raises CandidateWithdrawn, DecisionExists, NotEveryoneScored or TitleMissing.
    """
    refuse_unless_manager(by, call)
    call = locked(call)
    _refuse_bad_choice(call, candidate)
    refuse_empty(reasons_ind, reasons_en)
    decision = Decision.objects.create(
        call=call,
        version=call.versions.get(number=call.versions.count()),
        candidate=candidate,
        reasons_ind=reasons_ind.strip(),
        reasons_en=reasons_en.strip(),
        decided_on=decided_on or today(call.convening.time_zone),
        number=number,
        place=place,
        signer=signer,
        signer_role_ind=signer_role_ind,
        signer_role_en=signer_role_en,
        cosigner=cosigner,
        cosigner_role_ind=cosigner_role_ind,
        cosigner_role_en=cosigner_role_en,
        made_by=by,
    )
    call.status = CallStatus.DECIDED
    call.save(update_fields=["status"])
    set_host(
        convening=call.convening,
        region=candidate.region,
        organisation=candidate.organisation,
        why_ind=decision.reasons_ind,
        why_en=decision.reasons_en,
        by=by,
    )
    record("hosts.decision_made", on=decision, by=by, data={"candidate": candidate.pk})
    return decision


def _refuse_bad_choice(call: Call, candidate: Candidate) -> None:
    if call.status == CallStatus.DECIDED:
        raise DecisionExists
    if call.status != CallStatus.SCORED:
        raise NotEveryoneScored
    if candidate.call_id != call.pk or candidate.withdrawn_on:
        raise CandidateWithdrawn(name=candidate.name)


@transaction.atomic
def publish_decision(*, decision: Decision, by: User) -> Decision:
    """Show the decision and its memo to everybody."""
    refuse_unless_manager(by, decision.call)
    locked(decision.call)
    decision.refresh_from_db(fields=["published_at"])
    if decision.published_at:
        raise PublishedAlready
    decision.published_at = now()
    decision.save(update_fields=["published_at"])
    record("hosts.decision_published", on=decision, by=by)
    return decision


@transaction.atomic
def unpublish_decision(*, decision: Decision, by: User) -> Decision:
    """Take the decision off the public pages; the log keeps that it was there."""
    refuse_unless_manager(by, decision.call)
    locked(decision.call)
    decision.refresh_from_db(fields=["published_at"])
    if decision.published_at is None:
        raise NothingPublished
    decision.published_at = None
    decision.save(update_fields=["published_at"])
    record("hosts.decision_unpublished", on=decision, by=by)
    return decision
