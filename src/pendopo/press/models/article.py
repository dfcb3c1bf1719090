"""A piece of news with its numbers and its corrections."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from pendopo.convenings.models import Convening, Figure
from pendopo.cooperation.models import Meeting
from pendopo.core.models import Attachment, Record, attachment_url
from pendopo.press.enums import ArticleKind, ArticleStatus

WORDS_A_MINUTE = 200


class Article(Record):
    """One piece of news in two languages, public from `publish_at` on and only while published."""

    convening = models.ForeignKey(Convening, on_delete=models.CASCADE, related_name="articles")
    slug = models.SlugField(max_length=90)
    kind = models.CharField(_("Kind"), max_length=12, choices=ArticleKind.choices, default=ArticleKind.NEWS)
    title = models.CharField(_("Title"), max_length=200)
    summary = models.CharField(_("Summary"), max_length=300, blank=True)
    body = models.TextField(_("Text"), blank=True)
    place = models.CharField(_("Place"), max_length=80, blank=True)
    author_name = models.CharField(_("Author as shown"), max_length=120)
    meeting = models.ForeignKey(
        Meeting,
        verbose_name=_("About the meeting"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    cover = models.ForeignKey(Attachment, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    cover_alt = models.CharField(_("What the picture shows"), max_length=250, blank=True)
    cover_credit = models.CharField(_("Credit"), max_length=150, blank=True)
    status = models.CharField(max_length=12, choices=ArticleStatus.choices, default=ArticleStatus.DRAFT)
    publish_at = models.DateTimeField(_("Published from"), null=True, blank=True)
    saved_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    approved_at = models.DateTimeField(null=True, blank=True)

    objects: Any = ScopedManager(convening="convening")

    class Meta:
        ordering = ["-publish_at", "-pk"]
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        constraints = [
            models.UniqueConstraint(fields=["convening", "slug"], name="article_slug_once"),
            models.CheckConstraint(
                condition=~Q(status="published") | Q(publish_at__isnull=False, approved_by__isnull=False),
                name="article_published_was_approved",
            ),
        ]
        indexes = [models.Index(fields=["convening", "status", "publish_at"], name="article_published")]

    def is_public(self, moment: datetime) -> bool:
        """True once it is published and its minute has come."""
        return (
            self.status == ArticleStatus.PUBLISHED
            and self.publish_at is not None
            and self.publish_at <= moment
        )

    @property
    def cover_url(self) -> str:
        """Where its picture can be fetched, or nothing."""
        return attachment_url(self.cover_id) if self.cover_id else ""

    @property
    def reading_minutes(self) -> int:
        """How long reading takes, at least one minute."""
        return max(1, round(len(str(self.body or "").split()) / WORDS_A_MINUTE))


class FigureLine(Record):
    """A number that the article names, with its provenance, or the words for one that is missing."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="figure_lines")
    position = models.PositiveSmallIntegerField()
    figure = models.ForeignKey(Figure, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    label = models.CharField(_("What is not recorded yet"), max_length=150, blank=True)
    as_of = models.DateField(_("As of"), null=True, blank=True)
    source = models.CharField(_("Where it will come from"), max_length=300, blank=True)

    objects: Any = ScopedManager(convening="article__convening")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "position"], name="figure_line_position_once"),
            models.UniqueConstraint(fields=["article", "figure"], name="figure_once_per_article"),
        ]


class Correction(Record):
    """What was put right after publication: a note for readers, and the text as it was before."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="corrections")
    made_at = models.DateTimeField()
    note = models.CharField(_("What was corrected"), max_length=500)
    before = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects: Any = ScopedManager(convening="article__convening")

    class Meta:
        ordering = ["made_at", "pk"]
