"""What the rules about choosing a host refuse."""

from django.utils.translation import gettext_lazy as _

from pendopo.core.errors import DomainError


class TitleMissing(DomainError):
    """A text that is needed in at least one language."""

    sentence = _("Write this in at least one of the two languages.")


class CriteriaMissing(DomainError):
    """A version without criteria."""

    sentence = _("Give at least one criterion with a title.")


class CodeTwice(DomainError):
    """Two criteria with the same code."""

    sentence = _("The code %(code)s is used twice. Give every criterion its own code.")


class CodeUnusable(DomainError):
    """A code that cannot stand in an address."""

    sentence = _("“%(code)s” cannot be a code. Use up to 12 letters, digits and hyphens.")


class WeightsEmpty(DomainError):
    """Criteria whose weights are all 0."""

    sentence = _("All weights are 0, so nothing would count. Give at least one criterion a weight.")


class ReasonMissing(DomainError):
    """A change that nobody would understand later."""

    sentence = _("Say why, so that others understand it later.")
    field = "reason"


class CandidateTwice(DomainError):
    """A region that is a candidate already."""

    sentence = _("%(name)s is a candidate already. Choose another region.")
    field = "region"


class CandidateUnnamed(DomainError):
    """A candidate without a region and without a name, or with both."""

    sentence = _("Choose a region, or write the name of a place that is not on the list: one of the two.")
    field = "region"


class CandidateWithdrawn(DomainError):
    """A candidate that no longer takes part."""

    sentence = _("%(name)s has withdrawn. Choose another candidate.")


class CriterionUnknown(DomainError):
    """A claim about something that is no criterion now."""

    sentence = _("%(code)s is not one of the present criteria. Open the candidate again.")


class EvidenceNeedsOne(DomainError):
    """Evidence that is neither a file nor a link, or both."""

    sentence = _("Give either a file or a link.")
    field = "url"


class LinkNotWeb(DomainError):
    """A link that does not lead to a web page."""

    sentence = _("The link must begin with https:// or http://. Copy it from the address bar.")
    field = "url"


class OwnEvidence(DomainError):
    """Evidence verified by whoever brought it."""

    sentence = _("You added this evidence yourself. Ask somebody else to verify it.")


class AlreadyVerified(DomainError):
    """Evidence that was verified before."""

    sentence = _("%(name)s verified this already. Nothing is left to do.")


class ScoringStarted(DomainError):
    """A change to what assessors are reading."""

    sentence = _(
        "Scoring has started, so candidates, criteria and evidence stay as they are. "
        "Make a new version of the criteria to change them."
    )


class ScoringClosed(DomainError):
    """Scores outside the time of scoring."""

    sentence = _("Scores are not being taken now. Look at the call to see how far it is.")


class AssessorTwice(DomainError):
    """Somebody who was invited already."""

    sentence = _("%(name)s is an assessor already. Choose somebody else.")
    field = "user"


class NotOfConvening(DomainError):
    """An account without a part in this convening."""

    sentence = _("%(name)s has no role in this convening. Give a role first.")
    field = "user"


class NotReadyForScoring(DomainError):
    """A call that lacks something before scoring can open."""

    sentence = _(
        "Scoring needs criteria, at least two candidates and at least one assessor. Add what is missing."
    )


class NotDeclared(DomainError):
    """Scores before the declaration of conflicts of interest."""

    sentence = _("Declare your conflicts of interest first, or that you have none.")


class ConflictUnexplained(DomainError):
    """A conflict of interest without a word about it."""

    sentence = _("Say in a few words what your conflict with %(name)s is.")


class RecusedFrom(DomainError):
    """A score for a candidate that the assessor is recused from."""

    sentence = _("You are recused from %(name)s and cannot score it. Score the other candidates.")


class ScoreOutside(DomainError):
    """A score that is not on the scale."""

    sentence = _("A score is a whole number from 0 to %(top)s. Choose one of them.")


class ScoresMissing(DomainError):
    """A sheet submitted with empty places."""

    sentence = _("Scores are still missing: %(count)s. Fill them in, then submit.")


class AlreadySubmitted(DomainError):
    """A change to scores that were submitted."""

    sentence = _("These scores were submitted. Take them back first to change them.")


class SheetClosed(DomainError):
    """A sheet that is no longer waited for."""

    sentence = _("This assessor is no longer asked for scores. Nothing is left to do.")


class NotEveryoneScored(DomainError):
    """Results asked for while somebody is still scoring."""

    sentence = _("Not everybody has submitted scores. The result opens when all have.")


class DecisionExists(DomainError):
    """A second decision on one call."""

    sentence = _("This call is decided. Open a new call to choose again.")


class NothingPublished(DomainError):
    """A publication taken back that is not there."""

    sentence = _("This decision is not published. Nothing is left to do.")


class PublishedAlready(DomainError):
    """A second publication of the same decision."""

    sentence = _("This decision is published already. Nothing is left to do.")


class ScoringOver(DomainError):
    """A change to who takes part when the result is known."""

    sentence = _("The scores are open, so who takes part stays as it is. Make a new version of the criteria.")
