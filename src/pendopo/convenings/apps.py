"""The app's start: forgotten scopes must raise in every way of reading."""

from django.apps import AppConfig

from pendopo.core.later import Later


class ConveningsConfig(AppConfig):
    name = "pendopo.convenings"
    label = "convenings"

    def ready(self) -> None:
        """Close the readings that django-scopes leaves open; name the demonstration's people; mail notices."""
        from django_scopes.manager import DisabledQuerySet

        from pendopo.accounts.queries import offer_demonstration, offer_landing
        from pendopo.convenings.queries.roles import demonstration_people, landing
        from pendopo.core.background import register_job

        for reading in ("exists", "exclude", "in_bulk", "contains", "select_related", "prefetch_related"):
            setattr(DisabledQuerySet, reading, DisabledQuerySet.error)
        offer_demonstration(demonstration_people)
        offer_landing(landing)
        register_job("convenings.notice_mail", Later("pendopo.convenings.tasks", "mail_notices"), order=90)
