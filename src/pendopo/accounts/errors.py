"""What the rules about accounts refuse."""

from django.utils.translation import gettext_lazy as _

from pendopo.core.errors import DomainError


class InvitationUsed(DomainError):
    """An invitation whose account has a password by now."""

    sentence = _("This invitation has been used. Sign in, or set a new password if you forgot yours.")


class NowhereToReach(DomainError):
    """A new account without e-mail address and phone number."""

    sentence = _("Give an e-mail address or a phone number, so that the person can sign in.")
    field = "email"


class TwoAccounts(DomainError):
    """An e-mail address and a phone number that belong to two different accounts."""

    sentence = _("The e-mail address and the phone number belong to two accounts. Give only one of them.")
    field = "phone"


class AccountClosed(DomainError):
    """An account that was closed."""

    sentence = _("This account is closed. Ask the system operator to open it again.")
    field = "email"
