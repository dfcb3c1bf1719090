"""Finding things by words: everything the desk may read, or what is published."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from pendopo.convenings.models import Organisation, Person
from pendopo.convenings.rules import Standing, reads_all
from pendopo.cooperation.enums import MinutesStatus
from pendopo.cooperation.models import Agreement, Commitment, Paragraph
from pendopo.cooperation.queries.meeting import visible_meetings
from pendopo.core.times import short_date
from pendopo.core.urls import here
from pendopo.press.models import Article
from pendopo.press.queries import desk_articles, published

MAX_WORDS = 6
EXCERPT = 180


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
    columns: tuple[str, ...]
    url: Callable[[Any], str]
    title: Callable[[Any], str]
    text: Callable[[Any], str]
    meta: Callable[[Any], str]

    def matches(self, words: Iterable[str]) -> QuerySet[Any]:
        """Rows in which every word occurs in one of the columns."""
        parts = [
            reduce(or_, (Q(**{f"{column}__icontains": word}) for column in self.columns)) for word in words
        ]
        return self.rows().filter(reduce(and_, parts))

    def hit(self, row: Model, words: list[str]) -> Hit:
        """One row as it is shown."""
        return Hit(
            url=self.url(row),
            title=highlight(self.title(row), words),
            excerpt=highlight(excerpt(self.text(row), words), words),
            meta=self.meta(row),
        )


def words_of(text: str) -> list[str]:
    """The words to look for; letters and numbers that mean nothing alone are left out."""
    return [word for word in dict.fromkeys(text.split()) if len(word) > 1][:MAX_WORDS]


def highlight(text: str, words: list[str]) -> SafeString:
    """The escaped text with every found word marked."""
    pattern = re.compile("(" + "|".join(re.escape(word) for word in words) + ")", re.IGNORECASE)
    pieces = pattern.split(text)  # every second piece is a found word
    marked = (format_html("<mark>{}</mark>", piece) if i % 2 else piece for i, piece in enumerate(pieces))
    return format_html_join("", "{}", ((piece,) for piece in marked))


def excerpt(text: str, words: list[str]) -> str:
    """A piece of the text around the first word found, cut between words."""
    plain = " ".join(text.split())
    if len(plain) <= EXCERPT:
        return plain
    places = [plain.lower().find(word.lower()) for word in words]
    start = max(0, min((place for place in places if place >= 0), default=0) - EXCERPT // 3)
    start = plain.find(" ", start) + 1 if start else 0
    end = plain.rfind(" ", start, start + EXCERPT)
    end = end if end > start else start + EXCERPT
    return f"{'… ' if start else ''}{plain[start:end]}{' …' if end < len(plain) else ''}"


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
    """What anyone may find: published news and published minutes."""
    return [_news(now), _public_paragraphs()]


def _agreements() -> Group:
    return Group(
        "agreements",
        _("Agreements"),
        lambda: Agreement.objects.select_related("meeting"),
        (*both("title", "short_title"), "code"),
        lambda row: here("cooperation:agreement-thread", pk=row.pk),
        lambda row: row.title,
        lambda row: "",
        lambda row: f"{row.code} · {short_date(row.meeting.held_on)}",
    )


def _commitments() -> Group:
    return Group(
        "commitments",
        _("Commitments"),
        lambda: Commitment.objects.select_related("organisation", "unit"),
        (*both("what", "evidence_expected"), "code", "organisation__name", "unit__name"),
        lambda row: here("cooperation:commitment-detail", pk=row.pk),
        lambda row: row.what,
        lambda row: "",
        lambda row: f"{row.code} · {row.owner.label} · {short_date(row.due)}",
    )


def _meetings(standing: Standing) -> Group:
    return Group(
        "meetings",
        _("Meetings"),
        lambda: visible_meetings(standing).order_by("-held_on", "-pk"),
        (*both("title", "summary"), "code", "place"),
        lambda row: here("cooperation:meeting-detail", pk=row.pk),
        lambda row: row.title,
        lambda row: row.summary,
        lambda row: f"{row.code} · {short_date(row.held_on)}",
    )


def _readable_paragraphs(standing: Standing) -> QuerySet[Paragraph]:
    """First drafts belong to those who read all; others read what their meetings sent round."""
    rows = Paragraph.objects.select_related("agenda_item", "minutes__meeting")
    if not reads_all(standing):
        rows = rows.exclude(minutes__status=MinutesStatus.DRAFT)
        rows = rows.filter(minutes__meeting__in=visible_meetings(standing))
    return rows.order_by("-minutes__meeting__held_on", "agenda_item__position", "position", "pk")


def _paragraphs(standing: Standing) -> Group:
    return Group(
        "paragraphs",
        _("Paragraphs of minutes"),
        lambda: _readable_paragraphs(standing),
        both("text"),
        lambda row: here("cooperation:meeting-detail", pk=row.minutes.meeting_id),
        lambda row: row.minutes.meeting.title,
        lambda row: row.text,
        lambda row: f"¶ {row.label} · {short_date(row.minutes.meeting.held_on)}",
    )


def _public_paragraphs() -> Group:
    published = MinutesStatus.PUBLISHED
    return Group(
        "minutes",
        _("Published minutes"),
        lambda: Paragraph.objects.filter(minutes__status=published).select_related(
            "agenda_item", "minutes__meeting"
        ),
        both("text"),
        lambda row: here("cooperation:minutes-public", pk=row.minutes.meeting_id),
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
        ("name", *both("public_role")),
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
        both("title", "summary", "body"),
        url,
        lambda row: row.title,
        lambda row: row.summary,
        lambda row: short_date(row.publish_at) if row.publish_at else str(row.get_status_display()),
    )
