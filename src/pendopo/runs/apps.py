from django.apps import AppConfig


class RunsConfig(AppConfig):
    name = "pendopo.runs"
    label = "runs"

    def ready(self) -> None:
        """Say who computes what is asked for; let the clock look for lost workers and throw old accounts away."""
        from pendopo.core.background import register_job
        from pendopo.runs.registry import offer_workers
        from pendopo.runs.tasks import execute, prune, revive

        offer_workers(execute.enqueue)
        register_job("runs.revive", revive, order=20)
        register_job("runs.prune", prune, order=95)
