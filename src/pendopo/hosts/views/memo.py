"""The decision memo as plain data in the language of the page."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pendopo.core.times import long_date, short_date
from pendopo.hosts.models import Candidate, CriteriaVersion, Decision, Evidence
from pendopo.hosts.queries import CandidateLines
from pendopo.hosts.solving import Outcome, Turn
from pendopo.hosts.templatetags.host_numbers import beyond, digits

Table = dict[str, Any]
Recused = tuple[Candidate, int, list[str]]


def memo_data(
    decision: Decision,
    *,
    version: CriteriaVersion,
    outcome: Outcome,
    lines: list[CandidateLines],
    recusals: list[Recused],
    progress: Any,
) -> dict[str, Any]:
    """Everything the memo says; the template adds no words."""
    convening, host = decision.call.convening, decision.candidate
    return {
        "title": _("Memo on the choice of a host"),
        "author": [convening.title],
        "subject": convening.title,
        "letterhead": [{"name": convening.title, "lines": [convening.theme] if convening.theme else []}],
        "facts": _facts(decision, version, progress.done),
        "decision": {
            "title": _("Decision"),
            "text": _("%(name)s will host the convening.") % {"name": _place(host)},
            "reasons": decision.reasons,
        },
        "criteria": _criteria(outcome),
        "ranking": _ranking(outcome),
        "firmness": _firmness(outcome),
        "evidence": {
            "title": _("What the candidates were scored on"),
            "candidates": [_told(row) for row in lines],
        },
        "recusals": _recusals(recusals),
        "place_date": ", ".join(part for part in (decision.place, long_date(decision.decided_on)) if part),
        "signatures": _signatures(decision),
    }


def _place(candidate: Candidate) -> str:
    return f"{candidate.name} ({candidate.organisation.name})" if candidate.organisation else candidate.name


def _facts(decision: Decision, version: CriteriaVersion, scorers: int) -> list[list[str]]:
    facts = [
        [_("Number"), decision.number],
        [_("Call"), decision.call.title],
        [_("Decided on"), long_date(decision.decided_on)],
        [_("Criteria"), _version_text(version)],
        [
            _("Assessors"),
            ngettext("%(count)s has scored.", "%(count)s have scored.", scorers) % {"count": scorers},
        ],
    ]
    return [fact for fact in facts if fact[1]]


def _version_text(version: CriteriaVersion) -> str:
    parts = [_("Version %(number)s") % {"number": version.number}]
    parts += [version.source] if version.source else []
    parts += [short_date(version.told_on)] if version.told_on else []
    return ", ".join(parts)


def _criteria(outcome: Outcome) -> Table:
    rows = [[c.code, c.title, str(c.weight), c.meaning or "–"] for c in outcome.criteria]
    heads = [_("Code"), _("Criterion"), _("Weight"), _("What earns a high score")]
    return {"title": _("Criteria and weights"), "heads": heads, "rows": rows}


def _ranking(outcome: Outcome) -> Table:
    heads = [_("Rank"), _("Candidate"), *(c.code for c in outcome.criteria), _("Total")]
    rows = [
        [
            str(line.place),
            line.candidate.name,
            *(digits(m.value) for m in line.means),
            digits(line.total),
        ]
        for line in outcome.ranking
    ]
    note = _("Means of all assessors from 0 to 5; the total is weighted. Equal totals share a place.")
    return {"title": _("Ranking"), "heads": heads, "rows": rows, "note": note}


def _firmness(outcome: Outcome) -> Table:
    heads = [_("Criterion"), _("Weight"), _("From weight"), _("To weight"), _("Beyond that")]
    rows = [
        [f.criterion.title, str(f.criterion.weight), _end(f.low), _end(f.high), beyond(f)]
        for f in outcome.firmness
    ]
    note = _("How far one weight may move, the others unchanged, before another candidate comes first.")
    return {"title": _("How firm the result is"), "heads": heads, "rows": rows, "note": note}


def _end(turn: Turn) -> str:
    return _("no limit") if turn.at is None else digits(turn.at)


def _told(row: CandidateLines) -> dict[str, Any]:
    claims = [
        {
            "criterion": f"{line.criterion.code} {line.criterion.title}",
            "text": line.claim.text if line.claim else _("Nothing is claimed."),
            "evidence": [_piece(piece) for piece in line.evidence],
        }
        for line in row.lines
    ]
    return {"name": _place(row.candidate), "claims": claims}


def _piece(piece: Evidence) -> dict[str, str]:
    where = ", ".join(part for part in (piece.source, short_date(piece.dated), piece.url) if part)
    return {"title": piece.title, "where": where, "state": verified_text(piece)}


def verified_text(piece: Evidence) -> str:
    """Since when the evidence counts as verified, or that it does not."""
    if piece.verified_on is None:
        return _("Not verified")
    return _("Verified on %(date)s") % {"date": short_date(piece.verified_on)}


def _recusals(recusals: list[Recused]) -> dict[str, Any]:
    said = [_recused(*found) for found in recusals]
    none = _("No assessor declared a conflict of interest.")
    return {"title": _("Conflicts of interest"), "lines": said or [none]}


def _recused(candidate: Candidate, count: int, names: list[str]) -> str:
    text = ngettext(
        "%(name)s: %(count)s assessor was recused.", "%(name)s: %(count)s assessors were recused.", count
    ) % {"name": candidate.name, "count": count}
    return f"{text} ({', '.join(names)})" if names else text


def _signatures(decision: Decision) -> list[dict[str, str]]:
    pairs = (
        (decision.signer_role, decision.signer),
        (decision.cosigner_role, decision.cosigner),
    )
    return [{"role": role or "", "name": name} for role, name in pairs if role or name]
