"""Letters that ask a person to come, what every letter of a convening says, and what became of each."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from pendopo.convenings.models import Convening
from pendopo.core.models import Record
from pendopo.delegates.enums import Channel
from pendopo.delegates.models.delegate import Delegate


class InvitationTerms(Record):
    """What the letters of one convening say, how they are numbered, and how long people have to answer."""

    convening = models.OneToOneField(Convening, on_delete=models.CASCADE, related_name="invitation_terms")
    pattern = models.CharField(
        _("Pattern of the number"), max_length=60, default="{number}/UND/{month}/{year}"
    )
    first_number = models.PositiveIntegerField(
        _("First number"), default=1, validators=[MinValueValidator(1)]
    )
    days_to_answer = models.PositiveSmallIntegerField(
        _("Days to answer"), default=14, validators=[MinValueValidator(1), MaxValueValidator(120)]
    )
    remind_before = models.PositiveSmallIntegerField(
        _("Remind so many days before"), default=3, validators=[MaxValueValidator(60)]
    )
    place = models.CharField(_("Place of the letter"), max_length=80, blank=True)
    subject = models.CharField(_("Subject"), max_length=200, blank=True)
    body = models.TextField(_("Text"), max_length=8000, blank=True)
    pays = models.TextField(_("Who pays what"), max_length=3000, blank=True)
    asks_assignment = models.BooleanField(_("Ask for an assignment letter"), default=True)
    contact = models.CharField(_("Contact person"), max_length=200, blank=True)
    signatory_name = models.CharField(_("Signed by"), max_length=200)
    signatory_title = models.CharField(_("Position"), max_length=200, blank=True)
    second_name = models.CharField(_("Also signed by"), max_length=200, blank=True)
    second_title = models.CharField(_("Position of the second"), max_length=200, blank=True)

    objects: Any = ScopedManager(convening="convening")


class Invitation(Record):
    """One numbered invitation of one delegate; its seat is free again once it was released.

    `said` keeps what the letter said when it went out. A number that was given is never given again, and its row
    stays, also when the person is erased: the register of letters has no gaps.
    """

    convening = models.ForeignKey(Convening, on_delete=models.CASCADE, related_name="invitations")
    delegate = models.ForeignKey(Delegate, on_delete=models.CASCADE, related_name="invitations")
    number = models.PositiveIntegerField()
    letter = models.CharField(max_length=80)  # as printed: 012/WGWC/IV/2024
    dated_on = models.DateField()
    channel = models.CharField(max_length=8, choices=Channel.choices)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    said = models.JSONField(default=dict)
    ordered_at = models.DateTimeField(null=True, blank=True)  # when the desk had its e-mail sent
    sent_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()
    extensions = models.JSONField(default=list)  # days, why, until, at, by
    released_at = models.DateTimeField(null=True, blank=True)  # not answered in time
    closed_at = models.DateTimeField(null=True, blank=True)  # a newer one counts, or the person was erased

    objects: Any = ScopedManager(convening="convening")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["convening", "number"], name="invitation_number_once"),
            models.UniqueConstraint(
                fields=["delegate"],
                condition=models.Q(released_at=None, closed_at=None),
                name="invitation_open_once",
            ),
        ]
