from django.apps import AppConfig


class DelegatesConfig(AppConfig):
    name = "pendopo.delegates"
    label = "delegates"
