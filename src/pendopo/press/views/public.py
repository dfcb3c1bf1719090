"""News for everybody."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from pendopo.core.caching import public_page
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.press import queries

PER_PAGE = 9
LATEST = 5


@require_safe
@public_page(reads=("page",))
def news_list(request: HtmxHttpRequest) -> HttpResponse:
    """What is public at this minute, newest first."""
    page = Paginator(queries.published(), PER_PAGE).get_page(request.GET.get("page"))
    return render_page(request, "press/news_list.html", {"page": page})


@require_safe
@public_page
def news_detail(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    """One article with its numbers, its corrections and what belongs to it."""
    article = queries.public_article(slug)
    context = {
        "article": article,
        "figure_lines": article.figure_lines.select_related("figure"),
        "minutes": queries.published_minutes_of(article),
        "related": queries.related(article),
        "latest": queries.latest(LATEST, without=article),
    }
    return render_page(request, "press/news_detail.html", context)
