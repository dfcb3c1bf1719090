from django.apps import AppConfig

from pendopo.core.later import Later


class DelegatesConfig(AppConfig):
    name = "pendopo.delegates"
    label = "delegates"

    def ready(self) -> None:
        """Say what the clock asks of this room and who computes chances; both are loaded when it comes to that."""
        from pendopo.core.background import register_job
        from pendopo.delegates.rules import may_mobilise
        from pendopo.runs.registry import register_solver

        register_job("delegates.retention", Later("pendopo.delegates.tasks", "run_retention"))
        register_job("delegates.deadlines", Later("pendopo.delegates.tasks", "run_deadlines"), order=40)
        register_job("delegates.mail", Later("pendopo.delegates.tasks", "mail_delegates"))
        register_job("delegates.forget_tables", Later("pendopo.delegates.actions.upload", "forget_tables"))
        solving = "pendopo.delegates.solving.selection"
        register_solver(
            "delegates.selection",
            Later(solving, "solve"),
            finished=Later(solving, "finished"),
            may=may_mobilise,
            subject_url=Later(solving, "subject_url"),
        )
