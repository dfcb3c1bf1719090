"""What the rules about invitations and messages refuse."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from pendopo.core.errors import DomainError


class PlaceholderUnknown(DomainError):
    """A word in braces that stands for nothing."""

    sentence = _("“{%(word)s}” stands for nothing here. You can use %(known)s.")

    def __init__(self, *, field: str = "", **data: Any) -> None:
        super().__init__(**data)
        self.field = field or None


class BraceOpen(DomainError):
    """A brace without its other half."""

    sentence = _("A brace { or } stands alone. Words that are filled in stand between two: {…}.")

    def __init__(self, *, field: str = "") -> None:
        super().__init__()
        self.field = field or None


class NumberMissing(DomainError):
    """A pattern under which all letters would have the same number."""

    sentence = _("The pattern needs %(word)s, otherwise all letters would have the same number.")
    field = "pattern"


class FirstNumberTaken(DomainError):
    """Counting that would begin below a number already given."""

    sentence = _("Number %(number)s was given already, so counting goes on after it.")
    field = "first_number"


class TermsMissing(DomainError):
    """Invitations without a letter."""

    sentence = _("First write what the letter says and who signs it.")


class NobodyChosen(DomainError):
    """A step for nobody."""

    sentence = _("Choose at least one person.")


class NotToInvite(DomainError):
    """People who cannot be invited now."""

    sentence = _("%(codes)s: not selected any more, or invited already. Reload the page and choose again.")


class NoAddress(DomainError):
    """People whom the chosen way does not reach."""

    sentence = _("%(codes)s cannot be reached in this way: the address or number is missing. Choose another.")
    field = "channel"


class DeadlinePast(DomainError):
    """A last day to answer that is over."""

    sentence = _("The last day to answer has to lie ahead. Choose a later one.")
    field = "until"


class DeadlineLate(DomainError):
    """A last day to answer after the convening has begun."""

    sentence = _("The last day to answer has to lie before %(day)s, when the convening begins.")
    field = "until"


class NothingToSend(DomainError):
    """An order to send where nothing waits."""

    sentence = _("No e-mail waits to be sent. Reload the page.")


class InvitationClosed(DomainError):
    """A step on an invitation that no longer counts."""

    sentence = _("This invitation is no longer open. Ask the secretariat if you would still like to come.")


class SentAlready(DomainError):
    """Marked as sent for a second time, or by hand where a worker sends."""

    sentence = _("This is marked as sent already, or sent by itself. Reload the page.")


class SentStays(DomainError):
    """Something that cannot be taken back: it went by e-mail, or everything has moved on since."""

    sentence = _(
        "This can no longer be taken back for %(code)s: it went by e-mail, was answered, or goes out in another way. "
        "Send once more if it did not arrive."
    )


class TooManyDays(DomainError):
    """More days than anybody needs."""

    sentence = _("Add between 1 and 60 days.")
    field = "days"


class MessageSent(DomainError):
    """A change to what has gone out."""

    sentence = _("This message was sent and stays as it is. Write a new one.")


class NobodyReached(DomainError):
    """A message to an empty group."""

    sentence = _("Nobody in this group can be written to. Change the group.")


class GroupMoved(DomainError):
    """A group that is no longer as large as the page showed."""

    sentence = _("The group has changed: it is now %(count)s people. Look again, then send.")


class TableUnreadable(DomainError):
    """A file that is no table."""

    sentence = _("This file is not a table we can read. Save it as XLSX or as “CSV UTF-8” and send it again.")
    field = "upload"


class TableTooLong(DomainError):
    """A table with more rows than can be looked at in one go."""

    sentence = _("A table may have %(most)s rows at most. Divide it and send the parts one after the other.")
    field = "upload"


class TableColumns(DomainError):
    """A table whose first row does not name the columns."""

    sentence = _(
        "The first row must name the columns: %(missing)s is missing. Use the template on this page."
    )
    field = "upload"


class TableEmpty(DomainError):
    """A table with a first row and nothing below it."""

    sentence = _("The table has no rows below the column names. Fill it in and send it again.")
    field = "upload"


class NothingToLoad(DomainError):
    """A table without a single row that can be loaded, or one that was loaded before."""

    sentence = _("There is no row to load. Correct the table and send it again.")


class SubstitutionAsked(DomainError):
    """A second request for the place of the same person."""

    sentence = _("Somebody has asked already to replace %(code)s. Wait for the answer.")


class SubstitutionAnswered(DomainError):
    """A request that was answered before."""

    sentence = _("This request has been answered. Reload the page to see how.")


class SubstituteElsewhere(DomainError):
    """Somebody who cannot take the place: of another organisation or part, or with a seat already."""

    sentence = _(
        "%(code)s cannot take this place. Choose somebody of the same organisation and part who has no seat yet."
    )
    field = "code"


class ReasonMissing(DomainError):
    """A request without a reason."""

    sentence = _("Write why somebody else is to come; no name is needed for that.")
    field = "why"
