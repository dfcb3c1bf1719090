"""Calls for a host in every state, and many rows of each kind in them."""

from datetime import date
from typing import TYPE_CHECKING

from pendopo.convenings.models import Region
from pendopo.core.times import now
from pendopo.hosts import models as rows

if TYPE_CHECKING:
    from tests.pages.rows import Stage

DAY = date(2024, 2, 1)
NEWEST = 1000
CALLS = {"call": "preparing", "scored call": "scoring", "ripe call": "scored", "decided call": "decided"}


def set_calls(stage: "Stage") -> None:
    """A call being prepared, one being scored, one to be decided and one that is decided and public."""
    for place, (name, status) in enumerate(CALLS.items(), 1):
        _set_call(stage, place, name, status)
    known, decided = stage.objects, stage.objects["decided call"]
    known["candidate"] = known["candidates"]["call"]
    known["claim"] = known["candidate"].claims.get()
    known["sheet"] = known["sheets"]["scored call"]
    known["criterion"] = "CRI-1"
    rows.Decision.objects.create(
        call=decided,
        version=decided.versions.get(),
        candidate=known["candidates"]["decided call"],
        reasons_ind="Kuat",
        reasons_en="Strong",
        decided_on=DAY,
        made_by=stage.network,
        published_at=now(),
    )


def _set_call(stage: "Stage", place: int, name: str, status: str) -> None:
    known, then = stage.objects, now()
    opened = then if status in ("scored", "decided") else None
    call = rows.Call.objects.create(convening=stage.convening, title_ind=name, title_en=name, status=status)
    version = _version(stage, call, NEWEST)
    version.frozen_at, version.results_opened_at = (then if status != "preparing" else None), opened
    version.save()
    criterion = _criterion(version, 1)
    criterion.save()
    region = Region.objects.create(
        code=f"{stage.base}9{place}", name=f"Host {place}", folded=f"host {place}", level="province"
    )
    candidate = rows.Candidate.objects.create(call=call, region=region, organisation=stage.organisation)
    rows.Claim.objects.create(candidate=candidate, criterion_code="CRI-1", text_ind="Kuat", text_en="Strong")
    assessor = rows.Assessor.objects.create(call=call, user=stage.network)
    sheet = rows.Sheet.objects.create(
        version=version, assessor=assessor, declared_at=then, submitted_at=opened
    )
    if status != "preparing":
        rows.Score.objects.create(sheet=sheet, candidate=candidate, criterion=criterion, value=3)
    known[name] = call
    known.setdefault("candidates", {})[name] = candidate
    known.setdefault("sheets", {})[name] = sheet


def _version(stage: "Stage", call: rows.Call, number: int) -> rows.CriteriaVersion:
    return rows.CriteriaVersion(
        call=call, number=number, made_by=stage.network, reason_ind="Row", reason_en="Row"
    )


def _criterion(version: rows.CriteriaVersion, n: int) -> rows.Criterion:
    words = {"title_ind": f"Row {n}", "title_en": f"Row {n}"}
    return rows.Criterion(version=version, position=n, code=f"CRI-{n}", weight=5, **words)


def grow_calls(stage: "Stage", some: list[int]) -> None:
    """More calls; more candidates, assessors, evidence and conflicts in each of those that addresses name."""
    rows.Call.objects.bulk_create(
        rows.Call(convening=stage.convening, title_ind=f"Row {n}", title_en=f"Row {n}") for n in some
    )
    for name in CALLS:
        _more_candidates(stage, name, some)
        _more_assessors(stage, name, some)
    _more_criteria(stage, some)


def _more_candidates(stage: "Stage", name: str, some: list[int]) -> None:
    known = stage.objects
    call, sheet = known[name], known["sheets"][name]
    made = rows.Candidate.objects.bulk_create(
        rows.Candidate(call=call, region=region, organisation=body)
        for region, body in zip(known["regions"], known["bodies"], strict=True)
    )
    claims = rows.Claim.objects.bulk_create(
        rows.Claim(candidate=candidate, criterion_code="CRI-1", text_ind=f"Row {n}", text_en=f"Row {n}")
        for n, candidate in zip(some, made, strict=True)
    )
    first = known["candidates"][name].claims.get(criterion_code="CRI-1")
    rows.Evidence.objects.bulk_create(
        rows.Evidence(
            claim=claim,
            kind="link",
            title=f"Row {n}",
            url="https://example.org/",
            source=f"Row {n}",
            added_by=user,
            verified_by=user,
            verified_on=DAY,
        )
        for n, own, user in zip(some, claims, known["accounts"], strict=True)
        for claim in (own, first)
    )
    if call.status != "preparing":
        criterion = sheet.version.criteria.get(code="CRI-1")
        rows.Score.objects.bulk_create(
            rows.Score(sheet=sheet, candidate=candidate, criterion=criterion, value=n % 6)
            for n, candidate in zip(some, made, strict=True)
        )


def _more_assessors(stage: "Stage", name: str, some: list[int]) -> None:
    """Each new assessor has a conflict with the first candidate."""
    known = stage.objects
    version = known["sheets"][name].version
    asked = rows.Assessor.objects.bulk_create(
        rows.Assessor(call=known[name], user=user) for user in known["accounts"]
    )
    sheets = rows.Sheet.objects.bulk_create(
        rows.Sheet(version=version, assessor=assessor, declared_at=now(), recused_from_all=True)
        for assessor in asked
    )
    rows.Recusal.objects.bulk_create(
        rows.Recusal(sheet=sheet, candidate=known["candidates"][name], reason=f"Row {n}")
        for n, sheet in zip(some, sheets, strict=True)
    )


def _more_criteria(stage: "Stage", some: list[int]) -> None:
    """Criteria of the call that is being prepared, and older versions of them."""
    call, newest = stage.objects["call"], stage.objects["sheets"]["call"].version
    versions = rows.CriteriaVersion.objects.bulk_create(_version(stage, call, n) for n in some)
    rows.Criterion.objects.bulk_create(
        _criterion(version, n + 1) for n, own in zip(some, versions, strict=True) for version in (own, newest)
    )
