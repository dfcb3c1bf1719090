"""Words that the rows of the press room are limited to."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ArticleKind(TextChoices):
    NEWS = "news", _("News")
    COMMITTEE = "committee", _("From the committee")
    RELEASE = "release", _("Press release")


class ArticleStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")
