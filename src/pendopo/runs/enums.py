"""Words that runs are told in."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RunStatus(TextChoices):
    """How far a run is; from the last three nothing leads back."""

    QUEUED = "queued", _("Waiting its turn")
    RUNNING = "running", _("Computing")
    DONE = "done", pgettext_lazy("run", "Done")
    CANCELLED = "cancelled", pgettext_lazy("run", "Cancelled")
    FAILED = "failed", pgettext_lazy("run", "Failed")

    @property
    def chip(self) -> str:
        """The state of the status chip."""
        shown = {"queued": "todo", "running": "run", "done": "ok", "cancelled": "warn", "failed": "bad"}
        return shown[str(self.value)]


OPEN = (RunStatus.QUEUED, RunStatus.RUNNING)
