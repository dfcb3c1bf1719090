"""The floor: one Django view without middleware, database or template, served as Pendopo is."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(SECRET_KEY="bare", ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__)  # noqa: S106


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Pendopo")


urlpatterns = [path("", hello)]
application = get_wsgi_application()
