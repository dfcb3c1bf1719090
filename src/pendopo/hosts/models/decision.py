"""The decision on a call, with its reasons."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from pendopo.core.models import Record
from pendopo.hosts.models.call import Call, Candidate, CriteriaVersion


class Decision(Record):
    """Who will host and why; public only once published."""

    call = models.OneToOneField(Call, on_delete=models.PROTECT, related_name="decision")
    version = models.ForeignKey(CriteriaVersion, on_delete=models.PROTECT, related_name="+")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="+")
    reasons = models.TextField(_("Reasons"))
    number = models.CharField(_("Number of the memo"), max_length=60, blank=True)
    place = models.CharField(_("Place"), max_length=100, blank=True)
    decided_on = models.DateField(_("Decided on"))
    signer = models.CharField(_("Signed by"), max_length=150, blank=True)
    signer_role = models.CharField(_("Position"), max_length=150, blank=True)
    cosigner = models.CharField(_("Also signed by"), max_length=150, blank=True)
    cosigner_role = models.CharField(_("Position of the second signer"), max_length=150, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)

    objects = ScopedManager(convening="call__convening")
