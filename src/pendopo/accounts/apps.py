from django.apps import AppConfig

from pendopo.core.later import put_off


class AccountsConfig(AppConfig):
    name = "pendopo.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Passkeys bring two libraries of cryptography along; only who uses a passkey needs them."""
        put_off("allauth.mfa.webauthn.internal.auth")
