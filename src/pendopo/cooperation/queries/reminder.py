"""What reminders say, and which of them are due."""

from datetime import date, timedelta
from urllib.parse import quote

from django.db.models import QuerySet
from django.utils.translation import gettext, ngettext, override

from pendopo.cooperation.enums import CLOSED_STATES, ReminderKind
from pendopo.cooperation.models import Commitment
from pendopo.core.times import long_date

DAYS = (
    (ReminderKind.AFTER_3, 3),
    (ReminderKind.AFTER_1, 1),
    (ReminderKind.BEFORE_1, -1),
    (ReminderKind.BEFORE_7, -7),
)
ESCALATE_AFTER = 7


def step_for(due: date, today: date) -> tuple[ReminderKind, date] | None:
    """The newest reminder that the calendar asks for, and the day it stands for."""
    for kind, days in DAYS:
        if due + timedelta(days=days) <= today:
            return kind, due + timedelta(days=days)
    return None


def escalation_for(due: date, today: date) -> tuple[ReminderKind, date] | None:
    """The note to the leads of both sides, once seven days have passed."""
    day = due + timedelta(days=ESCALATE_AFTER)
    return (ReminderKind.ESCALATED, day) if day <= today else None


def to_remind(today: date) -> QuerySet[Commitment]:
    """Open commitments whose due date is at most seven days away or has passed."""
    rows = Commitment.objects.exclude(state__in=CLOSED_STATES).filter(due__lte=today + timedelta(days=7))
    return rows.select_related("convening", "organisation", "unit", "responsible__user")


def sentence(commitment: Commitment, today: date, lang: str) -> str:
    """One sentence in one language: which promise, by when, and how it stands today."""
    with override(lang):
        return _sentence(commitment, today)


def _sentence(commitment: Commitment, today: date) -> str:
    return _due_words(commitment, today) % {
        "code": commitment.code,
        "what": commitment.what,
        "date": long_date(commitment.due),
        "days": abs((commitment.due - today).days),
    }


def _due_words(commitment: Commitment, today: date) -> str:
    days = (commitment.due - today).days
    if days == 0:
        return gettext("%(code)s “%(what)s” is due today, %(date)s.")
    if days > 0:
        return ngettext(
            "%(code)s “%(what)s” is due on %(date)s, in %(days)s day.",
            "%(code)s “%(what)s” is due on %(date)s, in %(days)s days.",
            days,
        )
    return ngettext(
        "%(code)s “%(what)s” was due on %(date)s, %(days)s day ago.",
        "%(code)s “%(what)s” was due on %(date)s, %(days)s days ago.",
        -days,
    )


def subject(commitment: Commitment, kind: str) -> str:
    """The subject of the e-mail, in the active language."""
    if kind == ReminderKind.ESCALATED:
        return gettext("%(code)s has been late for a week") % {"code": commitment.code}
    return gettext("Reminder: %(code)s") % {"code": commitment.code}


def text(commitment: Commitment, kind: str, today: date) -> str:
    """What a reminder says, in the active language: how it stands, what will prove it, what to do next."""
    proof = gettext("Owner: %(owner)s. Evidence expected: %(evidence)s.") % {
        "owner": commitment.owner.name,
        "evidence": commitment.evidence_expected.rstrip("."),
    }
    return f"{_sentence(commitment, today)} {proof} {_ask(kind)}"


def _ask(kind: str) -> str:
    if kind == ReminderKind.ESCALATED:
        return gettext("Please agree with the other side how to go on, then record it.")
    return gettext("Please report where the work stands, add the evidence, or say what blocks it.")


def whatsapp_address(text: str) -> str:
    """An address that opens WhatsApp with the text ready to send."""
    return "https://wa.me/?text=" + quote(text, safe="")


def whatsapp_text(commitment: Commitment, today: date, address: str, lang: str) -> str:
    """A short message with the link, ready to send to one person."""
    with override(lang):
        ask = gettext("Please answer here: %(address)s") % {"address": address}
    return f"{sentence(commitment, today, lang)} {ask}"
