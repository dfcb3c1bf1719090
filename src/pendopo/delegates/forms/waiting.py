"""Forms of the waiting list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pendopo.delegates.forms.selection import AskForm


class FreezeForm(AskForm):
    """From when the list changes only by request."""

    on = forms.DateField(
        label=_("Frozen from"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("Leave empty for never. From this day on, a second leader agrees to every promotion."),
    )
