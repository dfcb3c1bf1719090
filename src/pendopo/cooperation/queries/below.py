"""What hangs below an agreement, a meeting or a commitment on its thread, folded where that is too much to show."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from uuid import UUID

from django.db.models import Count, DateField, QuerySet, UUIDField

from pendopo.cooperation.models import Commitment, CommitmentEvent, Evidence
from pendopo.cooperation.models.commitment import VALID
from pendopo.cooperation.queries.commitment import evidence_of
from pendopo.cooperation.queries.tally import Group, Tally, grouped, in_groups, tallies
from pendopo.core.prepared import Given, Prepared, whole

# An agreement with more commitments than this is crowded: folded, it shows the first of them and counts the rest.
CROWDED, SHOWN = 20, 10
LATEST = 6


@dataclass(frozen=True, slots=True)
class Below:
    """The commitments to show with what belongs to them, and how many there are of everything."""

    tallies: dict[UUID, Tally]
    promises: list[Commitment]
    evidence: list[Evidence]
    events: list[CommitmentEvent]
    promised: int
    proofs: int
    crowded: Collection[UUID] = ()


def below_agreement(key: UUID, today: date, *, folded: bool, public: bool) -> Below:
    """Everything under one agreement; for the public without evidence and history."""
    counted = tallies(_groups(key=key, today=today))
    crowded = _crowded(counted) if folded else []
    promises = _first_promises(key=key) if crowded else sorted(_promises(key=key), key=attrgetter("serial"))
    evidence = [] if public else (_first_evidence if crowded else _evidence)(key=key)
    return Below(
        tallies=counted,
        promises=promises,
        evidence=evidence,
        events=[] if public else _latest(key=key),
        promised=counted[key].total,
        proofs=sum(_proofs(key=key)) if crowded else len(evidence),
        crowded=crowded,
    )


def below_meeting(key: UUID, today: date, *, folded: bool) -> Below:
    """Everything under the agreements of one meeting, with the first of each agreement that is crowded."""
    rows = Commitment.objects.filter(agreement__meeting=key)
    counted = tallies(grouped(rows, today, "agreement"))
    crowded = _crowded(counted) if folded else []
    shown = rows.select_related("organisation", "unit").order_by("serial")
    calm = shown.exclude(agreement__in=crowded) if crowded else shown
    promises = list(calm) if counted.keys() - crowded else []
    for agreement in crowded:
        promises += shown.filter(agreement=agreement)[:SHOWN]
    evidence = list(evidence_of([promise.pk for promise in promises]))
    everywhere = Evidence.objects.filter(VALID, commitment__agreement__meeting=key)
    return Below(
        tallies=counted,
        promises=promises,
        evidence=evidence,
        events=list(_history(commitment__agreement__meeting=key)[:LATEST]),
        promised=sum(tally.total for tally in counted.values()),
        proofs=everywhere.count() if crowded else len(evidence),
        crowded=crowded,
    )


def below_commitment(commitment: Commitment, today: date) -> Below:
    """One commitment with its evidence and its whole history."""
    evidence = list(evidence_of([commitment.pk]))
    return Below(
        tallies=tallies(_groups(key=commitment.agreement_id, today=today)),
        promises=[commitment],
        evidence=evidence,
        events=list(_history(commitment=commitment)),
        promised=1,
        proofs=len(evidence),
    )


def _crowded(counted: dict[UUID, Tally]) -> list[UUID]:
    return [agreement for agreement, tally in counted.items() if tally.total > CROWDED]


def _history(**below: object) -> QuerySet[CommitmentEvent]:
    rows = CommitmentEvent.objects.filter(**below).select_related("commitment", "evidence")
    newest: QuerySet[CommitmentEvent] = rows.order_by("-on", "-created_at")
    return newest


_KEY = Given("key", UUIDField())
_UNDER = {"agreement": _KEY}
_AROUND = {"commitment__agreement": _KEY}


def _in_order() -> QuerySet[Commitment]:
    rows: QuerySet[Commitment] = Commitment.objects.filter(**_UNDER).order_by("serial")
    return rows


def _evidence_of_first() -> QuerySet[Evidence]:
    return evidence_of(_in_order().values("pk")[:SHOWN])


_groups = Prepared(
    lambda: in_groups(Commitment.objects.filter(**_UNDER), Given("today", DateField()), "agreement"), Group
)
_OWNERS = {"organisation": ("id", "name"), "unit": ("id", "name")}
_promises = whole(
    Commitment,
    lambda: Commitment.objects.filter(**_UNDER).order_by(),
    *("organisation", "unit"),
    only=_OWNERS,
)
_first_promises = whole(Commitment, lambda: _in_order()[:SHOWN], *("organisation", "unit"), only=_OWNERS)
_evidence = whole(Evidence, lambda: Evidence.objects.filter(VALID, **_AROUND))
_first_evidence = whole(Evidence, _evidence_of_first)
_proofs = Prepared(
    lambda: Evidence.objects.filter(VALID, **_AROUND).order_by().values("kind").annotate(number=Count("pk")),
    lambda kind, number: number,
)
_latest = whole(
    CommitmentEvent,
    lambda: _history(**_AROUND)[:LATEST],
    *("commitment", "evidence"),
    only={"commitment": ("id", "code"), "evidence": ("id", "title", "withdrawn_on")},
)
