from django.apps import AppConfig

from pendopo.core.later import Later


class CooperationConfig(AppConfig):
    name = "pendopo.cooperation"
    label = "cooperation"

    def ready(self) -> None:
        """Say who may fetch the evidence of a commitment and the files of a meeting; remind by the clock."""
        from pendopo.core.attachments import register_reader
        from pendopo.core.background import register_job

        register_reader(
            "cooperation.commitment", Later("pendopo.cooperation.queries.commitment", "may_read_files")
        )
        register_reader("cooperation.meeting", Later("pendopo.cooperation.queries.meeting", "may_read_files"))
        register_job("cooperation.reminders", Later("pendopo.cooperation.tasks", "run_reminders"))
