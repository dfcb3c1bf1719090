from django.apps import AppConfig


class CooperationConfig(AppConfig):
    name = "pendopo.cooperation"
    label = "cooperation"

    def ready(self) -> None:
        """Say who may fetch the evidence of a commitment and the files of a meeting; remind by the clock."""
        from pendopo.cooperation.queries import meeting
        from pendopo.cooperation.queries.commitment import may_read_files
        from pendopo.cooperation.tasks import run_reminders
        from pendopo.core.attachments import register_reader
        from pendopo.core.background import register_job

        register_reader("cooperation.commitment", may_read_files)
        register_reader("cooperation.meeting", meeting.may_read_files)
        register_job("cooperation.reminders", run_reminders)
