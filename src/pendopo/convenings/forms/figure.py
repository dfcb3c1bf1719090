"""The form of a published number."""

from typing import Any

from django import forms

from pendopo.convenings.forms.base import DeskForm, pairs
from pendopo.convenings.models import Figure


class FigureForm(DeskForm):
    """A number with its provenance."""

    bilingual = ("label",)
    needed = ("label",)
    source_url = forms.URLField(required=False, max_length=500, assume_scheme="https")

    class Meta:
        model = Figure
        fields = [*pairs("label"), "value", "kind", "as_of", "source", "source_url", "confirmed_by"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source_url"].label = Figure._meta.get_field("source_url").verbose_name
