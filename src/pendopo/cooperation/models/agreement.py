from typing import Any

from django.db import models
from django_scopes import ScopedManager

from pendopo.convenings.models import Convening
from pendopo.cooperation.enums import AgreementState
from pendopo.cooperation.models.meeting import Meeting
from pendopo.cooperation.models.minutes import Paragraph
from pendopo.core.models import Record


class Agreement(Record):
    """A numbered heading that both sides agreed on in a meeting; its commitments say who does what by when."""

    convening = models.ForeignKey(Convening, on_delete=models.CASCADE, related_name="agreements")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agreements")
    paragraph = models.ForeignKey(
        Paragraph, on_delete=models.PROTECT, related_name="agreements", null=True, blank=True
    )
    number = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    short_title = models.CharField(max_length=80, blank=True)
    state = models.CharField(
        max_length=20, choices=AgreementState.choices, default=AgreementState.TO_BE_DETAILED
    )
    detailed_in = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="detailed_agreements", null=True, blank=True
    )
    detailed_on = models.DateField(null=True, blank=True)

    objects: Any = ScopedManager(convening="convening")

    class Meta:
        ordering = ["serial"]
        constraints = [
            models.UniqueConstraint(fields=["convening", "code"], name="agreement_code_once"),
            models.UniqueConstraint(fields=["convening", "serial"], name="agreement_serial_once"),
            models.UniqueConstraint(fields=["meeting", "number"], name="agreement_number_once_in_meeting"),
        ]

    @property
    def is_detailed(self) -> bool:
        """True once somebody owes something under this heading, or a meeting said it is complete."""
        return self.state == AgreementState.DETAILED

    @property
    def label(self) -> str:
        """The short title where there is one, else the title."""
        return str(self.short_title or self.title)
