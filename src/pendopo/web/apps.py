from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "pendopo.web"
    label = "web"
