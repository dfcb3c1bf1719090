"""Menu entries that every app offers in its `nav.py` and the shell collects."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class NavItem:
    """One line of a menu: where it stands, what it says, where it leads, who sees it, and what else belongs to it.

    Pages below its address belong to it by themselves; `also` names those whose address lies elsewhere.
    """

    section: str | Promise
    order: int
    icon: str
    label: str | Promise
    url_name: str
    may: Callable[[Any], bool]
    also: tuple[str, ...] = ()


@cache
def collect(menu: str = "DESK") -> tuple[NavItem, ...]:
    """All entries of `menu` from the `nav.py` of every app, in their order."""
    found: list[NavItem] = []
    for app in apps.get_app_configs():
        if app.name.startswith("pendopo.") and find_spec(f"{app.name}.nav"):
            found += getattr(import_module(f"{app.name}.nav"), menu, [])
    return tuple(sorted(found, key=lambda item: item.order))
