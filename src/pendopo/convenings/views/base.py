"""The one shape of a page that writes: show the form, call the action, say what was done, lead on."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise

from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, add_refusal, render_page

PAGE_SIZE = 50


def form_page(
    request: HtmxHttpRequest,
    form: BaseForm,
    write: Callable[..., Any],
    *,
    said: str | Promise,
    to: str | Callable[[Any], str],
    **context: Any,
) -> HttpResponse:
    """A page with one form; a refusal keeps what was typed and answers 422."""
    if request.method == "POST" and form.is_valid():
        try:
            result = write(**form.cleaned_data)
        except DomainError as error:
            add_refusal(form, error)
        else:
            messages.success(request, str(said))
            return redirect(to(result) if callable(to) else to)
    status = 422 if form.is_bound and form.errors else 200
    back = context.pop("back", to if isinstance(to, str) else "")
    return render_page(
        request, "convenings/form.html", {"form": form, "back": back, **context}, status=status
    )


def page_of(request: HtmxHttpRequest, rows: QuerySet[Any]) -> Page:
    """The asked page of a list; a page beyond the end shows the last."""
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
