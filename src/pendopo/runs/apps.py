from django.apps import AppConfig

from pendopo.core.later import Later


class RunsConfig(AppConfig):
    name = "pendopo.runs"
    label = "runs"

    def ready(self) -> None:
        """Say who computes what is asked for; let the clock look for lost workers and throw old accounts away."""
        from pendopo.core.background import register_job
        from pendopo.runs.registry import offer_workers

        offer_workers(Later("pendopo.runs.tasks", "enqueue"))
        register_job("runs.revive", Later("pendopo.runs.tasks", "revive"), order=20)
        register_job("runs.prune", Later("pendopo.runs.tasks", "prune"), order=95)
