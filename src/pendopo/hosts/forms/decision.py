"""The form of the decision."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pendopo.core.times import today
from pendopo.hosts.forms.base import PlainForm, day, pair
from pendopo.hosts.models import Call, Candidate
from pendopo.hosts.queries import taking_part


class CandidateChoice(forms.ModelChoiceField):
    """Candidates by the name of their region."""

    def label_from_instance(self, obj: Candidate) -> str:
        """The name of the region."""
        return obj.name


class DecisionForm(PlainForm):
    """Who will host, why, and who signs."""

    candidate = CandidateChoice(
        Candidate.objects.none(), label=_("Who will host"), widget=forms.RadioSelect, empty_label=None
    )
    reasons_ind, reasons_en = pair(_("Reasons"), long=True)
    decided_on = day(_("Decided on"), required=True)
    number = forms.CharField(label=_("Number of the memo"), required=False, max_length=60)
    place = forms.CharField(label=_("Place"), required=False, max_length=100)
    signer = forms.CharField(label=_("Signed by"), required=False, max_length=150)
    signer_role_ind, signer_role_en = pair(_("Position"))
    cosigner = forms.CharField(label=_("Also signed by"), required=False, max_length=150)
    cosigner_role_ind, cosigner_role_en = pair(_("Position of the second signer"))

    def __init__(self, call: Call, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["candidate"].queryset = taking_part(call)  # type: ignore[attr-defined]
        self.fields["decided_on"].initial = today()
        for name in ("signer_role_ind", "signer_role_en", "cosigner_role_ind", "cosigner_role_en"):
            self.fields[name].max_length = 150  # type: ignore[attr-defined]
