"""What this room offers in the menus."""

from django.utils.translation import gettext_lazy as _

from pendopo.core.nav import NavItem
from pendopo.runs.rules import may_read_runs

DESK = [NavItem(_("Working together"), 70, "run", _("Computations"), "runs:run-list", may_read_runs)]
