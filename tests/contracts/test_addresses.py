"""Every page has an address that can be made from its name."""

import re
import uuid

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from pendopo.core.later import Later

SAMPLES = {
    "uuid": uuid.UUID("018f0000-0000-7000-8000-000000000001"),
    "slug": "wgwc-2024",
    "int": 1,
    "str": "text",
    "path": "a/b",
    "date": "2024-03-21",
}


def named(patterns, prefix="", given=None):
    """Yield the full name, sample arguments and view of every named address."""
    for pattern in patterns:
        arguments = {**(given or {}), **samples(str(pattern.pattern))}
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from named(pattern.url_patterns, space, arguments)
        elif isinstance(pattern, URLPattern) and pattern.name:
            view = pattern.callback
            yield f"{prefix}{pattern.name}", arguments, view.load() if isinstance(view, Later) else view


def samples(route):
    # Read from the route: Django shares the converters of equal routes and adds to them while it runs.
    return {
        name: SAMPLES.get(kind or "str", "text") for kind, name in re.findall(r"<(?:(\w+):)?(\w+)>", route)
    }


def ours():
    for name, arguments, _view in our_views():
        yield name, arguments


def our_views():
    for name, arguments, callback in named(get_resolver().url_patterns):
        if getattr(callback, "__module__", "").startswith("pendopo."):
            yield name, arguments, callback


def test_every_address_of_ours_can_be_reversed():
    addresses = {name: reverse(name, kwargs=arguments) for name, arguments in ours()}

    assert len(addresses) > 10
    assert [name for name, address in addresses.items() if not address.startswith("/")] == []


def test_every_page_name_belongs_to_a_room():
    assert [name for name, _ in ours() if ":" not in name] == ["root", "home"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_says_its_language_in_the_address(language):
    with translation.override(language):
        addresses = [
            reverse(name, kwargs=arguments)
            for name, arguments in ours()
            if name != "root" and not name.startswith("site:")
        ]

    assert [address for address in addresses if not address.startswith(f"/{language}/")] == []


def test_every_page_of_a_convening_names_it():
    inside = ("convenings:", "runs:", "hosts:", "cooperation:", "delegates:", "press:", "web:")

    assert [
        name for name, arguments in ours() if name.startswith(inside) and "convening" not in arguments
    ] == []
