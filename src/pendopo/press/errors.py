"""What the press room refuses, each with the sentence that the page shows."""

from django.utils.translation import gettext_lazy as _

from pendopo.core.errors import DomainError


class TitleMissing(DomainError):
    """An article without a title in either language."""

    sentence = _("Write the title in at least one of the two languages.")


class TextMissing(DomainError):
    """An article that has a title only."""

    sentence = _("The article has no text yet. Write it in at least one of the two languages.")


class NotADraft(DomainError):
    """Somebody else approved or published it in the meantime."""

    sentence = _("This article is now “%(status)s”, so this step is not open any more. Reload the page.")


class OwnArticle(DomainError):
    """The writer wants to approve what they wrote."""

    sentence = _("You wrote or changed this article. Ask another organiser to read and approve it.")


class ChangedMeanwhile(DomainError):
    """The text was saved by somebody else since this form was opened."""

    sentence = _(
        "%(name)s saved this article while you were writing. "
        "Copy your text, reload the page and put it in again."
    )


class AlternativeTextMissing(DomainError):
    """A picture without words for those who cannot see it."""

    sentence = _("Say in one sentence what the picture shows, for readers who cannot see it.")
    field = "cover_alt_ind"


class CreditMissing(DomainError):
    """A picture without its maker."""

    sentence = _("Name who made the picture.")
    field = "cover_credit"


class NotAPicture(DomainError):
    """A cover that is a document."""

    sentence = _("%(filename)s is not a picture. Choose a PNG, JPEG or WebP file.")
    field = "picture"


class CorrectionNoteMissing(DomainError):
    """A correction that does not say what was wrong."""

    sentence = _("Say in one sentence what you corrected. Readers see it below the article.")
    field = "note_ind"


class CorrectsNothing(DomainError):
    """A correction that leaves the text as it was."""

    sentence = _("Nothing was changed. Correct the text, or leave the page.")


class FigureOrWords(DomainError):
    """A line without a number and without words for the missing one."""

    sentence = _("Choose a figure, or write what is not recorded yet. Not both.")
    field = "figure"


class FigureListed(DomainError):
    """A figure that the article lists already."""

    sentence = _("The article lists this figure already. Choose another one.")
    field = "figure"
