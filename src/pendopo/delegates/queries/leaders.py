"""The leaders of both sides, and what notices about selections and free seats tell them."""

from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pendopo.accounts.models import User
from pendopo.convenings.models import Convening, Membership
from pendopo.convenings.rules import ORGANISERS
from pendopo.core.times import clock, long_date
from pendopo.delegates.enums import Audience
from pendopo.delegates.models import Delegate, ListChange, Selection

_SELECTION: dict[str, tuple[Promise, Promise]] = {
    "announced": (
        _("Selection %(number)s: the seed is announced"),
        _("The chances are fixed. The seed will be known on %(day)s, %(time)s: %(source)s; enter it then."),
    ),
    "drawn": (
        _("Selection %(number)s is drawn"),
        _("The panel is drawn with the seed “%(seed)s”; look at it and publish how it was done."),
    ),
    "set_aside": (
        _("Selection %(number)s was set aside"),
        _("It no longer counts; read the reason, then make a new selection if one is needed."),
    ),
}


def leaders(convening: Convening) -> list[User]:
    """Secretariat, chair and liaison."""
    held = Membership.objects.filter(convening=convening, role__in=ORGANISERS, user__is_active=True)
    return list({one.user_id: one.user for one in held.select_related("user")}.values())


def about_selection(name: str, selection: Selection) -> tuple[str, str]:
    """Subject and sentence of a notice about a selection, in the active language."""
    facts = {
        "number": selection.number,
        "source": selection.seed_source.rstrip("."),
        "seed": selection.seed,
        "day": long_date(selection.seed_at),
        "time": clock(selection.seed_at),
    }
    return _said(*_SELECTION[name], facts)


def about_seat(delegate: Delegate) -> tuple[str, str]:
    """That a seat became free, in the active language."""
    subject = _("%(code)s has left: a seat is free")
    sentence = _("The waiting list says who comes next and why; promote that person or pass them over.")
    return _said(subject, sentence, {"code": delegate.code})


def about_change(change: ListChange) -> tuple[str, str]:
    """That somebody asks to change a frozen list, in the active language."""
    subject = _("A change of the frozen list waits for an answer")
    sentence = _("%(who)s asks to promote %(code)s; look at the difference, then agree or decline.")
    return _said(subject, sentence, {"who": change.asked_by.full_name, "code": change.arriving.code})


def about_freeze(audience: str, on: date | None, by: User) -> tuple[str, str]:
    """That the list freezes on another day, or on none any more, in the active language."""
    subject = _("The day from which the list is frozen has changed")
    sentence = _(
        "%(part)s: %(who)s has set it to %(day)s. From then on a second leader agrees to every promotion; look "
        "whether that is as agreed."
    )
    if on is None:
        sentence = _(
            "%(part)s: %(who)s has lifted it. Promotions no longer need a second leader; look whether that is as "
            "agreed."
        )
    facts = {"part": Audience(audience).label, "who": by.full_name, "day": long_date(on)}
    return _said(subject, sentence, facts)


def _said(subject: Promise | str, sentence: Promise | str, facts: dict[str, Any]) -> tuple[str, str]:
    return str(subject) % facts, str(sentence) % facts


def about_expired(codes: list[str]) -> tuple[str, str]:
    """That invitations were not answered in time and their seats are free, in the active language."""
    subject = ngettext(
        "%(number)s invitation was not answered: a seat is free",
        "%(number)s invitations were not answered: seats are free",
        len(codes),
    )
    sentence = _("The seat of %(codes)s is free; look at the waiting list who comes next, then promote.")
    return _said(subject, sentence, {"number": len(codes), "codes": ", ".join(codes)})


def about_reminders(number: int) -> tuple[str, str]:
    """That reminders wait for somebody to send them, in the active language."""
    subject = ngettext(
        "%(number)s reminder waits to be sent by hand",
        "%(number)s reminders wait to be sent by hand",
        number,
    )
    sentence = _("The time to answer ends soon; open the list, send each by WhatsApp, and mark it as sent.")
    return _said(subject, sentence, {"number": number})


def about_failed_mail(codes: list[str]) -> tuple[str, str]:
    """That e-mails could not be sent, in the active language."""
    subject = _("E-mails could not be sent")
    sentence = _("For three days no e-mail reached %(codes)s; check the address, or send it another way.")
    return _said(subject, sentence, {"codes": ", ".join(codes)})
