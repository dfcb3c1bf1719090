"""The form of an invitation letter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pendopo.cooperation.actions.invitation import LetterText, Recipient
from pendopo.cooperation.enums import LetterNature
from pendopo.cooperation.forms.meeting import day_input
from pendopo.cooperation.forms.party import Parties, PartiesField, party_key
from pendopo.cooperation.models import InvitationLetter


class LetterForm(forms.Form):
    """Everything an official letter of invitation carries, in both languages."""

    number = forms.CharField(label=pgettext_lazy("paper", "Number"), max_length=80)
    dated_on = forms.DateField(label=_("Date of the letter"), widget=day_input())
    nature = forms.ChoiceField(label=_("Nature"), choices=LetterNature.choices)
    attachment_note = forms.CharField(label=_("Attachment"), max_length=200, required=False)
    subject_ind = forms.CharField(label=_("Subject in Indonesian"), max_length=250, required=False)
    subject_en = forms.CharField(label=_("Subject in English"), max_length=250, required=False)
    recipients = PartiesField(label=_("Addressees"), required=False, help_text=PartiesField.help)
    others = forms.CharField(
        label=_("Other addressees"),
        max_length=5000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One on each line."),
    )
    body_ind = forms.CharField(
        label=_("Text in Indonesian"), max_length=20000, required=False, widget=forms.Textarea({"rows": 6})
    )
    body_en = forms.CharField(
        label=_("Text in English"), max_length=20000, required=False, widget=forms.Textarea({"rows": 6})
    )
    contact = forms.CharField(label=_("Contact person"), max_length=200, required=False)
    signatory_name = forms.CharField(label=_("Signed by"), max_length=200)
    signatory_title_ind = forms.CharField(label=_("Position in Indonesian"), max_length=200, required=False)
    signatory_title_en = forms.CharField(label=_("Position in English"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipients"].offer(Parties())  # type: ignore[attr-defined]

    def text(self) -> LetterText:
        """What the letter says."""
        cleaned = self.cleaned_data
        return LetterText(**{name: cleaned[name] for name in LetterText.__slots__})

    def addressed(self) -> list[Recipient]:
        """To whom it goes, the chosen ones first."""
        chosen = [Recipient(organisation, unit) for organisation, unit in self.cleaned_data["recipients"]]
        lines = (line.strip() for line in self.cleaned_data["others"].splitlines())
        return chosen + [Recipient(text=line[:250]) for line in lines if line]


class SentForm(forms.Form):
    on = forms.DateField(label=_("Sent on"), widget=day_input())


def initial_letter(letter: InvitationLetter) -> dict[str, Any]:
    """What the form shows of a recorded letter."""
    addressees = list(letter.addressees.select_related("organisation", "unit"))
    return {
        **{name: getattr(letter, name) for name in LetterText.__slots__},
        "recipients": [party_key(a.organisation, a.unit) for a in addressees if a.organisation],
        "others": "\n".join(a.text for a in addressees if a.text),
    }
