from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "pendopo.accounts"
    label = "accounts"
