"""Agreements and commitments with their history, and many rows of each."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from pendopo.cooperation import models as rows
from pendopo.cooperation.queries.link import PURPOSE
from pendopo.core import links
from pendopo.core.models import Attachment
from pendopo.core.times import now

if TYPE_CHECKING:
    from tests.pages.rows import Stage

DUE = date(2024, 4, 22)
STATES = ("proposed", "accepted", "in_progress", "done", "verified", "blocked", "withdrawn")


def set_promises(stage: "Stage") -> None:
    """An agreement and a commitment at the desk, a public agreement, and the key to a personal answer."""
    known = stage.objects
    agreement = _agreement(stage, 900, known["meeting"], known["paragraph"])
    public = _agreement(stage, 901, known["published meeting"], known["approved paragraph"])
    agreement.save()
    public.save()
    commitment = _commitment(stage, 900, agreement, "in_progress")
    commitment.save()
    link = _link(stage, commitment, "Bu Ratna")
    link.save()
    known |= {
        "agreed meeting": known["meeting"],
        "agreement": agreement,
        "code": public.code,
        "public agreement": public,
    }
    known |= {"commitment": commitment, "token": links.make(PURPOSE, {"link": link.pk.hex})}


def _agreement(
    stage: "Stage", n: int, meeting: rows.Meeting, paragraph: rows.Paragraph | None = None
) -> rows.Agreement:
    words = {"title_ind": f"Row {n}", "title_en": f"Row {n}"}
    return rows.Agreement(
        convening=stage.convening,
        meeting=meeting,
        paragraph=paragraph,
        number=n,
        serial=n,
        code=f"AGR-{n}",
        **words,
    )


def _commitment(
    stage: "Stage", n: int, agreement: rows.Agreement, state: str, **owner: Any
) -> rows.Commitment:
    kept = state in ("done", "verified")
    return rows.Commitment(
        convening=stage.convening,
        agreement=agreement,
        serial=n,
        code=f"COM-{n}",
        what_ind=f"Row {n}",
        what_en=f"Row {n}",
        side="government" if n % 2 else "network",
        due=DUE,
        first_due=DUE - timedelta(days=n % 2),
        evidence_expected_ind="Surat",
        evidence_expected_en="Letter",
        state=state,
        done_on=DUE if kept else None,
        block_reason="Row" if state == "blocked" else "",
        **{"organisation": stage.organisation} | owner,
    )


def _link(stage: "Stage", commitment: rows.Commitment, name: str) -> rows.PersonalLink:
    until = now() + timedelta(days=30)
    return rows.PersonalLink(commitment=commitment, name=name, made_by=stage.network, expires_at=until)


def grow_promises(stage: "Stage", some: list[int]) -> None:
    """More agreements with a commitment in every state, and more on the one that addresses name."""
    known = stage.objects
    own = rows.Agreement.objects.bulk_create(
        _agreement(stage, n, known["meeting"], text)
        for n, text in zip(some, known["texts of HUB"], strict=True)
    )
    rows.Agreement.objects.bulk_create(
        _agreement(stage, n + 1000, known["published meeting"], text)
        for n, text in zip(some, known["texts of PUB"], strict=True)
    )
    rows.Agreement.objects.bulk_create(
        _agreement(stage, n + 2000, meeting) for n, meeting in zip(some, known["meetings"], strict=True)
    )
    _more_commitments(stage, own, some)
    _more_history(stage, some)


def _more_commitments(stage: "Stage", own: list[rows.Agreement], some: list[int]) -> None:
    known = stage.objects
    under = [known["agreement"], known["public agreement"], *own[:1]]
    parties = zip(some, known["bodies"], known["units"], known["people"], known["texts of HUB"], strict=True)
    made = rows.Commitment.objects.bulk_create(
        _commitment(
            stage,
            10_000 + n * 100 + 10 * a + s,
            agreement,
            state,
            organisation=body,
            unit=unit,
            responsible=person,
            paragraph=text,
        )
        for n, body, unit, person, text in parties
        for a, agreement in enumerate(under)
        for s, state in enumerate(STATES)
    )
    known["commitments"] = made[:: len(STATES) * len(under)]
    for agenda in ("meeting", "planned meeting"):
        rows.AgendaItem.objects.bulk_create(
            rows.AgendaItem(
                meeting=known[agenda],
                position=500 + n,
                title_ind=f"Row {n}",
                agreement=agreement,
                commitment=owed,
            )
            for n, agreement, owed in zip(some, own, known["commitments"], strict=True)
        )
    for n, commitment in zip(some, known["commitments"], strict=True):
        _told(stage, commitment, [n])


def _more_history(stage: "Stage", some: list[int]) -> None:
    known = stage.objects
    _told(stage, known["commitment"], some)
    rows.PersonalLink.objects.bulk_create(_link(stage, known["commitment"], f"Row {n}") for n in some)
    rows.Reminder.objects.bulk_create(
        rows.Reminder(
            commitment=known["commitment"], user=user, kind="asked", on=DUE, written_on=DUE, asked_by=user
        )
        for user in known["accounts"]
    )


def _told(stage: "Stage", commitment: rows.Commitment, some: list[int]) -> None:
    """Events, proposals, evidence and remarks on one commitment, each by somebody else."""
    who = dict(zip(some, stage.objects["accounts"], strict=False))
    said = {"commitment": commitment}
    rows.CommitmentEvent.objects.bulk_create(
        rows.CommitmentEvent(**said, kind="progress", on=DUE, by=who[n], by_name=f"Row {n}", note=f"Row {n}")
        for n in some
    )
    rows.ChangeProposal.objects.bulk_create(
        rows.ChangeProposal(
            **said, new_due=DUE, reason=f"Row {n}", side="network", by=who[n], on=DUE, status="declined"
        )
        for n in some
    )
    rows.Comment.objects.bulk_create(
        rows.Comment(**said, by=who[n], by_name=f"Row {n}", text=f"Row {n}", on=DUE) for n in some
    )
    files = Attachment.objects.bulk_create(stage.file_of(commitment, n) for n in some)
    proof = {"added_on": DUE, "by_name": "Sari"}
    rows.Evidence.objects.bulk_create(
        rows.Evidence(**said, **proof, kind="file", title=f"Row {n}", attachment_id=file.pk, added_by=who[n])
        for n, file in zip(some, files, strict=True)
    )
    rows.Evidence.objects.bulk_create(
        rows.Evidence(
            **said, **proof, kind="link", title=f"Row {n}", url="https://example.org/", added_by=who[n]
        )
        for n in some
    )
