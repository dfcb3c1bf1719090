"""Writes on a call: open it, tell its criteria, name its candidates."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from pendopo.accounts.models import User
from pendopo.convenings.models import Convening, Organisation, Region
from pendopo.convenings.rules import standing
from pendopo.core.audit import record
from pendopo.core.errors import NotAllowed
from pendopo.core.times import today
from pendopo.hosts.actions.guard import locked, refuse_empty, refuse_unless_manager, refuse_unless_preparing
from pendopo.hosts.actions.opening import open_results_if_all_scored
from pendopo.hosts.enums import CallStatus
from pendopo.hosts.errors import (
    CandidateTwice,
    CandidateUnnamed,
    CandidateWithdrawn,
    CodeTwice,
    CodeUnusable,
    CriteriaMissing,
    DecisionExists,
    ReasonMissing,
    ScoringOver,
    WeightsEmpty,
)
from pendopo.hosts.models import Call, Candidate, CriteriaVersion, Criterion
from pendopo.hosts.rules import may_manage_calls

CODE = re.compile(r"[A-Za-z0-9_-]{1,12}")


@dataclass(frozen=True, slots=True)
class CriterionDraft:
    """A criterion as it is to stand in a new version."""

    code: str
    title_ind: str
    title_en: str
    weight: int
    meaning_ind: str = ""
    meaning_en: str = ""


@transaction.atomic
def open_call(
    *,
    convening: Convening,
    title_ind: str = "",
    title_en: str = "",
    purpose_ind: str = "",
    purpose_en: str = "",
    scores_due: date | None = None,
    by: User,
) -> Call:
    """Begin the search for a host."""
    if not may_manage_calls(standing(by, convening)):
        raise NotAllowed
    refuse_empty(title_ind, title_en)
    call = Call.objects.create(
        convening=convening,
        title_ind=title_ind.strip(),
        title_en=title_en.strip(),
        purpose_ind=purpose_ind.strip(),
        purpose_en=purpose_en.strip(),
        scores_due=scores_due,
    )
    record("hosts.call_opened", on=call, by=by)
    return call


@transaction.atomic
def edit_call(
    *,
    call: Call,
    title_ind: str = "",
    title_en: str = "",
    purpose_ind: str = "",
    purpose_en: str = "",
    scores_due: date | None = None,
    by: User,
) -> Call:
    """Correct what a call says about itself, until it is decided."""
    refuse_unless_manager(by, call)
    refuse_empty(title_ind, title_en)
    call = locked(call)
    if call.status == CallStatus.DECIDED:
        raise DecisionExists
    call.title_ind, call.title_en = title_ind.strip(), title_en.strip()
    call.purpose_ind, call.purpose_en = purpose_ind.strip(), purpose_en.strip()
    call.scores_due = scores_due
    call.save(update_fields=["title_ind", "title_en", "purpose_ind", "purpose_en", "scores_due"])
    record("hosts.call_edited", on=call, by=by)
    return call


@transaction.atomic
def make_version(
    *,
    call: Call,
    criteria: Sequence[CriterionDraft],
    reason_ind: str = "",
    reason_en: str = "",
    source: str = "",
    source_url: str = "",
    told_on: date | None = None,
    by: User,
) -> CriteriaVersion:
    """Tell the criteria anew, with a reason from the second time on; scores stay with their version.

    Raises CodeTwice, CriteriaMissing, DecisionExists, ReasonMissing or WeightsEmpty.
    """
    refuse_unless_manager(by, call)
    call = locked(call)
    if call.status == CallStatus.DECIDED:
        raise DecisionExists
    _refuse_bad_criteria(criteria)
    number = call.versions.count() + 1
    if number > 1 and not (reason_ind.strip() or reason_en.strip()):
        raise ReasonMissing
    version = CriteriaVersion.objects.create(
        call=call,
        number=number,
        reason_ind=reason_ind.strip(),
        reason_en=reason_en.strip(),
        source=source.strip(),
        source_url=source_url,
        told_on=told_on,
        made_by=by,
    )
    for position, draft in enumerate(criteria, 1):
        _add_criterion(version, position, draft)
    Call.objects.filter(pk=call.pk).update(status=CallStatus.PREPARING)
    record("hosts.criteria_told", on=version, by=by, data={"number": number, "criteria": len(criteria)})
    return version


def _refuse_bad_criteria(criteria: Sequence[CriterionDraft]) -> None:
    if not criteria or any(not (draft.title_ind.strip() or draft.title_en.strip()) for draft in criteria):
        raise CriteriaMissing
    codes = [draft.code for draft in criteria]
    for code in codes:
        if not CODE.fullmatch(code):
            raise CodeUnusable(code=code)
        if codes.count(code) > 1:
            raise CodeTwice(code=code)
    if sum(draft.weight for draft in criteria) == 0:
        raise WeightsEmpty


def _add_criterion(version: CriteriaVersion, position: int, draft: CriterionDraft) -> None:
    Criterion.objects.create(
        version=version,
        position=position,
        code=draft.code,
        title_ind=draft.title_ind.strip(),
        title_en=draft.title_en.strip(),
        meaning_ind=draft.meaning_ind.strip(),
        meaning_en=draft.meaning_en.strip(),
        weight=draft.weight,
    )


@transaction.atomic
def add_candidate(
    *,
    call: Call,
    region: Region | None = None,
    place_name: str = "",
    organisation: Organisation | None = None,
    note_ind: str = "",
    note_en: str = "",
    by: User,
) -> Candidate:
    """Name a region that may host, or a place that is not on the official list.

    Raises CandidateTwice, CandidateUnnamed or ScoringStarted.
    """
    refuse_unless_manager(by, call)
    call = locked(call)
    refuse_unless_preparing(call)
    place_name = " ".join(place_name.split())
    if (region is None) == (not place_name):
        raise CandidateUnnamed
    candidate = Candidate(
        call=call,
        region=region,
        place_name=place_name,
        organisation=organisation,
        note_ind=note_ind.strip(),
        note_en=note_en.strip(),
    )
    if call.candidates.filter(region=region, place_name=place_name).exists():
        raise CandidateTwice(name=candidate.name)
    candidate.save(force_insert=True)
    data = {"region": region.pk} if region else {"place_name": place_name}
    record("hosts.candidate_added", on=candidate, by=by, data=data)
    return candidate


@transaction.atomic
def edit_candidate(
    *,
    candidate: Candidate,
    organisation: Organisation | None = None,
    note_ind: str = "",
    note_en: str = "",
    by: User,
) -> Candidate:
    """Correct the body that would host and the note."""
    refuse_unless_manager(by, candidate.call)
    refuse_unless_preparing(locked(candidate.call))
    candidate.organisation = organisation
    candidate.note_ind, candidate.note_en = note_ind.strip(), note_en.strip()
    candidate.save(update_fields=["organisation", "note_ind", "note_en"])
    record("hosts.candidate_edited", on=candidate, by=by)
    return candidate


@transaction.atomic
def withdraw_candidate(*, candidate: Candidate, reason: str, by: User) -> Candidate:
    """Take a candidate out, before the scores are open; what was scored for it no longer counts."""
    refuse_unless_manager(by, candidate.call)
    call = locked(candidate.call)
    if call.status not in (CallStatus.PREPARING, CallStatus.SCORING):
        raise DecisionExists if call.status == CallStatus.DECIDED else ScoringOver
    if candidate.withdrawn_on:
        raise CandidateWithdrawn(name=candidate.name)
    if not reason.strip():
        raise ReasonMissing
    candidate.withdrawn_on, candidate.withdrawal_reason = today(call.convening.time_zone), reason.strip()
    candidate.save(update_fields=["withdrawn_on", "withdrawal_reason"])
    opened = open_results_if_all_scored(call)
    record("hosts.candidate_withdrawn", on=candidate, by=by, data={"result_opened": opened})
    return candidate
