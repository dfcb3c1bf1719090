"""What the rules about registration, consent and own data refuse."""

from django.utils.translation import gettext_lazy as _

from pendopo.core.errors import DomainError


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
