"""Commitments as lists draw them: plain dictionaries, because a page shows many and a model row costs much more."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, UUIDField
from django.utils.translation import get_language

from pendopo.cooperation.enums import CLOSED_STATES, KEPT_STATES
from pendopo.cooperation.models import Commitment
from pendopo.cooperation.queries.commitment import evidence_of
from pendopo.cooperation.queries.status import Status, worded
from pendopo.core.prepared import Given, Prepared
from pendopo.core.times import short_date
from pendopo.core.urls import here

Row = dict[str, Any]
COLUMNS = (
    *("pk", "code", "side", "state", "due", "first_due", "done_on", "block_reason"),
    *("what_ind", "what_en", "evidence_expected_ind", "evidence_expected_en"),
    *(
        "agreement__title_ind",
        "agreement__title_en",
        "agreement__short_title_ind",
        "agreement__short_title_en",
    ),
    *("organisation__name", "unit__name"),
)
_BLANK = UUID(int=0)


def listed(rows: QuerySet[Commitment], today: date, *, evidence: bool = False) -> list[Row]:
    """The rows with everything a list, a card or a calendar shows, in the active language."""
    return drawn(columns_of(rows), today, evidence=evidence)


def columns_of(rows: QuerySet[Commitment], *more: str) -> QuerySet[Commitment, Row]:
    """The columns that a list needs, and `more`; each names its language, so the translation fills in nothing."""
    plain: QuerySet[Commitment, Row] = rows.select_related(None).raw_values(*COLUMNS, *more)  # type: ignore[attr-defined]
    return plain


def drawn(found: Iterable[Row], today: date, *, evidence: bool = False) -> list[Row]:
    """These columns as a list shows them."""
    found = list(found)
    proofs = _titles([row["pk"] for row in found]) if evidence else {}
    pattern = here("cooperation:commitment-detail", pk=_BLANK)
    lang = "en" if (get_language() or "id").startswith("en") else "id"
    return [_drawn(row, today, lang, pattern, proofs.get(row["pk"], "")) for row in found]


_SEATS = tuple(f"key{number}" for number in range(50))
_proofs = Prepared(
    lambda: evidence_of([Given(seat, UUIDField()) for seat in _SEATS]).values("commitment_id", "title"),
    lambda commitment_id, title: (commitment_id, title),
)


def _titles(keys: Sequence[UUID]) -> dict[UUID, str]:
    """The titles of what proves each of these commitments, asked for so many at a time as the SQL has seats."""
    titles: dict[UUID, list[str]] = defaultdict(list)
    for start in range(0, len(keys), len(_SEATS)):
        taken = zip(_SEATS, keys[start : start + len(_SEATS)], strict=False)
        for key, title in _proofs(**(dict.fromkeys(_SEATS, _BLANK) | dict(taken))):
            titles[key].append(title)
    return {key: ", ".join(several) for key, several in titles.items()}


def _drawn(row: Row, today: date, lang: str, pattern: str, proofs: str) -> Row:
    suffix, other = ("_en", "_ind") if lang == "en" else ("_ind", "_en")

    def said(name: str) -> str:
        return row[name + suffix] or row[name + other] or ""

    status = _status(row, today)
    return {
        "url": pattern.replace(str(_BLANK), str(row["pk"])),
        "code": row["code"],
        "what": said("what"),
        "side": row["side"],
        "owner": row["unit__name"] or row["organisation__name"],
        "agreement": said("agreement__short_title") or said("agreement__title"),
        "day": row["due"],
        "due": short_date(row["due"], lang),
        "first_due": short_date(row["first_due"], lang) if row["first_due"] != row["due"] else "",
        "evidence": proofs,
        "expected": said("evidence_expected"),
        "block_reason": row["block_reason"],
        "state": status.state,
        "status": status.text,
    }


def _status(row: Row, today: date) -> Status:
    kept, closed = row["state"] in KEPT_STATES, row["state"] in CLOSED_STATES
    end = row["done_on"] if kept and row["done_on"] else today
    days = 0 if closed and not kept else max(0, (end - row["due"]).days)
    return worded(row["state"], days, kept=kept, late=row["due"] < today and not closed)
