"""How many commitments there are and how they stand: of a list, or of each agreement."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from pendopo.cooperation.enums import CLOSED_STATES, KEPT_STATES, CommitmentState
from pendopo.cooperation.models import Commitment


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
    next_due: date | None = None

    @property
    def promised(self) -> int:
        """How many still count."""
        return self.total - self.withdrawn


class Group(NamedTuple):
    """The commitments in one state, of one agreement or owner where that was asked: how many, how many overdue."""

    state: str
    number: int
    overdue: int = 0
    soonest: date | None = None
    agreement: UUID | None = None
    side: str = ""
    organisation_id: UUID | None = None
    unit_id: UUID | None = None


def in_groups(rows: QuerySet[Commitment], today: Any, *by: str) -> QuerySet[Commitment, Any]:
    """The columns of `Group` for these rows; `today` is a day, or a place for one in a prepared read.

    Every commitment has a due date: counting dates counts commitments, and the index alone can answer.
    """
    overdue = Count("due", filter=Q(due__lt=today))
    counts = {"number": Count("due"), "overdue": overdue, "soonest": Min("due")}
    return rows.order_by().values(*by, "state").annotate(**counts)


def grouped(rows: QuerySet[Commitment], today: date, *by: str) -> list[Group]:
    """These rows in groups, in one query."""
    return [Group(**found) for found in in_groups(rows, today, *by)]


def tallies(groups: Iterable[Group]) -> dict[UUID, Tally]:
    """How the rows of each agreement stand; those without rows have the empty tally."""
    found: dict[UUID, list[Group]] = defaultdict(list)
    for group in groups:
        if group.agreement:
            found[group.agreement].append(group)
    return defaultdict(Tally, {agreement: tally(several) for agreement, several in found.items()})


def tally(groups: Iterable[Group]) -> Tally:
    """How the rows stand."""
    groups = list(groups)
    still_open = [group for group in groups if group.state not in CLOSED_STATES]

    def all_in(*wanted: CommitmentState) -> int:
        return sum(group.number for group in groups if group.state in wanted)

    def on_time(*wanted: CommitmentState) -> int:
        return sum(group.number - group.overdue for group in still_open if group.state in wanted)

    return Tally(
        total=all_in(*CommitmentState),
        late=sum(group.overdue for group in still_open),
        proposed=on_time(CommitmentState.PROPOSED),
        running=on_time(CommitmentState.ACCEPTED, CommitmentState.IN_PROGRESS),
        blocked=on_time(CommitmentState.BLOCKED),
        done=all_in(*KEPT_STATES),
        withdrawn=all_in(CommitmentState.WITHDRAWN),
        next_due=min((group.soonest for group in still_open if group.soonest), default=None),
    )
