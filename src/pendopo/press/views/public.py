"""News for everybody."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from pendopo.core.caching import public_page
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.press import queries

PER_PAGE = 9


@require_safe
@public_page(reads=("page",))
def news_list(request: HtmxHttpRequest) -> HttpResponse:
    """What is public at this minute, newest first."""
    page = Paginator(queries.published().values(*queries.SHOWN), PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = [queries.card(**row) for row in page.object_list]
    return render_page(request, "press/news_list.html", {"page": page})


@require_safe
@public_page
def news_detail(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    """One article with its numbers, its corrections and what belongs to it."""
    article = queries.public_article(slug)
    around = queries.surroundings(article)
    context = {
        "article": article,
        "figure_lines": queries.figure_lines(article),
        "corrections": queries.corrections(article),
        "minutes_title": queries.minutes_title(article),
        "related": around.related,
        "latest": around.latest,
    }
    return render_page(request, "press/news_detail.html", context)
