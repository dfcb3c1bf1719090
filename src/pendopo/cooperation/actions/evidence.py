"""Writes on evidence: a file we keep or a link that can be opened; corrected or withdrawn, never deleted."""

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.db import transaction

from pendopo.accounts.models import User
from pendopo.convenings.rules import may_organise, standing
from pendopo.cooperation import rules
from pendopo.cooperation.actions.agreement import effective_day
from pendopo.cooperation.actions.commitment import locked, write_event
from pendopo.cooperation.actions.once import found_before, free_key
from pendopo.cooperation.enums import CommitmentState, EventKind, EvidenceKind
from pendopo.cooperation.errors import (
    EvidenceUnchanged,
    EvidenceWithdrawn,
    FileOrLink,
    LastEvidence,
    LinkNeeded,
    LinkUnusable,
    ReasonNeeded,
    StepNotOpen,
)
from pendopo.cooperation.models import Commitment, Evidence, PersonalLink
from pendopo.cooperation.models.commitment import VALID
from pendopo.core import attachments
from pendopo.core.audit import record
from pendopo.core.errors import NotAllowed

_http_only = URLValidator(schemes=["http", "https"])


@transaction.atomic
def add_evidence(
    *,
    commitment: Commitment,
    title: str = "",
    upload: UploadedFile | None = None,
    url: str = "",
    by: User | None = None,
    on: date | None = None,
    link: PersonalLink | None = None,
    key: UUID | None = None,
) -> Evidence:
    """Attach what proves the promise; sent twice with the same key it is attached once."""
    fresh = locked(commitment)
    refuse_unless_may_add(fresh, by=by, link=link)
    if before := found_before(Evidence, key):
        return before
    if (upload is None) == (not url):
        raise FileOrLink
    refuse_unusable(url)
    day = effective_day(fresh.convening, on)
    attachment = upload and attachments.store(upload, owner=fresh, convening_id=fresh.convening_id, by=by)
    evidence = Evidence.objects.create(
        id=free_key(Evidence, key),
        commitment=fresh,
        kind=EvidenceKind.FILE if attachment else EvidenceKind.LINK,
        title=(title.strip() or (attachment.filename if attachment else url))[:200],
        attachment_id=attachment.pk if attachment else None,
        url=url,
        added_by=by,
        by_name=link.name if link else by.full_name if by else "",
        added_on=day,
    )
    write_event(
        fresh, EventKind.EVIDENCE_ADDED, on=day, by=by, link=link, note=evidence.title, evidence=evidence
    )
    data = {"evidence": evidence.pk, "kind": evidence.kind, "link": link and link.pk}
    record("cooperation.evidence_added", on=fresh, by=by, data=data)
    return evidence


@transaction.atomic
def correct_evidence(*, evidence: Evidence, title: str, url: str = "", by: User) -> Evidence:
    """Put the words of evidence right, and its address if it is a link; the history keeps what was there."""
    fresh, commitment = _locked(evidence, by)
    before = {"title": fresh.title, "url": fresh.url}
    title, url = title.strip(), url.strip() if fresh.kind == EvidenceKind.LINK else ""
    if fresh.kind == EvidenceKind.LINK and not url:
        raise LinkNeeded
    refuse_unusable(url)
    after = {"title": (title or fresh.title)[:200], "url": url}
    if before == after:
        raise EvidenceUnchanged
    fresh.title, fresh.url = after["title"], after["url"]
    fresh.save(update_fields=["title", "url"])
    changed = [f"{before[name]} → {after[name]}" for name in before if before[name] != after[name]]
    day = effective_day(commitment.convening, None)
    write_event(
        commitment, EventKind.EVIDENCE_CORRECTED, on=day, by=by, note="\n".join(changed), evidence=fresh
    )
    data = {"evidence": fresh.pk, "from": before, "to": after}
    record("cooperation.evidence_corrected", on=commitment, by=by, data=data)
    return fresh


@transaction.atomic
def withdraw_evidence(*, evidence: Evidence, reason: str, by: User) -> Evidence:
    """Take evidence back with the reason; it stays readable, struck through, and proves nothing any more.

    Raises LastEvidence while the commitment is reported as done and rests on nothing else.
    """
    fresh, commitment = _locked(evidence, by)
    if not reason.strip():
        raise ReasonNeeded
    others = Evidence.objects.filter(VALID, commitment=commitment).exclude(pk=fresh.pk)
    if commitment.state == CommitmentState.DONE and not others.exists():
        raise LastEvidence(code=commitment.code)
    fresh.withdrawn_on = effective_day(commitment.convening, None)
    fresh.withdrawn_reason = reason.strip()[:500]
    fresh.save(update_fields=["withdrawn_on", "withdrawn_reason"])
    write_event(
        commitment,
        EventKind.EVIDENCE_WITHDRAWN,
        on=fresh.withdrawn_on,
        by=by,
        note=fresh.withdrawn_reason,
        evidence=fresh,
    )
    data = {"evidence": fresh.pk, "title": fresh.title, "reason": fresh.withdrawn_reason}
    record("cooperation.evidence_withdrawn", on=commitment, by=by, data=data)
    return fresh


def _locked(evidence: Evidence, by: User) -> tuple[Evidence, Commitment]:
    """Evidence and commitment as they are now, for whoever may still change this evidence."""
    commitment = locked(evidence.commitment)
    fresh: Evidence = Evidence.objects.select_for_update(no_key=True).get(pk=evidence.pk)
    if not rules.is_own_evidence(standing(by, commitment.convening), by, commitment, fresh):
        raise NotAllowed
    if commitment.state in (CommitmentState.VERIFIED, CommitmentState.WITHDRAWN):
        raise StepNotOpen(code=commitment.code, state=commitment.get_state_display())
    if fresh.withdrawn_on:
        raise EvidenceWithdrawn
    return fresh, commitment


def refuse_unless_may_add(commitment: Commitment, *, by: User | None, link: PersonalLink | None) -> None:
    """Refuse outsiders, and refuse anybody once the commitment is settled."""
    if link is not None:
        if by is not None or link.commitment_id != commitment.pk:
            raise NotAllowed
    elif by is None:
        raise NotAllowed
    else:
        seen = standing(by, commitment.convening)
        if not (rules.owes(seen, commitment) or may_organise(seen)):
            raise NotAllowed
    if commitment.state in (CommitmentState.VERIFIED, CommitmentState.WITHDRAWN):
        raise StepNotOpen(code=commitment.code, state=commitment.get_state_display())


def refuse_unusable(url: str) -> None:
    """Refuse addresses that are not plain web addresses."""
    if not url:
        return
    try:
        _http_only(url)
    except ValidationError as error:
        raise LinkUnusable from error
