"""Pages of the shell inside a convening."""

from django.urls import path

from pendopo.web import views

app_name = "web"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("desk/", views.overview, name="overview"),
]
