"""What the views of this room share: the plain form page, and steps that are one button."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.hosts.forms import PlainForm


def refused(no: bool) -> None:
    """Answer 404 where a page is not for this reader."""
    if no:
        raise Http404("Not for this reader.")


def form_page(
    request: HtmxHttpRequest, form: PlainForm, title: str, send: str, back: str, *, lead: str = ""
) -> HttpResponse:
    """One form on a page of its own; 422 when it was refused."""
    context = {"form": form, "title": title, "send": send, "back": back, "lead": lead}
    return render_page(request, "hosts/form.html", context, status=422 if form.is_bound else 200)


def step(
    request: HtmxHttpRequest, back: str, done: str, action: Callable[..., Any], **what: Any
) -> HttpResponse:
    """Do what one button asks, say how it went, and lead back."""
    try:
        action(by=request.user, **what)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect(back)
