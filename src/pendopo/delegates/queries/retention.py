"""Reads on retention: what is erased next, when, and of how many people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from pendopo.convenings.models import Convening
from pendopo.delegates.enums import Kept, Stage
from pendopo.delegates.models import (
    Answer,
    Delegate,
    Erasure,
    NominationLink,
    RetentionRule,
    Sealed,
    StageForm,
)
from pendopo.delegates.queries.usual import KEPT_DAYS

FORGOTTEN = "–"  # stands where the name was on a link that was erased


def days_kept(convening: Convening) -> dict[Kept, int]:
    """For each kind how many days after the last day it is kept; the usual number where no rule says another."""
    said = {Kept(row.kind): row.days for row in RetentionRule.objects.filter(convening=convening)}
    return {kind: said.get(kind, KEPT_DAYS[kind]) for kind in Kept}


def last_day_of(convening: Convening, days: int) -> date:
    """The last day on which something with this time of keeping is still there."""
    return convening.ends_on + timedelta(days=days)


def holding(convening: Convening, kind: Kept) -> QuerySet[Delegate]:
    """The delegates of whom data of a kind is held."""
    rows: QuerySet[Delegate] = Delegate.objects.filter(convening=convening)
    if kind == Kept.IDENTITY:
        return rows.filter(Q(identity__isnull=False) | ~Q(alias=""))
    return rows.filter(pk__in=Sealed.objects.filter(kind=kind).values("delegate"))


def nominators(convening: Convening) -> QuerySet[NominationLink]:
    """The links to nominate that still name the person they were made for."""
    rows: QuerySet[NominationLink] = NominationLink.objects.filter(convening=convening)
    return rows.exclude(name=FORGOTTEN)


def people_of(convening: Convening, kind: Kept) -> int:
    """Of how many people data of a kind is held; names and contacts also of those who have a link to nominate."""
    found = holding(convening, kind).count()
    return found + nominators(convening).count() if kind == Kept.IDENTITY else found


def filled(form: StageForm) -> QuerySet[Answer]:
    """The filled forms of a stage."""
    rows: QuerySet[Answer] = Answer.objects.filter(stage_form=form)
    return rows


@dataclass(frozen=True, slots=True)
class Due:
    """One rule: what it erases, how long that is kept, the day after which it goes, and of how many people."""

    label: str
    days: int
    until: date
    people: int
    overdue: bool
    kind: str = ""


def plan(convening: Convening, day: date) -> list[Due]:
    """Everything that has a time of keeping, what goes first on top."""
    rows = [
        Due(
            str(kind.label),
            days,
            last_day_of(convening, days),
            people_of(convening, kind),
            day > last_day_of(convening, days),
            kind=str(kind),
        )
        for kind, days in days_kept(convening).items()
    ]
    rows += [
        Due(
            str(Stage(form.stage).label),
            form.kept_days,
            last_day_of(convening, form.kept_days),
            filled(form).count(),
            day > last_day_of(convening, form.kept_days),
        )
        for form in StageForm.objects.filter(convening=convening)
    ]
    return sorted(rows, key=lambda row: (row.until, row.label))


def next_of(rows: Iterable[Due]) -> Due | None:
    """What is erased next: the first rule that has anybody's data."""
    return next((row for row in rows if row.people), None)


def erasures(convening: Convening, *, most: int = 100) -> list[Erasure]:
    """What was erased, newest first."""
    return list(Erasure.objects.filter(convening=convening)[:most])
