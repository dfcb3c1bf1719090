"""How far scoring is, one's own scores, and everybody's once they are open."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from django.db.models import QuerySet

from pendopo.convenings.models import Person
from pendopo.hosts.enums import SheetState
from pendopo.hosts.errors import NotEveryoneScored
from pendopo.hosts.models import Candidate, CriteriaVersion, Recusal, Score, Sheet

Cell = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many were asked, and how many the result still waits for."""

    asked: int
    done: int

    @property
    def waiting(self) -> int:
        """For how many the result waits."""
        return self.asked - self.done


@dataclass(frozen=True, slots=True)
class Mean:
    """What all assessors who could score gave one candidate under one criterion."""

    value: Fraction
    lowest: int
    highest: int
    scorers: int


def sheets(version: CriteriaVersion) -> QuerySet[Sheet]:
    """Who was asked to score a version, and how far each is; no scores."""
    return Sheet.objects.filter(version=version).select_related("assessor__user")


def progress(rows: list[Sheet]) -> Progress:
    """How far the sheets are that count."""
    counted = [row for row in rows if row.state not in (SheetState.EXCUSED, SheetState.RECUSED)]
    return Progress(len(counted), sum(not row.is_waited_for for row in counted))


def own_scores(sheet: Sheet) -> dict[Cell, int]:
    """The scores of one sheet, for its own assessor only; by candidate and criterion."""
    rows = Score.objects.filter(sheet=sheet).values_list("candidate_id", "criterion_id", "value")
    return {(candidate, criterion): value for candidate, criterion, value in rows}


def open_candidates(sheet: Sheet) -> list[Candidate]:
    """The candidates an assessor scores: those taking part that no conflict keeps away."""
    recused = Recusal.objects.filter(sheet=sheet).values("candidate_id")
    rows = sheet.version.call.candidates.filter(withdrawn_on=None).exclude(pk__in=recused)
    return list(rows.select_related("region", "organisation"))


def means(version: CriteriaVersion) -> dict[Cell, Mean]:
    """The exact means by candidate and criterion.

    Raises NotEveryoneScored before all have submitted: there is no other way to read others' scores.
    """
    if version.results_opened_at is None:
        raise NotEveryoneScored
    rows = Score.objects.filter(sheet__version=version, sheet__submitted_at__isnull=False)
    given: dict[Cell, list[int]] = {}
    for candidate, criterion, value in rows.values_list("candidate_id", "criterion_id", "value"):
        given.setdefault((candidate, criterion), []).append(value)
    return {
        cell: Mean(Fraction(sum(values), len(values)), min(values), max(values), len(values))
        for cell, values in given.items()
    }


def recusal_counts(version: CriteriaVersion) -> Counter[UUID]:
    """How many assessors are recused from each candidate."""
    rows = Recusal.objects.filter(sheet__version=version, sheet__excused_at=None)
    return Counter(rows.values_list("candidate_id", flat=True))


def public_recusals(version: CriteriaVersion) -> dict[UUID, list[str]]:
    """The names of recused assessors who agreed to be named in public, by candidate."""
    rows = Recusal.objects.filter(sheet__version=version, sheet__excused_at=None)
    pairs = list(rows.values_list("candidate_id", "sheet__assessor__user_id"))
    people = Person.objects.filter(public=True, user_id__in={user for _candidate, user in pairs})
    names = dict(people.values_list("user_id", "name"))
    found: dict[UUID, list[str]] = {}
    for candidate, user in pairs:
        if user in names:
            found.setdefault(candidate, []).append(names[user])
    return found
