"""The forms of a delegate as somebody at the desk fills them in for the person."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pendopo.delegates.enums import Told
from pendopo.delegates.forms.registration import QuestionsForm, RegistrationForm


class ToldForm(forms.Form):
    """How the person told us; without that nobody fills in anything for anybody."""

    told = forms.ChoiceField(
        label=_("How did the person tell you this?"),
        choices=Told.choices,
        widget=forms.RadioSelect,
        help_text=_("Write only what the person told you. The person can read that you filled this in."),
    )


class StageForForm(ToldForm, QuestionsForm):
    """A later stage, filled in for somebody."""


class RegisterForForm(ToldForm, RegistrationForm):
    """Registration of somebody else, on one page; consents are those that the person gave."""
