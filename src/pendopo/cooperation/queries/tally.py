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


# The commitments in one state with one due date: a plain count is far cheaper to ask for than a conditional one.
class _Group(NamedTuple):
    state: str
    due: date
    number: int


def tally(rows: QuerySet[Commitment], today: date) -> Tally:
    """Count how the rows stand, in one query."""
    return _summed((_Group(*found) for found in _groups(rows)), today)


def tallies(rows: QuerySet[Commitment], today: date) -> dict[UUID, Tally]:
    """Count how the rows of each agreement stand, in one query; those without rows have the empty tally."""
    found: dict[UUID, list[_Group]] = defaultdict(list)
    for agreement, *group in _groups(rows, "agreement"):
        found[agreement].append(_Group(*group))
    return defaultdict(Tally, {agreement: _summed(groups, today) for agreement, groups in found.items()})


def _groups(rows: QuerySet[Commitment], *by: str) -> QuerySet[Commitment, tuple[Any, ...]]:
    # No text is counted, so there is nothing that the translation has to fill in.
    plain: QuerySet[Commitment] = rows.order_by().rewrite(False)  # type: ignore[attr-defined]
    return plain.values_list(*by, "state", "due").annotate(Count("pk"))


def _summed(groups: Iterable[_Group], today: date) -> Tally:
    late, on_time, next_due = 0, Counter[str](), None
    closed = Counter[str]()
    for state, due, number in groups:
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
