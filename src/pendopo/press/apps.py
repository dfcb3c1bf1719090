from django.apps import AppConfig


class PressConfig(AppConfig):
    name = "pendopo.press"
    label = "press"
