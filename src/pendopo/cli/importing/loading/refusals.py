"""What only an import can get wrong."""

from django.utils.translation import gettext_lazy as _

from pendopo.core.errors import DomainError


class FileNotInFolder(DomainError):
    """A file that a row names and that is not there."""

    sentence = _("%(name)s is not a file in this folder. Put it there, or correct the name.")


class NobodyLeads(DomainError):
    """A side without anybody who could act for it."""

    sentence = _("Nobody in roles.csv leads this side: %(side)s. Give somebody the role that does.")


class MinutesNotOpen(DomainError):
    """Paragraphs of a meeting without minutes."""

    sentence = _(
        "Meeting %(meeting)s has no minutes. Write their status in the column “minutes” of meetings.csv."
    )
    field = "meeting"


class NoSuchItem(DomainError):
    """A paragraph under an agenda item that is not there."""

    sentence = _("Meeting %(meeting)s has no agenda item %(position)s in agenda.csv. Add it there.")
    field = "label"


class LabelOutOfTurn(DomainError):
    """Paragraph numbers with a gap."""

    sentence = _("Paragraph %(label)s would get the number %(given)s. Number the paragraphs without gaps.")
    field = "label"


class NoSuchParagraph(DomainError):
    """A paragraph that is named and not there."""

    sentence = _("Meeting %(meeting)s has no paragraph %(label)s in paragraphs.csv. Add it there.")
    field = "paragraph"


class UnknownRegion(DomainError):
    """A region that is not on the official list."""

    sentence = _("No region is called “%(name)s”. Write its official code or its full name.")
    field = "region"


class UnitUnknown(DomainError):
    """A unit of a seat plan that is nothing seats are shared over there."""

    sentence = _("“%(unit)s” is nothing that this plan shares seats over. Write a code or name that fits it.")
    field = "unit"
