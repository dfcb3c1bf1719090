"""Reads of the press room: what is public now, what is being written, and what belongs together."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from pendopo.convenings.models import Convening
from pendopo.convenings.rules import standing
from pendopo.cooperation.enums import MinutesStatus
from pendopo.cooperation.models import Minutes
from pendopo.core import times
from pendopo.hosts.models import Decision
from pendopo.press import rules
from pendopo.press.enums import ArticleStatus
from pendopo.press.models import Article

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


def published(convening: Convening | None = None, now: datetime | None = None) -> QuerySet[Article]:
    """Articles anyone may read at this moment, newest first; of the current convening unless one is named."""
    rows = Article.objects.with_scope(convening=convening) if convening else Article.objects.all()
    shown = rows.filter(status=ArticleStatus.PUBLISHED, publish_at__lte=now or times.now())
    return shown.select_related("cover").order_by("-publish_at", "-pk")


def latest(count: int, *, without: Article | None = None) -> list[Article]:
    """The newest public articles of the current convening."""
    rows = published()
    return list((rows.exclude(pk=without.pk) if without else rows)[:count])


def public_article(slug: str) -> Article:
    """The public article at this address.

    Raises Http404 when there is none, when it is a draft, and before its minute has come.
    """
    rows = published().select_related("meeting", "convening").prefetch_related("corrections")
    found = rows.filter(slug=slug).first()
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


def related(article: Article, *, count: int = 3) -> list[Article]:
    """The public articles that share most with this one: words of title and summary, meeting and kind."""
    words = _words(article)
    others = published().exclude(pk=article.pk)[:CONSIDERED]
    scored = [(_closeness(article, words, other), other) for other in others]
    close = [pair for pair in scored if pair[0] > 0]
    close.sort(key=lambda pair: (pair[0], pair[1].publish_at, pair[1].pk), reverse=True)
    return [other for _score, other in close[:count]]


def published_minutes_of(article: Article) -> Minutes | None:
    """The minutes of the meeting the article is about, once both sides have published them."""
    if article.meeting_id is None:
        return None
    shown = Minutes.objects.filter(meeting_id=article.meeting_id, status=MinutesStatus.PUBLISHED)
    return shown.select_related("meeting").first()


def may_read_cover(user: Any, article_pk: UUID) -> bool:
    """A cover is everybody's while its article is public, the desk's before and after."""
    article = Article._base_manager.select_related("convening").filter(pk=article_pk).first()
    if article is None:
        return False
    if article.convening.published and article.is_public(times.now()):
        return True
    return rules.may_read_drafts(standing(user, article.convening))


def _closeness(article: Article, words: frozenset[str], other: Article) -> int:
    same_meeting = article.meeting_id is not None and article.meeting_id == other.meeting_id
    return 2 * len(words & _words(other)) + 4 * same_meeting + (article.kind == other.kind)


def _words(article: Article) -> frozenset[str]:
    return _meaningful((article.title_ind, article.title_en, article.summary_ind, article.summary_en))


def _meaningful(texts: Iterable[str | None]) -> frozenset[str]:
    return frozenset(word for text in texts for word in WORD.findall((text or "").lower())) - EVERYWHERE


def published_minutes() -> QuerySet[Minutes]:
    """All minutes of the current convening that both sides published, oldest meeting first."""
    shown = Minutes.objects.filter(status=MinutesStatus.PUBLISHED).select_related("meeting")
    return shown.order_by("meeting__held_on", "pk")


def published_decisions() -> QuerySet[Decision]:
    """Published decisions on who hosts the current convening."""
    return Decision.objects.filter(published_at__isnull=False).order_by("decided_on", "pk")
