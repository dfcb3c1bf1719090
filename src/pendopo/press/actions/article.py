"""Writes on articles: from the draft to the public page, and what is put right afterwards."""

from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.text import slugify

from pendopo.accounts.models import User
from pendopo.convenings.models import Convening
from pendopo.convenings.rules import may_organise, standing
from pendopo.cooperation.models import Meeting
from pendopo.core.audit import record
from pendopo.core.errors import NotAllowed
from pendopo.core.times import now
from pendopo.press import rules
from pendopo.press.enums import ArticleKind, ArticleStatus
from pendopo.press.errors import (
    ChangedMeanwhile,
    CorrectionNoteMissing,
    CorrectsNothing,
    NotADraft,
    OwnArticle,
    TextMissing,
    TitleMissing,
)
from pendopo.press.models import Article, Correction

WORDS = ("title_ind", "title_en", "summary_ind", "summary_en", "body_ind", "body_en")
SLUG_LENGTH = 80


class ArticleText(TypedDict, total=False):
    """What a writer fills in; a text that is left out stays as it is."""

    title_ind: str
    title_en: str
    summary_ind: str
    summary_en: str
    body_ind: str
    body_en: str
    place: str
    author_name: str
    kind: ArticleKind | str
    meeting: Meeting | None


@transaction.atomic
def write_article(*, convening: Convening, by: User, **text: Unpack[ArticleText]) -> Article:
    """A new draft; its address comes from the title and stays."""
    convening = Convening.objects.select_for_update(no_key=True).get(pk=convening.pk)
    if not rules.may_write(standing(by, convening)):
        raise NotAllowed
    article = Article(convening=convening, written_by=by, edited_by=by, saved_at=now())
    _fill(article, text)
    article.author_name = article.author_name or by.full_name
    article.slug = _free_slug(convening, article.title_ind or article.title_en)
    article.save(force_insert=True)
    record("press.article_written", on=article, by=by, data={"slug": article.slug})
    return article


@transaction.atomic
def edit_article(
    *, article: Article, by: User, seen_at: datetime | None = None, **text: Unpack[ArticleText]
) -> Article:
    """Save the text; an approved article becomes a draft again, since the approval was of another text.

    Raises ChangedMeanwhile when somebody saved after `seen_at`, the time the form was opened with.
    """
    fresh = editable(article, by)
    if seen_at and seen_at < fresh.saved_at:
        raise ChangedMeanwhile(name=fresh.edited_by.full_name)
    changed = _fill(fresh, text)
    save_as_draft(fresh, by)
    record("press.article_edited", on=fresh, by=by, data={"changed": changed})
    return fresh


@transaction.atomic
def approve_article(*, article: Article, by: User, seen_at: datetime | None = None) -> Article:
    """An organiser who did not write the article says that this text may go out."""
    fresh = _locked(article)
    if not may_organise(standing(by, fresh.convening)):
        raise NotAllowed
    if fresh.status != ArticleStatus.DRAFT:
        raise NotADraft(status=fresh.get_status_display())
    if rules.wrote(fresh, by.pk):
        raise OwnArticle
    if seen_at and seen_at < fresh.saved_at:
        raise ChangedMeanwhile(name=fresh.edited_by.full_name)
    if not (fresh.body_ind or fresh.body_en):
        raise TextMissing
    fresh.status, fresh.approved_by, fresh.approved_at = ArticleStatus.APPROVED, by, now()
    fresh.save(update_fields=["status", "approved_by", "approved_at"])
    record("press.article_approved", on=fresh, by=by)
    return fresh


@transaction.atomic
def publish_article(*, article: Article, by: User, at: datetime | None = None) -> Article:
    """Show an approved article from `at` on; that may lie ahead, or back when it first went out."""
    fresh = _locked(article)
    if not may_organise(standing(by, fresh.convening)):
        raise NotAllowed
    if not rules.may_publish(standing(by, fresh.convening), fresh):
        raise NotADraft(status=fresh.get_status_display())
    fresh.status, fresh.publish_at = ArticleStatus.PUBLISHED, at or now()
    fresh.save(update_fields=["status", "publish_at"])
    record("press.article_published", on=fresh, by=by, data={"at": fresh.publish_at})
    return fresh


@transaction.atomic
def unpublish_article(*, article: Article, by: User) -> Article:
    """Take an article back to a draft at once; to return it must be approved again."""
    fresh = _locked(article)
    if not may_organise(standing(by, fresh.convening)):
        raise NotAllowed
    if fresh.status != ArticleStatus.PUBLISHED:
        raise NotADraft(status=fresh.get_status_display())
    fresh.status, fresh.approved_by, fresh.approved_at = ArticleStatus.DRAFT, None, None
    fresh.save(update_fields=["status", "approved_by", "approved_at"])
    record("press.article_unpublished", on=fresh, by=by, data={"was_from": fresh.publish_at})
    return fresh


@transaction.atomic
def correct_article(
    *,
    article: Article,
    by: User,
    note_ind: str = "",
    note_en: str = "",
    seen_at: datetime | None = None,
    **text: Unpack[ArticleText],
) -> Correction:
    """Put a published text right; readers see the note and its date, the desk also the text before."""
    fresh = _locked(article)
    if not rules.may_correct(standing(by, fresh.convening), fresh):
        raise NotAllowed
    if seen_at and seen_at < fresh.saved_at:
        raise ChangedMeanwhile(name=fresh.edited_by.full_name)
    if not (note_ind.strip() or note_en.strip()):
        raise CorrectionNoteMissing
    before = {name: getattr(fresh, name) or "" for name in WORDS}
    changed = _fill(fresh, text)
    if not changed:
        raise CorrectsNothing
    fresh.edited_by, fresh.saved_at = by, now()
    fresh.save()
    correction = Correction.objects.create(
        article=fresh,
        made_at=fresh.saved_at,
        note_ind=note_ind.strip(),
        note_en=note_en.strip(),
        before={name: before[name] for name in WORDS if name in changed},
        by=by,
    )
    record("press.article_corrected", on=fresh, by=by, data={"correction": correction.pk, "changed": changed})
    return correction


def editable(article: Article, by: User) -> Article:
    """The row as it is now, held for a change that `by` may make."""
    fresh = _locked(article)
    if not rules.may_edit(standing(by, fresh.convening), fresh, by.pk):
        raise NotAllowed
    return fresh


def save_as_draft(article: Article, by: User) -> None:
    """Save what was changed; an approval was of the article as it was before."""
    article.status, article.approved_by, article.approved_at = ArticleStatus.DRAFT, None, None
    article.edited_by, article.saved_at = by, now()
    article.save()


def _locked(article: Article) -> Article:
    rows = Article.objects.select_for_update(of=("self",), no_key=True).select_related(
        "convening", "edited_by"
    )
    fresh: Article = rows.get(pk=article.pk)
    return fresh


def _fill(article: Article, text: ArticleText) -> list[str]:
    """Put the writer's words into the row; the names of what changed come back."""
    changed = []
    for name, value in text.items():
        clean = value.strip().replace("\r\n", "\n") if isinstance(value, str) else value
        if (getattr(article, name) or "") != (clean or ""):
            setattr(article, name, clean)
            changed.append(name)
    if not (article.title_ind or article.title_en):
        raise TitleMissing
    return changed


def _free_slug(convening: Convening, title: str) -> str:
    """An address made of the title; a number is added where another article has it."""
    stem = slugify(title)[:SLUG_LENGTH].rstrip("-") or "news"
    taken = {
        "feed",
        *Article.objects.filter(convening=convening, slug__startswith=stem).values_list("slug", flat=True),
    }
    number = 1
    while (slug := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    return slug
