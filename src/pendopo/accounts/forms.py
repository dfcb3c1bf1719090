"""Forms of sign-in, invitation and profile."""

from typing import Any

from allauth.account.forms import (
    AddEmailForm,
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from pendopo.accounts.models import User
from pendopo.core.phones import as_written_or_international

PASSWORD_HELP = _("At least 10 characters. A short sentence is easy to remember and hard to guess.")


class OurWords:
    """A form of the sign-in library with our labels, and without placeholders that repeat them."""

    words = {
        "email": _("E-mail address"),
        "password": _("Password"),
        "oldpassword": _("Current password"),
        "password1": _("New password"),
        "password2": _("The same password again"),
    }
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.words.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
        if "password1" in self.fields:
            self.fields["password1"].help_text = PASSWORD_HELP


class AddressForm(OurWords, AddEmailForm):
    """Another e-mail address for one's account."""


class NewPasswordForm(OurWords, ChangePasswordForm):
    """Another password, by somebody who knows the old one."""


class ConfirmForm(OurWords, ReauthenticateForm):
    """The password once more, before something that matters."""


class LostPasswordForm(OurWords, ResetPasswordForm):
    """Where to mail the link that sets a new password."""


class PasswordByLinkForm(OurWords, ResetPasswordKeyForm):
    """A new password, by somebody who opened that link."""


class SignInForm(LoginForm):
    """Sign-in with e-mail address or phone number, written the way people write them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail address or phone number")
        self.fields["login"].widget.attrs.update(autocomplete="username", placeholder="")
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs.update(placeholder="")
        self.fields["remember"].label = _("Keep me signed in on this device")

    def clean_login(self) -> str:
        """A phone number without country is Indonesian."""
        login: str = super().clean_login()
        return login if "@" in login else as_written_or_international(login)


class PasskeyForm(AddWebAuthnForm):
    """Adding a passkey, in our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this passkey")
        self.fields["passwordless"].label = _("Sign in with this passkey alone, without a password")
        self.fields["passwordless"].help_text = _(
            "The device then asks for your finger, your face or its own code."
        )
        self.fields["passwordless"].initial = True


class FirstPasswordForm(forms.Form):
    """The first password of an invited account, written twice."""

    password = forms.CharField(
        label=_("Password"),
        help_text=PASSWORD_HELP,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )
    repeated = forms.CharField(
        label=_("The same password again"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Refuse passwords that are too short or too common."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password

    def clean_repeated(self) -> str:
        """Refuse two different entries."""
        repeated: str = self.cleaned_data["repeated"]
        if self.cleaned_data.get("password") not in (None, repeated):
            raise forms.ValidationError(_("The two passwords differ. Type the same password twice."))
        return repeated


class ProfileForm(forms.ModelForm):
    """Name and language of an account."""

    class Meta:
        model = User
        fields = ["full_name", "language"]
        widgets = {"language": forms.RadioSelect}
        help_texts = {
            "language": _("Pages open in this language after you sign in, and messages to you use it.")
        }
