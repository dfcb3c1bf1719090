"""Search: the desk finds what it may read, everybody else what is published."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from pendopo.convenings.http import needs_second_factor
from pendopo.convenings.rules import is_desk
from pendopo.core import times
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.web.queries.marking import words_of
from pendopo.web.queries.search import Group, Hit, desk_groups, public_groups

FIRST, PER_PAGE, LONGEST = 5, 20, 120


@require_safe
def search(request: HtmxHttpRequest) -> HttpResponse:
    """Results by kind, the first of each; one kind at a time with all its pages."""
    at_desk = is_desk(request.standing) and not needs_second_factor(request)
    groups = desk_groups(request.standing) if at_desk else public_groups(times.now())
    text = request.GET.get("q", "").strip()[:LONGEST]
    words = words_of(text)
    only = next((group for group in groups if group.key == request.GET.get("in")), None)
    context: dict[str, Any] = {"text": text, "words": words, "only": only, "at_desk": at_desk}
    if words and only:
        context |= _one_kind(only, words, request.GET.get("page", "1"))
    elif words:
        context["results"] = _all_kinds(groups, words)
    response = render_page(request, "web/search_desk.html" if at_desk else "web/search_public.html", context)
    add_never_cache_headers(response)
    return response


def _one_kind(group: Group, words: list[str], number: str) -> dict[str, Any]:
    page = Paginator(group.matches(words), PER_PAGE).get_page(number)
    return {"page": page, "hits": [group.hit(row, words) for row in page]}


def _all_kinds(groups: list[Group], words: list[str]) -> list[tuple[Group, int, list[Hit]]]:
    found = []
    for group in groups:
        number, rows = group.first(words, FIRST)
        if rows:
            found.append((group, number, [group.hit(row, words) for row in rows]))
    return found
