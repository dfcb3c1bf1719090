"""What goes out to one person: who may still be written to, the words, and what waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import override

from pendopo.convenings.rules import Standing, standing
from pendopo.core.times import long_date, now, today
from pendopo.core.urls import here
from pendopo.delegates import rules
from pendopo.delegates.enums import Channel, DelegateState, DispatchKind, Purpose
from pendopo.delegates.models import Consent, Delegate, Dispatch, Identity, Invitation, OwnLink
from pendopo.delegates.queries.invitation import is_answerable
from pendopo.delegates.queries.letter import called, in_language, letter_values, place_of, values_for
from pendopo.delegates.queries.own import token_of
from pendopo.delegates.queries.placeholders import fill

LET_GO_AFTER = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Words:
    """A text for one person, ready to go out."""

    subject: str
    text: str
    to: str
    whatsapp: str


def writable(rows: QuerySet[Delegate], day: Any) -> QuerySet[Delegate]:
    """Those among the pool who may be written to: nobody who took a consent back.

    After the convening only those who agreed to be written to then.
    """
    consents = Consent.objects.filter(delegate=OuterRef("pk"))
    gone = consents.filter(text__purpose=Purpose.TAKE_PART, withdrawn_at__isnull=False)
    again = consents.filter(text__purpose=Purpose.TAKE_PART, withdrawn_at=None)
    rows = rows.filter(state__in=rules.IN_POOL).exclude(Exists(gone) & ~Exists(again))
    after = consents.filter(text__purpose=Purpose.AFTER, withdrawn_at=None)
    return rows.filter(Q(convening__ends_on__gte=day) | Exists(after))


def is_wanted(dispatch: Dispatch) -> bool:
    """Whether it should still go out, now that its moment has come."""
    invitation = dispatch.invitation
    if invitation is not None and not is_answerable(invitation):
        return False
    day = today(dispatch.delegate.convening.time_zone)
    return writable(Delegate.objects.filter(pk=dispatch.delegate_id), day).exists()


def is_taken_back_easily(dispatch: Dispatch) -> bool:
    """Whether what was marked as sent by hand may wait again: its answer is still awaited, its person still here."""
    by_somebody = dispatch.sent_at is not None and dispatch.sent_by_id is not None
    if not by_somebody or dispatch.channel == Channel.EMAIL or dispatch.stopped_at is not None:
        return False
    if dispatch.invitation is not None:
        return is_answerable(dispatch.invitation)
    return dispatch.delegate.state in rules.IN_POOL


def words(dispatch: Dispatch, identity: Identity | None, link: OwnLink | str | None, lang: str) -> Words:
    """Subject and text for one person, in one language; a text instead of the link stands in its place."""
    name = called(dispatch.delegate, identity)
    with override(lang):
        address = _own_address(link) if isinstance(link, OwnLink) else link or ""
        if dispatch.invitation is not None:
            subject, text = _about_invitation(dispatch.kind, dispatch.invitation, name, address, lang)
        else:
            subject, text = _message(dispatch, name, address, lang)
    phone = identity.phone.removeprefix("+") if identity else ""
    whatsapp = f"https://wa.me/{phone}?text={quote(text, safe='')}" if phone else ""
    return Words(" ".join(subject.split()), text, identity.email if identity else "", whatsapp)


def _own_address(link: OwnLink) -> str:
    return settings.SITE_URL + here("delegates:own-home", token=token_of(link))


def _about_invitation(
    kind: str, invitation: Invitation, name: str, address: str, lang: str
) -> tuple[str, str]:
    facts = letter_values(invitation, name, lang) | {"link": address}
    place = place_of(invitation.convening)
    facts["when"] = facts["dates"] + (f", {place}" if place else "")
    if kind == DispatchKind.REMINDER:
        subject = _("Please answer by %(deadline)s: %(convening)s") % facts
        return subject, _reminder() % facts
    subject = _("Invitation to %(convening)s, letter %(number)s") % facts
    return subject, _invitation() % facts


def _invitation() -> str:
    return _(
        "%(name)s, we invite you to %(convening)s, %(when)s (letter %(number)s). Please say by %(deadline)s "
        "whether you will come; the letter is there, too: %(link)s\n\nThis link is for you only. Please do not "
        "pass it on."
    )


def _reminder() -> str:
    return _(
        "%(name)s, the time to answer our invitation to %(convening)s ends on %(deadline)s. Please say whether "
        "you will come: %(link)s\n\nIf no answer arrives, your seat goes to somebody else."
    )


def _message(dispatch: Dispatch, name: str, address: str, lang: str) -> tuple[str, str]:
    values = values_for(dispatch.delegate, name, lang) | {"link": address or "–"}
    said = {
        f"{part}_{column}": getattr(dispatch.message, f"{part}_{column}")
        for part in ("subject", "text")
        for column in ("ind", "en")
    }
    return fill(in_language(said, "subject", lang), values), fill(in_language(said, "text", lang), values)


def deadline_words(invitation: Invitation) -> str:
    """The last day to answer, in the active language."""
    return long_date(invitation.expires_at)


def mail_due(at: datetime) -> QuerySet[Dispatch]:
    """E-mails of the last days that did not go out and are nobody's at the moment."""
    rows = Dispatch.objects.filter(channel=Channel.EMAIL, sent_at=None, stopped_at=None)
    rows = rows.filter(begun_at__gt=at - LET_GO_AFTER).exclude(held_until__gt=at)
    return rows.select_related(*_WITH).order_by("begun_at", "pk")


def mail_given_up(at: datetime) -> QuerySet[Dispatch]:
    """E-mails that could not be sent for three days."""
    rows = Dispatch.objects.filter(channel=Channel.EMAIL, sent_at=None, stopped_at=None)
    return rows.filter(begun_at__lte=at - LET_GO_AFTER)


_WITH = (
    "delegate__convening__host_region",
    "delegate__convening__host_organisation",
    "delegate__organisation",
    "invitation__convening__host_region",
    "invitation__convening__host_organisation",
    "invitation__delegate__organisation",
    "invitation__delegate__convening",
    "message",
)


def by_hand(seen: Standing, *, message: UUID | None = None, done: bool = False) -> QuerySet[Dispatch]:
    """What somebody at the desk sends: WhatsApp messages and letters, those not done yet or those done."""
    rows = Dispatch.objects.exclude(channel=Channel.EMAIL).filter(stopped_at=None, sent_at__isnull=not done)
    if not done:  # whoever has left meanwhile is not written to
        asked = Q(invitation__released_at=None, invitation__closed_at=None)
        asked &= Q(delegate__state=DelegateState.SELECTED)
        rows = rows.filter(asked | Q(invitation=None), delegate__state__in=rules.IN_POOL)
    if message is not None:
        rows = rows.filter(message=message)
    if not rules.may_invite(seen):
        rows = rows.none()
    return rows.select_related(*_WITH).order_by("-sent_at" if done else "begun_at", "delegate__number", "pk")


def access_dispatch(user: Any, pk: UUID) -> Dispatch:
    """One message to one person, or 404 for those who may not send it and where there is none."""
    found: Dispatch | None = Dispatch.objects.select_related(*_WITH).filter(pk=pk).first()
    if found is None or not rules.may_invite(standing(user, found.delegate.convening)):
        raise Http404
    return found


def given_up(delegates: Sequence[UUID]) -> set[UUID]:
    """Invitations whose last e-mail could not be sent."""
    rows = Dispatch.objects.filter(delegate__in=delegates, kind=DispatchKind.INVITATION, sent_at=None)
    rows = rows.filter(channel=Channel.EMAIL, stopped_at__isnull=False, begun_at__lte=now() - LET_GO_AFTER)
    return set(rows.values_list("invitation_id", flat=True))
