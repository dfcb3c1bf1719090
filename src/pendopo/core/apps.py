from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "pendopo.core"
    label = "core"
