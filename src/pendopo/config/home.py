"""Where a visitor lands who knows only the name of the site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from pendopo.convenings.models import Convening
from pendopo.core.urls import here


@require_safe
def newest(request: HttpRequest) -> HttpResponse:
    """Lead to the home of the newest published convening, or to sign-in where there is none yet."""
    convening = Convening.objects.filter(published=True).order_by("-starts_on", "pk").first()
    if convening is None:
        return redirect("account_login")
    return redirect(here("web:home", convening=convening.slug))
