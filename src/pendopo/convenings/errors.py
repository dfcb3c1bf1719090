"""What the rules about convenings, roles and organisations refuse."""

from django.utils.translation import gettext_lazy as _

from pendopo.core.errors import DomainError


class DatesReversed(DomainError):
    """A stretch of days that ends before it starts."""

    sentence = _("The last day lies before the first day. Swap the two dates.")
    field = "ends_on"


class DatesOutside(DomainError):
    """The conference or the convention lies outside the days of the whole convening."""

    sentence = _("%(part)s must lie between the first and the last day of the convening. Change its dates.")


class CodeTaken(DomainError):
    """A code that another organisation or unit of this convening has."""

    sentence = _("The code %(code)s is taken by %(owner)s. Choose another code.")
    field = "code"


class SlugTaken(DomainError):
    """An address that another convening has."""

    sentence = _("The address %(slug)s is taken. Choose another address.")
    field = "slug"


class UnitOfAnother(DomainError):
    """A unit that does not belong to the organisation beside it."""

    sentence = _("%(unit)s is not a unit of %(organisation)s. Choose a unit of the same organisation.")
    field = "unit"


class RoleHeld(DomainError):
    """A role that the account holds already."""

    sentence = _("%(name)s already has the role %(role)s. Choose another role or another person.")
    field = "role"


class RoleNeedsPlace(DomainError):
    """A role that only makes sense inside an organisation or a unit."""

    sentence = _("The role %(role)s needs an organisation. Choose one.")
    field = "organisation"


class LastOfRole(DomainError):
    """The last account that can act for its side."""

    sentence = _("%(name)s is the last with the role %(role)s. Give the role to somebody else first.")


class AlreadyInTeam(DomainError):
    """A second seat of the same person in one team."""

    sentence = _("%(name)s already sits in this team. Choose somebody else.")
    field = "person"


class AccountTaken(DomainError):
    """An account that another person of this convening stands for."""

    sentence = _("This account belongs to %(name)s already. Choose another account or leave it empty.")
    field = "user"
