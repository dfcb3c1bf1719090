"""What invitation letters say: their numbers, the usual words, and the data of the paper in one language."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from pendopo.convenings.models import Convening
from pendopo.core.times import date_range, long_date
from pendopo.delegates.enums import Audience
from pendopo.delegates.models import Delegate, Identity, Invitation, InvitationTerms
from pendopo.delegates.queries.placeholders import fill

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
BILINGUAL = ("subject", "body", "pays", "signatory_title", "second_title")
PLAIN = ("place", "asks_assignment", "contact", "signatory_name", "second_name")


def letter_number(pattern: str, number: int, day: date) -> str:
    """012/WGWC/IV/2024: three digits at least, the month in Roman numerals as offices write it."""
    return fill(pattern, {"number": f"{number:03}", "month": ROMAN[day.month - 1], "year": str(day.year)})


def terms_of(convening: Convening) -> InvitationTerms:
    """What the letters say; while nothing is saved, a row that is not in the database with the usual words."""
    found = InvitationTerms.objects.filter(convening=convening).first()
    return found or InvitationTerms(convening=convening, **_usual(convening))


def _usual(convening: Convening) -> dict[str, Any]:
    usual: dict[str, Any] = {"place": convening.host_region.name if convening.host_region else ""}
    for lang, column in (("id", "ind"), ("en", "en")):
        with override(lang):
            usual[f"subject_{column}"] = _("Invitation to {convening}")
            usual[f"body_{column}"] = _(
                "We have the honour of inviting you to {convening}, as described below. Please tell us by "
                "{deadline} whether you will come, by your personal link or through our contact person."
            )
            usual[f"pays_{column}"] = _(
                "The organisers pay travel, lodging and meals of the person invited. Whoever sends further "
                "people pays for them."
            )
    return usual


def snapshot(terms: InvitationTerms) -> dict[str, Any]:
    """Everything a letter says that does not depend on who gets it."""
    names = [*PLAIN, *(f"{name}_{column}" for name in BILINGUAL for column in ("ind", "en"))]
    return {name: getattr(terms, name) or "" for name in names}


def called(delegate: Delegate, identity: Identity | None) -> str:
    """How letters and messages call somebody: by the alias where that was chosen, and never by nothing."""
    if delegate.under_alias and delegate.alias:
        return delegate.alias
    return (identity.name if identity else "") or delegate.code


def in_language(row: dict[str, Any], name: str, lang: str) -> str:
    """One text of a snapshot in a language, or in the other where that one is empty."""
    ind, en = str(row.get(f"{name}_ind") or ""), str(row.get(f"{name}_en") or "")
    return (en or ind) if lang == "en" else (ind or en)


def title_in(convening: Convening, lang: str) -> str:
    """The title of the convening in one language, or in the other where that one is empty."""
    ind, en = convening.title_ind or "", convening.title_en or ""
    return (en or ind) if lang == "en" else (ind or en)


def days_of(convening: Convening, audience: str) -> tuple[date, date]:
    """The first and the last day of one part of the convening; those of the whole where the part has none."""
    first, last = convening.conference_starts_on, convening.conference_ends_on
    if audience == Audience.CONVENTION:
        first, last = convening.convention_starts_on, convening.convention_ends_on
    if not first or not last:
        first, last = convening.starts_on, convening.ends_on
    return first, last


def dates_of(convening: Convening, audience: str, lang: str) -> str:
    """The days of one part of the convening, in words."""
    return date_range(*days_of(convening, audience), lang)


def place_of(convening: Convening) -> str:
    """Where it is, as far as it is known."""
    region = convening.host_region.name if convening.host_region else ""
    return ", ".join(part for part in (convening.venue, region) if part)


def values_for(delegate: Delegate, name: str, lang: str) -> dict[str, str]:
    """What the words in braces stand for, for one person."""
    convening = delegate.convening
    return {
        "name": name,
        "organisation": delegate.organisation.name if delegate.organisation else "–",
        "convening": title_in(convening, lang),
        "dates": dates_of(convening, delegate.audience, lang),
        "place": place_of(convening) or "–",
        "code": delegate.code,
    }


def letter_values(invitation: Invitation, name: str, lang: str) -> dict[str, str]:
    """The same, with what only an invitation knows."""
    known = values_for(invitation.delegate, name, lang)
    return known | {"deadline": long_date(invitation.expires_at, lang), "number": invitation.letter}


def letter_data(
    invitation: Invitation, identity: Identity | None, terms: InvitationTerms, lang: str
) -> dict[str, Any]:
    """One letter as papers are filled; what went out is told as it was said then."""
    said = invitation.said or snapshot(terms)
    name = called(invitation.delegate, identity)
    values = letter_values(invitation, name, lang)
    with override(lang):
        return {
            "language": lang,
            "title": fill(in_language(said, "subject", lang), values),
            "letterhead": letterhead_of(invitation.convening, lang),
            "place_date": _place_and_day(said, invitation.dated_on, lang),
            "reference": [
                [pgettext("paper", "Number"), invitation.letter],
                [_("Attachment"), "–"],
                [_("Subject"), fill(in_language(said, "subject", lang), values)],
            ],
            "to": _addressee(invitation.delegate, name),
            "salutation": _("Dear Sir or Madam,"),
            "text": fill(in_language(said, "body", lang), values),
            "facts": _facts(invitation, values, said, lang),
            "closing": _closing(said, values, lang),
            "signatures": _signatures(said, lang),
            "copies": [],
        }


def letterhead_of(convening: Convening, lang: str) -> list[dict[str, Any]]:
    """The convening and its host, side by side on top of a paper."""
    parties = [{"name": title_in(convening, lang), "lines": []}]
    if convening.host_organisation:
        parties.append({"name": convening.host_organisation.name, "lines": []})
    return parties


def _place_and_day(said: dict[str, Any], day: date, lang: str) -> str:
    place = str(said.get("place") or "")
    return (f"{place}, " if place else "") + date_range(day, day, lang)


def _addressee(delegate: Delegate, name: str) -> list[str]:
    return [_("To:"), name] + ([delegate.organisation.name] if delegate.organisation else [])


def _facts(
    invitation: Invitation, values: dict[str, str], said: dict[str, Any], lang: str
) -> list[list[str]]:
    rows = [
        [_("Convening"), values["convening"]],
        [_("Part"), str(Audience(invitation.delegate.audience).label)],
        [_("Dates"), values["dates"]],
        [_("Place"), place_of(invitation.convening)],
        [_("Please answer by"), values["deadline"]],
        [_("Your number"), values["code"]],
        [_("Contact person"), str(said.get("contact") or "")],
    ]
    return [row for row in rows if row[1]]


def _closing(said: dict[str, Any], values: dict[str, str], lang: str) -> str:
    parts = [fill(in_language(said, "pays", lang), values)]
    if said.get("asks_assignment"):
        parts.append(
            _(
                "Please bring an assignment letter (surat tugas) from the office or organisation that sends you, "
                "addressed to the organisers; whoever belongs to none needs no such letter."
            )
        )
    parts.append(_("Thank you for your attention and your cooperation."))
    return "\n\n".join(part for part in parts if part)


def _signatures(said: dict[str, Any], lang: str) -> list[dict[str, Any]]:
    rows = [
        (in_language(said, "signatory_title", lang), str(said.get("signatory_name") or "")),
        (in_language(said, "second_title", lang), str(said.get("second_name") or "")),
    ]
    return [
        {"role": title, "organisation": "", "name": name, "lines": [], "note": ""}
        for title, name in rows
        if title or name
    ]
