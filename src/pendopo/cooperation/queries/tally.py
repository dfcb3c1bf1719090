"""How many commitments there are and how they stand: of a list, or of each agreement."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, QuerySet

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
    """The commitments in one state with one due date, of one agreement where that was asked."""

    state: str
    due: date
    number: int
    agreement: UUID | None = None


def in_groups(rows: QuerySet[Commitment], *by: str) -> QuerySet[Commitment, Any]:
    """The columns of `Group` for these rows; plain counts, because the database is slower at conditional ones."""
    return rows.order_by().values(*by, "state", "due").annotate(number=Count("pk"))


def grouped(rows: QuerySet[Commitment], *by: str) -> list[Group]:
    """These rows in groups, in one query."""
    return [Group(**found) for found in in_groups(rows, *by)]


def tallies(groups: Iterable[Group], today: date) -> dict[UUID, Tally]:
    """How the rows of each agreement stand; those without rows have the empty tally."""
    found: dict[UUID, list[Group]] = defaultdict(list)
    for group in groups:
        if group.agreement:
            found[group.agreement].append(group)
    return defaultdict(Tally, {agreement: tally(several, today) for agreement, several in found.items()})


def tally(groups: Iterable[Group], today: date) -> Tally:
    """How the rows stand today."""
    late, on_time, next_due = 0, Counter[str](), None
    closed = Counter[str]()
    for state, due, number, _agreement in groups:
        if state in CLOSED_STATES:
            closed[state] += number
            continue
        next_due = min(due, next_due or due)
        if due < today:
            late += number
        else:
            on_time[state] += number
    return Tally(
        total=late + on_time.total() + closed.total(),
        late=late,
        proposed=on_time[CommitmentState.PROPOSED],
        running=on_time[CommitmentState.ACCEPTED] + on_time[CommitmentState.IN_PROGRESS],
        blocked=on_time[CommitmentState.BLOCKED],
        done=sum(closed[state] for state in KEPT_STATES),
        withdrawn=closed[CommitmentState.WITHDRAWN],
        next_due=next_due,
    )
