from django.apps import AppConfig


class HostsConfig(AppConfig):
    name = "pendopo.hosts"
    label = "hosts"

    def ready(self) -> None:
        """Say who may fetch the files of evidence."""
        from pendopo.core.attachments import register_reader
        from pendopo.hosts.queries import may_read_evidence

        register_reader("hosts.evidence", may_read_evidence)
