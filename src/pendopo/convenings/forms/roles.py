"""The form that gives a role to somebody, with or without an account."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from pendopo.convenings.enums import Role
from pendopo.convenings.models import Organisation, Unit
from pendopo.convenings.rules import Standing, may_grant
from pendopo.core.phones import PhoneInput


class RoleForm(forms.Form):
    """Who gets which role; an address that no account has yet gets an invitation."""

    full_name = forms.CharField(label=_("Full name"), max_length=150)
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("Somebody who has an account keeps it; everybody else gets an invitation."),
    )
    phone = PhoneInput(
        label=_("Phone number"),
        required=False,
        help_text=_("For WhatsApp, if there is no e-mail address. Example: 0812 3456 7890."),
    )
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=settings.LANGUAGES)
    role = forms.ChoiceField(label=_("Role"))
    organisation: forms.ModelChoiceField = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation"), required=False
    )
    unit: forms.ModelChoiceField = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Unit"), required=False
    )

    def __init__(self, *args: Any, standing: Standing, vacant: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        granted = [(r.value, r.label) for r in Role if may_grant(standing, r, vacant=vacant)]
        self.fields["role"].choices = granted  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = Organisation.objects.all()  # type: ignore[attr-defined]
        self.fields["unit"].queryset = Unit.objects.all()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """An account must be reachable somewhere."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        data["phone"] = data.get("phone") or None
        data["email"] = data.get("email") or None
        return data
