"""Every view says which methods it takes, and what can be read answers HEAD too.

Link previews, monitors and download managers ask with HEAD before they fetch.
"""

from inspect import getclosurevars

import pytest
from django.urls import reverse
from tests.contracts.test_addresses import our_views

VIEWS = list(our_views())


def accepted(view):
    """The methods that a view lets in: the decorator that says them keeps the list in its closure."""
    while view is not None:
        if methods := getclosurevars(view).nonlocals.get("request_method_list"):
            return methods
        view = getattr(view, "__wrapped__", None)
    return []


READ = [(name, arguments) for name, arguments, view in VIEWS if "GET" in accepted(view)]
PLAIN = [name for name, arguments in READ if list(arguments) == ["convening"]]


def test_every_view_says_which_methods_it_takes():
    assert [name for name, _arguments, view in VIEWS if not accepted(view)] == []


def test_every_page_that_can_be_read_takes_head():
    assert [
        name for name, _arguments, view in VIEWS if "GET" in accepted(view) and "HEAD" not in accepted(view)
    ] == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", PLAIN)
def test_head_answers_as_get_does_without_the_body(client_as, sari, convening, name):
    browser, address = client_as(sari), reverse(name, kwargs={"convening": convening.slug})

    head = browser.head(address)

    assert (head.status_code, head.content) == (browser.get(address).status_code, b"")
