"""What the rules about households refuse."""

from django.utils.translation import gettext_lazy as _

from pendopo.core.errors import DomainError


class HousemateUnfit(DomainError):
    """Somebody who cannot be noted as living there: the same person, or one who has left the pool."""

    sentence = _("%(code)s cannot be noted here. Choose somebody else who is in the pool of this convening.")
    field = "who"


class SeatTooMany(DomainError):
    """Somebody who would break a limit of the draw that stands; the sentence tells nobody which."""

    sentence = _(
        "%(code)s cannot take this seat, because a limit of the selection would be broken. Decline the request, and "
        "have somebody else proposed."
    )
