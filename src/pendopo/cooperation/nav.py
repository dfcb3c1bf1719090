"""What this app offers in the menus."""

from django.utils.translation import gettext_lazy as _

from pendopo.convenings.rules import is_desk
from pendopo.core.nav import NavItem

DESK = [
    NavItem(_("Working together"), 20, "doc", _("Meetings and minutes"), "cooperation:meeting-list", is_desk),
    NavItem(_("Working together"), 30, "pact", _("Agreements"), "cooperation:agreement-list", is_desk),
    NavItem(_("Working together"), 40, "flag", _("Commitments"), "cooperation:commitment-list", is_desk),
]

PUBLIC = [
    NavItem("", 30, "pact", _("Agreements"), "cooperation:agreement-public-list", lambda standing: True),
    NavItem("", 40, "doc", _("Minutes"), "cooperation:minutes-public-list", lambda standing: True),
]
