"""The numbers as they may leave the desk: small ones hidden, and what would tell them.

The file says for every value how many registered and how many of them attended. Whoever has both can subtract, so
those who registered and did not attend are a number of the file as well, written or not. The two groups, who attended
and who did not, are hidden each by itself as `suppression.safe_line` says; a sum of both is told only where both are.
So attendance, which reports ask for first, hides as little as it must.

How many did not state something says nothing of anybody. It is told as it is, unless what the others are could be
computed from it: then it is hidden like one of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pendopo.delegates.queries.numbers import Breakdown, Numbers
from pendopo.delegates.queries.suppression import HIDDEN, SafeLine, safe_line

REGISTERED, ATTENDED = 2, 5
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class SharedRow:
    """One line of the file, in words."""

    label: str
    target: str
    registered: str
    attended: str


@dataclass(frozen=True, slots=True)
class SharedBreakdown:
    """One table of the file; the last of its rows are those of whom it is not stated."""

    label: str
    rows: tuple[SharedRow, ...]
    total: SharedRow


def shared(found: Numbers, *, unknown: str, together: str) -> list[SharedBreakdown]:
    """Every breakdown with the words for those not stated and for the sum."""
    return [_shared(one, found, unknown, together) for one in found.breakdowns]


def _shared(one: Breakdown, found: Numbers, unknown: str, together: str) -> SharedBreakdown:
    upper, lower, sums = told(
        [*(row.counts[REGISTERED - 1] for row in one.rows), one.unknown[REGISTERED - 1]],
        [*(row.counts[ATTENDED - 1] for row in one.rows), one.unknown[ATTENDED - 1]],
    )
    labels = [*(row.label for row in one.rows), unknown]
    targets = [*(_target(row.target) for row in one.rows), NOTHING]
    rows = tuple(SharedRow(*parts) for parts in zip(labels, targets, upper, lower, strict=True))
    seats = one.target if one.target is not None else found.seats if not one.has_targets else None
    return SharedBreakdown(one.label, rows, SharedRow(together, _target(seats), *sums))


def _target(number: int | None) -> str:
    return NOTHING if number is None else str(number)


def told(registered: Sequence[int], attended: Sequence[int]) -> tuple[list[str], list[str], tuple[str, str]]:
    """Both columns and their sums, as they may be shown; those not stated come last.

    While nobody at all has attended there is nothing to subtract, and saying so gives nobody away.
    """
    if not sum(attended):
        line = safe_with_unknown(registered)
        return list(line.shown), ["0"] * len(attended), (line.total, "0")
    came = safe_with_unknown(attended)
    if sum(registered) == sum(attended):  # all who registered came: one column says what the other does
        return list(came.shown), list(came.shown), (came.total, came.total)
    stayed = safe_with_unknown([all_ - some for all_, some in zip(registered, attended, strict=True)])
    upper = [
        str(count) if n not in came.hidden | stayed.hidden else HIDDEN for n, count in enumerate(registered)
    ]
    hidden = came.total_hidden or stayed.total_hidden
    return upper, list(came.shown), (HIDDEN if hidden else str(sum(registered)), came.total)


def safe_with_unknown(counts: Sequence[int]) -> SafeLine:
    """Numbers with their sum, the last of them those of whom it is not stated."""
    *known, unknown = counts
    line = safe_line(known)
    if line.total_hidden:
        return safe_line(counts)
    return SafeLine((*line.shown, str(unknown)), str(sum(counts)), line.hidden, False)
