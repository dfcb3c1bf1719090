"""The form of the gallery: one field of every kind."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SampleForm(forms.Form):
    """Shows how every kind of field is drawn, with help and with errors; stores nothing."""

    title_ind = forms.CharField(label=_("Title"), max_length=200)
    title_en = forms.CharField(label=_("Title"), max_length=200, required=False)
    due = forms.DateField(label=_("Due date"), widget=forms.DateInput(attrs={"type": "date"}))
    side = forms.ChoiceField(
        label=_("Side"), choices=[("government", _("Government")), ("network", _("Network"))]
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Both sides see it."),
    )
    photo = forms.ChoiceField(
        label=_("May we take photos of you?"),
        choices=[("no", _("Please do not")), ("yes", _("Yes"))],
        initial="no",
        widget=forms.RadioSelect,
        help_text=_("Whoever does not choose counts as unwilling."),
    )
    days = forms.MultipleChoiceField(
        label=_("Days"),
        choices=[("1", _("First day")), ("2", _("Second day"))],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    agree = forms.BooleanField(label=_("I have read the rules about photos and names."), required=False)
    evidence = forms.FileField(
        label=_("Add evidence"), required=False, help_text=_("A photo or a PDF of at most 10 MB.")
    )
