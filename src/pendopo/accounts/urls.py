"""Addresses of accounts, below `accounts/`; sign-in itself is allauth's."""

from django.urls import path

from pendopo.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.home, name="home"),
    path("second-factor/", views.second_factor, name="second-factor"),
    path("invitation/<str:token>/", views.accept_invitation, name="accept-invitation"),
    path("demonstration/<uuid:pk>/", views.demo_sign_in, name="demo-sign-in"),
]
