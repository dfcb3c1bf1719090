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
        shown = {"queued": "todo", "running": "run", "done": "ok", "cancelled": "warn", "failed": "late"}
        return shown[str(self.value)]

    @property
    def icon(self) -> str:
        """The icon of the status chip, where it is not that of its state."""
        return {"cancelled": "block", "failed": "x"}.get(str(self.value), "")


OPEN = (RunStatus.QUEUED, RunStatus.RUNNING)


class Outcome(TextChoices):
    """What is known at the end of a search, in the words of `pendopo.planning.result.Status`."""

    OPTIMAL = "optimal", _("The best there is, proved")
    FEASIBLE = "feasible", _("A plan; a better one may exist")
    INFEASIBLE = "infeasible", _("No plan can keep all rules, proved")
    UNKNOWN = "unknown", _("No plan was found in this time")


class Question(TextChoices):
    """What is computed, by the names that `pendopo plan` knows."""

    APPORTIONMENT = "apportionment", _("Sharing out seats")
    BILATERALS = "bilaterals", _("Schedule of bilateral meetings")
    HOSTSCORE = "hostscore", _("Ranking of hosts")
    SELECTION = "selection", _("Draw of a panel")
    TIMETABLE = "timetable", _("Timetable")
    VISITS = "visits", _("Allocation to exposure visits")


# What solvers try to reach, by the names that `pendopo.planning` gives; one that is not here is shown as it is.
GOALS = {
    "seats given": _("seats given"),
    "seats in the wrong group": _("seats in the wrong group"),
    "musts held": _("meetings held that must be"),
    "weight of wants held": _("weight of the wanted meetings held"),
    "weight of accepted ones held": _("weight of the accepted meetings held"),
    "breaks": _("breaks between meetings"),
    "room changes": _("changes of room"),
    "people moved": _("people moved"),
    "total of the winner": _("total of the winner"),
    "candidates weighed": _("candidates weighed"),
    "smallest chance": _("smallest chance of anybody"),
    "lottery": _("share of the lottery still missing"),
    "people missed": _("people missed"),
    "score": _("points of the timetable (fewer are better)"),
    "talks that move": _("talks that move"),
    "people with a ranked choice": _("people who get a choice of theirs"),
    "people without a ranked choice": _("people who get no choice of theirs"),
    "people left behind": _("people who get no place"),
    "people who move": _("people who move"),
}
