"""Writes about accounts."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from pendopo.accounts import rules
from pendopo.accounts.errors import AccountClosed, NowhereToReach
from pendopo.accounts.models import User
from pendopo.accounts.queries import INVITATION_DAYS, find_account, invitation_url, invited_user
from pendopo.core.audit import record
from pendopo.core.errors import NotAllowed


@transaction.atomic
def invite_user(
    *, full_name: str, email: str | None = None, phone: str | None = None, language: str = "id", by: User
) -> User:
    """The account of a person: the one they have, otherwise a new one that waits for its first password."""
    if not rules.may_open_accounts(by):
        raise NotAllowed
    if not email and not phone:
        raise NowhereToReach
    if known := find_account(email, phone):
        if not known.is_active:
            raise AccountClosed
        return known
    user = User.objects.create_user(email=email, phone=phone, full_name=full_name, language=language)
    record("accounts.user_invited", on=user, by=by)
    return user


@transaction.atomic
def create_operator(*, full_name: str, email: str, by: User | None) -> User:
    """A system operator's account, made from the command line; it waits for its first password."""
    if by is not None and not by.is_staff:
        raise NotAllowed
    user = User.objects.create_user(email=email, full_name=full_name, is_staff=True)
    record("accounts.operator_created", on=user, by=by)
    return user


def send_invitation(user: User) -> None:
    """Mail the invitation when the transaction is through; without an address there is nothing to mail."""
    if user.email:
        transaction.on_commit(lambda: _mail_invitation(user))


def invitation_text(user: User) -> str:
    """The invitation as a message, in the language of the invited."""
    with translation.override(user.language):
        return render_to_string(
            "accounts/invitation.txt",
            {"user": user, "url": invitation_url(user), "days": INVITATION_DAYS},
        )


def _mail_invitation(user: User) -> None:
    with translation.override(user.language):
        subject = _("Your invitation to Pendopo")
    send_mail(subject, invitation_text(user), settings.DEFAULT_FROM_EMAIL, [str(user.email)])


@transaction.atomic
def accept_invitation(*, token: str, password: str) -> User:
    """Set the first password of the invited account; the invitation cannot be used again."""
    user = invited_user(token)
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    invited_user(token)
    user.set_password(password)
    user.save(update_fields=["password"])
    if user.email:
        EmailAddress.objects.update_or_create(
            user=user, email=user.email, defaults={"verified": True, "primary": True}
        )
    record("accounts.invitation_accepted", on=user, by=user)
    return user


@transaction.atomic
def change_profile(*, user: User, full_name: str, language: str, by: User) -> User:
    """Keep the name and the language that a person chose."""
    if not rules.may_change_profile(by, user):
        raise NotAllowed
    given = {"full_name": full_name, "language": language}
    changed = [name for name, value in given.items() if getattr(user, name) != value]
    user.full_name, user.language = full_name, language
    user.save(update_fields=["full_name", "language"])
    record("accounts.profile_changed", on=user, by=by, data={"fields": changed})
    return user
