from django.apps import AppConfig

from pendopo.core.later import Later


class HostsConfig(AppConfig):
    name = "pendopo.hosts"
    label = "hosts"

    def ready(self) -> None:
        """Say who may fetch the files of evidence."""
        from pendopo.core.attachments import register_reader

        register_reader("hosts.evidence", Later("pendopo.hosts.queries", "may_read_evidence"))
