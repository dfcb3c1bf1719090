"""Objects of this room for those who may have them; the same 404 for absent and not yours."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404

from pendopo.convenings.rules import Standing, standing
from pendopo.hosts import rules
from pendopo.hosts.models import Assessor, Call, Candidate, Claim, Decision, Evidence, Sheet

_MAY: dict[str, Callable[[Standing], bool]] = {
    "read": rules.may_read_calls,
    "manage": rules.may_manage_calls,
}


def access_call(user: Any, pk: UUID, *, to: str) -> Call:
    """A call of the current convening, to "read" or "manage"."""
    call = Call.objects.select_related("convening").filter(pk=pk).first()
    return _admitted(call, call, user, to)


def access_candidate(user: Any, pk: UUID, *, to: str) -> Candidate:
    """A candidate with its call, region and organisation."""
    rows = Candidate.objects.select_related("call__convening", "region", "organisation")
    candidate = rows.filter(pk=pk).first()
    return _admitted(candidate, candidate.call if candidate else None, user, to)


def access_claim(user: Any, pk: UUID, *, to: str) -> Claim:
    """A claim with its candidate and call."""
    claim = (
        Claim.objects.select_related("candidate__call__convening", "candidate__region").filter(pk=pk).first()
    )
    return _admitted(claim, claim.candidate.call if claim else None, user, to)


def access_evidence(user: Any, pk: UUID, *, to: str) -> Evidence:
    """A piece of evidence; to "verify" also for monitoring, never for whoever brought it."""
    rows = Evidence.objects.select_related("claim__candidate__call__convening", "verified_by")
    found = rows.filter(pk=pk).first()
    if to != "verify":
        return _admitted(found, found.claim.candidate.call if found else None, user, to)
    if found is None or not rules.may_read_calls(standing(user, found.claim.candidate.call.convening)):
        raise Http404("No such evidence for this reader.")
    return found


def access_assessor(user: Any, pk: UUID, *, to: str) -> Assessor:
    """An assessor of a call."""
    assessor = Assessor.objects.select_related("call__convening", "user").filter(pk=pk).first()
    return _admitted(assessor, assessor.call if assessor else None, user, to)


def access_own_sheet(user: Any, call_pk: UUID) -> Sheet:
    """The reader's own sheet for the newest version of a call; nobody gets anybody else's."""
    sheet = (
        Sheet.objects.filter(version__call_id=call_pk, assessor__user_id=user.pk)
        .select_related("assessor", "version__call__convening")
        .order_by("-version__number")
        .first()
    )
    if sheet is None or not rules.may_fill(user, sheet):
        raise Http404("No sheet for this reader.")
    return sheet


def access_sheet(user: Any, pk: UUID, *, to: str) -> Sheet:
    """A sheet to be excused by those who manage the call: its state only, never its scores."""
    sheet = Sheet.objects.select_related("assessor__user", "version__call__convening").filter(pk=pk).first()
    return _admitted(sheet, sheet.version.call if sheet else None, user, to)


def access_decision(user: Any, call_pk: UUID, *, to: str) -> Decision:
    """The decision of a call, to "read" or "manage"."""
    rows = Decision.objects.select_related("call__convening", "version", "candidate__region")
    decision = rows.select_related("candidate__organisation").filter(call_id=call_pk).first()
    return _admitted(decision, decision.call if decision else None, user, to)


def _admitted(found: Any, call: Call | None, user: Any, to: str) -> Any:
    if found is None or call is None or not _MAY[to](standing(user, call.convening)):
        raise Http404("No such page for this reader.")
    return found
