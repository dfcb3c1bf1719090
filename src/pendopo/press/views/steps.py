"""The steps that follow the writing: picture, numbers, approval, publication."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pendopo.convenings.http import desk_page
from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, add_refusal
from pendopo.core.urls import here
from pendopo.press import actions, queries
from pendopo.press.forms import CoverForm, FigureLineForm, PublishForm, moment
from pendopo.press.models import Article
from pendopo.press.views.desk import detail_page

Step = Callable[..., None]


def step(take: Step) -> Callable[..., HttpResponse]:
    """A button of the article's page: take the step, or say on the page why not."""

    @require_http_methods(["POST"])
    @desk_page
    @wraps(take)
    def view(request: HtmxHttpRequest, pk: UUID, **more: Any) -> HttpResponse:
        article = queries.access_article(request.user, pk)
        try:
            take(request, article, **more)
        except DomainError as error:
            return detail_page(request, article, status=422, refusal=str(error))
        return redirect(here("press:article-detail", pk=pk))

    return view


@step
def article_approve(request: HtmxHttpRequest, article: Article) -> None:
    """A second person says that the text may go out."""
    seen_at = moment(request.POST.get("seen_at", ""))
    actions.approve_article(article=article, by=request.user, seen_at=seen_at)
    messages.success(request, _("The article is approved. Publish it now or at a later minute."))


@step
def article_unpublish(request: HtmxHttpRequest, article: Article) -> None:
    """Off the public pages at once."""
    actions.unpublish_article(article=article, by=request.user)
    messages.success(request, _("The article is a draft again and no longer public."))


@step
def cover_remove(request: HtmxHttpRequest, article: Article) -> None:
    """No picture any more."""
    actions.remove_cover(article=article, by=request.user)


@step
def line_remove(request: HtmxHttpRequest, article: Article, line: UUID) -> None:
    """One number less in the article."""
    found = article.figure_lines.filter(pk=line).first()
    if found is None:
        raise Http404(f"No line {line} in this article.")
    actions.remove_figure_line(line=found, by=request.user)


@require_http_methods(["POST"])
@desk_page
def article_publish(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Public now, or from the minute that was entered."""
    article = queries.access_article(request.user, pk)
    form = PublishForm(request.POST)
    if form.is_valid():
        try:
            actions.publish_article(article=article, by=request.user, at=form.cleaned_data["at"])
        except DomainError as error:
            add_refusal(form, error)
        else:
            return redirect(here("press:article-detail", pk=pk))
    return detail_page(request, article, status=422, publish_form=form)


@require_http_methods(["POST"])
@desk_page
def cover_set(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """The picture above the article, with its words."""
    article = queries.access_article(request.user, pk, to="edit")
    form = CoverForm(request.POST, request.FILES, article=article)
    if form.is_valid():
        try:
            actions.set_cover(article=article, by=request.user, **form.cleaned_data)
        except DomainError as error:
            add_refusal(form, error)
        else:
            return redirect(here("press:article-detail", pk=pk))
    return detail_page(request, article, status=422, cover_form=form)


@require_http_methods(["POST"])
@desk_page
def line_add(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """One more number in the article, or words for a missing one."""
    article = queries.access_article(request.user, pk, to="edit")
    form = FigureLineForm(request.POST, article=article)
    if form.is_valid():
        try:
            actions.add_figure_line(article=article, by=request.user, **form.cleaned_data)
        except DomainError as error:
            add_refusal(form, error)
        else:
            return redirect(here("press:article-detail", pk=pk))
    return detail_page(request, article, status=422, line_form=form)
