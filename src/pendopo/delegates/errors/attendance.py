"""What the rules about who came refuse."""

from django.utils.translation import gettext_lazy as _

from pendopo.core.errors import DomainError


class NotBegun(DomainError):
    """Somebody marked as present before there is anything to be present at."""

    sentence = _("People are marked as present from %(day)s on, the first day of this part.")


class NoSeatHeld(DomainError):
    """Somebody marked as present who holds no seat."""

    sentence = _(
        "%(code)s holds no seat (“%(state)s”), so nobody was marked. If a seat is free, give it on the page of seats "
        "and the waiting list first; or leave the mark of %(code)s out."
    )


class NobodyMarked(DomainError):
    """A press of the button without a choice."""

    sentence = _("Tick at least one person first.")
