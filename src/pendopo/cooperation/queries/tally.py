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


class _Group(NamedTuple):
    """The commitments in one state."""

    state: str
    number: int
    overdue: int
    first_due: date


def tally(rows: QuerySet[Commitment], today: date) -> Tally:
    """Count how the rows stand, in one query."""
    return _summed(_Group(*found) for found in _groups(rows, today, "state"))


def tallies(rows: QuerySet[Commitment], today: date) -> dict[UUID, Tally]:
    """Count how the rows of each agreement stand, in one query; those without rows have the empty tally."""
    found: dict[UUID, list[_Group]] = defaultdict(list)
    for agreement, *group in _groups(rows, today, "agreement", "state"):
        found[agreement].append(_Group(*group))
    return defaultdict(Tally, {agreement: _summed(groups) for agreement, groups in found.items()})


def _groups(rows: QuerySet[Commitment], today: date, *by: str) -> QuerySet[Commitment, tuple[Any, ...]]:
    counts = {"number": Count("pk"), "overdue": Count("pk", filter=Q(due__lt=today)), "first_due": Min("due")}
    return rows.order_by().values(*by).annotate(**counts).values_list(*by, *counts)


def _summed(groups: Iterable[_Group]) -> Tally:
    states = {group.state: group for group in groups}
    still_open = [group for group in states.values() if group.state not in CLOSED_STATES]

    def all_in(*wanted: CommitmentState) -> int:
        return sum(states[state].number for state in wanted if state in states)

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
        next_due=min((group.first_due for group in still_open), default=None),
    )
