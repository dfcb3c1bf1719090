"""Fill an empty data directory: the demonstration convening with 2,000 commitments; print what the run needs.

python benchmarks/web/stage.py COMMITMENTS      (settings and data directory come from the environment)
"""

import json
import os
import sys
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pendopo.config.settings")
django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import transaction  # noqa: E402
from django.db.models import Count, F  # noqa: E402
from django_scopes import scope, scopes_disabled  # noqa: E402

from pendopo.accounts.models import User  # noqa: E402
from pendopo.convenings.models import Convening, Membership  # noqa: E402
from pendopo.cooperation.actions.commitment import capture_commitment  # noqa: E402
from pendopo.cooperation.models import Agreement, Commitment  # noqa: E402
from pendopo.core.times import today  # noqa: E402
from pendopo.press.models import Article  # noqa: E402


def fill(convening: Convening, by: User, wanted: int) -> None:
    """Capture commitments through the action, on both sides; the last agreement stays as it is, for its page."""
    last = Agreement.objects.order_by("number").last()
    models = list(
        Commitment.objects.exclude(agreement=last).select_related("organisation", "unit", "agreement")
    )
    start = today()
    with transaction.atomic():
        for n in range(Commitment.objects.count(), wanted):
            like = models[n % len(models)]
            capture_commitment(
                agreement=like.agreement,
                what_ind=f"{like.what_ind} (bagian {n})",
                what_en=f"{like.what_en} (part {n})",
                organisation=like.organisation,
                unit=like.unit,
                due=start + timedelta(days=n % 60 - 20),
                evidence_expected_ind=like.evidence_expected_ind,
                evidence_expected_en=like.evidence_expected_en,
                by=by,
            )


def threads() -> list[tuple[str, int]]:
    """The agreement that stayed as it was and the one that holds most, each with its number of commitments."""
    rows = Agreement.objects.annotate(held=Count("commitments")).order_by("held")
    own = rows.order_by("-number").first()
    return [(str(row.pk), row.held) for row in (own, rows.last())]


def session_of(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session.session_key or ""


def main() -> None:
    convening = Convening.objects.filter(published=True).order_by(F("starts_on").desc()).first()
    assert convening is not None
    with scope(convening=convening):
        by = (
            Membership.objects.filter(role="secretariat", user__is_active=True)
            .select_related("user")
            .first()
            .user
        )
        fill(convening, by, int(sys.argv[1]))
        report = {
            "slug": convening.slug,
            "session": session_of(by),
            "threads": threads(),
            "article": Article.objects.filter(status="published").order_by("publish_at").first().slug,
            "commitments": Commitment.objects.count(),
        }
    print("STAGE" + json.dumps(report))


if __name__ == "__main__":
    with scopes_disabled():
        main()
