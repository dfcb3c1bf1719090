"""Reads of the press room: what is public now, what is being written, and what belongs together."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import DateTimeField, QuerySet, SlugField, UUIDField
from django.http import Http404
from django.utils.timezone import localtime

from pendopo.convenings.models import Convening
from pendopo.convenings.rules import standing
from pendopo.cooperation.enums import MinutesStatus
from pendopo.cooperation.models import Minutes
from pendopo.core import times
from pendopo.core.bilingual import either
from pendopo.core.models import attachment_url
from pendopo.core.prepared import Given, Prepared, whole
from pendopo.core.urls import here
from pendopo.hosts.models import Decision
from pendopo.press import rules
from pendopo.press.enums import ArticleKind, ArticleStatus
from pendopo.press.models import Article, Correction, FigureLine

WORD = re.compile(r"[^\W\d_]{4,}")
EVERYWHERE = {
    *("yang", "dengan", "untuk", "dari", "pada", "akan", "oleh", "dalam", "para", "juga", "antara", "telah"),
    *(
        "sudah",
        "serta",
        "atau",
        "kedua",
        "tentang",
        "kembali",
        "with",
        "from",
        "that",
        "this",
        "have",
        "will",
    ),
    *("their", "both", "about", "after", "before", "into", "over"),
}
CONSIDERED = 100
NEWEST, BESIDE, RELATED = 4, 5, 3
SHOWN = (
    *("pk", "slug", "kind", "title_ind", "title_en"),
    *("publish_at", "cover_id", "cover_alt_ind", "cover_alt_en"),
)
_COMPARED = ("summary_ind", "summary_en", "meeting_id")


@dataclass(frozen=True, slots=True)
class Card:
    """A public article as it stands in a list."""

    pk: UUID
    slug: str
    kind: str
    title: str
    publish_at: datetime
    cover_url: str
    cover_alt: str

    @property
    def url(self) -> str:
        """Its page."""
        return here("press:news-detail", slug=self.slug)

    @property
    def day(self) -> str:
        """The day it was published, short."""
        return times.short_date(self.publish_at)

    @property
    def moment(self) -> str:
        """The moment it was published, for machines."""
        return localtime(self.publish_at).isoformat()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A public article that may belong to another one, with what tells how close they are."""

    card: Card
    kind: str
    meeting_id: UUID | None
    words: frozenset[str]

    def closeness(self, article: Article, words: frozenset[str]) -> int:
        """How much it shares with `article`, whose words are `words`: words, meeting and kind."""
        same_meeting = article.meeting_id is not None and article.meeting_id == self.meeting_id
        return 2 * len(words & self.words) + 4 * same_meeting + (article.kind == self.kind)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands beside and below an article."""

    latest: list[Card]
    related: list[Card]


def published(convening: Convening | None = None, now: datetime | None = None) -> QuerySet[Article]:
    """Articles anyone may read at this moment, newest first; of the current convening unless one is named."""
    rows = Article.objects.with_scope(convening=convening) if convening else Article.objects.all()
    shown = rows.filter(status=ArticleStatus.PUBLISHED, publish_at__lte=now or times.now())
    return shown.select_related("cover").order_by("-publish_at", "-pk")


def card(**row: Any) -> Card:
    """The card of one row of `SHOWN`."""
    title, alt = either(row["title_ind"], row["title_en"]), either(row["cover_alt_ind"], row["cover_alt_en"])
    kind, cover_url = (
        str(ArticleKind(row["kind"]).label),
        attachment_url(row["cover_id"]) if row["cover_id"] else "",
    )
    return Card(row["pk"], row["slug"], kind, title, row["publish_at"], cover_url, alt)


def _candidate(**row: Any) -> Candidate:
    texts = (row["title_ind"], row["title_en"], row.pop("summary_ind"), row.pop("summary_en"))
    meeting_id = row.pop("meeting_id")
    return Candidate(card(**row), row["kind"], meeting_id, _meaningful(texts))


def _published_now() -> Any:
    return published(now=Given("now", DateTimeField())).select_related(None)  # type: ignore[arg-type]


_latest = Prepared(lambda: _published_now().values(*SHOWN)[:NEWEST], card)
_others = Prepared(
    lambda: (
        _published_now().exclude(pk=Given("article", UUIDField())).values(*SHOWN, *_COMPARED)[:CONSIDERED]
    ),
    _candidate,
)
_article = whole(Article, lambda: _published_now().filter(slug=Given("slug", SlugField())))
_corrections = whole(Correction, lambda: Correction.objects.filter(article_id=Given("article", UUIDField())))
_title_of_minutes = Prepared(
    lambda: (
        published_minutes()
        .filter(meeting_id=Given("meeting", UUIDField()))
        .values("meeting__title_ind", "meeting__title_en")
    ),
    lambda **row: either(row["meeting__title_ind"], row["meeting__title_en"]),
)
_figure_lines = whole(
    FigureLine, lambda: FigureLine.objects.filter(article_id=Given("article", UUIDField())), "figure"
)


def latest() -> list[Card]:
    """The newest public articles of the current convening."""
    return _latest(now=times.now())


def public_article(slug: str) -> Article:
    """The public article at this address.

    Raises Http404 when there is none, when it is a draft, and before its minute has come.
    """
    found = _article.first(slug=slug, now=times.now())
    if found is None:
        raise Http404(f"No public article {slug!r}.")
    return found


def access_article(user: Any, pk: UUID, *, to: str = "read") -> Article:
    """An article at the desk, for those who may read drafts there and take the step `to`.

    Raises Http404 for "does not exist" and "not yours" alike.
    """
    rows = Article.objects.select_related(
        "convening", "cover", "meeting", "written_by", "edited_by", "approved_by"
    )
    found = rows.filter(pk=pk).first()
    if found is None or not rules.may_read_drafts(standing(user, found.convening)):
        raise Http404(f"No article {pk} for this reader.")
    if to == "edit" and not rules.may_edit(standing(user, found.convening), found, user.pk):
        raise Http404(f"Article {pk} is not this reader's to edit.")
    if to == "correct" and not rules.may_correct(standing(user, found.convening), found):
        raise Http404(f"Article {pk} is not this reader's to correct.")
    return found


def desk_articles(status: str = "") -> QuerySet[Article]:
    """All articles of the current convening for the desk: what is being written first, then by date."""
    rows = Article.objects.select_related("written_by").order_by("status", "-publish_at", "-saved_at", "-pk")
    return rows.filter(status=status) if status in ArticleStatus.values else rows


def surroundings(article: Article) -> Surroundings:
    """The newest other articles, and those that share most with this one: words, meeting and kind."""
    others = _others(article=article.pk, now=times.now())
    words = _meaningful((article.title_ind, article.title_en, article.summary_ind, article.summary_en))
    scored = [(other.closeness(article, words), other.card) for other in others]
    close = [pair for pair in scored if pair[0] > 0]
    close.sort(key=lambda pair: (pair[0], pair[1].publish_at, pair[1].pk), reverse=True)
    return Surroundings([other.card for other in others[:BESIDE]], [one for _score, one in close[:RELATED]])


def minutes_title(article: Article) -> str | None:
    """The title of the meeting the article is about, once both sides have published its minutes."""
    return _title_of_minutes.first(meeting=article.meeting_id) if article.meeting_id else None


def figure_lines(article: Article) -> list[FigureLine]:
    """The numbers of a public article, in their order."""
    return _figure_lines(article=article.pk)


def corrections(article: Article) -> list[Correction]:
    """The corrections of a public article, the first one first."""
    return _corrections(article=article.pk)


def may_read_cover(user: Any, article_pk: UUID) -> bool:
    """A cover is everybody's while its article is public, the desk's before and after."""
    article = Article._base_manager.select_related("convening").filter(pk=article_pk).first()
    if article is None:
        return False
    if article.convening.published and article.is_public(times.now()):
        return True
    return rules.may_read_drafts(standing(user, article.convening))


def _meaningful(texts: Iterable[str | None]) -> frozenset[str]:
    return frozenset(word for text in texts for word in WORD.findall((text or "").lower())) - EVERYWHERE


def published_minutes() -> QuerySet[Minutes]:
    """All minutes of the current convening that both sides published, oldest meeting first."""
    shown = Minutes.objects.filter(status=MinutesStatus.PUBLISHED).select_related("meeting")
    return shown.order_by("meeting__held_on", "pk")


def published_decisions() -> QuerySet[Decision]:
    """Published decisions on who hosts the current convening."""
    return Decision.objects.filter(published_at__isnull=False).order_by("decided_on", "pk")
