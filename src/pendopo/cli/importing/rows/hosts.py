"""The choice of the host."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _

from pendopo.cli.importing import cells
from pendopo.cli.importing.table import Row, column
from pendopo.hosts.enums import TOP_SCORE


@dataclass(frozen=True, kw_only=True)
class CallRow(Row):
    """The call for a host and, once decided, its decision."""

    file: ClassVar[str] = "host_call.csv"
    key: ClassVar[tuple[str, ...]] = ("code",)
    together: ClassVar[tuple[tuple[str, ...], ...]] = (("title_ind", "title_en"),)

    code: str = column(needed=True, longest=40)
    title_ind: str = column(longest=200)
    title_en: str = column(longest=200)
    purpose_ind: str = column()
    purpose_en: str = column()
    scores_due: date | None = column(cells.day)
    criteria_told_on: date | None = column(cells.day)
    criteria_source: str = column(longest=300)
    criteria_source_url: str = column(longest=500)
    chosen: str = column(refers="host_candidates.csv")
    reasons_ind: str = column()
    reasons_en: str = column()
    decided_on: date | None = column(cells.day)
    number: str = column(longest=60)
    place: str = column(longest=100)
    signer: str = column(longest=150)
    signer_role_ind: str = column(longest=150)
    signer_role_en: str = column(longest=150)
    published: bool = column(cells.flag)

    def faults(self) -> Iterator[tuple[str, str]]:
        """A decision has reasons, and only a decision can be published."""
        yield from super().faults()
        if self.chosen and not (self.reasons_ind or self.reasons_en):
            yield "reasons_ind", _("Say why this candidate was chosen.")
        if self.published and not self.chosen:
            yield "published", _("Only a decision can be published. Name the chosen candidate.")


@dataclass(frozen=True, kw_only=True)
class CriterionRow(Row):
    """What candidates are compared by."""

    file: ClassVar[str] = "host_criteria.csv"
    key: ClassVar[tuple[str, ...]] = ("code",)
    together: ClassVar[tuple[tuple[str, ...], ...]] = (("title_ind", "title_en"),)

    code: str = column(needed=True, longest=12)
    title_ind: str = column(longest=200)
    title_en: str = column(longest=200)
    meaning_ind: str = column()
    meaning_en: str = column()
    weight: int = column(cells.whole_number, needed=True)


@dataclass(frozen=True, kw_only=True)
class CandidateRow(Row):
    """A region that may host, or a place that is not on the official list."""

    file: ClassVar[str] = "host_candidates.csv"
    key: ClassVar[tuple[str, ...]] = ("code",)
    together: ClassVar[tuple[tuple[str, ...], ...]] = (("region", "place_name"),)

    code: str = column(needed=True, longest=40)
    region: str = column()
    place_name: str = column(longest=120)
    organisation: str = column(refers="organisations.csv")
    note_ind: str = column()
    note_en: str = column()


@dataclass(frozen=True, kw_only=True)
class ClaimRow(Row):
    """What speaks for a candidate under one criterion, with at most one piece of evidence."""

    file: ClassVar[str] = "host_claims.csv"
    key: ClassVar[tuple[str, ...]] = ("candidate", "criterion")
    together: ClassVar[tuple[tuple[str, ...], ...]] = (("text_ind", "text_en"),)

    candidate: str = column(needed=True, refers="host_candidates.csv")
    criterion: str = column(needed=True, refers="host_criteria.csv")
    text_ind: str = column()
    text_en: str = column()
    evidence_title: str = column(longest=200)
    evidence_source: str = column(longest=200)
    evidence_url: str = column(longest=500)
    evidence_dated: date | None = column(cells.day)
    verified_by: str = column(refers="users.csv")

    def faults(self) -> Iterator[tuple[str, str]]:
        """Evidence has a title and an address."""
        yield from super().faults()
        if bool(self.evidence_title) != bool(self.evidence_url):
            yield "evidence_url", _("Give the evidence both a title and an address.")
        if self.verified_by and not self.evidence_url:
            yield "verified_by", _("There is no evidence in this row to verify. Add it, or empty this cell.")


@dataclass(frozen=True, kw_only=True)
class ScoreRow(Row):
    """What one assessor gives one candidate under one criterion; or a conflict instead of a score."""

    file: ClassVar[str] = "host_scores.csv"
    key: ClassVar[tuple[str, ...]] = ("assessor", "candidate", "criterion")

    assessor: str = column(needed=True, refers="users.csv")
    candidate: str = column(needed=True, refers="host_candidates.csv")
    criterion: str = column(refers="host_criteria.csv")
    score: int | None = column(cells.whole_number)
    conflict: str = column()

    def faults(self) -> Iterator[tuple[str, str]]:
        """A score with its criterion, or the reason of a recusal."""
        yield from super().faults()
        if self.conflict and (self.criterion or self.score is not None):
            yield "conflict", _("With a conflict, leave criterion and score empty.")
        if not self.conflict and (not self.criterion or self.score is None):
            yield "score", _("Write a criterion and a score, or the conflict that keeps the assessor out.")
        if self.score is not None and self.score > TOP_SCORE:
            yield "score", _("Scores go from 0 to %(top)s.") % {"top": TOP_SCORE}
