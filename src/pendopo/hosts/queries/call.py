"""Calls, candidates, criteria and evidence as pages show them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from pendopo.accounts.models import User
from pendopo.convenings.models import Convening, Membership, Organisation, Region
from pendopo.convenings.rules import standing
from pendopo.hosts import rules
from pendopo.hosts.models import Assessor, Call, Candidate, Claim, CriteriaVersion, Criterion, Evidence


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One criterion of one candidate: what is claimed, if anything, and what it rests on."""

    criterion: Criterion
    claim: Claim | None
    evidence: tuple[Evidence, ...]

    @property
    def verified(self) -> int:
        """How many pieces of evidence somebody has verified."""
        return sum(piece.verified_by_id is not None for piece in self.evidence)


@dataclass(frozen=True, slots=True)
class CandidateLines:
    """A candidate with a line for every present criterion."""

    candidate: Candidate
    lines: tuple[ClaimLine, ...]

    @property
    def verified(self) -> int:
        """How many pieces of evidence somebody has verified."""
        return sum(line.verified for line in self.lines)

    @property
    def evidence(self) -> int:
        """How many pieces of evidence there are."""
        return sum(len(line.evidence) for line in self.lines)

    @property
    def claims(self) -> int:
        """For how many criteria something is claimed."""
        return sum(line.claim is not None for line in self.lines)


def calls() -> QuerySet[Call]:
    """The calls of the current convening, newest first, with how many candidates take part."""
    taking_part = Count("candidates", filter=Q(candidates__withdrawn_on=None), distinct=True)
    return Call.objects.annotate(candidate_count=taking_part).select_related(
        "convening", "decision__candidate__region"
    )


def current_version(call: Call) -> CriteriaVersion | None:
    """The newest criteria of a call."""
    return call.versions.prefetch_related("criteria").first()


def versions(call: Call) -> QuerySet[CriteriaVersion]:
    """All versions of the criteria, newest first."""
    return call.versions.select_related("made_by").prefetch_related("criteria")


def candidates(call: Call) -> QuerySet[Candidate]:
    """All candidates of a call, those who withdrew included."""
    return call.candidates.select_related("region", "organisation")


def taking_part(call: Call) -> QuerySet[Candidate]:
    """The candidates that have not withdrawn."""
    return candidates(call).filter(withdrawn_on=None)


def with_claims(rows: QuerySet[Candidate], version: CriteriaVersion | None) -> list[CandidateLines]:
    """Every candidate with claims and evidence under the criteria of `version`."""
    pieces = Prefetch("evidence", queryset=Evidence.objects.select_related("verified_by", "added_by"))
    claims = Prefetch("claims", queryset=Claim.objects.prefetch_related(pieces))
    criteria = list(version.criteria.all()) if version else []
    return [CandidateLines(row, _lines(row, criteria)) for row in rows.prefetch_related(claims)]


def _lines(candidate: Candidate, criteria: list[Criterion]) -> tuple[ClaimLine, ...]:
    known = {claim.criterion_code: claim for claim in candidate.claims.all()}
    lines = []
    for criterion in criteria:
        claim = known.get(criterion.code)
        lines.append(ClaimLine(criterion, claim, tuple(claim.evidence.all()) if claim else ()))
    return tuple(lines)


def may_read_evidence(user: Any, pk: UUID) -> bool:
    """The files of evidence are for the desk and for the assessors of the call."""
    found = Evidence.objects.select_related("claim__candidate__call__convening").filter(pk=pk).first()
    if found is None:
        return False
    call = found.claim.candidate.call
    if rules.may_read_calls(standing(user, call.convening)):
        return True
    return bool(user.is_authenticated) and call.assessors.filter(user_id=user.pk).exists()


def possible_assessors(call: Call) -> QuerySet[User]:
    """Everybody with a role in the convening who is not an assessor yet."""
    members = Membership.objects.filter(convening=call.convening).values("user_id")
    invited = Assessor.objects.filter(call=call).values("user_id")
    return User.objects.filter(pk__in=members, is_active=True).exclude(pk__in=invited).order_by("full_name")


def possible_regions() -> QuerySet[Region]:
    """Provinces, regencies and cities, each below its province."""
    return Region.objects.select_related("parent").order_by("code")


def possible_hosts(convening: Convening) -> QuerySet[Organisation]:
    """Bodies of regional government that could host."""
    return Organisation.objects.filter(
        convening=convening, kind__in=("government_regency", "government_province")
    )


def own_sheets(user: User) -> QuerySet[Any]:
    """The reader's sheets in the current convening that still wait for scores."""
    from pendopo.hosts.models import Sheet

    return Sheet.objects.filter(
        assessor__user=user,
        version__results_opened_at=None,
        version__call__status="scoring",
        submitted_at=None,
        excused_at=None,
        recused_from_all=False,
    ).select_related("version__call")
