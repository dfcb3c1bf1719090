"""Writes on the numbers that an article lists."""

from datetime import date

from django.db import transaction
from django.db.models import Max

from pendopo.accounts.models import User
from pendopo.convenings.models import Figure
from pendopo.core.audit import record
from pendopo.press.actions.article import editable, save_as_draft
from pendopo.press.errors import FigureListed, FigureOrWords
from pendopo.press.models import Article, FigureLine


@transaction.atomic
def add_figure_line(
    *,
    article: Article,
    figure: Figure | None = None,
    label_ind: str = "",
    label_en: str = "",
    as_of: date | None = None,
    source: str = "",
    by: User,
) -> FigureLine:
    """List a number with its provenance, or say plainly which number is not recorded yet."""
    fresh = editable(article, by)
    if (figure is None) == (not (label_ind.strip() or label_en.strip())):
        raise FigureOrWords
    if figure and fresh.figure_lines.filter(figure=figure).exists():
        raise FigureListed
    last = fresh.figure_lines.aggregate(last=Max("position"))["last"] or 0
    line = FigureLine.objects.create(
        article=fresh,
        position=last + 1,
        figure=figure,
        label_ind=label_ind.strip(),
        label_en=label_en.strip(),
        as_of=as_of,
        source=source.strip(),
    )
    save_as_draft(fresh, by)
    record("press.figure_added", on=fresh, by=by, data={"line": line.pk, "figure": figure and figure.pk})
    return line


@transaction.atomic
def remove_figure_line(*, line: FigureLine, by: User) -> None:
    """Take a line out of the article; the figure itself stays."""
    fresh = editable(line.article, by)
    removed = line.pk
    line.delete()
    save_as_draft(fresh, by)
    record("press.figure_removed", on=fresh, by=by, data={"line": removed})
