"""News for machines: an Atom feed for each language, and the list of public pages."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pendopo.cooperation.queries.agreement import published_agreements
from pendopo.core.caching import public_page
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.core.urls import here
from pendopo.press import queries
from pendopo.press.models import Article
from pendopo.press.templatetags.articles import absolute

FEED_LENGTH = 20
LANGUAGES = ("id", "en")
INDEXES = (
    "web:home",
    "press:news-list",
    "cooperation:agreement-public-list",
    "cooperation:minutes-public-list",
)


@dataclass(frozen=True, slots=True)
class Place:
    """One public page in every language, and when it last changed."""

    addresses: dict[str, str]
    changed_at: datetime | None = None


@require_safe
@public_page
def feed(request: HtmxHttpRequest) -> HttpResponse:
    """The newest public articles, in the language of the address."""
    atom = Atom1Feed(
        title=_("News of %(convening)s") % {"convening": request.convening.title},
        link=absolute(here("press:news-list")),
        description=request.convening.theme or request.convening.title,
        language=get_language() or "id",
        feed_url=absolute(here("press:feed")),
    )
    for article in queries.published()[:FEED_LENGTH]:
        _add(atom, article)
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@require_safe
@public_page
def sitemap(request: HtmxHttpRequest) -> HttpResponse:
    """Every page that anyone may open, in both languages, and none else."""
    response = render_page(request, "press/sitemap.xml", {"places": _places(), "languages": LANGUAGES})
    response["Content-Type"] = "application/xml; charset=utf-8"
    return response


def _add(atom: Atom1Feed, article: Article) -> None:
    address = absolute(here("press:news-detail", slug=article.slug))
    atom.add_item(
        title=article.title,
        link=address,
        description=article.summary,
        author_name=article.author_name,
        pubdate=article.publish_at,
        updateddate=max(article.publish_at, article.saved_at) if article.publish_at else article.saved_at,
        unique_id=f"urn:uuid:{article.pk}",
    )


def _places() -> list[Place]:
    places = [_place(name) for name in INDEXES]
    places += [_place("press:news-detail", row.saved_at, slug=row.slug) for row in queries.published()]
    places += [
        _place("cooperation:minutes-public", row.published_at, pk=row.meeting_id)
        for row in queries.published_minutes()
    ]
    places += [
        _place("cooperation:agreement-public", row.meeting.minutes.published_at, code=row.code)
        for row in published_agreements().select_related("meeting__minutes").order_by("serial")
    ]
    places += [
        _place("hosts:decision-memo", row.published_at, pk=row.call_id)
        for row in queries.published_decisions()
    ]
    return places


def _place(name: str, changed_at: datetime | None = None, **kwargs: object) -> Place:
    addresses = {}
    for language in LANGUAGES:
        with override(language):
            addresses[language] = absolute(here(name, **kwargs))
    return Place(addresses, changed_at)
