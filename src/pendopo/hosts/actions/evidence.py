"""Writes on claims and evidence."""

from datetime import date
from urllib.parse import urlsplit

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from pendopo.accounts.models import User
from pendopo.convenings.rules import standing
from pendopo.core.attachments import store
from pendopo.core.audit import record
from pendopo.core.errors import NotAllowed
from pendopo.core.times import today
from pendopo.hosts.actions.guard import locked, refuse_empty, refuse_unless_manager, refuse_unless_preparing
from pendopo.hosts.enums import EvidenceKind
from pendopo.hosts.errors import AlreadyVerified, CriterionUnknown, EvidenceNeedsOne, LinkNotWeb, OwnEvidence
from pendopo.hosts.models import Candidate, Claim, Evidence
from pendopo.hosts.rules import may_verify


@transaction.atomic
def state_claim(
    *, candidate: Candidate, criterion_code: str, text_ind: str = "", text_en: str = "", by: User
) -> Claim:
    """Write down what speaks for a candidate under one of the present criteria, or correct it.

    Raises CriterionUnknown, ScoringStarted or TitleMissing.
    """
    refuse_unless_manager(by, candidate.call)
    call = locked(candidate.call)
    refuse_unless_preparing(call)
    version = call.versions.first()
    if version is None or not version.criteria.filter(code=criterion_code).exists():
        raise CriterionUnknown(code=criterion_code)
    refuse_empty(text_ind, text_en)
    texts = {"text_ind": text_ind.strip(), "text_en": text_en.strip()}
    claim, created = Claim.objects.update_or_create(
        candidate=candidate, criterion_code=criterion_code, defaults=texts
    )
    record(
        "hosts.claim_stated" if created else "hosts.claim_corrected",
        on=claim,
        by=by,
        data={"candidate": candidate.pk, "criterion": criterion_code},
    )
    return claim


@transaction.atomic
def add_evidence(
    *,
    claim: Claim,
    title: str,
    source: str,
    dated: date | None = None,
    url: str = "",
    upload: UploadedFile | None = None,
    by: User,
) -> Evidence:
    """Add a file or a link that a claim rests on; it counts as not verified until somebody else has looked.

    Raises EvidenceNeedsOne, LinkNotWeb, ScoringStarted, or what core.attachments.store refuses.
    """
    refuse_unless_manager(by, claim.candidate.call)
    call = locked(claim.candidate.call)
    refuse_unless_preparing(call)
    if bool(url) == bool(upload):
        raise EvidenceNeedsOne
    if url and not (urlsplit(url).scheme in ("http", "https") and urlsplit(url).netloc):
        raise LinkNotWeb
    refuse_empty(title)
    evidence = Evidence(
        claim=claim, title=title.strip(), source=source.strip(), dated=dated, added_by=by, url=url
    )
    evidence.kind = EvidenceKind.LINK if url else EvidenceKind.FILE
    if upload:
        kept = store(upload, owner=evidence, convening_id=call.convening_id, by=by)
        evidence.attachment_id = kept.pk
    evidence.save(force_insert=True)
    record("hosts.evidence_added", on=evidence, by=by, data={"claim": claim.pk, "kind": evidence.kind})
    return evidence


@transaction.atomic
def verify_evidence(*, evidence: Evidence, on: date | None = None, by: User) -> Evidence:
    """Say that one has opened the evidence and it supports the claim; never one's own.

    Raises AlreadyVerified, OwnEvidence or ScoringStarted.
    """
    call = locked(evidence.claim.candidate.call)
    if evidence.added_by_id == by.pk:
        raise OwnEvidence
    if not may_verify(standing(by, call.convening), by, evidence):
        raise NotAllowed
    refuse_unless_preparing(call)
    evidence = Evidence.objects.select_related("verified_by").get(pk=evidence.pk)
    if evidence.verified_by:
        raise AlreadyVerified(name=evidence.verified_by.full_name)
    evidence.verified_by, evidence.verified_on = by, on or today(call.convening.time_zone)
    evidence.save(update_fields=["verified_by", "verified_on"])
    record("hosts.evidence_verified", on=evidence, by=by)
    return evidence


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: User) -> None:
    """Take out evidence that was added by mistake; the log keeps that it was there."""
    call = evidence.claim.candidate.call
    refuse_unless_manager(by, call)
    refuse_unless_preparing(locked(call))
    record("hosts.evidence_removed", on=evidence, by=by, data={"claim": evidence.claim_id})
    evidence.delete()
