from django.apps import AppConfig


class CliConfig(AppConfig):
    name = "pendopo.cli"
    label = "cli"
