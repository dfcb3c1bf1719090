"""The press room's lines in the menus."""

from django.utils.translation import gettext_lazy as _

from pendopo.core.nav import NavItem
from pendopo.press.rules import may_read_drafts

DESK = [NavItem(_("Public"), 60, "press", _("News"), "press:article-list", may_read_drafts)]
PUBLIC = [NavItem("", 10, "press", _("News"), "press:news-list", lambda standing: True)]
