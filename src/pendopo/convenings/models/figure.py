"""Published numbers with their provenance, and notices to accounts."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from pendopo.convenings.enums import FigureKind
from pendopo.convenings.models.convening import Convening
from pendopo.core.models import Record
from pendopo.core.times import now
from pendopo.core.urls import here


class Figure(Record):
    """A number that says what it counts, as of when, from where, and who confirmed it."""

    convening = models.ForeignKey(Convening, on_delete=models.CASCADE, related_name="figures")
    label = models.CharField(_("What it counts"), max_length=150)
    value = models.PositiveBigIntegerField(_("How many"))
    kind = models.CharField(_("Kind"), max_length=12, choices=FigureKind.choices)
    as_of = models.DateField(_("As of"))
    source = models.CharField(_("Source"), max_length=300)
    source_url = models.URLField(_("Address of the source"), max_length=500, blank=True)
    confirmed_by = models.CharField(_("Confirmed by"), max_length=150, blank=True)

    objects = ScopedManager(convening="convening")

    class Meta:
        ordering = ["as_of", "created_at", "pk"]
        verbose_name = _("figure")
        verbose_name_plural = _("figures")

    def __str__(self) -> str:
        return f"{self.value} {self.label}"

    def get_absolute_url(self) -> str:
        """Where the desk changes it."""
        return here("convenings:figure-edit", pk=self.pk)


class Notice(Record):
    """Something an account should know, until it is read; it goes out by e-mail once as well.

    `mail_held_until` is set by the worker that sends the e-mail: before that moment nobody else tries.
    """

    convening = models.ForeignKey(Convening, on_delete=models.CASCADE, related_name="notices")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=150, blank=True, default="")
    text = models.TextField()
    url = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField(default=now)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    mail_held_until = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(convening="convening")

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [
            models.Index(fields=["user", "convening", "read_at"], name="notice_unread"),
            models.Index(fields=["created_at"], condition=models.Q(mailed_at=None), name="notice_to_mail"),
        ]
