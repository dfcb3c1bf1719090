"""Reads on looks: who opened a person's data, of which kind, and where."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from pendopo.convenings.enums import Role
from pendopo.core.times import clock, long_date
from pendopo.delegates.enums import Kept, SeenOn
from pendopo.delegates.models import Delegate, Look

MOST_LOOKS = 1000


@dataclass(frozen=True, slots=True)
class Seen:
    """What one reader opened of one kind on one page on one day: in which role, how often, and when last."""

    role: str
    kind: str
    page: str
    at: datetime
    times: int

    @property
    def sentence(self) -> str:
        """The look in one sentence."""
        said = {"role": self.role, "kind": self.kind, "page": self.page, "times": self.times}
        said |= {"day": long_date(self.at), "time": clock(self.at)}
        if self.times == 1:
            return _("%(role)s opened “%(kind)s” %(page)s on %(day)s, %(time)s.") % said
        return _("%(role)s opened “%(kind)s” %(page)s %(times)s times on %(day)s, last at %(time)s.") % said


def looks_at(delegate: Delegate, *, most: int = 200) -> list[Seen]:
    """Who looked at a person's data, newest first: roles, not the names of those who work at the desk.

    The person's own looks are not here.
    """
    found: dict[tuple[Any, ...], list[Look]] = defaultdict(list)
    for look in Look.objects.filter(delegate=delegate)[:MOST_LOOKS]:
        found[look.by_id, look.role, look.kind, look.page, timezone.localdate(look.at)].append(look)
    return [_seen(looks) for looks in list(found.values())[:most]]


def _seen(looks: list[Look]) -> Seen:
    last = looks[0]
    kind, page = str(Kept(last.kind).label), page_word(last.page)
    return Seen(role_word(last.role), kind, page, last.at, len(looks))


def role_word(role: str) -> str:
    """A role as people read it."""
    return str(Role(role).label) if role in Role.values else role


def page_word(page: str) -> str:
    """A page as people read it, also one that is no more."""
    return str(SeenOn(page).label) if page in SeenOn.values else _("at the desk")
