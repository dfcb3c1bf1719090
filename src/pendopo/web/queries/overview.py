"""The state of the cooperation on one page, computed from commitments, meetings and minutes.

The database counts; of the commitments themselves only those that the page names are read, so that the first
page of the desk costs about the same for ten promises and for thousands.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Count, DateField, OuterRef, Q, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pendopo.convenings.enums import Side
from pendopo.convenings.models import Convening
from pendopo.convenings.rules import Standing, desks_of
from pendopo.cooperation.enums import CLOSED_STATES, CommitmentState, MinutesStatus, ProposalStatus
from pendopo.cooperation.models import Agreement, ChangeProposal, Commitment, Meeting, Minutes
from pendopo.cooperation.queries.meeting import visible_meetings
from pendopo.cooperation.queries.tally import Group, Tally, in_groups, tally
from pendopo.cooperation.rules import may_answer_change, may_step, sides_led
from pendopo.core.prepared import Given, Prepared, whole

BOTH_SIDES = (Side.GOVERNMENT, Side.NETWORK)
NAMED = 6  # late commitments named for each side; the page of what is late has them all


@dataclass(frozen=True, slots=True)
class Overdue:
    """A commitment past its due date, and by how many days."""

    commitment: Commitment
    days: int


@dataclass(frozen=True, slots=True)
class SideState:
    """How one side stands; drawn the same way for both.

    `late` names the longest overdue ones of `late_number`; `following` is what comes next where nothing is late.
    """

    side: Side
    late: tuple[Overdue, ...]
    late_number: int
    kept: int
    running: int
    following: Commitment | None

    @property
    def unnamed(self) -> int:
        """How many more are late than the page names."""
        return self.late_number - len(self.late)


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
    """The state of all agreements and commitments on `today`."""
    groups = _groups(today=today)
    agreements = _agreements()
    first = {row.agreement_id: row for row in _first_open()}
    everything = tally(groups)
    return Overview(
        commitments=everything.total,
        kept=everything.done,
        late=everything.late,
        agreements=len(agreements),
        sides=tuple(side_state(side, [g for g in groups if g.side == side], today) for side in BOTH_SIDES),
        readiness=tuple(
            readiness(row, [g for g in groups if g.agreement == row.pk], first.get(row.pk), today)
            for row in agreements
        ),
    )


_OPEN: Any = ~Q(state__in=CLOSED_STATES)
_groups = Prepared(
    lambda: in_groups(
        Commitment.objects.exclude(state=CommitmentState.WITHDRAWN),
        Given("today", DateField()),
        *("agreement", "side"),
    ),
    Group,
)
_agreements = whole(Agreement, lambda: Agreement.objects.order_by("serial"))


def _first_of_each() -> QuerySet[Commitment]:
    """Of each agreement the open commitment that is due first."""
    own = Commitment.objects.filter(_OPEN, agreement=OuterRef("pk")).order_by("due", "serial")
    first = Agreement.objects.annotate(first=Subquery(own.values("pk")[:1])).order_by().values("first")
    rows: QuerySet[Commitment] = Commitment.objects.filter(pk__in=first)
    return rows


_first_open = whole(Commitment, _first_of_each)
_soonest = whole(
    Commitment,
    lambda: Commitment.objects.filter(_OPEN, side=Given("side", CharField())).order_by("due", "serial")[
        : NAMED + 1
    ],
    *("agreement", "organisation", "unit"),
)


def side_state(side: Side, groups: Collection[Group], today: date) -> SideState:
    """What one side has kept, is doing and is late with; the longest late first."""
    counted = tally(groups)
    rows = _soonest(side=side)
    late = [row for row in rows if row.is_late(today)]
    coming = [row for row in rows if not row.is_late(today)]
    return SideState(
        side=side,
        late=tuple(Overdue(row, row.days_late(today)) for row in late[:NAMED]),
        late_number=counted.late,
        kept=counted.done,
        running=counted.promised - counted.done - counted.late,
        following=coming[0] if coming else None,
    )


def readiness(
    agreement: Agreement, groups: Collection[Group], first: Commitment | None, today: date
) -> Readiness:
    """One line of the readiness table; the state follows from the commitments alone."""
    counted = tally(groups)
    waiting = {group.side for group in groups if group.state not in CLOSED_STATES}
    state, word = readiness_state(counted, {group.state for group in groups})
    return Readiness(
        agreement=agreement,
        kept=counted.done,
        total=counted.promised,
        state=state,
        word=word,
        waits_for=tuple(side for side in BOTH_SIDES if side in waiting),
        following=first,
        late=first is not None and first.is_late(today),
    )


def readiness_state(counted: Tally, states: Collection[str]) -> tuple[str, str | Promise]:
    """The worst that is true: late, then blocked, then under way, then not begun."""
    if not counted.promised:
        return "todo", _("To be detailed")
    if counted.late:
        return "late", _("Late")
    if CommitmentState.BLOCKED in states:
        return "warn", _("Needs attention")
    if counted.done == counted.promised:
        return "ok", _("Done")
    begun = counted.done or CommitmentState.IN_PROGRESS in states
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
    listing = "cooperation:commitment-list"
    steps = [
        ("accept", _("Commitments to accept"), CommitmentState.PROPOSED),
        ("verify", _("Commitments to verify"), CommitmentState.DONE),
    ]
    alike = _alike()
    return [
        Decision(
            label,
            sum(number for row, number in alike if may_step(standing, row, name)),
            listing,
            f"?status={state.value}",
        )
        for name, label, state in steps
    ]


_SAME = ("state", "side", "organisation_id", "unit_id")


def _may_wait() -> Any:
    rows = Commitment.objects.filter(state__in=[CommitmentState.PROPOSED, CommitmentState.DONE])
    return rows.order_by().values(*_SAME).annotate(number=Count("due"))


# For all that may be decided alike (same state, same owner) one commitment, unsaved, and their number.
_alike = Prepared(_may_wait, lambda number, **same: (Commitment(**same), number))


def _changes_waiting(standing: Standing) -> int:
    rows = ChangeProposal.objects.filter(status=ProposalStatus.OPEN).select_related("commitment")
    return sum(may_answer_change(standing, row) for row in rows)


def _minutes_waiting(standing: Standing) -> int:
    sides = sides_led(standing)
    if not sides:
        return 0
    rows = Minutes.objects.filter(status=MinutesStatus.COMMENT)
    return rows.exclude(approvals__side__in=sides).count()
