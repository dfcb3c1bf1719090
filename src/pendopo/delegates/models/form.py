"""The forms of a delegate, one for each stage, with the questions a convening asks."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from pendopo.convenings.models import Convening
from pendopo.core.models import Record
from pendopo.delegates.enums import FieldKind, Kept, Passes, Stage, Told
from pendopo.delegates.models.delegate import Delegate


class StageForm(Record):
    """One stage: for whom it is open, who looks after it, and how long its answers are kept."""

    convening = models.ForeignKey(Convening, on_delete=models.CASCADE, related_name="stage_forms")
    stage = models.CharField(_("Stage"), max_length=12, choices=Stage.choices)
    opens_in = models.JSONField(_("Open to delegates who are"), default=list)  # values of DelegateState
    editors = models.JSONField(_("Looked after by"), default=list)  # values of Role
    closes_on = models.DateField(_("Open until"), null=True, blank=True)
    kept_days = models.PositiveIntegerField(_("Days kept after the convening"), default=365)

    objects: Any = ScopedManager(convening="convening")

    class Meta:
        ordering = ["convening", "stage"]
        constraints = [models.UniqueConstraint(fields=["convening", "stage"], name="stage_form_once")]


class FormField(Record):
    """One question; a conditional one is asked only when an earlier answer passes its test."""

    stage_form = models.ForeignKey(StageForm, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    key = models.SlugField(_("Key"), max_length=40)
    kind = models.CharField(_("Kind"), max_length=8, choices=FieldKind.choices)
    label = models.CharField(_("Question"), max_length=200)
    help = models.CharField(_("Help"), max_length=300, blank=True)
    options = models.JSONField(_("Answers to choose from"), default=list)  # [{"key", "ind", "en"}]
    required = models.BooleanField(_("Must be answered"), default=False)
    kept = models.CharField(max_length=10, choices=Kept.choices, default=Kept.ANSWERS)
    asked_after = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    test = models.CharField(max_length=8, choices=Passes.choices, blank=True)
    test_value = models.CharField(max_length=100, blank=True)
    retired = models.BooleanField(default=False)

    objects: Any = ScopedManager(convening="stage_form__convening")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["stage_form", "key"], name="form_field_key_once")]


class Answer(Record):
    """That a delegate has filled a stage; the answers themselves lie sealed by their kind."""

    delegate = models.ForeignKey(Delegate, on_delete=models.CASCADE, related_name="answers")
    stage_form = models.ForeignKey(StageForm, on_delete=models.PROTECT, related_name="answers")
    first_saved_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    complete = models.BooleanField(default=False)
    submission = models.UUIDField(null=True, blank=True)  # chosen by the phone: the same sending counts once

    objects: Any = ScopedManager(convening="delegate__convening")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["delegate", "stage_form"], name="answer_once")]


class FilledFor(Record):
    """One time somebody at the desk filled in a stage for a delegate, in which role. The delegate can read this."""

    delegate = models.ForeignKey(Delegate, on_delete=models.CASCADE, related_name="filled_for")
    stage = models.CharField(max_length=12, choices=Stage.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    told = models.CharField(max_length=8, choices=Told.choices)
    at = models.DateTimeField()

    objects: Any = ScopedManager(convening="delegate__convening")

    class Meta:
        ordering = ["-at", "-pk"]
