"""Forms of the register of breaches."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pendopo.delegates.enums import Kept
from pendopo.delegates.forms.plain import PlainForm


def _moment(label: object) -> forms.DateTimeField:
    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
    return forms.DateTimeField(label=label, widget=widget)  # type: ignore[arg-type]


class BreachForm(PlainForm):
    """What became known, when, how, of how many people, and what was done."""

    noticed_at = _moment(_("Noticed"))
    happened = forms.CharField(
        label=_("When and how it happened"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Write no names: this goes into the notice."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("What data"), choices=Kept.choices, widget=forms.CheckboxSelectMultiple
    )
    people = forms.IntegerField(label=_("How many people"), min_value=1, max_value=1_000_000)
    handling = forms.CharField(
        label=_("What was done"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class ToldForm(PlainForm):
    """When somebody was told in writing."""

    at = _moment(_("Told in writing"))
