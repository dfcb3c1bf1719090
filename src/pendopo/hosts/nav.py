"""What this room offers in the menus."""

from django.utils.translation import gettext_lazy as _

from pendopo.core.nav import NavItem
from pendopo.hosts.rules import may_read_calls

DESK = [NavItem(_("Working together"), 10, "key", _("Host"), "hosts:call-list", may_read_calls)]
