"""What the rules about states of delegates refuse."""

from django.utils.translation import gettext_lazy as _

from pendopo.core.errors import DomainError


class MoveNotOpen(DomainError):
    """A step that does not follow from the delegate's state."""

    sentence = _("%(code)s is “%(state)s”, so this step is not open. Reload the page to see what is.")


class NameMissing(DomainError):
    """A nomination of nobody."""

    sentence = _("Write the name as the person uses it; one word is enough.")
    field = "name"


class BornInFuture(DomainError):
    """A date of birth that has not come yet, or is older than anybody."""

    sentence = _("%(date)s cannot be a date of birth. Check the year.")
    field = "born_on"
