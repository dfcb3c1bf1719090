"""The app's start: forgotten scopes must raise in every way of reading."""

from django.apps import AppConfig


class ConveningsConfig(AppConfig):
    name = "pendopo.convenings"
    label = "convenings"

    def ready(self) -> None:
        """Close the readings that django-scopes leaves open, and name the demonstration's people."""
        from django_scopes.manager import DisabledQuerySet

        from pendopo.accounts.queries import offer_demonstration, offer_landing
        from pendopo.convenings.queries.roles import demonstration_people, landing

        for reading in ("exists", "exclude", "in_bulk", "contains", "select_related", "prefetch_related"):
            setattr(DisabledQuerySet, reading, DisabledQuerySet.error)
        offer_demonstration(demonstration_people)
        offer_landing(landing)
