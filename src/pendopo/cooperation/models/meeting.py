from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from pendopo.convenings.models import Convening, Organisation, Person, Unit
from pendopo.cooperation.enums import Gender, LetterNature, MeetingChangeKind, MeetingKind, MeetingMode
from pendopo.core.models import Record


class MeetingSeries(Record):
    """Meetings that count on: the fourth of a series starts with what the third left open."""

    convening = models.ForeignKey(Convening, on_delete=models.CASCADE, related_name="meeting_series")
    title = models.CharField(max_length=200)

    objects: Any = ScopedManager(convening="convening")

    class Meta:
        ordering = ["created_at", "pk"]


class Meeting(Record):
    """One preparatory meeting of the two sides. Times of day are those of the convening's zone."""

    convening = models.ForeignKey(Convening, on_delete=models.CASCADE, related_name="meetings")
    series = models.ForeignKey(
        MeetingSeries, on_delete=models.PROTECT, related_name="meetings", null=True, blank=True
    )
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    code = models.CharField(max_length=20)
    kind = models.CharField(max_length=20, choices=MeetingKind.choices)
    mode = models.CharField(max_length=20, choices=MeetingMode.choices)
    title = models.CharField(max_length=250)
    held_on = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=250, blank=True)
    link = models.URLField(max_length=500, blank=True)
    counterpart = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    counterpart_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    summary = models.TextField(blank=True)
    chair_name = models.CharField(max_length=200, blank=True)
    notetaker_name = models.CharField(max_length=200, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects: Any = ScopedManager(convening="convening")

    class Meta:
        ordering = ["held_on", "starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["convening", "code"], name="meeting_code_once"),
            models.UniqueConstraint(
                fields=["series", "number"],
                condition=Q(number__isnull=False),
                name="meeting_number_once_in_series",
            ),
        ]


class MeetingChange(Record):
    """A meeting was moved or cancelled: when, why and by whom, so that the old date stays readable."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=20, choices=MeetingChangeKind.choices)
    from_on = models.DateField()
    from_starts_at = models.TimeField(null=True)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects: Any = ScopedManager(convening="meeting__convening")

    class Meta:
        ordering = ["created_at", "pk"]


class AgendaItem(Record):
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=250)
    agreement = models.ForeignKey(
        "cooperation.Agreement", on_delete=models.SET_NULL, related_name="agenda_items", null=True, blank=True
    )
    commitment = models.ForeignKey(
        "cooperation.Commitment",
        on_delete=models.SET_NULL,
        related_name="agenda_items",
        null=True,
        blank=True,
    )

    objects: Any = ScopedManager(convening="meeting__convening")

    class Meta:
        ordering = ["position", "pk"]


class InvitationLetter(Record):
    """The numbered letter that asks organisations, units and others to a meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="letters")
    number = models.CharField(max_length=80)
    dated_on = models.DateField()
    nature = models.CharField(max_length=20, choices=LetterNature.choices, default=LetterNature.ORDINARY)
    attachment_note = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=250)
    body = models.TextField()
    contact = models.CharField(max_length=200, blank=True)
    signatory_name = models.CharField(max_length=200)
    signatory_title = models.CharField(max_length=200, blank=True)
    sent_on = models.DateField(null=True, blank=True)

    objects: Any = ScopedManager(convening="meeting__convening")

    class Meta:
        ordering = ["dated_on", "pk"]


class Addressee(Record):
    """Whom a letter goes to: a unit, an organisation, or words where neither is on record."""

    letter = models.ForeignKey(InvitationLetter, on_delete=models.CASCADE, related_name="addressees")
    position = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    text = models.CharField(max_length=250, blank=True)

    objects: Any = ScopedManager(convening="letter__meeting__convening")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(text=""), name="addressee_is_somebody"
            )
        ]


class Attendance(Record):
    """How many of one organisation (or of one of its units) came. "Not stated" counts as neither."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    female = models.PositiveSmallIntegerField(default=0)
    male = models.PositiveSmallIntegerField(default=0)
    not_stated = models.PositiveSmallIntegerField(default=0)

    objects: Any = ScopedManager(convening="meeting__convening")

    class Meta:
        ordering = ["organisation__side", "organisation__name", "unit__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "organisation"],
                condition=Q(unit__isnull=True),
                name="attendance_once_per_organisation",
            ),
            models.UniqueConstraint(
                fields=["meeting", "unit"],
                condition=Q(unit__isnull=False),
                name="attendance_once_per_unit",
            ),
        ]

    @property
    def total(self) -> int:
        return self.female + self.male + self.not_stated


class Attendee(Record):
    """One person of an attendance row who is named; the row's numbers count the others too."""

    attendance = models.ForeignKey(Attendance, on_delete=models.CASCADE, related_name="attendees")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    name = models.CharField(max_length=200)
    gender = models.CharField(max_length=20, choices=Gender.choices, default=Gender.NOT_STATED)

    objects: Any = ScopedManager(convening="attendance__meeting__convening")

    class Meta:
        ordering = ["name", "pk"]
