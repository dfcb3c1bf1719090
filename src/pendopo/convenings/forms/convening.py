"""Forms of the convening itself and its phases."""

from typing import Any

from django_scopes.forms import SafeModelChoiceField

from pendopo.convenings.forms.base import DeskForm, pairs
from pendopo.convenings.forms.region import RegionField
from pendopo.convenings.models import Convening, Organisation, Phase


class ConveningForm(DeskForm):
    """Theme, days, zone, host and venue."""

    bilingual = ("title", "theme", "venue", "why_host")
    needed = ("title",)
    host_region = RegionField(required=False)

    class Meta:
        model = Convening
        fields = [
            *pairs("title", "theme"),
            "starts_on",
            "ends_on",
            "conference_starts_on",
            "conference_ends_on",
            "convention_starts_on",
            "convention_ends_on",
            "time_zone",
            "host_region",
            "host_organisation",
            *pairs("venue", "why_host"),
        ]
        field_classes = {"host_organisation": SafeModelChoiceField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["host_region"].label = Convening._meta.get_field("host_region").verbose_name
        self.fields["host_organisation"].queryset = Organisation.objects.filter(  # type: ignore[attr-defined]
            kind__startswith="government"
        )


class PhaseForm(DeskForm):
    """A stretch of the preparation."""

    bilingual = ("title",)
    needed = ("title",)

    class Meta:
        model = Phase
        fields = [*pairs("title"), "side", "starts_on", "ends_on"]
