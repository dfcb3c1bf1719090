"""The state of the cooperation on one page, computed from commitments, meetings and minutes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pendopo.convenings.enums import Side
from pendopo.convenings.models import Convening
from pendopo.convenings.rules import Standing, desks_of
from pendopo.cooperation.enums import CommitmentState, MinutesStatus, ProposalStatus
from pendopo.cooperation.models import Agreement, ChangeProposal, Commitment, Meeting, Minutes
from pendopo.cooperation.queries.meeting import visible_meetings
from pendopo.cooperation.rules import may_answer_change, may_step, sides_led

BOTH_SIDES = (Side.GOVERNMENT, Side.NETWORK)


@dataclass(frozen=True, slots=True)
class Overdue:
    """A commitment past its due date, and by how many days."""

    commitment: Commitment
    days: int


@dataclass(frozen=True, slots=True)
class SideState:
    """How one side stands; drawn the same way for both."""

    side: Side
    late: tuple[Overdue, ...]
    kept: int
    running: int
    following: Commitment | None


@dataclass(frozen=True, slots=True)
class Readiness:
    """How far the commitments of one agreement are, by rule."""

    agreement: Agreement
    kept: int
    total: int
    state: str
    word: str | Promise
    waits_for: tuple[Side, ...]
    following: Commitment | None
    late: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that waits for this person: how many, and where to find them."""

    label: str | Promise
    number: int
    url_name: str
    query: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on the first page of the desk."""

    commitments: int
    kept: int
    late: int
    agreements: int
    sides: tuple[SideState, ...]
    readiness: tuple[Readiness, ...]


def other_desks(user: Any, convening: Convening | None) -> list[Convening]:
    """The other convenings at whose desk this person works, newest first; asks only where there are any."""
    keys = desks_of(user) - {convening and convening.pk}
    return list(Convening.objects.filter(pk__in=keys)) if keys else []


def overview(today: date) -> Overview:
    """The state of all agreements and commitments on `today`, in two queries."""
    commitments = list(
        Commitment.objects.exclude(state=CommitmentState.WITHDRAWN)
        .select_related("agreement", "organisation", "unit")
        .order_by("due", "serial")
    )
    agreements = list(Agreement.objects.order_by("serial"))
    return Overview(
        commitments=len(commitments),
        kept=sum(c.is_kept for c in commitments),
        late=sum(c.is_late(today) for c in commitments),
        agreements=len(agreements),
        sides=tuple(side_state(side, commitments, today) for side in BOTH_SIDES),
        readiness=tuple(readiness(agreement, commitments, today) for agreement in agreements),
    )


def side_state(side: Side, commitments: Iterable[Commitment], today: date) -> SideState:
    """What one side has kept, is doing and is late with; the longest late first."""
    own = [c for c in commitments if c.side == side]
    late = [c for c in own if c.is_late(today)]
    running = [c for c in own if not c.is_closed and not c.is_late(today)]
    return SideState(
        side=side,
        late=tuple(Overdue(c, c.days_late(today)) for c in late),
        kept=sum(c.is_kept for c in own),
        running=len(running),
        following=running[0] if running else None,
    )


def readiness(agreement: Agreement, commitments: Iterable[Commitment], today: date) -> Readiness:
    """One line of the readiness table; the state follows from the commitments alone."""
    own = [c for c in commitments if c.agreement_id == agreement.pk]
    waiting = [c for c in own if not c.is_closed]
    state, word = readiness_state(own, today)
    first = waiting[0] if waiting else None
    return Readiness(
        agreement=agreement,
        kept=sum(c.is_kept for c in own),
        total=len(own),
        state=state,
        word=word,
        waits_for=tuple(side for side in BOTH_SIDES if any(c.side == side for c in waiting)),
        following=first,
        late=first is not None and first.is_late(today),
    )


def readiness_state(commitments: list[Commitment], today: date) -> tuple[str, str | Promise]:
    """The worst that is true: late, then blocked, then under way, then not begun."""
    if not commitments:
        return "todo", _("To be detailed")
    if any(c.is_late(today) for c in commitments):
        return "late", _("Late")
    if any(c.state == CommitmentState.BLOCKED for c in commitments):
        return "warn", _("Needs attention")
    if all(c.is_kept for c in commitments):
        return "ok", _("Done")
    begun = any(c.is_kept or c.state == CommitmentState.IN_PROGRESS for c in commitments)
    return ("run", _("In progress")) if begun else ("todo", _("Not begun"))


def next_meeting(standing: Standing, today: date) -> Meeting | None:
    """The next meeting this person knows about that is not cancelled, with its agenda."""
    rows = visible_meetings(standing).filter(held_on__gte=today, cancelled_at=None)
    return rows.order_by("held_on", "starts_at", "pk").prefetch_related("agenda").first()


def waiting_for(standing: Standing) -> list[Decision]:
    """What this person has to decide: promises to accept or verify, changes to answer, minutes to approve."""
    decisions = [
        *_steps_waiting(standing),
        Decision(
            _("Changes to answer"), _changes_waiting(standing), "cooperation:commitment-list", "?status=open"
        ),
        Decision(_("Minutes to approve"), _minutes_waiting(standing), "cooperation:meeting-list"),
    ]
    return [decision for decision in decisions if decision.number]


def _steps_waiting(standing: Standing) -> list[Decision]:
    states = [CommitmentState.PROPOSED, CommitmentState.DONE]
    rows = list(Commitment.objects.filter(state__in=states))
    accept = sum(may_step(standing, row, "accept") for row in rows)
    verify = sum(may_step(standing, row, "verify") for row in rows)
    listing = "cooperation:commitment-list"
    return [
        Decision(_("Commitments to accept"), accept, listing, f"?status={CommitmentState.PROPOSED.value}"),
        Decision(_("Commitments to verify"), verify, listing, f"?status={CommitmentState.DONE.value}"),
    ]


def _changes_waiting(standing: Standing) -> int:
    rows = ChangeProposal.objects.filter(status=ProposalStatus.OPEN).select_related("commitment")
    return sum(may_answer_change(standing, row) for row in rows)


def _minutes_waiting(standing: Standing) -> int:
    sides = sides_led(standing)
    if not sides:
        return 0
    rows = Minutes.objects.filter(status=MinutesStatus.COMMENT)
    return rows.exclude(approvals__side__in=sides).count()
