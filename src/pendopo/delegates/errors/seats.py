"""What the rules about seats and quotas refuse."""

from django.utils.translation import gettext_lazy as _

from pendopo.core.errors import DomainError


class SeatsMissing(DomainError):
    """A plan that shares nothing."""

    sentence = _("There must be at least one seat to share. Write how many there are.")
    field = "total"


class UnitsMissing(DomainError):
    """A plan with nobody to receive seats."""

    sentence = _("Nobody can receive a seat yet. Give at least one row a weight or a minimum.")


class UnitTwice(DomainError):
    """A unit that stands in a plan twice, or belongs elsewhere."""

    sentence = _("%(name)s stands here twice, or does not belong here. Open the table again.")


class CapBelowFloor(DomainError):
    """A row that cannot be kept."""

    sentence = _("%(name)s has at least %(floor)s seats and at most %(cap)s. Correct one of the two.")


class MethodNeedsDivisors(DomainError):
    """Largest remainders for a table."""

    sentence = _("Largest remainders cannot fill a table of provinces and sexes. Choose another method.")
    field = "method"


class FloorsFirstInTable(DomainError):
    """Floors to start at, in a table."""

    sentence = _("In a table of provinces and sexes a minimum can only lift a share. Choose that meaning.")
    field = "floors"


class WomenAboveSeats(DomainError):
    """More seats for women than there are."""

    sentence = _("%(women)s seats for women are more than the %(seats)s there are. Write fewer.")
    field = "women"


class FloorsAboveSeats(DomainError):
    """Minimums that cannot all be kept."""

    sentence = _(
        "The minimums add up to %(floors)s, but there are only %(seats)s seats. Lower some, or share more seats."
    )


class CapsBelowSeats(DomainError):
    """Maximums that leave seats over."""

    sentence = _(
        "There are %(seats)s seats, but the maximums allow only %(caps)s. "
        "Raise a maximum, or give more rows a weight."
    )


class SeatForEveryone(DomainError):
    """A method that gives everybody a seat, with too few seats."""

    sentence = _(
        "This method gives a seat to everybody with a weight: with the minimums %(due)s are due, "
        "but %(seats)s are there. Choose another method, or share more seats."
    )


class CapBelowDue(DomainError):
    """A maximum below what is due in any case."""

    sentence = _("%(name)s may have at most %(cap)s, but %(due)s are due there. Raise that maximum.")


class DueAboveSum(DomainError):
    """A province or sex whose cells need more than it has."""

    sentence = _("%(name)s has %(seats)s seats, but %(due)s are due in its rows. Lower a minimum there.")


class SumAboveRoom(DomainError):
    """A province or sex whose cells can take less than it has."""

    sentence = _(
        "%(name)s has %(seats)s seats, but its rows may take only %(room)s. Raise a maximum, or add a weight there."
    )


class TableImpossible(DomainError):
    """Sums of provinces and sexes that no table keeps together."""

    sentence = _(
        "No table keeps all sums: %(regions)s have %(seats)s seats together, and there is not enough room for them "
        "in %(groups)s. Loosen a minimum or maximum, or give more rows a weight."
    )


class TieOpen(DomainError):
    """A plan in which not every seat has found somebody."""

    sentence = _(
        "%(names)s are level, so these seats are open. Name a public text that decides by lot, then compute again."
    )


class PlanNotDraft(DomainError):
    """A change to a plan that was adopted."""

    sentence = _("Plan %(number)s was adopted and stays as it is. Make a new plan instead.")


class FillingDayPast(DomainError):
    """A day until which seats may be filled that is over."""

    sentence = _("%(name)s: %(day)s is over. Choose today or a later day, or leave the field empty.")
    field = "deadline"


class PlanSuperseded(DomainError):
    """Deadlines in a plan that is no longer in force."""

    sentence = _("Plan %(number)s is no longer in force. Open the one that is.")


class QuotaEmpty(DomainError):
    """A quota without a number."""

    sentence = _("Write a minimum, a maximum or a target: at least one of the three.")
    field = "minimum"


class MinimumAboveMaximum(DomainError):
    """A quota that nobody can keep."""

    sentence = _("At least %(minimum)s and at most %(maximum)s cannot both hold. Correct one of the two.")
    field = "minimum"


class TargetOutside(DomainError):
    """A target that the quota's own bounds forbid."""

    sentence = _("The target of %(target)s lies outside the minimum or the maximum. Correct one of them.")
    field = "target"


class PercentAbove100(DomainError):
    """More than all."""

    sentence = _("%(number)s per cent is more than everybody. Write at most 100, or count in persons.")
    field = "unit"


class ValueUnknown(DomainError):
    """A value that nobody can have."""

    sentence = _("Nobody can have “%(value)s” here: it is not known in this convening. Choose another value.")
    field = "value"


class GroupOfItself(DomainError):
    """A group in the dimension that is counted."""

    sentence = _(
        "A quota by %(dimension)s cannot be counted inside a group by the same. Choose another group."
    )
    field = "inside_dimension"


class GroupTooLarge(DomainError):
    """A group made of too many values."""

    sentence = _(
        "A group can be made of about ten values. Choose fewer, or a value that holds them together."
    )
    field = "inside_value"


class QuotaTwice(DomainError):
    """The same quota again."""

    sentence = _("There is a quota for exactly this already: %(numbers)s. Change that one instead.")


class MinimumsAboveSeats(DomainError):
    """Minimums of one dimension that need more people than there are seats."""

    sentence = _(
        "By %(dimension)s the minimums would need %(needed)s people, but there are %(seats)s seats. Lower a minimum."
    )
    field = "minimum"


class MinimumsAbove100(DomainError):
    """Minimums of one dimension that need more than everybody."""

    sentence = _("By %(dimension)s the minimums would add up to %(percent)s per cent. Lower a minimum.")
    field = "minimum"
