"""Reads on notices: one's own, and those whose e-mail is due."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, QuerySet, UUIDField
from django.utils.translation import gettext, override

from pendopo.accounts.models import User
from pendopo.convenings.models import Membership, Notice
from pendopo.core.prepared import Given, Prepared

LET_GO_AFTER = timedelta(days=3)


def notices(user: User) -> QuerySet[Notice]:
    """One's own notices, newest first."""
    return Notice.objects.filter(user=user)


_unread = Prepared(
    lambda: (
        Notice.objects.filter(user=Given("user", UUIDField()), read_at=None)
        .order_by()
        .values("user")
        .annotate(number=Count("pk"))
    ),
    lambda user, number: number,
)


def unread_notices(user: User) -> int:
    """How many of one's own notices in this convening were not read yet."""
    return _unread.first(user=user.pk) or 0


def notices_to_mail(at: datetime) -> QuerySet[Notice]:
    """Unread notices of the last days whose e-mail did not go out and is nobody's at the moment.

    Only to people with an address who still have a part in the convening.
    """
    part = Membership.objects.filter(user=OuterRef("user"), convening=OuterRef("convening"))
    waiting = Notice.objects.filter(mailed_at=None, read_at=None, created_at__gt=at - LET_GO_AFTER)
    free = waiting.exclude(mail_held_until__gt=at).filter(Exists(part))
    reachable = free.filter(user__email__isnull=False, user__is_active=True)
    return reachable.select_related("user", "convening").order_by("created_at", "pk")


def address_in(notice: Notice, lang: str) -> str:
    """Where a notice leads, in one language; nowhere for an address that is not ours."""
    if not notice.url.startswith("/") or notice.url.startswith("//"):
        return ""
    first, _slash, rest = notice.url[1:].partition("/")
    return f"/{lang}/{rest}" if first in dict(settings.LANGUAGES) else notice.url


def letter(notice: Notice) -> tuple[str, str]:
    """Subject and text of a notice's e-mail, in the language of its reader."""
    lang = notice.user.language
    with override(lang):
        address = address_in(notice, lang)
        lines = [
            gettext("Dear %(name)s,") % {"name": notice.user.full_name},
            notice.text,
            settings.SITE_URL + address if address else "",
            f"{notice.convening.title} · Pendopo",
        ]
        return notice.subject, "\n\n".join(line for line in lines if line) + "\n"
