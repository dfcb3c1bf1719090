from django.apps import AppConfig


class HostsConfig(AppConfig):
    name = "pendopo.hosts"
    label = "hosts"
