"""Writes on assessors and scores. The log says that scores were given, never which."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from pendopo.accounts.models import User
from pendopo.convenings.actions.notice import notify
from pendopo.convenings.models import Membership
from pendopo.core.audit import record
from pendopo.core.errors import NotAllowed
from pendopo.core.times import now
from pendopo.core.urls import here
from pendopo.hosts.actions.guard import locked, refuse_unless_manager
from pendopo.hosts.actions.opening import open_results_if_all_scored
from pendopo.hosts.enums import TOP_SCORE, CallStatus
from pendopo.hosts.errors import (
    AlreadySubmitted,
    AssessorTwice,
    ConflictUnexplained,
    NotDeclared,
    NotOfConvening,
    NotReadyForScoring,
    ReasonMissing,
    RecusedFrom,
    ScoreOutside,
    ScoresMissing,
    ScoringClosed,
    SheetClosed,
)
from pendopo.hosts.models import Assessor, Call, Candidate, CriteriaVersion, Recusal, Score, Sheet
from pendopo.hosts.queries import open_candidates, taking_part
from pendopo.hosts.rules import may_fill

Cell = tuple[UUID, UUID]


@transaction.atomic
def invite_assessor(*, call: Call, user: User, by: User) -> Assessor:
    """Ask somebody with a role in the convening to score; while scoring is open they get a sheet at once.

    Raises AssessorTwice, NotOfConvening or ScoringClosed.
    """
    refuse_unless_manager(by, call)
    call = locked(call)
    if call.status not in (CallStatus.PREPARING, CallStatus.SCORING):
        raise ScoringClosed
    if not Membership.objects.filter(convening=call.convening, user=user).exists():
        raise NotOfConvening(name=user.full_name)
    if call.assessors.filter(user=user).exists():
        raise AssessorTwice(name=user.full_name)
    assessor = Assessor.objects.create(call=call, user=user)
    if call.status == CallStatus.SCORING:
        _ask(call.versions.get(number=call.versions.count()), assessor, by)
    record("hosts.assessor_invited", on=assessor, by=by)
    return assessor


@transaction.atomic
def remove_assessor(*, assessor: Assessor, by: User) -> None:
    """Take back an invitation before scoring opens; later an assessor is excused with a reason."""
    refuse_unless_manager(by, assessor.call)
    if locked(assessor.call).status != CallStatus.PREPARING or assessor.sheets.exists():
        raise ScoringClosed
    record("hosts.assessor_removed", on=assessor, by=by)
    assessor.delete()


@transaction.atomic
def open_scoring(*, call: Call, by: User) -> CriteriaVersion:
    """Freeze the newest criteria and give every assessor an empty sheet.

    Raises NotReadyForScoring or ScoringClosed.
    """
    refuse_unless_manager(by, call)
    call = locked(call)
    version = call.versions.first()
    if call.status != CallStatus.PREPARING:
        raise ScoringClosed
    if version is None or taking_part(call).count() < 2 or not call.assessors.exists():
        raise NotReadyForScoring
    version.frozen_at = now()
    version.save(update_fields=["frozen_at"])
    call.status = CallStatus.SCORING
    call.save(update_fields=["status"])
    for assessor in call.assessors.select_related("user"):
        _ask(version, assessor, by)
    record("hosts.scoring_opened", on=version, by=by, data={"number": version.number})
    return version


def _ask(version: CriteriaVersion, assessor: Assessor, by: User) -> None:
    Sheet.objects.create(version=version, assessor=assessor)
    call = assessor.call
    notify(
        to=[assessor.user],
        by=by,
        kind="hosts.scores_wanted",
        say=lambda: (_("Your scores are asked for"), _said(call)),
        url=here("hosts:sheet", convening=call.convening.slug, pk=call.pk),
        convening=call.convening,
    )


def _said(call: Call) -> str:
    said = _("You are asked to score the candidate hosts of “%(title)s”; open your sheet and begin.")
    return said % {"title": call.title}


@transaction.atomic
def declare_conflicts(*, sheet: Sheet, conflicts: Mapping[UUID, str], by: User) -> Sheet:
    """State with which candidates one has a conflict of interest (perhaps none) and be recused from those.

    May be stated again until the scores are submitted; scores for newly recused candidates are dropped.
    Raises AlreadySubmitted, ConflictUnexplained, ScoringClosed or SheetClosed.
    """
    call, sheet = _writable(sheet, by)
    candidates = {candidate.pk: candidate for candidate in taking_part(call)}
    for pk, reason in conflicts.items():
        if pk not in candidates:
            raise NotAllowed
        if not reason.strip():
            raise ConflictUnexplained(name=candidates[pk].name)
    Recusal.objects.filter(sheet=sheet).delete()
    for pk, reason in conflicts.items():
        Recusal.objects.create(sheet=sheet, candidate=candidates[pk], reason=reason.strip())
    Score.objects.filter(sheet=sheet, candidate_id__in=conflicts).delete()
    sheet.declared_at, sheet.recused_from_all = now(), set(conflicts) == set(candidates)
    sheet.save(update_fields=["declared_at", "recused_from_all"])
    opened = open_results_if_all_scored(call)
    record(
        "hosts.conflicts_declared",
        on=sheet,
        by=by,
        data={"recusals": len(conflicts), "result_opened": opened},
    )
    return sheet


@transaction.atomic
def give_scores(*, sheet: Sheet, scores: Mapping[Cell, int], submit: bool = False, by: User) -> Sheet:
    """Keep scores by candidate and criterion; with `submit` they count, once none is missing.

    Raises AlreadySubmitted, NotDeclared, RecusedFrom, ScoreOutside, ScoresMissing, ScoringClosed
    or SheetClosed.
    """
    call, sheet = _writable(sheet, by)
    if sheet.declared_at is None:
        raise NotDeclared
    wanted = _wanted(sheet)
    for cell, value in scores.items():
        _refuse_bad_score(cell, value, wanted, call)
        Score.objects.update_or_create(
            sheet=sheet, candidate_id=cell[0], criterion_id=cell[1], defaults={"value": value}
        )
    if not submit:
        record("hosts.scores_kept", on=sheet, by=by, data={"count": len(scores)})
        return sheet
    given = set(Score.objects.filter(sheet=sheet).values_list("candidate_id", "criterion_id"))
    if missing := len(wanted - given):
        raise ScoresMissing(count=missing)
    sheet.submitted_at = now()
    sheet.save(update_fields=["submitted_at"])
    opened = open_results_if_all_scored(call)
    record("hosts.scores_submitted", on=sheet, by=by, data={"result_opened": opened})
    return sheet


def _wanted(sheet: Sheet) -> set[Cell]:
    criteria = list(sheet.version.criteria.values_list("pk", flat=True))
    return {(candidate.pk, criterion) for candidate in open_candidates(sheet) for criterion in criteria}


def _refuse_bad_score(cell: Cell, value: int, wanted: set[Cell], call: Call) -> None:
    if cell not in wanted:
        candidate = Candidate.objects.filter(call=call, pk=cell[0]).select_related("region").first()
        raise RecusedFrom(name=candidate.name if candidate else "?")
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= TOP_SCORE:
        raise ScoreOutside(top=TOP_SCORE)


@transaction.atomic
def take_back_scores(*, sheet: Sheet, by: User) -> Sheet:
    """Open one's own submitted scores again while others are still scoring."""
    call = locked(sheet.version.call)
    sheet = _own(sheet, by)
    if call.status != CallStatus.SCORING or sheet.submitted_at is None:
        raise ScoringClosed
    sheet.submitted_at = None
    sheet.save(update_fields=["submitted_at"])
    record("hosts.scores_taken_back", on=sheet, by=by)
    return sheet


@transaction.atomic
def excuse_assessor(*, sheet: Sheet, reason: str, by: User) -> Sheet:
    """Stop waiting for an assessor who has not submitted; what they kept so far does not count.

    Raises AlreadySubmitted, ReasonMissing, ScoringClosed or SheetClosed.
    """
    refuse_unless_manager(by, sheet.version.call)
    call = locked(sheet.version.call)
    sheet = Sheet.objects.get(pk=sheet.pk)
    if call.status != CallStatus.SCORING:
        raise ScoringClosed
    if sheet.submitted_at:
        raise AlreadySubmitted
    if not sheet.is_waited_for:
        raise SheetClosed
    if not reason.strip():
        raise ReasonMissing
    sheet.excused_at, sheet.excuse_reason = now(), reason.strip()
    sheet.save(update_fields=["excused_at", "excuse_reason"])
    opened = open_results_if_all_scored(call)
    record("hosts.assessor_excused", on=sheet, by=by, data={"result_opened": opened})
    return sheet


def _own(sheet: Sheet, by: User) -> Sheet:
    sheet = Sheet.objects.select_related("assessor", "version__call").get(pk=sheet.pk)
    if not may_fill(by, sheet):
        raise NotAllowed
    return sheet


def _writable(sheet: Sheet, by: User) -> tuple[Call, Sheet]:
    """The locked call and the fresh sheet, if its own assessor may still write on it."""
    call = locked(sheet.version.call)
    sheet = _own(sheet, by)
    if call.status != CallStatus.SCORING or sheet.version.number != call.versions.count():
        raise ScoringClosed
    if sheet.excused_at:
        raise SheetClosed
    if sheet.submitted_at:
        raise AlreadySubmitted
    return call, sheet
