"""News at the desk: write, preview, edit and correct."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.convenings.http import desk_page
from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, add_refusal, render_page
from pendopo.core.times import now
from pendopo.core.urls import here
from pendopo.press import actions, queries, rules
from pendopo.press.enums import ArticleStatus
from pendopo.press.forms import ArticleForm, CorrectionForm, CoverForm, FigureLineForm, PublishForm
from pendopo.press.models import Article

PER_PAGE = 20


@require_safe
@desk_page
def article_list(request: HtmxHttpRequest) -> HttpResponse:
    """All articles, what is being written first."""
    status = request.GET.get("status", "")
    page = Paginator(queries.desk_articles(status), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "status": status,
        "statuses": ArticleStatus.choices,
        "may_write": rules.may_write(request.standing),
    }
    return render_page(request, "press/desk/article_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def article_new(request: HtmxHttpRequest) -> HttpResponse:
    """Write a new draft, with a look at it before it is saved."""
    if not rules.may_write(request.standing):
        raise Http404("Only the people of the two sides write articles.")
    form = ArticleForm(request.POST or None)
    if _wants_saving(request) and form.is_valid():
        text = _text(form)
        try:
            article = actions.write_article(convening=request.convening, by=request.user, **text)
        except DomainError as error:
            add_refusal(form, error)
        else:
            return redirect(here("press:article-detail", pk=article.pk))
    return _form_page(request, "press/desk/article_form.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def article_edit(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Change the text of an article that is not public yet."""
    article = queries.access_article(request.user, pk, to="edit")
    form = ArticleForm(request.POST or None, article=article)
    if _wants_saving(request) and form.is_valid():
        seen_at = form.cleaned_data["seen_at"]
        try:
            actions.edit_article(article=article, by=request.user, seen_at=seen_at, **_text(form))
        except DomainError as error:
            add_refusal(form, error)
        else:
            return redirect(here("press:article-detail", pk=article.pk))
    return _form_page(request, "press/desk/article_form.html", form, article)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def article_correct(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Put a public text right, with a note for its readers."""
    article = queries.access_article(request.user, pk, to="correct")
    form = CorrectionForm(request.POST or None, article=article)
    if _wants_saving(request) and form.is_valid():
        try:
            actions.correct_article(article=article, by=request.user, **form.cleaned_data)
        except DomainError as error:
            add_refusal(form, error)
        else:
            return redirect(here("press:article-detail", pk=article.pk))
    return _form_page(request, "press/desk/article_form.html", form, article)


@require_safe
@desk_page
def article_detail(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """An article as its readers will see it, beside the steps that are open."""
    return detail_page(request, queries.access_article(request.user, pk))


def detail_page(
    request: HtmxHttpRequest, article: Article, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """The page of one article; a form that was refused takes the place of the fresh one."""
    standing, user = request.standing, request.user
    may_edit = rules.may_edit(standing, article, user.pk)
    context = {
        "article": article,
        "figure_lines": article.figure_lines.select_related("figure"),
        "corrections": article.corrections.select_related("by"),
        "may_edit": may_edit,
        "may_approve": rules.may_approve(standing, article, user.pk),
        "may_publish": rules.may_publish(standing, article),
        "may_unpublish": rules.may_unpublish(standing, article),
        "is_public": article.is_public(now()),
        "publish_form": PublishForm(),
        "cover_form": CoverForm(article=article) if may_edit else None,
        "line_form": FigureLineForm(article=article) if may_edit else None,
    }
    return render_page(request, "press/desk/article_detail.html", context | forms, status=status)


def _wants_saving(request: HtmxHttpRequest) -> bool:
    return request.method == "POST" and request.POST.get("step") != "preview"


def _text(form: ArticleForm) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name != "seen_at"}


def _form_page(
    request: HtmxHttpRequest, template: str, form: ArticleForm, article: Article | None = None
) -> HttpResponse:
    """The form; after "preview" also the text as readers would see it, with nothing saved."""
    preview = None
    if request.method == "POST" and not _wants_saving(request):
        form.is_valid()
        preview = Article(**_text(form))
    status = 422 if preview is None and form.is_bound else 200
    context = {"form": form, "article": article, "preview": preview}
    return render_page(request, template, context, partial="preview" if preview else None, status=status)
