"""Addresses of the shell that belong to no convening and no language."""

from django.urls import path

from pendopo.web.views import site as views

app_name = "site"
urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("theme/", views.theme, name="theme"),
]
