"""Forms of consent texts, times of keeping and notes about risk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pendopo.delegates.enums import Kept
from pendopo.delegates.forms.plain import PlainForm

LONGEST_DAYS = 3650


def _text() -> forms.CharField:
    return forms.CharField(
        label=_("Text"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), required=False
    )


class ConsentTextForm(PlainForm):
    """The sentence that people agree to, in both languages."""

    text_ind = _text()
    text_en = _text()


class RiskNoteForm(PlainForm):
    """What must be heeded."""

    note = forms.CharField(
        label=_("What to heed"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("The person can read this note through their own link. Write facts and what to do."),
    )


class RetentionForm(PlainForm):
    """Days after the last day of the convening, for each kind."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in Kept:
            self.fields[str(kind)] = forms.IntegerField(label=kind.label, min_value=0, max_value=LONGEST_DAYS)

    def days(self) -> dict[str, int]:
        """The days by kind."""
        return {str(kind): self.cleaned_data[str(kind)] for kind in Kept}
