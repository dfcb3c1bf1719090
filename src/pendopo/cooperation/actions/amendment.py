"""Writes on amendments: corrections of approved minutes that leave the original readable."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from pendopo.accounts.models import User
from pendopo.convenings.enums import Side
from pendopo.convenings.models import Organisation, Unit
from pendopo.convenings.rules import leads, standing
from pendopo.cooperation.actions.attendance import Count, refuse_other_total, refuse_twice, replace_sheet
from pendopo.cooperation.actions.meeting import refuse_unless_writer
from pendopo.cooperation.actions.minutes import locked
from pendopo.cooperation.enums import AmendmentStatus
from pendopo.cooperation.errors import (
    AmendmentChangesNothing,
    AmendmentOpen,
    AmendmentSettled,
    AttendanceAmendmentOpen,
    AttendanceUnchanged,
    MinutesNotApproved,
    NobodyCounted,
    ReasonNeeded,
    SideApprovedAlready,
    TextMissing,
)
from pendopo.cooperation.models import Amendment, AmendmentApproval, Minutes, Paragraph
from pendopo.cooperation.queries.attendance import NUMBERS, Sheet, in_order, sheet_in_force
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
    amendment: Amendment = Amendment.objects.create(
        minutes=minutes,
        number=_next_number(minutes),
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
def propose_attendance_amendment(
    *,
    minutes: Minutes,
    counts: Sequence[Count],
    reason: str,
    stated_total: int | None = None,
    by: User,
) -> Amendment:
    """Propose another attendance sheet for approved minutes, with the reason; it counts once both sides agree.

    Raises AttendanceAmendmentOpen, AttendanceUnchanged or MinutesNotApproved, and what a sheet itself can refuse.
    """
    refuse_unless_writer(by, minutes.meeting.convening)
    minutes = locked(minutes)
    if not minutes.is_frozen:
        raise MinutesNotApproved
    if Amendment.objects.filter(minutes=minutes, paragraph=None, status=AmendmentStatus.PROPOSED).exists():
        raise AttendanceAmendmentOpen
    refuse_other_total(counts, stated_total)
    refuse_twice(counts)
    before, after = sheet_in_force(minutes), _sheet_of(counts)
    if not reason.strip():
        raise ReasonNeeded
    if before == after:
        raise AttendanceUnchanged
    amendment: Amendment = Amendment.objects.create(
        minutes=minutes,
        number=_next_number(minutes),
        reason=reason.strip(),
        attendance_before=before,
        attendance_after=after,
        proposed_by=by,
    )
    data = {"minutes": minutes.pk, "number": amendment.number, "attendance": True}
    record("cooperation.amendment_proposed", on=amendment, by=by, data=data)
    return amendment


@transaction.atomic
def approve_amendment(*, amendment: Amendment, side: Side | str, by: User) -> Amendment:
    """Agree to a correction for one side; it holds once both sides have agreed.

    Raises MoreNamedThanCounted when an attendance would count fewer people than are named.
    """
    if not leads(standing(by, amendment.minutes.meeting.convening), side):
        raise NotAllowed
    amendment = _open(amendment)
    if amendment.approvals.filter(side=side).exists():
        raise SideApprovedAlready
    AmendmentApproval.objects.create(amendment=amendment, side=side, by=by, at=now())
    if amendment.approvals.count() == 2:
        _settle(amendment, AmendmentStatus.APPROVED)
        if amendment.attendance_after is not None:
            replace_sheet(amendment.minutes.meeting, _counts_of(amendment.attendance_after))
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


def _next_number(minutes: Minutes) -> int:
    last = Amendment.objects.filter(minutes=minutes).aggregate(last=Max("number"))["last"]
    return int(last or 0) + 1


def _sheet_of(counts: Sequence[Count]) -> Sheet:
    """The counts as a sheet is kept."""
    if any(count.total == 0 for count in counts):
        raise NobodyCounted
    return in_order(
        {
            "organisation": str(count.organisation.pk),
            "unit": str(count.unit.pk) if count.unit else None,
            **{name: getattr(count, name) for name in NUMBERS},
        }
        for count in counts
    )


def _counts_of(sheet: Sheet) -> list[Count]:
    bodies = Organisation.objects.in_bulk([row["organisation"] for row in sheet])
    units = Unit.objects.in_bulk([row["unit"] for row in sheet if row["unit"]])
    return [
        Count(
            bodies[UUID(row["organisation"])],
            units[UUID(row["unit"])] if row["unit"] else None,
            **{name: row[name] for name in NUMBERS},
        )
        for row in sheet
    ]


def _refuse_poor(before: tuple[str, str], after: tuple[str, str], reason: str) -> None:
    if not reason.strip():
        raise ReasonNeeded
    if not any(after):
        raise TextMissing
    if before == after:
        raise AmendmentChangesNothing


def _open(amendment: Amendment) -> Amendment:
    locked(amendment.minutes)
    stored: Amendment = Amendment.objects.select_related("minutes__meeting").get(pk=amendment.pk)
    if stored.status != AmendmentStatus.PROPOSED:
        raise AmendmentSettled
    return stored


def _settle(amendment: Amendment, status: AmendmentStatus) -> None:
    amendment.status, amendment.settled_at = status, now()
    amendment.save(update_fields=["status", "settled_at"])
