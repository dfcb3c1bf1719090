from django.apps import AppConfig


class PressConfig(AppConfig):
    name = "pendopo.press"
    label = "press"

    def ready(self) -> None:
        """Let covers be fetched as their article allows."""
        from pendopo.core import attachments
        from pendopo.press.queries import may_read_cover

        attachments.register_reader("press.article", may_read_cover)
