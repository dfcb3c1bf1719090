"""What the rules about nominations, links, tables, duplicates and substitutions refuse."""

from django.utils.translation import gettext_lazy as _

from pendopo.core.errors import DomainError


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
