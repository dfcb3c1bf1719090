from django.apps import AppConfig

from pendopo.core.later import Later


class PressConfig(AppConfig):
    name = "pendopo.press"
    label = "press"

    def ready(self) -> None:
        """Let covers be fetched as their article allows."""
        from pendopo.core import attachments

        attachments.register_reader("press.article", Later("pendopo.press.queries", "may_read_cover"))
