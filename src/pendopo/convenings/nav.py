"""The convening's lines in the desk's menu."""

from django.utils.translation import gettext_lazy as _

from pendopo.convenings import rules
from pendopo.core.nav import NavItem

DESK = [
    NavItem("", 5, "bell", _("Notices"), "convenings:notice-list", rules.is_desk),
    NavItem(_("Convening"), 80, "cal", _("Convening"), "convenings:settings", rules.is_desk),
    NavItem(_("Convening"), 81, "place", _("Organisations"), "convenings:organisation-list", rules.is_desk),
    NavItem(_("Convening"), 82, "user", _("People"), "convenings:person-list", rules.is_desk),
    NavItem(_("Convening"), 83, "users", _("Teams"), "convenings:team-list", rules.is_desk),
    NavItem(_("Convening"), 84, "key", _("Roles"), "convenings:role-list", rules.reads_all),
    NavItem(_("Convening"), 85, "chart", _("Figures"), "convenings:figure-list", rules.is_desk),
    NavItem(_("Convening"), 86, "talk", _("Translations"), "convenings:translations", rules.is_desk),
    NavItem(_("Convening"), 87, "lock", _("Log"), "convenings:log", rules.may_read_log),
]
