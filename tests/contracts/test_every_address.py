"""Every address stands in the table of addresses, so that its queries and its looks are proven."""

import inspect

from django.urls import URLPattern, get_resolver, include, path
from django.urls.resolvers import URLResolver
from tests.contracts.test_addresses import named
from tests.pages.addresses import BUTTONS, FORWARDING, PAGES, PAPERS

PAGINATES = ("Paginator(", "page_of(")


def addresses():
    """Name and view of every address, with the room that only the demonstration has."""
    design = [path("design/", include("pendopo.web.urls_design"))]
    resolver: list[URLPattern | URLResolver] = [*get_resolver().url_patterns, *design]
    return {name: view for name, _arguments, view in named(resolver)}


def test_every_address_is_in_the_table():
    listed = {address.name for address in (*PAGES, *PAPERS, *FORWARDING)} | BUTTONS

    assert set(addresses()) == listed


def test_every_list_is_measured_with_many_rows():
    # The gallery of components pages through numbers; a button shows no rows.
    lists = {name for name, view in addresses().items() if name.endswith("-list") or paginates(view)} - {
        *BUTTONS,
        "design:gallery",
    }

    assert lists - {address.name for address in (*PAGES, *PAPERS) if address.lists} == set()


def paginates(view):
    return any(word in inspect.getsource(inspect.unwrap(view)) for word in PAGINATES)
