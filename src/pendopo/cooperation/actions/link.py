"""Writes on personal links: make one for a named person, and take it back."""

from datetime import timedelta

from django.db import transaction

from pendopo.accounts.models import User
from pendopo.convenings.rules import standing
from pendopo.cooperation import rules
from pendopo.cooperation.errors import NameNeeded, StepNotOpen
from pendopo.cooperation.models import Commitment, PersonalLink
from pendopo.cooperation.queries.link import LONGEST, PURPOSE
from pendopo.core import links
from pendopo.core.audit import record
from pendopo.core.errors import NotAllowed
from pendopo.core.times import now

USUAL = timedelta(days=30)


@transaction.atomic
def make_link(*, commitment: Commitment, name: str, by: User, valid_for: timedelta = USUAL) -> PersonalLink:
    """A link with which `name` answers for this one commitment, until it expires or is taken back."""
    if not rules.may_make_link(standing(by, commitment.convening), commitment):
        raise NotAllowed
    if commitment.is_closed:
        raise StepNotOpen(code=commitment.code, state=commitment.get_state_display())
    if not name.strip():
        raise NameNeeded
    link = PersonalLink.objects.create(
        commitment=commitment,
        name=name.strip(),
        made_by=by,
        expires_at=now() + min(valid_for, LONGEST),
    )
    data = {"link": link.pk, "expires_at": link.expires_at}
    record("cooperation.link_made", on=commitment, by=by, data=data)
    return link


@transaction.atomic
def revoke_link(*, link: PersonalLink, by: User) -> PersonalLink:
    """Take a link back; it opens nothing any more."""
    if not rules.may_make_link(standing(by, link.commitment.convening), link.commitment):
        raise NotAllowed
    if link.revoked_at is None:
        link.revoked_at = now()
        link.save(update_fields=["revoked_at"])
        record("cooperation.link_revoked", on=link.commitment, by=by, data={"link": link.pk})
    return link


def token_of(link: PersonalLink) -> str:
    """The signed token that stands in the address; it carries the link's key and nothing else."""
    return links.make(PURPOSE, {"link": link.pk.hex})


def mark_used(link: PersonalLink) -> None:
    """Remember when the link was last opened."""
    PersonalLink.objects.filter(pk=link.pk).update(last_used_at=now())
