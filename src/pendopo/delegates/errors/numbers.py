"""What the rules about published numbers refuse."""

from django.utils.translation import gettext_lazy as _

from pendopo.core.errors import DomainError


class NothingToPublish(DomainError):
    """Totals of a part in which there is nobody yet."""

    sentence = _("There is no total to publish yet. Adopt a seat plan, or wait until people have registered.")


class NumbersMoved(DomainError):
    """Totals that somebody read before they changed."""

    sentence = _("The numbers have changed since you opened this page. Look at them again, then publish.")
