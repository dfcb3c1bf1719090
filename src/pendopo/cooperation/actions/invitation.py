"""Writes on invitation letters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from pendopo.accounts.models import User
from pendopo.convenings.models import Organisation, Unit
from pendopo.cooperation.actions.meeting import refuse_unless_writer
from pendopo.cooperation.enums import LetterNature
from pendopo.cooperation.errors import LetterSent, MeetingCancelled, NobodyAddressed, TextMissing
from pendopo.cooperation.models import Addressee, InvitationLetter, Meeting
from pendopo.core.audit import record


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom a letter goes: an organisation or one of its units, or words."""

    organisation: Organisation | None = None
    unit: Unit | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class LetterText:
    """What a letter says."""

    number: str
    dated_on: date
    subject_ind: str = ""
    subject_en: str = ""
    body_ind: str = ""
    body_en: str = ""
    nature: LetterNature | str = LetterNature.ORDINARY
    attachment_note: str = ""
    contact: str = ""
    signatory_name: str = ""
    signatory_title_ind: str = ""
    signatory_title_en: str = ""


@transaction.atomic
def write_letter(
    *, meeting: Meeting, text: LetterText, recipients: Sequence[Recipient], by: User
) -> InvitationLetter:
    """Draft the letter that invites to a meeting; nobody gets it before it is marked as sent."""
    refuse_unless_writer(by, meeting.convening)
    if meeting.cancelled_at:
        raise MeetingCancelled
    _refuse_poor(text, recipients)
    letter: InvitationLetter = InvitationLetter.objects.create(meeting=meeting, **_columns(text))
    _address(letter, recipients)
    record("cooperation.letter_written", on=letter, by=by, data={"meeting": meeting.pk})
    return letter


@transaction.atomic
def edit_letter(
    *, letter: InvitationLetter, text: LetterText, recipients: Sequence[Recipient], by: User
) -> InvitationLetter:
    """Change a letter that was not sent yet."""
    refuse_unless_writer(by, letter.meeting.convening)
    letter = InvitationLetter.objects.select_for_update(of=("self",), no_key=True).get(pk=letter.pk)
    if letter.sent_on:
        raise LetterSent
    _refuse_poor(text, recipients)
    for name, value in _columns(text).items():
        setattr(letter, name, value)
    letter.save()
    letter.addressees.all().delete()
    _address(letter, recipients)
    record("cooperation.letter_edited", on=letter, by=by, data={"meeting": letter.meeting_id})
    return letter


@transaction.atomic
def mark_letter_sent(*, letter: InvitationLetter, on: date, by: User) -> InvitationLetter:
    """Say that the letter went out; from then on it stays as it is, and those invited see the meeting."""
    refuse_unless_writer(by, letter.meeting.convening)
    letter = InvitationLetter.objects.select_for_update(of=("self",), no_key=True).get(pk=letter.pk)
    if letter.sent_on:
        raise LetterSent
    letter.sent_on = on
    letter.save(update_fields=["sent_on"])
    record("cooperation.letter_sent", on=letter, by=by, data={"meeting": letter.meeting_id, "on": on})
    return letter


def _columns(text: LetterText) -> dict[str, object]:
    return {name: getattr(text, name) for name in LetterText.__slots__}


def _refuse_poor(text: LetterText, recipients: Sequence[Recipient]) -> None:
    if not ((text.subject_ind or text.subject_en).strip() and (text.body_ind or text.body_en).strip()):
        raise TextMissing
    if not recipients:
        raise NobodyAddressed


def _address(letter: InvitationLetter, recipients: Sequence[Recipient]) -> None:
    Addressee.objects.bulk_create(
        Addressee(
            letter=letter,
            position=n,
            organisation=recipient.organisation,
            unit=recipient.unit,
            text=recipient.text,
        )
        for n, recipient in enumerate(recipients, start=1)
    )
