from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pendopo.core.ids import uuid7


class ProgressForm(forms.Form):
    """How far the work is, by somebody without an account."""

    note = forms.CharField(
        label=_("How far is the work?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class BlockForm(forms.Form):
    """What stops the work."""

    note = forms.CharField(
        label=_("What stops the work?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class ProofForm(forms.Form):
    """A file or link as evidence."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=_("What it shows"), max_length=200, required=False)
    upload = forms.FileField(label=_("File"), required=False)
    url = forms.CharField(
        label=_("Or a link"),
        required=False,
        max_length=500,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid7
