"""Writes on links with which somebody without an account nominates: make one, and take it back."""

from datetime import timedelta

from django.db import transaction

from pendopo.accounts.models import User
from pendopo.convenings.models import Organisation
from pendopo.convenings.rules import standing
from pendopo.core.audit import record
from pendopo.core.errors import NotAllowed
from pendopo.core.phones import international
from pendopo.core.times import now
from pendopo.delegates import rules
from pendopo.delegates.actions.door import tried
from pendopo.delegates.enums import Audience
from pendopo.delegates.errors import LinkNameMissing
from pendopo.delegates.models import NominationLink
from pendopo.delegates.queries.door import is_shut
from pendopo.delegates.queries.link import LONGEST, question_of

USUAL = timedelta(days=30)


@transaction.atomic
def make_link(
    *,
    organisation: Organisation,
    audience: Audience | str,
    name: str,
    phone: str = "",
    by: User,
    valid_for: timedelta = USUAL,
) -> NominationLink:
    """A link with which `name` nominates for one organisation, until it expires or is taken back.

    With the `phone` of that person the page asks for its last digits. Raises NotAllowed, LinkNameMissing and
    PhoneUnreadable.
    """
    if not rules.nominates_for(standing(by, organisation.convening), organisation.pk):
        raise NotAllowed
    if not name.strip():
        raise LinkNameMissing
    link: NominationLink = NominationLink.objects.create(
        convening=organisation.convening,
        organisation=organisation,
        audience=audience,
        name=" ".join(name.split()),
        phone=international(phone) if phone else "",
        made_by=by,
        expires_at=now() + min(valid_for, LONGEST),
    )
    data = {"organisation": organisation.pk, "part": audience, "expires_at": link.expires_at}
    data |= {"asks": bool(link.phone)}
    record("delegates.link_made", on=link, by=by, data=data)
    return link


@transaction.atomic
def revoke_link(*, link: NominationLink, by: User) -> NominationLink:
    """Take a link back; it opens nothing any more, and what came through it stays."""
    if not rules.nominates_for(standing(by, link.convening), link.organisation_id):
        raise NotAllowed
    if link.revoked_at is None:
        link.revoked_at = now()
        link.save(update_fields=["revoked_at"])
        record("delegates.link_revoked", on=link, by=by)
    return link


@transaction.atomic
def prove(*, link: NominationLink, digits: str) -> bool:
    """Whether four digits are the end of the number of the person the link is for; the last wrong answer shuts it.

    Raises LinkShut when there were too many.
    """
    link = NominationLink.objects.select_for_update(no_key=True).get(pk=link.pk)
    question = question_of(link)
    if question is None:
        return True
    right = tried(link, question, digits)
    if is_shut(link, question):
        record("delegates.link_shut", on=link, by=None)
    return right


def mark_used(link: NominationLink) -> None:
    """Remember when the link was last opened."""
    NominationLink.objects.filter(pk=link.pk).update(last_used_at=now())
