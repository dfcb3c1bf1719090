"""Writes on evidence: a file we keep or a link that can be opened."""

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
from pendopo.cooperation.errors import FileOrLink, LinkUnusable, StepNotOpen
from pendopo.cooperation.models import Commitment, Evidence, PersonalLink
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
    write_event(fresh, EventKind.EVIDENCE_ADDED, on=day, by=by, link=link, note=evidence.title)
    data = {"evidence": evidence.pk, "kind": evidence.kind, "link": link and link.pk}
    record("cooperation.evidence_added", on=fresh, by=by, data=data)
    return evidence


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
