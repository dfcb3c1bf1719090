"""Agreements, commitments, and what became of them day by day."""

from collections.abc import Callable
from typing import Any

from pendopo.accounts.models import User
from pendopo.cli.importing.loading.refusals import NoSuchParagraph
from pendopo.cli.importing.loading.store import Store
from pendopo.cli.importing.rows import AgreementRow, CommitmentRow, EventRow
from pendopo.cooperation import actions
from pendopo.cooperation.models import Commitment, Paragraph
from pendopo.cooperation.rules import other_side

BY_OTHER_SIDE = {"verify", "send_back"}
PLAIN_STEPS: dict[str, Callable[..., Any]] = {
    "accept": actions.accept_commitment,
    "start": actions.start_commitment,
    "progress": actions.report_progress,
    "done": actions.complete_commitment,
    "verify": actions.verify_commitment,
    "send_back": actions.send_back,
    "reopen": actions.reopen,
    "block": actions.block,
    "unblock": actions.unblock,
}


def load_commitments(store: Store) -> None:
    """What was agreed and who owes what."""
    for row in store.book.rows(AgreementRow):
        with store.storing(row):
            agreement = actions.capture_agreement(
                meeting=store.get("meetings.csv", row.meeting),
                paragraph=_paragraph(store, row.meeting, row.paragraph),
                number=row.number,
                code=row.code,
                title_ind=row.title_ind,
                title_en=row.title_en,
                short_title_ind=row.short_title_ind,
                short_title_en=row.short_title_en,
                by=store.actor(row.by),
            )
            store.keep(row.file, row.code, agreement)
    for promise in store.book.rows(CommitmentRow):
        with store.storing(promise):
            _capture(store, promise)


def load_events(store: Store) -> None:
    """Each step on its day; a refused step names the commitment's state at that point."""
    for row in store.book.rows(EventRow):
        with store.storing(row, "step"):
            _take(store, row)


def _capture(store: Store, row: CommitmentRow) -> None:
    meeting = store.get("meetings.csv", row.meeting)
    commitment = actions.capture_commitment(
        agreement=store.get("agreements.csv", row.agreement),
        meeting=meeting,
        paragraph=_paragraph(store, row.meeting, row.paragraph),
        code=row.code,
        what_ind=row.what_ind,
        what_en=row.what_en,
        organisation=store.get("organisations.csv", row.organisation),
        unit=store.get("units.csv", row.unit),
        responsible=store.get("people.csv", row.responsible),
        due=row.due,
        evidence_expected_ind=row.evidence_expected_ind,
        evidence_expected_en=row.evidence_expected_en,
        on=row.on or (meeting and meeting.held_on),
        by=store.actor(row.by),
    )
    store.keep(row.file, row.code, commitment)


def _take(store: Store, row: EventRow) -> None:
    commitment: Commitment = store.get("commitments.csv", row.commitment)
    other = other_side(commitment.side)
    by = store.actor(row.by, other if row.step in BY_OTHER_SIDE else commitment.side)
    if row.step == "evidence":
        upload = store.upload(row.attached) if row.attached else None
        actions.add_evidence(
            commitment=commitment, title=row.title, upload=upload, url=row.url, by=by, on=row.on
        )
    elif row.step in ("move", "withdraw"):
        _change(store, row, commitment, by)
    else:
        PLAIN_STEPS[row.step](commitment=commitment, note=row.note, by=by, on=row.on)


def _change(store: Store, row: EventRow, commitment: Commitment, by: User) -> None:
    """One side proposes and the other agrees on the same day."""
    proposal = actions.propose_change(
        commitment=commitment,
        reason=row.note,
        new_due=row.due,
        withdraw=row.step == "withdraw",
        by=by,
        on=row.on,
    )
    other = store.actor(row.answered_by, other_side(proposal.side))
    actions.answer_change(proposal=proposal, agree=True, by=other, on=row.on)
    commitment.refresh_from_db()


def _paragraph(store: Store, meeting: str, label: str | None) -> Paragraph | None:
    if not label:
        return None
    found: Paragraph | None = store.found.get(("paragraphs.csv", f"{meeting} {label}"))
    if found is None:
        raise NoSuchParagraph(meeting=meeting, label=label)
    return found
