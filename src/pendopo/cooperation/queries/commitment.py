"""Reads on commitments: lists with filters, the board, the calendar, and one commitment with its history."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Prefetch, Q, QuerySet, Value, When
from django.http import Http404

from pendopo.accounts.models import User
from pendopo.convenings.enums import Role, Side
from pendopo.convenings.models import Convening, Membership
from pendopo.convenings.rules import standing
from pendopo.cooperation import rules
from pendopo.cooperation.enums import CLOSED_STATES, KEPT_STATES, CommitmentState
from pendopo.cooperation.models import Commitment, Evidence

LATE, OPEN, SETTLED = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader asked to see; empty values ask for everything."""

    side: str = ""
    agreement: UUID | None = None
    status: str = ""
    q: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many commitments there are, and how they stand today."""

    total: int = 0
    late: int = 0
    proposed: int = 0
    running: int = 0
    blocked: int = 0
    done: int = 0
    withdrawn: int = 0


def late(today: date) -> Q:
    """The rule of lateness for the database: due before today and not closed."""
    return Q(due__lt=today) & ~Q(state__in=CLOSED_STATES)


def commitments(today: date, filters: Filters | None = None) -> QuerySet[Commitment]:
    """Commitments as lists show them: the late first, then the open by due date, then the settled."""
    rank = Case(
        When(late(today), then=Value(LATE)),
        When(state__in=CLOSED_STATES, then=Value(SETTLED)),
        default=Value(OPEN),
        output_field=IntegerField(),
    )
    rows = Commitment.objects.select_related("agreement", "organisation", "unit")
    return narrowed(rows, today, filters or Filters()).annotate(rank=rank).order_by("rank", "due", "serial")


def narrowed(rows: QuerySet[Commitment], today: date, filters: Filters) -> QuerySet[Commitment]:
    """Apply what the reader asked for."""
    if filters.side:
        rows = rows.filter(side=filters.side)
    if filters.agreement:
        rows = rows.filter(agreement=filters.agreement)
    if filters.status == "late":
        rows = rows.filter(late(today))
    elif filters.status == "open":
        rows = rows.exclude(state__in=CLOSED_STATES)
    elif filters.status:
        rows = rows.filter(state=filters.status)
    return rows.filter(_matches(filters.q)) if filters.q else rows


def _matches(words: str) -> Q:
    found = Q()
    for word in words.split()[:6]:
        found &= (
            Q(what_ind__icontains=word)
            | Q(what_en__icontains=word)
            | Q(code__icontains=word)
            | Q(organisation__name__icontains=word)
            | Q(organisation__short_name__icontains=word)
            | Q(unit__name__icontains=word)
            | Q(unit__short_name__icontains=word)
        )
    return found


def with_evidence(rows: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """Load each row's evidence in one more query."""
    slim = Evidence.objects.only("commitment_id", "kind", "title", "attachment_id", "url")
    return rows.prefetch_related(Prefetch("evidence", queryset=slim))


def tally(rows: QuerySet[Commitment], today: date) -> Tally:
    """Count how the rows stand: one number a state from the database, those late apart."""
    overdue = Count("pk", filter=Q(due__lt=today))
    counted = rows.order_by().values("state").annotate(number=Count("pk"), overdue=overdue)
    number = {found["state"]: (found["number"], found["overdue"]) for found in counted}
    still_open = {state: pair for state, pair in number.items() if state not in CLOSED_STATES}

    def on_time(*states: CommitmentState) -> int:
        return sum(still_open[state][0] - still_open[state][1] for state in states if state in still_open)

    return Tally(
        total=sum(pair[0] for pair in number.values()),
        late=sum(pair[1] for pair in still_open.values()),
        proposed=on_time(CommitmentState.PROPOSED),
        running=on_time(CommitmentState.ACCEPTED, CommitmentState.IN_PROGRESS),
        blocked=on_time(CommitmentState.BLOCKED),
        done=sum(number.get(state, (0, 0))[0] for state in KEPT_STATES),
        withdrawn=number.get(CommitmentState.WITHDRAWN, (0, 0))[0],
    )


def due_between(first: date, last: date, today: date, filters: Filters) -> QuerySet[Commitment]:
    """Commitments with a due date in these days, soonest first."""
    return commitments(today, filters).filter(due__range=(first, last)).order_by("due", "serial")


def late_on(side: Side, today: date) -> QuerySet[Commitment]:
    """What is late on one side, the longest late first."""
    return commitments(today, Filters(side=side, status="late"))


def access_commitment(user: Any, pk: UUID, to: str = "read") -> Commitment:
    """The commitment, or 404 for those who may not read it and where it does not exist."""
    rows = Commitment.objects.select_related(
        "convening",
        "agreement__meeting",
        "agreement__paragraph__agenda_item",
        "paragraph__agenda_item",
        "organisation",
        "unit",
        "responsible",
    )
    found: Commitment | None = rows.filter(pk=pk).first()
    if found is None or not rules.reads_threads(standing(user, found.convening)):
        raise Http404
    if to == "link" and not rules.may_make_link(standing(user, found.convening), found):
        raise Http404
    return found


def may_read_files(user: Any, pk: UUID) -> bool:
    """Whether one may fetch the evidence files of a commitment."""
    found = Commitment.objects.select_related("convening").filter(pk=pk).first()
    return found is not None and rules.reads_threads(standing(user, found.convening))


@dataclass(frozen=True)
class Answerers:
    """Who answers for what in one convening, from its memberships."""

    memberships: list[Membership] = field(default_factory=list)

    def owners(self, commitment: Commitment) -> list[User]:
        """The accounts that answer for a commitment; the leads of its side where nobody nearer has one."""
        person = commitment.responsible.user if commitment.responsible else None
        found = [person] if person else []
        for held in self.memberships:
            officer = held.role == Role.UNIT_OFFICER and held.unit_id and held.unit_id == commitment.unit_id
            focal = held.role == Role.FOCAL_POINT and held.organisation_id == commitment.organisation_id
            if officer or focal:
                found.append(held.user)
        return _once(found or self.leads(commitment.side))

    def leads(self, side: str = "") -> list[User]:
        """The accounts that lead one side, or both."""
        network, government = (Role.SECRETARIAT, Role.CHAIR), (Role.LIAISON,)
        roles = {Side.NETWORK: network, Side.GOVERNMENT: government}.get(Side(side) if side else Side.NEITHER)
        wanted = roles or network + government
        return _once(held.user for held in self.memberships if held.role in wanted)


def answerers(convening: Convening) -> Answerers:
    """Load the memberships of a convening that reminders need, in one query."""
    held = Membership.objects.filter(convening=convening, user__is_active=True).select_related("user")
    return Answerers(list(held.exclude(role__in=[Role.PARTICIPANT, Role.JOURNALIST])))


def _once(users: Iterable[User]) -> list[User]:
    return list({user.pk: user for user in users if user.is_active}.values())
