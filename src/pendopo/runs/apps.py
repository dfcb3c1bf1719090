from django.apps import AppConfig


class RunsConfig(AppConfig):
    name = "pendopo.runs"
    label = "runs"

    def ready(self) -> None:
        """Say who computes what is asked for, and let the clock look for runs whose worker is gone."""
        from pendopo.core.background import register_job
        from pendopo.runs.registry import offer_workers
        from pendopo.runs.tasks import execute, revive

        offer_workers(execute.enqueue)
        register_job("runs.revive", revive, order=20)
