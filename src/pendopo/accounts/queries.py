"""Reads about accounts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.functional import Promise

from pendopo.accounts.errors import InvitationUsed, TwoAccounts
from pendopo.accounts.models import User
from pendopo.core import links
from pendopo.core.errors import LinkBroken

INVITATION_DAYS = 14
INVITATION = "accounts.invitation"


@dataclass(frozen=True, slots=True)
class DemonstrationPerson:
    """An account that the demonstration lets anybody try, and what it stands for."""

    user: User
    role: str | Promise
    mark: str


_introductions: list[Callable[[], list[DemonstrationPerson]]] = []
_landings: list[Callable[[User], str | None]] = []


def offer_demonstration(people: Callable[[], list[DemonstrationPerson]]) -> None:
    """Let a higher app name the accounts that the demonstration's sign-in page lists."""
    if people not in _introductions:
        _introductions.append(people)


def offer_landing(page: Callable[[User], str | None]) -> None:
    """Let a higher app say where an account goes after signing in."""
    if page not in _landings:
        _landings.append(page)


def demonstration_people() -> list[DemonstrationPerson]:
    """Everybody whose part a visitor of the demonstration may play; nobody outside of it."""
    if not settings.DEMO:
        return []
    return [person for introduce in _introductions for person in introduce()]


def access_demonstration_person(pk: UUID) -> User:
    """The account of a demonstration's person; Http404 for every other account."""
    for person in demonstration_people():
        if person.user.pk == pk:
            return person.user
    raise Http404("Not a person of the demonstration.")


def landing_page(user: User) -> str:
    """Where `user` goes after signing in, in their own language."""
    with translation.override(user.language):
        found = [url for page in _landings if (url := page(user))]
        return found[0] if found else reverse("accounts:home")


def has_second_factor(user: User) -> bool:
    """Whether an authenticator app or a passkey guards the account; recovery codes alone do not count."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user=user, type__in=kinds).exists()


def find_account(email: str | None, phone: str | None) -> User | None:
    """The account with this address or number.

    Raises TwoAccounts when they belong to two different ones.
    """
    by_email = User.objects.filter(email__iexact=email).first() if email else None
    by_phone = User.objects.filter(phone=phone).first() if phone else None
    if by_email and by_phone and by_email != by_phone:
        raise TwoAccounts
    return by_email or by_phone


def invitation_token(user: User) -> str:
    """A token that lets `user` set a first password; it dies with the first use."""
    return links.make(INVITATION, {"user": str(user.pk), "stamp": _stamp(user)})


def invitation_url(user: User) -> str:
    """The whole address of the invitation, in the language of the invited."""
    with translation.override(user.language):
        path = reverse("accounts:accept-invitation", kwargs={"token": invitation_token(user)})
    return f"{settings.SITE_URL}{path}"


def invited_user(token: str) -> User:
    """The account that an invitation is for.

    Raises LinkExpired, LinkBroken, or InvitationUsed when a password was set since.
    """
    payload = links.read(INVITATION, token, timedelta(days=INVITATION_DAYS))
    user = User.objects.filter(pk=payload["user"], is_active=True).first()
    if user is None:
        raise LinkBroken
    if user.has_usable_password() or not constant_time_compare(payload["stamp"], _stamp(user)):
        raise InvitationUsed
    return user


def _stamp(user: User) -> str:
    return salted_hmac(INVITATION, user.password).hexdigest()[:20]
