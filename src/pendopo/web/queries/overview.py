"""The state of the cooperation on one page, computed from commitments, meetings and minutes.

The database counts; of the commitments themselves only those that the page names are read, so that the first
page of the desk costs about the same for ten promises and for thousands.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import CharField, Count, DateField, OuterRef, Q, QuerySet, Subquery, UUIDField
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pendopo.convenings.enums import Side
from pendopo.convenings.models import Convening
from pendopo.convenings.rules import Standing, desks_of, reads_all
from pendopo.cooperation.enums import CLOSED_STATES, CommitmentState, MinutesStatus, ProposalStatus
from pendopo.cooperation.models import AgendaItem, Agreement, ChangeProposal, Commitment, Meeting, Minutes
from pendopo.cooperation.queries.meeting import open_before, visible_meetings
from pendopo.cooperation.queries.papers import hours
from pendopo.cooperation.queries.rows import Row, columns_of, drawn
from pendopo.cooperation.queries.tally import Group, Tally, in_groups, tally
from pendopo.cooperation.rules import may_answer_change, may_step, sides_led
from pendopo.core.prepared import Given, Prepared, whole
from pendopo.core.urls import here

BOTH_SIDES = (Side.GOVERNMENT, Side.NETWORK)
NAMED = 6  # late commitments named for each side; the page of what is late has them all
OPEN_ITEMS = 5  # commitments of earlier meetings named beside the next one


@dataclass(frozen=True, slots=True)
class SideState:
    """How one side stands; drawn the same way for both.

    `late` names the longest overdue ones of `late_number`; `following` is what comes next where nothing is late.
    """

    side: Side
    late: tuple[Row, ...]
    late_number: int
    kept: int
    running: int
    following: Row | None

    @property
    def unnamed(self) -> int:
        """How many more are late than the page names."""
        return self.late_number - len(self.late)


@dataclass(frozen=True, slots=True)
class Readiness:
    """How far the commitments of one agreement are, by rule."""

    label: str
    url: str
    kept: int
    total: int
    state: str
    word: str
    waits_for: tuple[Side, ...]
    following: Row | None


@dataclass(frozen=True, slots=True)
class Coming:
    """The next meeting, the titles of its agenda and what is still open from the meetings before it."""

    title: str
    url: str
    day: date
    hours: str
    mode: str
    agenda: tuple[str, ...]
    open_items: tuple[Row, ...]


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


def overview(groups: Collection[Group], today: date) -> Overview:
    """The state of all agreements and commitments on `today`, of which `groups` are all that count."""
    agreements = _agreements()
    first = _drawn({row["agreement"]: row for row in _first_open()}, today)
    everything = tally(groups)
    return Overview(
        commitments=everything.total,
        kept=everything.done,
        late=everything.late,
        agreements=len(agreements),
        sides=tuple(side_state(side, [g for g in groups if g.side == side], today) for side in BOTH_SIDES),
        readiness=tuple(
            readiness(row, [g for g in groups if g.agreement == row.pk], first.get(row.pk))
            for row in agreements
        ),
    )


def groups(today: date) -> list[Group]:
    """The commitments that were not withdrawn, by agreement and owner: all that the page has to count."""
    return _groups(today=today)


_OPEN: Any = ~Q(state__in=CLOSED_STATES)
_OWNED = ("agreement", "side", "organisation_id", "unit_id")
_groups = Prepared(
    lambda: in_groups(
        Commitment.objects.exclude(state=CommitmentState.WITHDRAWN), Given("today", DateField()), *_OWNED
    ),
    Group,
)
_agreements = whole(Agreement, lambda: Agreement.objects.order_by("serial"))
_SHORT = ("organisation__short_name", "unit__short_name")


def _drawn(found: dict[Any, Row], today: date) -> dict[Any, Row]:
    """Rows as lists draw them, with the owner's short name and the days by which each is late."""
    shown = zip(found.items(), drawn(found.values(), today), strict=True)
    return {
        key: one
        | {
            "owner": row["unit__short_name"] or row["organisation__short_name"] or one["owner"],
            "days": max(0, (today - row["due"]).days),
        }
        for (key, row), one in shown
    }


def _first_of_each() -> QuerySet[Commitment, Row]:
    """Of each agreement the open commitment that is due first."""
    own = Commitment.objects.filter(_OPEN, agreement=OuterRef("pk")).order_by("due", "serial")
    first = Agreement.objects.annotate(first=Subquery(own.values("pk")[:1])).order_by().values("first")
    return columns_of(Commitment.objects.filter(pk__in=first), *_SHORT, "agreement")


def _soonest_of_side() -> QuerySet[Commitment, Row]:
    rows = Commitment.objects.filter(_OPEN, side=Given("side", CharField()))
    return columns_of(rows.order_by("due", "serial")[: NAMED + 1], *_SHORT)


_first_open: Prepared[Row] = Prepared(_first_of_each, dict)
_soonest: Prepared[Row] = Prepared(_soonest_of_side, dict)


def side_state(side: Side, groups: Collection[Group], today: date) -> SideState:
    """What one side has kept, is doing and is late with; the longest late first."""
    counted = tally(groups)
    rows = list(_drawn(dict(enumerate(_soonest(side=side))), today).values())
    late = [row for row in rows if row["days"]]
    coming = [row for row in rows if not row["days"]]
    return SideState(
        side=side,
        late=tuple(late[:NAMED]),
        late_number=counted.late,
        kept=counted.done,
        running=counted.promised - counted.done - counted.late,
        following=coming[0] if coming else None,
    )


def readiness(agreement: Agreement, groups: Collection[Group], first: Row | None) -> Readiness:
    """One line of the readiness table; the state follows from the commitments alone."""
    counted = tally(groups)
    waiting = {group.side for group in groups if group.state not in CLOSED_STATES}
    state, word = readiness_state(counted, {group.state for group in groups})
    return Readiness(
        label=agreement.label,
        url=here("cooperation:agreement-thread", pk=agreement.pk),
        kept=counted.done,
        total=counted.promised,
        state=state,
        word=str(word),
        waits_for=tuple(side for side in BOTH_SIDES if side in waiting),
        following=first,
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


def next_meeting(standing: Standing, convening: Convening, today: date) -> Coming | None:
    """The next meeting this person knows about that is not cancelled."""
    if reads_all(standing):
        meeting = _next_of_all.first(today=today)
    else:
        meeting = _upcoming(visible_meetings(standing), today).first()
    if meeting is None:
        return None
    meeting.convening = convening
    found = _still_open(series=meeting.series_id, meeting=meeting.pk, day=meeting.held_on)
    return Coming(
        title=meeting.title,
        url=here("cooperation:meeting-detail", pk=meeting.pk),
        day=meeting.held_on,
        hours=hours(meeting, get_language() or "id"),
        mode=meeting.get_mode_display(),
        agenda=tuple(item.title for item in _agenda(meeting=meeting.pk)),
        open_items=tuple(drawn(found, today)),
    )


def _upcoming(meetings: QuerySet[Meeting], today: Any) -> QuerySet[Meeting]:
    rows: QuerySet[Meeting] = meetings.filter(held_on__gte=today, cancelled_at=None)
    return rows.order_by("held_on", "starts_at", "pk")


_next_of_all = whole(Meeting, lambda: _upcoming(Meeting.objects.all(), Given("today", DateField()))[:1])
_agenda = whole(
    AgendaItem, lambda: AgendaItem.objects.filter(meeting=Given("meeting", UUIDField())).order_by("position")
)
_still_open: Prepared[Row] = Prepared(
    lambda: columns_of(
        open_before(Given("series", UUIDField()), Given("meeting", UUIDField()), Given("day", DateField()))[
            :OPEN_ITEMS
        ]
    ),
    dict,
)


def waiting_for(standing: Standing, groups: Collection[Group]) -> list[Decision]:
    """What this person has to decide: promises to accept or verify, changes to answer, minutes to approve."""
    decisions = [
        *_steps_waiting(standing, groups),
        Decision(
            _("Changes to answer"), _changes_waiting(standing), "cooperation:commitment-list", "?status=open"
        ),
        Decision(_("Minutes to approve"), _minutes_waiting(standing), "cooperation:meeting-list"),
    ]
    return [decision for decision in decisions if decision.number]


def _steps_waiting(standing: Standing, groups: Collection[Group]) -> list[Decision]:
    steps = [
        ("accept", _("Commitments to accept"), CommitmentState.PROPOSED),
        ("verify", _("Commitments to verify"), CommitmentState.DONE),
    ]
    return [
        Decision(
            label,
            sum(group.number for group in groups if may_step(standing, group, name)),
            "cooperation:commitment-list",
            f"?status={state.value}",
        )
        for name, label, state in steps
    ]


class Changes(NamedTuple):
    """Open changes that one side proposed to commitments alike in owner and state: their number."""

    commitment: Group
    side: str
    number: int
    status: str = ProposalStatus.OPEN


def _open_changes() -> QuerySet[ChangeProposal, Any]:
    rows = ChangeProposal.objects.filter(status=ProposalStatus.OPEN).order_by()
    owned = (f"commitment__{name}" for name in ("state", "side", "organisation_id", "unit_id"))
    return rows.values(*owned, "side").annotate(number=Count("pk"))


def _alike(number: int, side: str, **owned: Any) -> Changes:
    named = {name.removeprefix("commitment__"): value for name, value in owned.items()}
    return Changes(Group(number=number, **named), side, number)


_changes = Prepared(_open_changes, _alike)


def _changes_waiting(standing: Standing) -> int:
    return sum(one.number for one in _changes() if may_answer_change(standing, one))


_in_comment = Prepared(
    lambda: Minutes.objects.filter(status=MinutesStatus.COMMENT).values("pk", "approvals__side"),
    lambda pk, approvals__side: (pk, approvals__side),
)


def _minutes_waiting(standing: Standing) -> int:
    """Minutes in their comment round that no side led by this person has approved."""
    sides = sides_led(standing)
    if not sides:
        return 0
    found = _in_comment()
    return len({pk for pk, _side in found} - {pk for pk, side in found if side in sides})
