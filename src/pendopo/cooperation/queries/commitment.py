"""Reads on commitments: lists with filters, the board, the calendar, and one commitment with its history."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, IntegerField, Prefetch, Q, QuerySet, Value, When
from django.http import Http404
from django_scopes import scopes_disabled

from pendopo.accounts.models import User
from pendopo.convenings.enums import Role, Side
from pendopo.convenings.models import Convening, Membership
from pendopo.convenings.rules import DESK, standing
from pendopo.cooperation import rules
from pendopo.cooperation.enums import CLOSED_STATES
from pendopo.cooperation.models import Commitment, Evidence
from pendopo.cooperation.models.commitment import VALID
from pendopo.core.prepared import Given

LATE, OPEN, SETTLED = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader asked to see; empty values ask for everything."""

    side: str = ""
    agreement: UUID | None = None
    status: str = ""
    q: str = ""


def late(today: date) -> Q:
    """The rule of lateness for the database: due before today and not closed."""
    return Q(due__lt=today) & ~Q(state__in=CLOSED_STATES)


def commitments(today: date, filters: Filters | None = None) -> QuerySet[Commitment]:
    """Commitments as lists show them: the late first, then the open by due date, then the settled."""
    rank = Case(
        When(state__in=CLOSED_STATES, then=Value(SETTLED)),
        When(due__lt=today, then=Value(LATE)),
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
    slim = Evidence.objects.filter(VALID).only("commitment_id", "kind", "title", "attachment_id", "url")
    return rows.prefetch_related(Prefetch("evidence", queryset=slim))


def evidence_of(keys: Collection[UUID | Given] | QuerySet[Commitment, Any]) -> QuerySet[Evidence]:
    """What proves these commitments, which were read within the scope of their convening.

    Holding it against the scope once more would walk over every commitment of the convening.
    """
    with scopes_disabled():
        found: QuerySet[Evidence] = Evidence.objects.filter(VALID, commitment__id__in=keys)
    return found


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
        at_desk = {held.user_id for held in self.memberships if held.role in DESK}
        found = [person] if person and person.pk in at_desk else []
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
