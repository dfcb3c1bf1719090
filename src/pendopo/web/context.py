"""What the shell around every page needs; nothing is computed before a template asks for it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise, cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from pendopo.convenings.queries.notice import unread_notices
from pendopo.core.nav import NavItem, collect
from pendopo.core.times import today
from pendopo.core.urls import here

THEMES = ("auto", "light", "dark")
THEME_COOKIE = "theme"
# Pages in the bar at the bottom of a phone, with a shorter word where the menu's own is too long for it.
DOCK: dict[str, str | Promise] = {
    "web:overview": "",
    "cooperation:meeting-list": gettext_lazy("Minutes"),
    "cooperation:agreement-list": "",
    "cooperation:commitment-list": "",
}


@dataclass(frozen=True, slots=True)
class MenuLink:
    """One line of a menu as it is drawn."""

    section: str
    icon: str
    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The same page in one of the languages."""

    code: str
    name: str
    url: str
    current: bool


class Shell:
    """Menus, languages and theme for one request."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self.demo = settings.DEMO
        self.origin = settings.SITE_URL

    @cached_property
    def theme(self) -> str:
        """The reader's choice of colours; "auto" follows the system."""
        chosen = self._request.COOKIES.get(THEME_COOKIE, "auto")
        return chosen if chosen in THEMES else "auto"

    @cached_property
    def languages(self) -> list[LanguageLink]:
        """This page in every language; the query stays."""
        path = self._request.get_full_path()
        first, _slash, rest = path.lstrip("/").partition("/")
        codes = dict(settings.LANGUAGES)
        tail = rest if first in codes else ""
        return [
            LanguageLink(code, name, f"/{code}/{tail}", code == get_language())
            for code, name in codes.items()
        ]

    @cached_property
    def convening(self) -> Any:
        """The convening in whose pages we are, or None."""
        return getattr(self._request, "convening", None)

    @cached_property
    def title(self) -> str:
        """The name of the convening in whose pages we are, or nothing."""
        return self.convening.title if self.convening else ""

    @cached_property
    def today(self) -> date:
        """Today where the convening takes place."""
        return today(ZoneInfo(self.convening.time_zone) if self.convening else None)

    @cached_property
    def place(self) -> str:
        """The region that hosts the convening."""
        region = self.convening and self.convening.host_region
        return region.name if region else ""

    @cached_property
    def host_name(self) -> str:
        """The institution that hosts the convening."""
        host = self.convening and self.convening.host_organisation
        return host.name if host else ""

    @cached_property
    def desk_link(self) -> MenuLink:
        """The way from a public page to the desk; for the signed-out it leads through sign-in."""
        label = _("Desk") if self._request.user.is_authenticated else _("Sign in")
        return MenuLink("", "user", label, here("web:overview"), False)

    @cached_property
    def public_menu(self) -> list[MenuLink]:
        """The pages that anyone may open."""
        return self._menu("PUBLIC")

    @cached_property
    def desk_menu(self) -> list[tuple[str, list[MenuLink]]]:
        """The desk's pages that this person may open, by section."""
        sections: dict[str, list[MenuLink]] = {}
        for link in self._menu("DESK"):
            sections.setdefault(link.section, []).append(link)
        return list(sections.items())

    @cached_property
    def dock(self) -> list[MenuLink]:
        """The pages of the desk that people open most, for the bar at the bottom of a phone."""
        shown = [item for item in self._offered("DESK") if item.url_name in DOCK]
        return [self._link(replace(item, label=DOCK[item.url_name] or item.label)) for item in shown]

    @cached_property
    def desk_open(self) -> bool:
        """Whether this person works at the desk of this convening."""
        return bool(self.desk_menu)

    @cached_property
    def unread(self) -> int:
        """How many notices wait for this person in this convening."""
        reader: Any = self._request.user
        return unread_notices(reader) if self.desk_open else 0

    @cached_property
    def other_convenings(self) -> list[tuple[str, str]]:
        """Names and desk addresses of the other convenings in which this person has a role."""
        from pendopo.web.queries.overview import other_desks

        return [
            (convening.title, here("web:overview", convening=convening.slug))
            for convening in other_desks(self._request.user, self.convening)
        ]

    def _menu(self, name: str) -> list[MenuLink]:
        links = [self._link(item) for item in self._offered(name)]
        nearest = max((len(link.url) for link in links if link.current), default=0)
        return [replace(link, current=link.current and len(link.url) == nearest) for link in links]

    def _offered(self, name: str) -> list[NavItem]:
        standing = getattr(self._request, "standing", None)
        return [item for item in collect(name) if item.may(standing)] if self.convening else []

    def _link(self, item: NavItem) -> MenuLink:
        url = here(item.url_name)
        match = self._request.resolver_match
        own = match is not None and match.view_name in (item.url_name, *item.also)
        below = self._request.path.startswith(url) and item.url_name not in ("web:home", "web:overview")
        return MenuLink(str(item.section), item.icon, str(item.label), url, own or below)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Put `shell` into every template."""
    return {"shell": Shell(request)}
