"""Articles with their pictures and numbers."""

from datetime import datetime
from zoneinfo import ZoneInfo

from pendopo.accounts.models import User
from pendopo.cli.importing.loading.store import Store
from pendopo.cli.importing.rows import ArticleRow, FigureLineRow
from pendopo.press import actions
from pendopo.press.enums import ArticleKind, ArticleStatus
from pendopo.press.models import Article


def load_news(store: Store) -> None:
    """Write every article, add its numbers, then approve and publish as its row says."""
    for row in store.book.rows(ArticleRow):
        with store.storing(row):
            store.keep(row.file, row.code, _write(store, row, store.actor(row.written_by)))
    for line in store.book.rows(FigureLineRow):
        with store.storing(line):
            article: Article = store.get("news.csv", line.article)
            actions.add_figure_line(
                article=article,
                figure=store.get("figures.csv", line.figure),
                label_ind=line.label_ind,
                label_en=line.label_en,
                as_of=line.as_of,
                source="" if line.figure else line.source,
                by=article.written_by,
            )
    for row in store.book.rows(ArticleRow):
        if row.status != ArticleStatus.DRAFT:
            with store.storing(row, "approved_by"):
                _bring_out(store, row)


def _write(store: Store, row: ArticleRow, by: User) -> Article:
    article = actions.write_article(
        convening=store.convening,
        kind=row.kind or ArticleKind.NEWS,
        place=row.place,
        author_name=row.author_name,
        meeting=store.get("meetings.csv", row.meeting),
        title_ind=row.title_ind,
        title_en=row.title_en,
        summary_ind=row.summary_ind,
        summary_en=row.summary_en,
        body_ind=row.body_ind,
        body_en=row.body_en,
        by=by,
    )
    if row.cover:
        article = actions.set_cover(
            article=article,
            picture=store.upload(row.cover),
            cover_alt_ind=row.cover_alt_ind,
            cover_alt_en=row.cover_alt_en,
            cover_credit=row.cover_credit,
            by=by,
        )
    return article


def _bring_out(store: Store, row: ArticleRow) -> None:
    article = actions.approve_article(
        article=store.get("news.csv", row.code), by=store.actor(row.approved_by)
    )
    if row.status == ArticleStatus.PUBLISHED and row.publish_at:
        actions.publish_article(
            article=article, at=_aware(store, row.publish_at), by=store.actor(row.approved_by)
        )


def _aware(store: Store, moment: datetime) -> datetime:
    return moment.replace(tzinfo=ZoneInfo(store.convening.time_zone))
