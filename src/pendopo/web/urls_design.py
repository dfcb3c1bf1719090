"""The gallery of components; part of the demonstration only."""

from django.urls import path

from pendopo.web import views

app_name = "design"
urlpatterns = [path("", views.gallery, name="gallery")]
