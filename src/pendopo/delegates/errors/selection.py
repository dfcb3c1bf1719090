"""What the rules about selections and the waiting list refuse."""

from django.utils.translation import gettext_lazy as _

from pendopo.core.errors import DomainError


class SelectionMoved(DomainError):
    """A step that does not follow from the state of a selection."""

    sentence = _("This selection is “%(state)s”, so this step is not open. Reload the page to see what is.")


class SizeMissing(DomainError):
    """A selection of nobody."""

    sentence = _("Write how many seats are to be filled; at least one.")
    field = "size"


class PoolTooSmall(DomainError):
    """Fewer people than seats."""

    sentence = _(
        "There are %(size)s seats to fill, but only %(free)s people in the pool. "
        "Lower the number of seats, or wait until more people have registered."
    )


class MoreThanFree(DomainError):
    """More people than seats that nobody holds."""

    sentence = _(
        "%(size)s people are to be selected, but the seat plan in force has only %(free)s seats that nobody holds. "
        "Select fewer, or adopt a plan with more seats."
    )


class StillComputing(DomainError):
    """A second computation while the first goes on."""

    sentence = _("The chances are being computed. Wait for the result, or stop it first.")


class LotteryStale(DomainError):
    """Chances of a pool or of quotas that are no longer so."""

    sentence = _(
        "People or quotas have changed since this was computed. Compute the chances again, then go on."
    )


class NothingToRelax(DomainError):
    """A change asked for where none was found."""

    sentence = _("No change of the quotas is proposed here. Compute the chances again.")


class SeedSourceMissing(DomainError):
    """An announcement that does not say where the seed comes from."""

    sentence = _("Write which public number will be the seed, so that everybody can look it up.")
    field = "source"


class SeedMomentPast(DomainError):
    """A seed that may be known already."""

    sentence = _("This moment is over, so somebody may know the number already. Choose a later one.")
    field = "at"


class SeedTooEarly(DomainError):
    """A draw before the announced moment."""

    sentence = _("The announced moment has not come yet. Enter the seed after it.")


class SeedMissing(DomainError):
    """A draw without a seed."""

    sentence = _("Write the seed exactly as it was published.")
    field = "seed"


class SeedsDiffer(DomainError):
    """Two spellings of the seed."""

    sentence = _("The two seeds are not the same. Look at the source again and type both anew.")
    field = "again"


class WhyMissing(DomainError):
    """A step that changes what was fixed, without a reason."""

    sentence = _("Write the reason; it stays on record.")
    field = "why"


class DrawInUse(DomainError):
    """A draw that people have acted upon."""

    sentence = _(
        "People of this draw have been invited or have answered, so it stands. Use the waiting list for changes."
    )


class PublicAlready(DomainError):
    """Published a second time."""

    sentence = _("This selection is public already. Nothing is left to do.")


class NothingPublic(DomainError):
    """Something hidden that was not public."""

    sentence = _("This selection is not public. Nothing is left to do.")


class ListFrozen(DomainError):
    """A promotion without a request after the list was frozen."""

    sentence = _("The list is frozen: ask for the change, and somebody else agrees to it.")


class DrawFrozen(DomainError):
    """A draw into a list that is frozen by then."""

    sentence = _(
        "The list of this part is frozen from %(day)s on, so nobody is drawn into it. Fill its free seats from the "
        "waiting list, by a request each, or move the day of the freeze first; the leaders of both sides hear of it."
    )


class ListOpen(DomainError):
    """A request where none is needed."""

    sentence = _("The list is not frozen, so no request is needed. Promote the person directly.")


class NoSeatFree(DomainError):
    """A promotion without a seat."""

    sentence = _("No seat is free. Wait until somebody declines or cancels.")


class NobodyNext(DomainError):
    """A free seat that nobody on the list may take."""

    sentence = _(
        "Nobody on the waiting list can take this seat without breaking a quota. "
        "Change a quota, take back somebody who was passed over, or leave the seat free."
    )


class AnotherIsNext(DomainError):
    """A promotion of somebody who does not come next any more."""

    sentence = _("Meanwhile %(code)s comes next. Reload the page, look at the reasons, then decide.")


class NotWaiting(DomainError):
    """Somebody who has left the waiting list."""

    sentence = _("%(code)s is no longer on the waiting list. Reload the page.")


class RequestOpen(DomainError):
    """A second request for the same person."""

    sentence = _("A request for %(code)s waits for an answer already. Somebody else has to answer it.")


class RequestAnswered(DomainError):
    """An answer to what has been answered."""

    sentence = _("This request has been answered already. Nothing is left to do.")


class AnswerOwnRequest(DomainError):
    """Somebody agrees with themself."""

    sentence = _("You asked for this yourself. Another leader of either side has to answer.")


class MergeImpossible(DomainError):
    """Two entries of which neither can go."""

    sentence = _(
        "%(one)s and %(other)s cannot be merged: both hold a seat, or one has left the pool. Take one seat back "
        "first."
    )
