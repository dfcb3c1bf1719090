from django.apps import AppConfig


class CooperationConfig(AppConfig):
    name = "pendopo.cooperation"
    label = "cooperation"
