"""A run: one computation that somebody asked for, with all that is needed to repeat it."""

from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from pendopo.convenings.models import Convening
from pendopo.core.models import Record
from pendopo.core.times import now
from pendopo.core.urls import here
from pendopo.runs.enums import OPEN, RunStatus

if TYPE_CHECKING:
    from pendopo.planning.limits import Limits

FORGOTTEN = timedelta(seconds=30)


class Run(Record):
    """Problem, limits and seed as they were given; what came of them; and who works on it at the moment.

    `heartbeat` and `attempt` belong to the workers: whoever raises `attempt` by one holds the run until the
    heartbeat is too old. `goal`, `best`, `bound` and `step_seconds` say where the search stood last.
    Lists and pages read `outcome`, all of `result` except the plan: both documents may have megabytes.
    """

    convening = models.ForeignKey(Convening, on_delete=models.CASCADE, related_name="runs")
    kind = models.CharField(max_length=80)
    subject = models.UUIDField()
    title = models.CharField(_("Title"), max_length=200)
    status = models.CharField(max_length=10, choices=RunStatus.choices, default=RunStatus.QUEUED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=now)

    seconds = models.PositiveIntegerField(_("Longest time in seconds"))
    seed = models.PositiveIntegerField(_("Seed"), default=0)
    workers = models.PositiveSmallIntegerField(_("Searches at once"), default=1)
    problem = models.JSONField()
    problem_format = models.CharField(max_length=60, blank=True)

    result = models.JSONField(null=True)
    outcome = models.JSONField(default=dict)
    solver_version = models.CharField(max_length=80, blank=True)
    goal = models.CharField(max_length=80, blank=True)
    best = models.CharField(max_length=40, blank=True)
    bound = models.CharField(max_length=40, blank=True)
    step_seconds = models.FloatField(default=0.0)

    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    cancel_asked_at = models.DateTimeField(null=True)
    fault_code = models.CharField(max_length=60, blank=True)
    fault = models.CharField(_("Why it failed"), max_length=500, blank=True)

    heartbeat = models.DateTimeField(null=True)
    attempt = models.PositiveIntegerField(default=0)
    revived = models.PositiveSmallIntegerField(default=0)

    objects = ScopedManager(convening="convening")

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("computation")
        verbose_name_plural = _("computations")
        indexes = [
            models.Index(fields=["convening", "-asked_at", "-id"], name="run_by_convening"),
            models.Index(fields=["subject", "kind"], name="run_by_subject"),
            models.Index(fields=["heartbeat"], condition=models.Q(finished_at=None), name="run_not_ended"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page that follows it."""
        return here("runs:run-detail", pk=self.pk)

    @property
    def state(self) -> RunStatus:
        """The status with its words and its chip."""
        return RunStatus(self.status)

    @property
    def is_open(self) -> bool:
        """Whether it waits or computes."""
        return self.status in OPEN

    @property
    def limits(self) -> "Limits":
        """What the solver is given; with one search at once the same input gives the same plan."""
        from pendopo.planning.limits import Limits  # nothing that a page without runs should load

        return Limits(self.seconds, self.workers, self.seed, deterministic=self.workers == 1)

    @property
    def gap(self) -> float | None:
        """How far the bound lies from the best value, as a share of the larger of the two."""
        if not self.best or not self.bound:
            return None
        best, bound = float(Fraction(self.best)), float(Fraction(self.bound))
        largest = max(abs(best), abs(bound))
        return abs(bound - best) / largest if largest else 0.0

    @property
    def seconds_used(self) -> int:
        """Whole seconds of the limit that the search has used."""
        return min(int(self.step_seconds), self.seconds)

    @property
    def was_forgotten(self) -> bool:
        """Whether it has waited so long that perhaps no worker is there."""
        if self.status != RunStatus.QUEUED or self.heartbeat is None:
            return False
        return timezone.now() - self.heartbeat > FORGOTTEN

    @property
    def has_plan(self) -> bool:
        """Whether there is a plan to look at."""
        return bool(self.outcome.get("has_plan"))

    @property
    def question(self) -> str:
        """The name under which `pendopo plan` knows the problem; empty where it does not."""
        head, _dot, rest = self.problem_format.partition(".")
        return rest.partition("/")[0] if head == "pendopo" else ""

    @property
    def plan(self) -> dict[str, Any] | None:
        """The plan alone, as `pendopo plan check` reads it."""
        found = self.result or {}
        plan: dict[str, Any] | None = found.get("plan") if "plan" in found else found or None
        return plan
