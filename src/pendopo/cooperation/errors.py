"""What this app refuses, each with the sentence that the page shows."""

from django.utils.translation import gettext_lazy as _

from pendopo.core.errors import DomainError


class EndsBeforeItStarts(DomainError):
    sentence = _("The meeting ends at %(ends)s, but starts at %(starts)s. Correct one of the two times.")


class NumberTaken(DomainError):
    sentence = _("Meeting number %(number)s of this series exists already. Choose the next free number.")


class MeetingCancelled(DomainError):
    sentence = _("This meeting was cancelled. Record a new meeting instead.")


class MinutesExist(DomainError):
    sentence = _("This meeting has its minutes already. Open them to go on writing.")


class HasMinutes(DomainError):
    sentence = _("This meeting has minutes, so it took place. It cannot be moved or cancelled any more.")


class AgendaItemInUse(DomainError):
    sentence = _("The minutes have paragraphs under “%(title)s”. Remove those paragraphs first.")


class TotalDiffers(DomainError):
    sentence = _(
        "The stated total is %(stated)s, but women, men and not stated add up to %(counted)s: "
        "a difference of %(difference)s. Correct the total or the three numbers."
    )


class MoreNamedThanCounted(DomainError):
    sentence = _(
        "Named as “%(gender)s”: %(named)s, but counted: %(counted)s. Correct the number or the names."
    )


class NobodyCounted(DomainError):
    sentence = _("Enter at least one person, or remove the row.")


class AttendedTwice(DomainError):
    sentence = _("%(name)s is on the attendance list already. Change that row instead.")


class MinutesFrozen(DomainError):
    sentence = _(
        "These minutes were approved, so their text stays as it is. "
        "Propose an amendment to correct a paragraph."
    )


class AttendanceFrozen(DomainError):
    sentence = _(
        "The attendance was approved with the minutes, so it stays as it is. "
        "Propose an amendment, with the reason, to correct it."
    )


class StaleParagraph(DomainError):
    """Somebody saved this paragraph in the meantime; `data` carries both texts."""

    sentence = _(
        "%(name)s changed paragraph %(label)s while you were writing. "
        "Both texts are shown below. Choose one, or combine them."
    )


class ParagraphCaptured(DomainError):
    sentence = _(
        "Paragraph %(label)s is the source of an agreement or commitment. "
        "Change its text instead of removing it."
    )


class ParagraphNotEmpty(DomainError):
    sentence = _("Paragraph %(label)s still has text. Empty it and save, then remove it.")


class MinutesEmpty(DomainError):
    sentence = _("The minutes have no text yet. Write at least one paragraph first.")


class NotInDraft(DomainError):
    sentence = _("These minutes are no longer a draft. Reload the page to see where they stand.")


class NotInComment(DomainError):
    sentence = _("These minutes are not open for comment. Reload the page to see where they stand.")


class CommentsOpen(DomainError):
    sentence = _("Comments not resolved yet: %(count)s. Answer and resolve them before you approve.")


class SideApprovedAlready(DomainError):
    sentence = _("Your side has approved already. The other side's approval is still to come.")


class TextChangedSinceApproval(DomainError):
    sentence = _(
        "Text or attendance no longer match the fingerprint that the other side approved. "
        "Tell the secretariat at once."
    )


class NotYetApproved(DomainError):
    sentence = _(
        "Both sides must approve the minutes before they are published. Ask for the approval that is missing."
    )


class MinutesNotApproved(DomainError):
    sentence = _("These minutes are not approved yet. Change the paragraph itself instead of amending it.")


class AmendmentOpen(DomainError):
    sentence = _("Paragraph %(label)s has an amendment that waits for approval. Settle that one first.")


class AttendanceAmendmentOpen(DomainError):
    sentence = _("The attendance has an amendment that waits for approval. Settle that one first.")


class AttendanceUnchanged(DomainError):
    sentence = _("The new numbers are the same as the old ones. Change a number or leave the page.")


class AmendmentChangesNothing(DomainError):
    sentence = _("The new text is the same as the old one. Change the text or leave the page.")


class AmendmentSettled(DomainError):
    sentence = _("This amendment is settled already. Propose a new one if the text is still wrong.")


class TextMissing(DomainError):
    sentence = _("Write the text in at least one of the two languages.")


class CodeTaken(DomainError):
    sentence = _("%(code)s exists already. Choose another number.")


class AgreementDetailedAlready(DomainError):
    sentence = _("%(code)s is detailed already. Add a commitment to it instead.")


class AgreementWithoutCommitments(DomainError):
    sentence = _("%(code)s has no commitments yet. Record who does what by when first.")


class OwnerOnNeitherSide(DomainError):
    sentence = _("%(name)s belongs to neither side. Choose an owner from the government or the network.")
    field = "organisation"


class UnitElsewhere(DomainError):
    sentence = _("%(unit)s is not a unit of %(organisation)s. Choose one of its own units.")
    field = "unit"


class PersonElsewhere(DomainError):
    sentence = _("%(person)s does not belong to %(organisation)s. Choose one of its people.")
    field = "responsible"


class DayInFuture(DomainError):
    sentence = _("%(day)s is still to come. Enter today or an earlier day.")
    field = "on"


class StepNotOpen(DomainError):
    """Somebody else moved the commitment, or the same form was sent twice."""

    sentence = _(
        "%(code)s is now “%(state)s”, so this step is not open any more. Reload the page to see why."
    )


class EvidenceNeeded(DomainError):
    sentence = _("%(code)s has no evidence yet. Add a file or a link, then report it as done.")


class LastEvidence(DomainError):
    sentence = _(
        "%(code)s is reported as done and rests on this evidence alone. "
        "Add the right evidence first, then withdraw this one."
    )


class EvidenceWithdrawn(DomainError):
    sentence = _("This evidence was withdrawn already. Add new evidence instead.")


class EvidenceUnchanged(DomainError):
    sentence = _("Nothing would change. Correct the words or the link, or close this form.")


class LinkNeeded(DomainError):
    sentence = _("Evidence that is a link needs its address. Enter it, or withdraw the evidence.")
    field = "url"


class ReasonNeeded(DomainError):
    sentence = _("Write the reason in a sentence, so that the other side understands it.")
    field = "note"


class LinkUnusable(DomainError):
    sentence = _("Only addresses that start with http:// or https:// can be opened. Check the link.")
    field = "url"


class FileOrLink(DomainError):
    sentence = _("Add either a file or a link, not both.")


class ChangesNothing(DomainError):
    sentence = _("Nothing would change. Enter a new due date, a new wording, or a withdrawal.")


class ChangeOpenAlready(DomainError):
    sentence = _("A proposed change of %(code)s still waits for an answer. Answer that one first.")


class ChangeSettled(DomainError):
    sentence = _("This proposed change was settled already. Reload the page to see the outcome.")


class NobodyToRemind(DomainError):
    sentence = _("Nobody with an account answers for %(code)s. Make a personal link and send it instead.")


class RemindedToday(DomainError):
    sentence = _("The owners were reminded today already. Try again tomorrow, or call them.")


class NameNeeded(DomainError):
    sentence = _("Write the name of the person who will use the link.")
    field = "name"


class LetterSent(DomainError):
    sentence = _("This letter was sent, so it stays as it is. Write a new one instead.")


class NobodyAddressed(DomainError):
    sentence = _("The letter has no addressee yet. Choose at least one or write one.")
