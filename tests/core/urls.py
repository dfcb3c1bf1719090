"""Addresses that only tests visit, beside those of the house."""

import itertools

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template import Context, Template
from django.urls import path
from django.views.decorators.http import require_http_methods

from pendopo.config.urls import *  # noqa: F403
from pendopo.config.urls import urlpatterns as house
from pendopo.convenings.models import Convening
from pendopo.core import attachments
from pendopo.core.caching import public_page
from pendopo.core.errors import DomainError
from pendopo.core.http import add_refusal, render_page

count = itertools.count(1)
FORM = Template("{{ form.as_p }}{{ rest }}")


class UploadForm(forms.Form):
    title = forms.CharField()
    file = forms.FileField()
    after = forms.CharField(required=False)


@public_page(reads=("q", "page"))
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    who = "nobody" if request.user.is_anonymous else request.user.full_name
    return HttpResponse(f"<p>{next(count)} {who} {request.GET.get('q', '')}</p>" + "<p>text</p>" * 100)


@public_page
def page_without_query(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{next(count)} {request.get_full_path()} {dict(request.GET)}")


@public_page
def page_with_form(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{next(count)} {get_token(request)}")


@public_page
def page_with_nonce(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{next(count)} {request.csp_nonce}")


@require_http_methods(["POST"])
def upload(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            owner = Convening.objects.get()
            kept = attachments.store(form.cleaned_data["file"], owner=owner, convening_id=owner.pk, by=None)
            return HttpResponse(str(kept.pk))
        except DomainError as error:
            add_refusal(form, error)
    return HttpResponse(FORM.render(Context({"form": form})), status=422)


def piece(request: HttpRequest) -> HttpResponse:
    return render_page(request, "piece.html", {"name": "Sigi"}, partial="row")


def forbidden(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def broken(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = [
    path("test/page/", page),
    path("test/page-without-query/", page_without_query),
    path("test/page-with-form/", page_with_form),
    path("test/page-with-nonce/", page_with_nonce),
    path("test/upload/", upload),
    path("test/piece/", piece),
    path("test/forbidden/", forbidden),
    path("test/broken/", broken),
    *house,
]
