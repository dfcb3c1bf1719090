from django.apps import AppConfig


class DelegatesConfig(AppConfig):
    name = "pendopo.delegates"
    label = "delegates"

    def ready(self) -> None:
        """Erase by the clock what has been kept long enough; say who computes chances."""
        from pendopo.core.background import register_job
        from pendopo.delegates.actions.upload import forget_tables
        from pendopo.delegates.tasks import mail_delegates, run_deadlines, run_retention

        register_job("delegates.retention", run_retention)
        register_job("delegates.deadlines", run_deadlines, order=40)
        register_job("delegates.mail", mail_delegates)
        register_job("delegates.forget_tables", forget_tables)
        _register_solver()


def _register_solver() -> None:
    from pendopo.delegates.rules import may_mobilise
    from pendopo.delegates.solving import selection
    from pendopo.runs.registry import register_solver

    register_solver(
        selection.KIND,
        selection.solve,
        finished=selection.finished,
        may=may_mobilise,
        subject_url=selection.subject_url,
    )
