"""Writes on reminders: those that the calendar asks for, and those that an organiser asks for."""

from datetime import date

from django.db import transaction

from pendopo.accounts.models import User
from pendopo.convenings.actions.notice import MAIL_JOB, notify
from pendopo.convenings.models import Convening
from pendopo.convenings.rules import may_organise, standing
from pendopo.cooperation.enums import ReminderKind
from pendopo.cooperation.errors import NobodyToRemind, RemindedToday, StepNotOpen
from pendopo.cooperation.models import Commitment, Reminder
from pendopo.cooperation.queries.commitment import Answerers, Filters, answerers, commitments
from pendopo.cooperation.queries.reminder import escalation_for, step_for, subject, text, to_remind
from pendopo.core.audit import record
from pendopo.core.background import soon
from pendopo.core.errors import NotAllowed
from pendopo.core.times import today
from pendopo.core.urls import here


def remind_by_calendar(*, convening: Convening) -> int:
    """Write every reminder that is due and was not written before; returns how many there were."""
    day, people = today(convening.time_zone), answerers(convening)
    rows = list(to_remind(day))
    known = set(
        Reminder.objects.filter(commitment__in=rows).values_list("commitment_id", "user_id", "kind", "on")
    )
    return sum(_remind_one(commitment, day, people, known) for commitment in rows)


def _remind_one(commitment: Commitment, day: date, people: Answerers, known: set[tuple]) -> int:
    wanted = []
    if step := step_for(commitment.due, day):
        wanted += [(user, *step) for user in people.owners(commitment)]
    if step := escalation_for(commitment.due, day):
        wanted += [(user, *step) for user in people.leads()]
    missing = [w for w in wanted if (commitment.pk, w[0].pk, w[1].value, w[2]) not in known]
    return len(_write(commitment, missing, day)) if missing else 0


@transaction.atomic
def remind_owner(*, commitment: Commitment, by: User) -> list[Reminder]:
    """Remind those who answer for one commitment, at most once a day."""
    if not may_organise(standing(by, commitment.convening)):
        raise NotAllowed
    if commitment.is_closed:
        raise StepNotOpen(code=commitment.code, state=commitment.get_state_display())
    written = _ask([commitment], answerers(commitment.convening), by)
    if not written:
        raise RemindedToday if _asked_today([commitment]) else NobodyToRemind(code=commitment.code)
    record("cooperation.owner_reminded", on=commitment, by=by, data={"reminders": len(written)})
    soon(MAIL_JOB)
    return written


@transaction.atomic
def remind_owners(*, convening: Convening, by: User) -> list[Reminder]:
    """Remind those who answer for everything that is late, on both sides, at most once a day."""
    if not may_organise(standing(by, convening)):
        raise NotAllowed
    late = list(commitments(today(convening.time_zone), Filters(status="late")))
    written = _ask(late, answerers(convening), by)
    if not written and late and not _asked_today(late):
        raise NobodyToRemind(code=late[0].code)
    if not written:
        raise RemindedToday
    record("cooperation.owners_reminded", on=convening, by=by, data={"reminders": len(written)})
    soon(MAIL_JOB)
    return written


def _ask(rows: list[Commitment], people: Answerers, by: User) -> list[Reminder]:
    written: list[Reminder] = []
    done = _asked_today(rows)
    for commitment in rows:
        if commitment.pk not in done:
            day = today(commitment.convening.time_zone)
            others = [user for user in people.owners(commitment) if user != by]
            wanted = [(user, ReminderKind.ASKED, day) for user in others]
            written += _write(commitment, wanted, day, asked_by=by)
    return written


def _asked_today(rows: list[Commitment]) -> set:
    if not rows:
        return set()
    day = today(rows[0].convening.time_zone)
    asked = Reminder.objects.filter(commitment__in=rows, kind=ReminderKind.ASKED, on=day)
    return set(asked.values_list("commitment_id", flat=True))


@transaction.atomic
def _write(
    commitment: Commitment,
    wanted: list[tuple[User, ReminderKind, date]],
    day: date,
    *,
    asked_by: User | None = None,
) -> list[Reminder]:
    """The rows and the notices of one commitment; of two runs at once the second writes nothing."""
    written = []
    for user, kind, on in wanted:
        reminder, is_new = Reminder.objects.get_or_create(
            commitment=commitment,
            user=user,
            kind=kind,
            on=on,
            defaults={"asked_by": asked_by, "written_on": day},
        )
        if is_new:
            written.append(reminder)
            _notify(commitment, user, kind, day)
    if written and asked_by is None:
        kinds = sorted({reminder.kind for reminder in written})
        record(
            "cooperation.reminders_sent", on=commitment, by=None, data={"kinds": kinds, "count": len(written)}
        )
    return written


def _notify(commitment: Commitment, user: User, kind: ReminderKind, day: date) -> None:
    convening = commitment.convening
    notify(
        to=[user],
        by=None,
        kind=f"cooperation.{kind.value}",
        say=lambda: (subject(commitment, kind), text(commitment, kind, day)),
        url=here("cooperation:commitment-detail", pk=commitment.pk, convening=convening.slug),
        convening=convening,
        at_once=False,
    )
