"""What tables and page navigation need to be drawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django import template
from django.core.paginator import Page, Paginator
from django.template import RequestContext

register = template.Library()


@dataclass(frozen=True)
class PageLinks:
    """The addresses of a paged list; an entry without an address is a gap."""

    before: str
    after: str
    numbers: list[tuple[int | str, str]]


@register.simple_tag(takes_context=True)
def page_links(context: RequestContext, page: Page, param: str = "page") -> PageLinks:
    """Links to the pages around this one that keep the rest of the query string."""

    def address(number: int) -> str:
        query = context["request"].GET.copy()
        query[param] = str(number)
        return f"?{query.urlencode()}"

    numbers: list[tuple[int | str, str]] = [
        (number, address(number)) if isinstance(number, int) else (str(Paginator.ELLIPSIS), "")
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    before = address(page.previous_page_number()) if page.has_previous() else ""
    after = address(page.next_page_number()) if page.has_next() else ""
    return PageLinks(before, after, numbers)


@register.simple_tag
def table_heads(heads: str | Iterable[str], numbers: str = "") -> list[tuple[str, bool]]:
    """Column headings, each with whether its column holds numbers."""
    texts = heads.split("|") if isinstance(heads, str) else list(heads)
    numeric = {int(number) for number in numbers.split(",") if number.strip()}
    return [(text, index in numeric) for index, text in enumerate(texts, start=1)]


@register.simple_tag
def querystring_of(**pairs: str) -> str:
    """A query string of exactly these pairs."""
    return urlencode(pairs)
