"""Who scores, from which candidates they are recused, and the scores."""

from django.conf import settings
from django.db import models
from django_scopes import ScopedManager

from pendopo.core.models import Record
from pendopo.hosts.enums import TOP_SCORE, SheetState
from pendopo.hosts.models.call import Call, Candidate, CriteriaVersion, Criterion


class Assessor(Record):
    """An account that was asked to score the candidates of a call."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="assessors")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager(convening="call__convening")

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["call", "user"], name="assessor_once")]


class Sheet(Record):
    """One assessor's part in scoring one version of the criteria."""

    version = models.ForeignKey(CriteriaVersion, on_delete=models.CASCADE, related_name="sheets")
    assessor = models.ForeignKey(Assessor, on_delete=models.CASCADE, related_name="sheets")
    declared_at = models.DateTimeField(null=True)
    recused_from_all = models.BooleanField(default=False)
    submitted_at = models.DateTimeField(null=True)
    excused_at = models.DateTimeField(null=True)
    excuse_reason = models.TextField(blank=True)

    objects = ScopedManager(convening="version__call__convening")

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["version", "assessor"], name="sheet_once_per_version")]

    @property
    def state(self) -> SheetState:
        """How far the assessor has come."""
        if self.excused_at:
            return SheetState.EXCUSED
        if self.recused_from_all:
            return SheetState.RECUSED
        if self.submitted_at:
            return SheetState.SUBMITTED
        return SheetState.DECLARED if self.declared_at else SheetState.INVITED

    @property
    def is_waited_for(self) -> bool:
        """Whether the result has to wait for this sheet."""
        return self.state in (SheetState.INVITED, SheetState.DECLARED)


class Recusal(Record):
    """A conflict of interest that keeps an assessor from scoring a candidate; its reason is private."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="recusals")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="recusals")
    reason = models.TextField()

    objects = ScopedManager(convening="sheet__version__call__convening")

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["sheet", "candidate"], name="recusal_once")]


class Score(Record):
    """What one assessor gives one candidate under one criterion, hidden until all submitted."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="scores")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="+")
    value = models.PositiveSmallIntegerField()

    objects = ScopedManager(convening="sheet__version__call__convening")

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "candidate", "criterion"], name="score_once"),
            models.CheckConstraint(condition=models.Q(value__lte=TOP_SCORE), name="score_on_the_scale"),
        ]
