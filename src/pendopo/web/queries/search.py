"""Finding things by words: everything the desk may read, or what is published."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from html import unescape
from operator import and_, or_
from typing import Any

from django.db.models import Case, Count, F, Model, OrderBy, Q, QuerySet, Value, When, Window
from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from pendopo.convenings.models import Organisation, Person
from pendopo.convenings.rules import Standing, reads_all
from pendopo.cooperation.enums import MinutesStatus
from pendopo.cooperation.models import Agreement, Commitment, Meeting, Paragraph
from pendopo.cooperation.queries.agreement import published_agreements
from pendopo.cooperation.queries.meeting import visible_meetings
from pendopo.core.times import short_date
from pendopo.core.urls import here
from pendopo.press.models import Article
from pendopo.press.queries import desk_articles, published
from pendopo.press.templatetags.articles import markdown
from pendopo.web.queries.marking import excerpt, highlight


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found, ready to be shown: where it is, its name, a piece of its text."""

    url: str
    title: SafeString
    excerpt: SafeString
    meta: str


@dataclass(frozen=True, slots=True)
class Group:
    """One kind of thing that can be found: which rows, which columns are read, how a row is shown."""

    key: str
    label: str | Promise
    rows: Callable[[], QuerySet[Any]]
    names: tuple[str, ...]
    texts: tuple[str, ...]
    order: tuple[str | OrderBy, ...]
    url: Callable[[Any], str]
    title: Callable[[Any], str]
    text: Callable[[Any], str]
    meta: Callable[[Any], str]

    def matches(self, words: list[str]) -> QuerySet[Any]:
        """Rows in which every word occurs in one of the columns; those that bear the words as name first."""
        rows = self.rows().filter(*(_any_holds((*self.names, *self.texts), word) for word in words))
        return rows.annotate(rank=self._rank(words)).order_by("rank", *self.order)

    def first(self, words: list[str], count: int) -> tuple[int, list[Any]]:
        """How many rows match, and the best `count` of them, in one query."""
        rows = list(self.matches(words).annotate(matching=Window(Count("pk")))[:count])
        return (rows[0].matching if rows else 0), rows

    def hit(self, row: Model, words: list[str]) -> Hit:
        """One row as it is shown."""
        return Hit(
            url=self.url(row),
            title=highlight(self.title(row), words),
            excerpt=highlight(excerpt(self.text(row), words), words),
            meta=self.meta(row),
        )

    def _rank(self, words: list[str]) -> Case | Value:
        """0: a name has the words as they were typed; 1: all of them; 2: one of them; 3: only the text has."""
        if not self.names:
            return Value(0)
        named = [_any_holds(self.names, word) for word in words]
        typed = _any_holds(self.names, " ".join(words))
        best = (typed, reduce(and_, named), reduce(or_, named))
        return Case(*(When(q, then=Value(rank)) for rank, q in enumerate(best)), default=Value(len(best)))


def _any_holds(columns: tuple[str, ...], word: str) -> Q:
    """Rows with the folded word in one of the columns."""
    return reduce(or_, (Q(**{f"{column}__folded__contains": word}) for column in columns))


def both(*names: str) -> tuple[str, ...]:
    """The Indonesian and the English column of each name."""
    return tuple(f"{name}_{language}" for name in names for language in ("ind", "en"))


def desk_groups(standing: Standing) -> list[Group]:
    """Everything this person may find at the desk; whoever is restricted finds no people."""
    groups = [
        _agreements(),
        _commitments(),
        _meetings(standing),
        _paragraphs(standing),
        _organisations(),
        _news_at_desk(),
    ]
    return groups if standing.restricted else [*groups, _people()]


def public_groups(now: datetime) -> list[Group]:
    """What anyone may find: published news, and minutes that are published with what was agreed in them."""
    return [_news(now), _public_agreements(), _public_meetings(), _public_paragraphs()]


def _agreements() -> Group:
    return _agreement_group(
        Agreement.objects.all, lambda row: here("cooperation:agreement-thread", pk=row.pk)
    )


def _public_agreements() -> Group:
    return _agreement_group(
        published_agreements, lambda row: here("cooperation:agreement-public", code=row.code)
    )


def _agreement_group(rows: Callable[[], QuerySet[Agreement]], url: Callable[[Agreement], str]) -> Group:
    return Group(
        "agreements",
        _("Agreements"),
        lambda: rows().select_related("meeting"),
        (*both("title", "short_title"), "code"),
        (),
        ("serial",),
        url,
        lambda row: row.title,
        lambda row: "",
        lambda row: f"{row.code} · {short_date(row.meeting.held_on)}",
    )


def _commitments() -> Group:
    return Group(
        "commitments",
        _("Commitments"),
        lambda: Commitment.objects.select_related("organisation", "unit"),
        (*both("what"), "code"),
        (*both("evidence_expected"), "organisation__name", "unit__name"),
        ("serial",),
        lambda row: here("cooperation:commitment-detail", pk=row.pk),
        lambda row: row.what,
        lambda row: "",
        lambda row: f"{row.code} · {row.owner.label} · {short_date(row.due)}",
    )


def _meetings(standing: Standing) -> Group:
    return Group(
        "meetings",
        _("Meetings"),
        lambda: visible_meetings(standing),
        (*both("title"), "code"),
        (*both("summary"), "place"),
        ("-held_on", "-pk"),
        lambda row: here("cooperation:meeting-detail", pk=row.pk),
        lambda row: row.title,
        lambda row: row.summary,
        lambda row: f"{row.code} · {short_date(row.held_on)}",
    )


def _public_meetings() -> Group:
    return Group(
        "minutes",
        _("Published minutes"),
        lambda: Meeting.objects.filter(minutes__status=MinutesStatus.PUBLISHED),
        both("title"),
        ("place",),
        ("-held_on", "-pk"),
        lambda row: here("cooperation:minutes-public", pk=row.pk),
        lambda row: row.title,
        lambda row: row.place,
        lambda row: short_date(row.held_on),
    )


def _readable_paragraphs(standing: Standing) -> QuerySet[Paragraph]:
    """First drafts belong to those who read all; others read what their meetings sent round."""
    rows: QuerySet[Paragraph] = Paragraph.objects.all()
    if not reads_all(standing):
        rows = rows.exclude(minutes__status=MinutesStatus.DRAFT)
        rows = rows.filter(minutes__meeting__in=visible_meetings(standing))
    return rows


def _paragraphs(standing: Standing) -> Group:
    return _paragraph_group(
        lambda: _readable_paragraphs(standing),
        lambda row: here("cooperation:meeting-detail", pk=row.minutes.meeting_id),
    )


def _public_paragraphs() -> Group:
    return _paragraph_group(
        lambda: Paragraph.objects.filter(minutes__status=MinutesStatus.PUBLISHED),
        lambda row: here("cooperation:minutes-public", pk=row.minutes.meeting_id) + f"#p-{row.label}",
    )


def _paragraph_group(rows: Callable[[], QuerySet[Paragraph]], url: Callable[[Paragraph], str]) -> Group:
    return Group(
        "paragraphs",
        _("Paragraphs of minutes"),
        lambda: rows().select_related("agenda_item", "minutes__meeting"),
        (),
        both("text"),
        ("-minutes__meeting__held_on", "agenda_item__position", "position", "pk"),
        url,
        lambda row: row.minutes.meeting.title,
        lambda row: row.text,
        lambda row: f"¶ {row.label} · {short_date(row.minutes.meeting.held_on)}",
    )


def _organisations() -> Group:
    return Group(
        "organisations",
        _("Organisations"),
        Organisation.objects.all,
        ("name", "short_name", "code"),
        (),
        ("name", "pk"),
        lambda row: here("convenings:organisation-detail", pk=row.pk),
        lambda row: row.name,
        lambda row: "",
        lambda row: str(row.get_side_display()),
    )


def _people() -> Group:
    return Group(
        "people",
        _("People"),
        lambda: Person.objects.select_related("organisation", "unit"),
        ("name",),
        both("public_role"),
        ("name", "pk"),
        lambda row: here("convenings:person-list"),
        lambda row: row.name,
        lambda row: row.public_role,
        lambda row: row.organisation.label if row.organisation else "",
    )


def _news(now: datetime) -> Group:
    return _news_group(lambda: published(now=now), lambda row: here("press:news-detail", slug=row.slug))


def _news_at_desk() -> Group:
    return _news_group(desk_articles, lambda row: here("press:article-detail", pk=row.pk))


def _news_group(rows: Callable[[], QuerySet[Article]], url: Callable[[Article], str]) -> Group:
    return Group(
        "news",
        _("News"),
        rows,
        both("title"),
        both("summary", "body"),
        (F("publish_at").desc(nulls_first=True), "-pk"),
        url,
        lambda row: row.title,
        lambda row: f"{row.summary} {unescape(strip_tags(markdown(row.body)))}",
        lambda row: short_date(row.publish_at) if row.publish_at else str(row.get_status_display()),
    )
