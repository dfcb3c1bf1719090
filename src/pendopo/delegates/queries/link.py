"""Reads on links with which somebody without an account nominates."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext, override

from pendopo.convenings.rules import Standing, may_organise, standing
from pendopo.core import links
from pendopo.core.errors import LinkBroken, LinkExpired
from pendopo.core.times import long_date, now
from pendopo.core.urls import here
from pendopo.delegates import rules
from pendopo.delegates.enums import RequestState
from pendopo.delegates.models import Nomination, NominationLink, Substitution
from pendopo.delegates.queries.door import Question, of_phone

PURPOSE = "delegates.nominate"
LONGEST = timedelta(days=120)
MOST_BY_LINK = 50


def link_of(token: str) -> NominationLink:
    """The link behind a token that is whole, not expired and not taken back; otherwise 404, with no reason."""
    try:
        key = UUID(hex=str(links.read(PURPOSE, token, LONGEST)["link"]))
    except (LinkBroken, LinkExpired, KeyError, ValueError, TypeError) as error:
        raise Http404 from error
    rows = NominationLink.objects.select_related("convening", "organisation", "made_by")
    found: NominationLink | None = rows.filter(pk=key).first()
    if found is None or not found.is_open(now()):
        raise Http404
    return found


def token_of(link: NominationLink) -> str:
    """The signed token that stands in the address; it carries the link's key and nothing else."""
    return links.make(PURPOSE, {"link": link.pk.hex})


def address_of(link: NominationLink) -> str:
    """The whole address to send; the page opens in Indonesian, and offers English."""
    with override("id"):
        return settings.SITE_URL + here("delegates:nominate-by-link", token=token_of(link))


def question_of(link: NominationLink) -> Question | None:
    """The end of the telephone number of the person the link is for; None while it is not known."""
    return of_phone(link.phone)


def most_through(seats: int | None) -> int:
    """How many nominations one link may bring: three times the seats, and never more than fifty."""
    return MOST_BY_LINK if seats is None else min(MOST_BY_LINK, max(3, 3 * seats))


def made_through(link: NominationLink) -> QuerySet[Nomination]:
    """What was nominated through a link and not taken back, in the order in which it was."""
    asked = Substitution.objects.filter(leaving=OuterRef("delegate"), state=RequestState.OPEN)
    rows = link.nominations.filter(withdrawn_at=None).annotate(is_asked=Exists(asked))
    related = ("delegate__convening", "delegate__organisation", "delegate__traits__region__parent")
    found: QuerySet[Nomination] = rows.select_related(*related)
    return found


def codes_but(link: NominationLink, shown: QuerySet[Nomination]) -> list[str]:
    """The codes of whom a link has brought besides those whose names are shown."""
    rows = made_through(link).exclude(pk__in=shown.order_by().values("pk"))
    return [one.delegate.code for one in rows if one.name]  # what was erased has no name any more


def links_for(seen: Standing) -> QuerySet[NominationLink]:
    """The links of the organisations somebody nominates for, the newest first."""
    rows = NominationLink.objects.select_related("convening", "organisation", "made_by")
    rows = rows.order_by("-created_at", "-pk")
    if not may_organise(seen):
        rows = rows.filter(organisation__in=seen.organisation_ids if rules.may_nominate(seen) else ())
    live = Count("nominations", filter=Q(nominations__withdrawn_at=None))
    found: QuerySet[NominationLink] = rows.annotate(brought=live)
    return found.none() if seen.restricted else found


def access_link(user: Any, pk: UUID) -> NominationLink:
    """A link, or 404 for those who may not nominate for its organisation and where there is none."""
    rows = NominationLink.objects.select_related("convening", "organisation")
    found: NominationLink | None = rows.filter(pk=pk).first()
    if found is None or not rules.nominates_for(standing(user, found.convening), found.organisation_id):
        raise Http404
    return found


def whatsapp_address(link: NominationLink, lang: str = "id") -> str:
    """An address that opens WhatsApp with the message ready to send."""
    return "https://wa.me/?text=" + quote(whatsapp_text(link, lang), safe="")


def whatsapp_text(link: NominationLink, lang: str = "id") -> str:
    """What the person reads who receives the link."""
    with override(lang):
        said = {
            "name": link.name,
            "organisation": link.organisation.name,
            "convening": link.convening.title,
            "day": long_date(link.expires_at),
            "address": address_of(link),
        }
        text = gettext(
            "%(name)s, please nominate who comes for %(organisation)s to %(convening)s. This link is for you "
            "only and works until %(day)s: %(address)s"
        )
        asks = gettext("The page asks for the last four digits of your phone number.") if link.phone else ""
        return f"{text % said}\n{asks}".strip()
