"""What is said about a candidate, and what it rests on."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from pendopo.core.models import Record
from pendopo.hosts.enums import EvidenceKind
from pendopo.hosts.models.call import Candidate


class Claim(Record):
    """What speaks for a candidate under one criterion, named by its code so that it outlives a version."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="claims")
    criterion_code = models.CharField(max_length=12)
    text = models.TextField(_("What speaks for this candidate"))

    objects = ScopedManager(convening="candidate__call__convening")

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "criterion_code"], name="claim_once_per_criterion")
        ]


class Evidence(Record):
    """A file or a link that a claim rests on; not verified until somebody else has looked."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=4, choices=EvidenceKind.choices)
    title = models.CharField(_("What it is"), max_length=200)
    url = models.URLField(_("Link"), max_length=500, blank=True)
    attachment_id = models.UUIDField(null=True)
    source = models.CharField(
        _("Source"), max_length=200, help_text=_("Who says so: a body, a medium, a report.")
    )
    dated = models.DateField(_("Date of the source"), null=True, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    verified_on = models.DateField(null=True)

    objects = ScopedManager(convening="claim__candidate__call__convening")

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verified_by=None, verified_on=None)
                | models.Q(verified_by__isnull=False, verified_on__isnull=False),
                name="evidence_verified_by_somebody_someday",
            )
        ]
