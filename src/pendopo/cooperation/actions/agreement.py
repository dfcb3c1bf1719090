"""Writes on agreements: capture one from the minutes, and say when it is detailed."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from pendopo.accounts.models import User
from pendopo.convenings.models import Convening
from pendopo.convenings.rules import may_organise, standing
from pendopo.cooperation.actions.once import found_before, free_key, serial_of
from pendopo.cooperation.enums import AgreementState
from pendopo.cooperation.errors import (
    AgreementDetailedAlready,
    AgreementWithoutCommitments,
    CodeTaken,
    DayInFuture,
    TextMissing,
)
from pendopo.cooperation.models import Agreement, Commitment, Meeting, Paragraph
from pendopo.core.audit import record
from pendopo.core.errors import NotAllowed
from pendopo.core.times import short_date, today


@transaction.atomic
def capture_agreement(
    *,
    meeting: Meeting,
    title_ind: str = "",
    title_en: str = "",
    short_title_ind: str = "",
    short_title_en: str = "",
    paragraph: Paragraph | None = None,
    number: int | None = None,
    code: str | None = None,
    by: User,
    key: UUID | None = None,
) -> Agreement:
    """Record a numbered heading that both sides agreed on; sent twice with the same key it is recorded once."""
    convening = Convening.objects.select_for_update(no_key=True).get(pk=meeting.convening_id)
    refuse_unless_organiser(by, convening)
    if before := found_before(Agreement, key):
        return before
    if paragraph and paragraph.minutes.meeting_id != meeting.pk:  # its words are public with this meeting
        raise ValueError(f"Paragraph {paragraph.pk} is not of meeting {meeting.code}.")
    if not (title_ind.strip() or title_en.strip()):
        raise TextMissing
    serial = serial_of(code) if code else next_serial(Agreement, convening)
    agreement = Agreement(
        id=free_key(Agreement, key),
        convening=convening,
        meeting=meeting,
        paragraph=paragraph,
        number=number or next_number(meeting),
        serial=serial,
        code=code or f"AGR-{serial}",
        title_ind=title_ind.strip(),
        title_en=title_en.strip(),
        short_title_ind=short_title_ind.strip(),
        short_title_en=short_title_en.strip(),
    )
    refuse_taken(agreement)
    agreement.save(force_insert=True)
    data = {"code": agreement.code, "meeting": meeting.pk, "paragraph": paragraph and paragraph.pk}
    record("cooperation.agreement_captured", on=agreement, by=by, data=data)
    return agreement


@transaction.atomic
def edit_agreement(
    *,
    agreement: Agreement,
    title_ind: str = "",
    title_en: str = "",
    short_title_ind: str = "",
    short_title_en: str = "",
    by: User,
) -> Agreement:
    """Correct or translate the heading; the number and the source stay."""
    refuse_unless_organiser(by, agreement.convening)
    if not (title_ind.strip() or title_en.strip()):
        raise TextMissing
    changes = {
        "title_ind": title_ind.strip(),
        "title_en": title_en.strip(),
        "short_title_ind": short_title_ind.strip(),
        "short_title_en": short_title_en.strip(),
    }
    changed = [name for name, text in changes.items() if (getattr(agreement, name) or "") != text]
    for name, text in changes.items():
        setattr(agreement, name, text)
    agreement.save(update_fields=[*changes])
    record("cooperation.agreement_edited", on=agreement, by=by, data={"changed": changed})
    return agreement


@transaction.atomic
def detail_agreement(
    *, agreement: Agreement, meeting: Meeting | None, by: User, on: date | None = None
) -> Agreement:
    """Say that a meeting has detailed this heading; it needs at least one commitment."""
    agreement = Agreement.objects.select_for_update(no_key=True).get(pk=agreement.pk)
    refuse_unless_organiser(by, agreement.convening)
    if agreement.is_detailed and agreement.detailed_in_id:
        raise AgreementDetailedAlready(code=agreement.code)
    if not agreement.commitments.exists():
        raise AgreementWithoutCommitments(code=agreement.code)
    mark_detailed(agreement, meeting=meeting, on=effective_day(agreement.convening, on))
    data = {"meeting": meeting and meeting.pk}
    record("cooperation.agreement_detailed", on=agreement, by=by, data=data)
    return agreement


def mark_detailed(agreement: Agreement, *, meeting: Meeting | None, on: date) -> None:
    """Set the state; the caller has locked the row and writes the audit event."""
    agreement.state = AgreementState.DETAILED
    agreement.detailed_in = agreement.detailed_in or meeting
    agreement.detailed_on = agreement.detailed_on or (meeting.held_on if meeting else on)
    agreement.save(update_fields=["state", "detailed_in", "detailed_on"])


def refuse_unless_organiser(by: User, convening: Convening) -> None:
    """Only the people who lead a side record what was agreed."""
    if not may_organise(standing(by, convening)):
        raise NotAllowed


def effective_day(convening: Convening, on: date | None) -> date:
    """The day a step takes effect: today, or a day before it, where the convening is."""
    latest = today(convening.time_zone)
    if on and on > latest:
        raise DayInFuture(day=short_date(on))
    return on or latest


def next_serial(model: type[Agreement] | type[Commitment], convening: Convening) -> int:
    """The next number of this convening; the caller holds the lock on the convening."""
    return (model.objects.filter(convening=convening).aggregate(last=Max("serial"))["last"] or 0) + 1


def next_number(meeting: Meeting) -> int:
    """The next heading number of a meeting."""
    return (Agreement.objects.filter(meeting=meeting).aggregate(last=Max("number"))["last"] or 0) + 1


def refuse_taken(agreement: Agreement) -> None:
    """Refuse a code or a heading number that is in use."""
    if Agreement.objects.filter(convening=agreement.convening, serial=agreement.serial).exists():
        raise CodeTaken(code=agreement.code)
    if Agreement.objects.filter(meeting=agreement.meeting, number=agreement.number).exists():
        raise CodeTaken(code=agreement.number)
