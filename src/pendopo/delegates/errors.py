"""What the rules of mobilisation refuse."""

from typing import Any

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


# Registration, consent and own data.


class StageClosed(DomainError):
    """A form that is not open to this delegate now."""

    sentence = _("This form is not open now. Ask the secretariat if something has to change.")


class TakePartMissing(DomainError):
    """A registration without the one consent it needs."""

    sentence = _("We may register you only if you agree to this. If you do not want to, close this page.")
    field = "agree_take_part"


class GuardianMissing(DomainError):
    """A child registers without the adult who agrees."""

    sentence = _("You are under 18: write the name of a parent or guardian who agrees.")
    field = "guardian"


class LinkShut(DomainError):
    """Too many wrong answers to the question of an own link."""

    sentence = _(
        "There were too many wrong answers, so this link is shut. Ask the secretariat for a new one."
    )


class AlreadyWithdrawn(DomainError):
    """A consent that was withdrawn before, or never given."""

    sentence = _("You have not given this consent, so there is nothing to withdraw.")


class NothingToGive(DomainError):
    """A purpose for which the convening has no text."""

    sentence = _("There is no text for this purpose yet. Ask the secretariat.")


class TextUnchanged(DomainError):
    """A new version that says what the present one says."""

    sentence = _("The text is the same as before. Change it, or leave the version as it is.")


class TextMissing(DomainError):
    """A text that is needed in both languages."""

    sentence = _("Write the text in both languages: people agree to what they can read.")


class QuestionMissing(DomainError):
    """A question without words."""

    sentence = _("Write the question in at least one language.")
    field = "label"


class OptionsMissing(DomainError):
    """A question that offers a choice of less than two."""

    sentence = _("Write at least two answers to choose from, one on each line.")
    field = "options"


class OrderBroken(DomainError):
    """A question that would stand before the one it follows from."""

    sentence = _("“%(label)s” follows from an earlier answer and has to stay after that question.")


class ConditionUnclear(DomainError):
    """A condition that is only half there, or not in the words of the earlier question."""

    sentence = _("Say what the earlier answer must be: %(example)s.")
    field = "test_value"


class QuestionFollowed(DomainError):
    """A question from whose answer others follow."""

    sentence = _("“%(label)s” follows from this answer. Change that question first.")


class RiskNoteMissing(DomainError):
    """A note about risk that says nothing."""

    sentence = _("Write the note, or leave it as it was.")
    field = "note"


class BreachDatedWrong(DomainError):
    """A moment in the account of a breach that is later than now, or earlier than the breach was noticed."""

    sentence = _("A breach is noticed before it is told, and neither lies in the future. Check the times.")
    field = "noticed_at"


class BreachOpen(DomainError):
    """A breach that is closed before those concerned were told."""

    sentence = _("First tell the people concerned and the agency, and say what was done.")


class BreachOver(DomainError):
    """A breach that is closed already."""

    sentence = _("This entry is closed and stays as it is.")


# Seats and quotas.


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


# Nominations, links, tables, duplicates and substitutions.


class ContactMissing(DomainError):
    """A nomination of somebody whom nobody could reach."""

    sentence = _(
        "Write a phone number or an e-mail address, so that the invitation arrives. The number of somebody near "
        "is fine."
    )
    field = "phone"


class NominatedAlready(DomainError):
    """The same person once more, by the same organisation."""

    sentence = _(
        "Your list has this person already: %(code)s has the same name and contact. Correct that entry."
    )
    field = "name"


class NominationsClosed(DomainError):
    """A nomination after the deadline of the organisation's seats."""

    sentence = _(
        "Nominations of %(organisation)s closed on %(date)s. Ask the secretariat or the government liaison to "
        "nominate for you."
    )


class SeatsExceeded(DomainError):
    """A nomination further beyond the seats than is of use."""

    sentence = _(
        "%(organisation)s has %(seats)s seats and may nominate %(most)s people at most. Take a nomination back, or "
        "ask the secretariat for more seats."
    )


class LinkFull(DomainError):
    """A personal link that has brought as many nominations as one link may."""

    sentence = _(
        "Through this link %(most)s people have been nominated, and more is not possible. Ask %(by)s for a new link."
    )


class NominationFixed(DomainError):
    """A nomination that can no longer be changed by whoever made it."""

    sentence = _(
        "%(code)s has gone on, so the nomination stays as it is. Ask the secretariat if it is wrong."
    )


class LinkNameMissing(DomainError):
    """A personal link for nobody in particular."""

    sentence = _("Write for whom the link is. That name stands on the page the link opens.")
    field = "name"


# Numbers.


class NothingToPublish(DomainError):
    """Totals of a part in which there is nobody yet."""

    sentence = _("There is no total to publish yet. Adopt a seat plan, or wait until people have registered.")


class NumbersMoved(DomainError):
    """Totals that somebody read before they changed."""

    sentence = _("The numbers have changed since you opened this page. Look at them again, then publish.")


# Selection and waiting list.


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


# Invitations and messages.


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


class NothingToSend(DomainError):
    """An order to send where nothing waits."""

    sentence = _("No e-mail waits to be sent. Reload the page.")


class InvitationClosed(DomainError):
    """A step on an invitation that no longer counts."""

    sentence = _("This invitation is no longer open. Ask the secretariat if you would still like to come.")


class SentAlready(DomainError):
    """Marked as sent for a second time, or by hand where a worker sends."""

    sentence = _("This is marked as sent already, or sent by itself. Reload the page.")


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
