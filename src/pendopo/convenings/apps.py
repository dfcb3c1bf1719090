from django.apps import AppConfig


class ConveningsConfig(AppConfig):
    name = "pendopo.convenings"
    label = "convenings"
