"""The choice of the host: criteria, candidates, claims, scores, decision."""

from collections.abc import Iterable
from itertools import groupby
from uuid import UUID

from pendopo.cli.importing.loading.refusals import UnknownRegion
from pendopo.cli.importing.loading.store import Store
from pendopo.cli.importing.rows import CallRow, CandidateRow, ClaimRow, CriterionRow, ScoreRow
from pendopo.convenings.queries.regions import find_region
from pendopo.hosts import actions
from pendopo.hosts.models import Call, Candidate, Criterion, Sheet


def load_call(store: Store) -> None:
    """The call with everything that belongs to it; without host_call.csv there is nothing to load."""
    for row in store.book.rows(CallRow):
        with store.storing(row):
            call = _open_call(store, row)
            store.keep(row.file, row.code, call)
            _load_candidates(store, call)
            _load_claims(store)
            _load_scores(store, call)
            _decide(store, row, call)


def _open_call(store: Store, row: CallRow) -> Call:
    by = store.actor("")
    call = actions.open_call(
        convening=store.convening,
        title_ind=row.title_ind,
        title_en=row.title_en,
        purpose_ind=row.purpose_ind,
        purpose_en=row.purpose_en,
        scores_due=row.scores_due,
        by=by,
    )
    drafts = [
        actions.CriterionDraft(
            code=criterion.code,
            title_ind=criterion.title_ind,
            title_en=criterion.title_en,
            weight=criterion.weight,
            meaning_ind=criterion.meaning_ind,
            meaning_en=criterion.meaning_en,
        )
        for criterion in store.book.rows(CriterionRow)
    ]
    actions.make_version(
        call=call,
        criteria=drafts,
        source=row.criteria_source,
        source_url=row.criteria_source_url,
        told_on=row.criteria_told_on,
        by=by,
    )
    return call


def _load_candidates(store: Store, call: Call) -> None:
    for row in store.book.rows(CandidateRow):
        with store.storing(row):
            region = find_region(row.region) if row.region else None
            if row.region and region is None:
                raise UnknownRegion(name=row.region)
            candidate = actions.add_candidate(
                call=call,
                region=region,
                place_name=row.place_name,
                organisation=store.get("organisations.csv", row.organisation),
                note_ind=row.note_ind,
                note_en=row.note_en,
                by=store.actor(""),
            )
            store.keep(row.file, row.code, candidate)


def _load_claims(store: Store) -> None:
    for row in store.book.rows(ClaimRow):
        with store.storing(row):
            claim = actions.state_claim(
                candidate=store.get("host_candidates.csv", row.candidate),
                criterion_code=row.criterion,
                text_ind=row.text_ind,
                text_en=row.text_en,
                by=store.actor(""),
            )
            if row.evidence_url:
                evidence = actions.add_evidence(
                    claim=claim,
                    title=row.evidence_title,
                    source=row.evidence_source or row.source,
                    dated=row.evidence_dated,
                    url=row.evidence_url,
                    by=store.actor(""),
                )
                if row.verified_by:
                    actions.verify_evidence(evidence=evidence, by=store.actor(row.verified_by))


def _load_scores(store: Store, call: Call) -> None:
    """Everybody in the file is invited; each sheet is declared, filled and submitted by its own assessor."""
    rows = store.book.rows(ScoreRow)
    if not rows:
        return
    for code in dict.fromkeys(row.assessor for row in rows):
        user = store.get("users.csv", code)
        assessor = actions.invite_assessor(call=call, user=user, by=store.actor(""))
        store.keep(ScoreRow.file, code, assessor)
    version = actions.open_scoring(call=call, by=store.actor(""))
    criteria = {criterion.code: criterion for criterion in version.criteria.all()}
    for code, own in groupby(sorted(rows, key=lambda row: row.assessor), key=lambda row: row.assessor):
        sheet = Sheet.objects.get(version=version, assessor=store.get(ScoreRow.file, code))
        _fill_sheet(store, sheet, list(own), criteria)


def _fill_sheet(store: Store, sheet: Sheet, rows: Iterable[ScoreRow], criteria: dict[str, Criterion]) -> None:
    conflicts: dict[UUID, str] = {}
    scores: dict[tuple[UUID, UUID], int] = {}
    first = None
    for row in rows:
        first = first or row
        candidate: Candidate = store.get("host_candidates.csv", row.candidate)
        if row.conflict:
            conflicts[candidate.pk] = row.conflict
        elif row.score is not None:
            scores[candidate.pk, criteria[row.criterion].pk] = row.score
    if first is None:
        return
    by = store.actor(first.assessor)
    with store.storing(first, "assessor"):
        sheet = actions.declare_conflicts(sheet=sheet, conflicts=conflicts, by=by)
        if scores:
            actions.give_scores(sheet=sheet, scores=scores, submit=True, by=by)


def _decide(store: Store, row: CallRow, call: Call) -> None:
    if not row.chosen:
        return
    decision = actions.decide(
        call=call,
        candidate=store.get("host_candidates.csv", row.chosen),
        reasons_ind=row.reasons_ind,
        reasons_en=row.reasons_en,
        decided_on=row.decided_on,
        number=row.number,
        place=row.place,
        signer=row.signer,
        signer_role_ind=row.signer_role_ind,
        signer_role_en=row.signer_role_en,
        by=store.actor(""),
    )
    if row.published:
        actions.publish_decision(decision=decision, by=store.actor(""))
    store.convening.refresh_from_db()
