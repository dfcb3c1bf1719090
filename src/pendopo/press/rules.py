"""Who may do what in the press room."""

from uuid import UUID

from pendopo.convenings.rules import Standing, is_desk, may_organise, reads_all
from pendopo.press.enums import ArticleStatus
from pendopo.press.models import Article


def may_read_drafts(standing: Standing) -> bool:
    """Everybody at the desk reads what is being written."""
    return is_desk(standing) or reads_all(standing)


def may_write(standing: Standing) -> bool:
    """The people of both sides write drafts; who only monitors does not."""
    return bool(standing.sides) and is_desk(standing)


def may_edit(standing: Standing, article: Article, user_id: UUID) -> bool:
    """Organisers edit what is not public yet; others their own drafts."""
    if article.status == ArticleStatus.PUBLISHED:
        return False
    return may_organise(standing) or (may_write(standing) and article.written_by_id == user_id)


def wrote(article: Article, user_id: UUID) -> bool:
    """Whether this account wrote the article or changed its text last."""
    return user_id in (article.written_by_id, article.edited_by_id)


def may_approve(standing: Standing, article: Article, user_id: UUID) -> bool:
    """A draft is approved by an organiser who did not write it: four eyes see every article."""
    return article.status == ArticleStatus.DRAFT and may_organise(standing) and not wrote(article, user_id)


def may_publish(standing: Standing, article: Article) -> bool:
    """Organisers publish what was approved."""
    return article.status == ArticleStatus.APPROVED and may_organise(standing)


def may_unpublish(standing: Standing, article: Article) -> bool:
    """Organisers take an article off the public pages, or out of the queue."""
    return article.status == ArticleStatus.PUBLISHED and may_organise(standing)


def may_correct(standing: Standing, article: Article) -> bool:
    """Organisers put right what is published."""
    return may_unpublish(standing, article)
