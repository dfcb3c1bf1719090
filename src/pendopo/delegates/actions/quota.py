"""Writes on quotas; what cannot be kept is refused with the numbers that show it."""

from dataclasses import asdict, dataclass, replace

from django.db import transaction

from pendopo.accounts.models import User
from pendopo.convenings.models import Convening
from pendopo.convenings.rules import standing
from pendopo.core.audit import record
from pendopo.core.errors import NotAllowed
from pendopo.delegates.enums import CountedIn, Dimension
from pendopo.delegates.errors import (
    GroupOfItself,
    GroupTooLarge,
    MinimumAboveMaximum,
    MinimumsAbove100,
    MinimumsAboveSeats,
    PercentAbove100,
    QuotaEmpty,
    QuotaTwice,
    TargetOutside,
    ValueUnknown,
)
from pendopo.delegates.models import Quota
from pendopo.delegates.queries import quota as queries
from pendopo.delegates.rules import may_mobilise

LONGEST = 400


@dataclass(frozen=True, slots=True)
class QuotaDraft:
    """A quota as somebody types it; the same columns as the table."""

    audience: str
    dimension: str
    value: str
    inside_dimension: str = ""
    inside_value: str = ""
    unit: str = CountedIn.PERSONS.value
    minimum: int | None = None
    maximum: int | None = None
    target: int | None = None


@transaction.atomic
def set_quota(*, convening: Convening, draft: QuotaDraft, by: User) -> Quota:
    """Set one more quota.

    Raises QuotaTwice, ValueUnknown, GroupOfItself, and what its numbers contradict.
    """
    if not may_mobilise(standing(by, convening)):
        raise NotAllowed
    Convening.objects.select_for_update(no_key=True).get(pk=convening.pk)
    draft = replace(draft, inside_value=",".join(queries.parts_of(draft.inside_value)))
    _refuse_unknown(convening, draft)
    same = {
        name: getattr(draft, name)
        for name in ("audience", "dimension", "value", "inside_dimension", "inside_value")
    }
    if twin := Quota.objects.filter(**same).first():
        raise QuotaTwice(numbers=queries.numbers_text(twin))
    _refuse_numbers(draft, list(queries.quotas(draft.audience)))
    quota: Quota = Quota.objects.create(convening=convening, **asdict(draft))
    record("delegates.quota_set", on=quota, by=by, data=asdict(draft))
    return quota


@transaction.atomic
def change_quota(
    *,
    quota: Quota,
    unit: str,
    minimum: int | None = None,
    maximum: int | None = None,
    target: int | None = None,
    by: User,
) -> Quota:
    """Give a quota other numbers; whom it counts stays."""
    if not may_mobilise(standing(by, quota.convening)):
        raise NotAllowed
    Convening.objects.select_for_update(no_key=True).get(pk=quota.convening_id)
    before = _draft_of(quota)
    draft = replace(before, unit=unit, minimum=minimum, maximum=maximum, target=target)
    others = [row for row in queries.quotas(quota.audience) if row.pk != quota.pk]
    _refuse_numbers(draft, others)
    quota.unit, quota.minimum, quota.maximum, quota.target = unit, minimum, maximum, target
    quota.save(update_fields=["unit", "minimum", "maximum", "target"])
    data = {"before": queries.numbers_text(before), "after": queries.numbers_text(draft)}
    record("delegates.quota_changed", on=quota, by=by, data=data)
    return quota


@transaction.atomic
def remove_quota(*, quota: Quota, by: User) -> None:
    """Take a quota away; the log keeps what it said."""
    if not may_mobilise(standing(by, quota.convening)):
        raise NotAllowed
    record("delegates.quota_removed", on=quota, by=by, data=asdict(_draft_of(quota)))
    quota.delete()


def _draft_of(quota: Quota) -> QuotaDraft:
    return QuotaDraft(**{name: getattr(quota, name) for name in QuotaDraft.__slots__})


def _refuse_unknown(convening: Convening, draft: QuotaDraft) -> None:
    """Values that nobody can have, and groups that make no sense."""
    unknown = "–" if "," in draft.value else queries.unknown_value(convening, draft.dimension, draft.value)
    if unknown is not None:
        raise ValueUnknown(value=draft.value or unknown)
    if not draft.inside_dimension:
        if draft.inside_value:
            raise ValueUnknown(value=draft.inside_value)
        return
    if draft.inside_dimension == draft.dimension:
        raise GroupOfItself(dimension=Dimension(draft.dimension).label)
    unknown = queries.unknown_value(convening, draft.inside_dimension, draft.inside_value)
    if unknown is not None:
        raise ValueUnknown(value=unknown)
    if len(draft.inside_value) > LONGEST:
        raise GroupTooLarge


def _refuse_numbers(draft: QuotaDraft, others: list[Quota]) -> None:
    """Numbers that contradict each other, those of other quotas, or the seats."""
    given = [number for number in (draft.minimum, draft.maximum, draft.target) if number is not None]
    if not given:
        raise QuotaEmpty
    if draft.unit == CountedIn.PERCENT and max(given) > 100:
        raise PercentAbove100(number=max(given))
    low, high = draft.minimum or 0, draft.maximum
    if high is not None and low > high:
        raise MinimumAboveMaximum(minimum=low, maximum=high)
    if draft.target is not None and not low <= draft.target <= (draft.target if high is None else high):
        raise TargetOutside(target=draft.target)
    if low:
        _refuse_sums(draft, [*others, draft])


def _refuse_sums(draft: QuotaDraft, rows: list[Quota | QuotaDraft]) -> None:
    name = Dimension(draft.dimension).label
    percent = queries.percent_together(rows, draft)
    if percent > 100:
        raise MinimumsAbove100(dimension=name, percent=percent)
    seats = queries.seats_of(draft.audience)
    if draft.inside_dimension or seats is None:
        return
    needed = queries.needed_together(rows, draft.dimension, seats)
    if needed > seats:
        raise MinimumsAboveSeats(dimension=name, needed=needed, seats=seats)
