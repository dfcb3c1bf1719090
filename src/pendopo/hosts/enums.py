"""Words that the choice of a host is told in."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CallStatus(TextChoices):
    """How far the choice has come; only a new version of the criteria leads back."""

    PREPARING = "preparing", _("Being prepared")
    SCORING = "scoring", _("Being scored")
    SCORED = "scored", _("Scored")
    DECIDED = "decided", _("Decided")

    @property
    def chip(self) -> str:
        """The state of the status chip."""
        return {"preparing": "todo", "scoring": "run", "scored": "warn", "decided": "ok"}[str(self.value)]


class EvidenceKind(TextChoices):
    """How a piece of evidence is kept."""

    FILE = "file", _("File")
    LINK = "link", _("Link")


class SheetState(TextChoices):
    """How far an assessor has come with one version of the criteria."""

    INVITED = "invited", _("Invited")
    DECLARED = "declared", _("Conflicts declared")
    SUBMITTED = "submitted", _("Scores submitted")
    RECUSED = "recused", _("Recused from all")
    EXCUSED = "excused", _("Excused")

    @property
    def chip(self) -> str:
        """The state of the status chip."""
        return {"invited": "todo", "declared": "run", "submitted": "ok"}.get(str(self.value), "todo")


TOP_SCORE = 5
