"""Articles and the numbers they name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from django.utils.translation import gettext as _

from pendopo.cli.importing import cells
from pendopo.cli.importing.table import Row, column
from pendopo.press.enums import ArticleKind, ArticleStatus


@dataclass(frozen=True, kw_only=True)
class ArticleRow(Row):
    """An article; `cover` names a picture in the folder."""

    file: ClassVar[str] = "news.csv"
    key: ClassVar[tuple[str, ...]] = ("code",)
    together: ClassVar[tuple[tuple[str, ...], ...]] = (("title_ind", "title_en"), ("body_ind", "body_en"))

    code: str = column(needed=True, longest=40)
    kind: str | None = column(cells.one_of(ArticleKind))
    status: str = column(cells.one_of(ArticleStatus), needed=True)
    publish_at: datetime | None = column(cells.moment)
    place: str = column(longest=80)
    author_name: str = column(longest=120)
    meeting: str = column(refers="meetings.csv")
    title_ind: str = column(longest=200)
    title_en: str = column(longest=200)
    summary_ind: str = column(longest=300)
    summary_en: str = column(longest=300)
    body_ind: str = column()
    body_en: str = column()
    cover: str = column(longest=200)
    cover_alt_ind: str = column(longest=250)
    cover_alt_en: str = column(longest=250)
    cover_credit: str = column(longest=150)
    written_by: str = column(refers="users.csv")
    approved_by: str = column(refers="users.csv")

    def faults(self) -> Iterator[tuple[str, str]]:
        """What is approved names who did it, and what is published says since when."""
        yield from super().faults()
        if self.status != ArticleStatus.DRAFT and not self.approved_by:
            yield "approved_by", _("Name who approved it.")
        if self.status == ArticleStatus.PUBLISHED and self.publish_at is None:
            yield "publish_at", _("Say since when it is public.")


@dataclass(frozen=True, kw_only=True)
class FigureLineRow(Row):
    """A number that an article names, or words for one that is not recorded yet."""

    file: ClassVar[str] = "news_figures.csv"

    article: str = column(needed=True, refers="news.csv")
    figure: str = column(refers="figures.csv")
    label_ind: str = column(longest=150)
    label_en: str = column(longest=150)
    as_of: date | None = column(cells.day)

    def faults(self) -> Iterator[tuple[str, str]]:
        """Either a figure or the words for a missing one."""
        yield from super().faults()
        if bool(self.figure) == bool(self.label_ind or self.label_en):
            yield "figure", _("Name a figure, or say what is not recorded yet. Not both.")
