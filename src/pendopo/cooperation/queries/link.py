"""Reads on personal links: what a token opens."""

from datetime import timedelta
from uuid import UUID

from django.http import Http404

from pendopo.cooperation.models import PersonalLink
from pendopo.core import links
from pendopo.core.errors import LinkBroken, LinkExpired
from pendopo.core.times import now

PURPOSE = "cooperation.answer"
LONGEST = timedelta(days=120)


def link_of(token: str) -> PersonalLink:
    """The link behind a token that is whole, not expired and not taken back; otherwise 404, with no reason."""
    try:
        key = UUID(hex=links.read(PURPOSE, token, LONGEST)["link"])
    except (LinkBroken, LinkExpired, KeyError, ValueError, TypeError) as error:
        raise Http404 from error
    rows = PersonalLink.objects.select_related(
        "commitment__convening", "commitment__agreement", "commitment__organisation", "commitment__unit"
    )
    found: PersonalLink | None = rows.filter(pk=key).first()
    if found is None or not found.is_open(now()):
        raise Http404
    return found
