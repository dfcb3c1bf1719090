"""Notices to accounts."""

from uuid import UUID

from django.db import transaction

from pendopo.accounts.models import User
from pendopo.convenings.models import Convening, Notice
from pendopo.core.audit import record
from pendopo.core.times import now


def notify(*, user: User, kind: str, text_ind: str, text_en: str, url: str, convening: Convening) -> Notice:
    """Tell an account about something, in the transaction of the change whose own event is in the log."""
    return Notice.objects.create(
        convening=convening,
        user=user,
        kind=kind,
        text_ind=text_ind,
        text_en=text_en,
        url=url,
    )


@transaction.atomic
def mark_notices_read(*, convening: Convening, by: User, pk: UUID | None = None) -> int:
    """Mark one's own notice, or all of them, as read; how many were unread."""
    unread = Notice.objects.filter(convening=convening, user=by, read_at=None)
    count = (unread.filter(pk=pk) if pk else unread).update(read_at=now())
    record("convenings.notices_read", on=convening, by=by, data={"count": count})
    return count
