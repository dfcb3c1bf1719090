"""The shell's own lines in the menus."""

from django.utils.translation import gettext_lazy as _

from pendopo.core.nav import NavItem

DESK = [NavItem("", 0, "home", _("Overview"), "web:overview", lambda standing: True)]
PUBLIC = [NavItem("", 0, "home", _("Home"), "web:home", lambda standing: True)]
