"""How sign-in finds accounts and where it leads."""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from pendopo.accounts.models import User
from pendopo.accounts.queries import landing_page

SEEN_EVERY = 300  # seconds; a list of devices needs no more, and reading a page should not write


class DevicesSeen:
    """Note for the list of devices when and from where each session was last used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Write at the first request of each five minutes."""
        key = request.session.session_key
        if key and request.user.is_authenticated and cache.add(f"seen-{key}", 1, SEEN_EVERY):
            UserSession.objects.create_from_request(request)
        return self.get_response(request)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come by invitation, and people sign in with e-mail address or phone number."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account alone."""
        return False

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        """The number of an account, and whether it was verified."""
        return (str(user.phone), user.phone_verified) if user.phone else None

    def get_user_by_phone(self, phone: str) -> User | None:
        """The account with this number."""
        return User.objects.filter(phone=phone).first()

    def post_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse:
        """Register the account's own address, without which changing it would lose it."""
        if user.email and not EmailAddress.objects.filter(user=user).exists():
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        response: HttpResponse = super().post_login(request, user, **more)
        return response

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The person's own desk, in the person's language."""
        return landing_page(request.user)  # type: ignore[arg-type]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write to people in the language of their account, not in that of the page."""
        user = context.get("user") or User.objects.filter(email__iexact=email).first()
        language = getattr(user, "language", None) or translation.get_language() or settings.LANGUAGE_CODE
        with translation.override(language):
            super().send_mail(template_prefix, email, context)

    def render_mail(
        self, template_prefix: str, email: str, context: dict[str, Any], headers: Any = None
    ) -> EmailMessage:
        """The message as plain text; it says which site it comes from."""
        return super().render_mail(
            template_prefix, email, {**context, "site_url": settings.SITE_URL}, headers
        )
