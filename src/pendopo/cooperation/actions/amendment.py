"""Writes on amendments: corrections of approved minutes that leave the original readable."""

from django.db import transaction
from django.db.models import Max

from pendopo.accounts.models import User
from pendopo.convenings.enums import Side
from pendopo.convenings.rules import leads, standing
from pendopo.cooperation.actions.meeting import refuse_unless_writer
from pendopo.cooperation.actions.minutes import locked
from pendopo.cooperation.enums import AmendmentStatus
from pendopo.cooperation.errors import (
    AmendmentChangesNothing,
    AmendmentOpen,
    AmendmentSettled,
    MinutesNotApproved,
    ReasonNeeded,
    SideApprovedAlready,
    TextMissing,
)
from pendopo.cooperation.models import Amendment, AmendmentApproval, Paragraph
from pendopo.cooperation.queries.minutes import text_in_force
from pendopo.core.audit import record
from pendopo.core.errors import NotAllowed
from pendopo.core.times import now


@transaction.atomic
def propose_amendment(
    *, paragraph: Paragraph, text_ind: str, text_en: str, reason: str, by: User
) -> Amendment:
    """Propose another text for one paragraph of approved minutes, with the reason."""
    refuse_unless_writer(by, paragraph.minutes.meeting.convening)
    minutes = locked(paragraph.minutes)
    if not minutes.is_frozen:
        raise MinutesNotApproved
    if Amendment.objects.filter(paragraph=paragraph, status=AmendmentStatus.PROPOSED).exists():
        raise AmendmentOpen(label=paragraph.label)
    after = ("\n".join(text_ind.splitlines()).strip(), "\n".join(text_en.splitlines()).strip())
    _refuse_poor(before := text_in_force(paragraph), after, reason)
    last = Amendment.objects.filter(minutes=minutes).aggregate(last=Max("number"))["last"]
    amendment: Amendment = Amendment.objects.create(
        minutes=minutes,
        number=(last or 0) + 1,
        paragraph=paragraph,
        reason=reason.strip(),
        before_ind=before[0],
        before_en=before[1],
        after_ind=after[0],
        after_en=after[1],
        proposed_by=by,
    )
    data = {"minutes": minutes.pk, "number": amendment.number}
    record("cooperation.amendment_proposed", on=amendment, by=by, data=data)
    return amendment


@transaction.atomic
def approve_amendment(*, amendment: Amendment, side: Side | str, by: User) -> Amendment:
    """Agree to a correction for one side; it holds once both sides have agreed."""
    if not leads(standing(by, amendment.minutes.meeting.convening), side):
        raise NotAllowed
    amendment = _open(amendment)
    if amendment.approvals.filter(side=side).exists():
        raise SideApprovedAlready
    AmendmentApproval.objects.create(amendment=amendment, side=side, by=by, at=now())
    if amendment.approvals.count() == 2:
        _settle(amendment, AmendmentStatus.APPROVED)
    data = {"side": str(side), "minutes": amendment.minutes_id}
    record("cooperation.amendment_approved", on=amendment, by=by, data=data)
    return amendment


@transaction.atomic
def withdraw_amendment(*, amendment: Amendment, by: User) -> Amendment:
    """Take a proposed correction back; it stays on record as withdrawn."""
    refuse_unless_writer(by, amendment.minutes.meeting.convening)
    amendment = _open(amendment)
    _settle(amendment, AmendmentStatus.WITHDRAWN)
    record("cooperation.amendment_withdrawn", on=amendment, by=by, data={"minutes": amendment.minutes_id})
    return amendment


def _refuse_poor(before: tuple[str, str], after: tuple[str, str], reason: str) -> None:
    if not reason.strip():
        raise ReasonNeeded
    if not any(after):
        raise TextMissing
    if before == after:
        raise AmendmentChangesNothing


def _open(amendment: Amendment) -> Amendment:
    locked(amendment.minutes)
    stored: Amendment = Amendment.objects.get(pk=amendment.pk)
    if stored.status != AmendmentStatus.PROPOSED:
        raise AmendmentSettled
    return stored


def _settle(amendment: Amendment, status: AmendmentStatus) -> None:
    amendment.status, amendment.settled_at = status, now()
    amendment.save(update_fields=["status", "settled_at"])
