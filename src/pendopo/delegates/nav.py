"""What this app offers in the menus."""

from pendopo.core.nav import NavItem

DESK: list[NavItem] = []
PUBLIC: list[NavItem] = []
