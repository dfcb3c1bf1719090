"""Draw all seats of the demonstration and invite those drawn; or read the books after they have answered.

python benchmarks/web/seats_stage.py draw                 prints what the load needs
python benchmarks/web/seats_stage.py books SEATS SEQ      prints what came of it
"""

import json
import os
import sys
import time
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pendopo.config.settings")
django.setup()

from django.db.models import Count, F  # noqa: E402
from django_scopes import scope, scopes_disabled  # noqa: E402
from stage import session_of  # noqa: E402

from pendopo.accounts.models import User  # noqa: E402
from pendopo.convenings.models import Convening, Membership, Notice  # noqa: E402
from pendopo.core.audit import verify  # noqa: E402
from pendopo.core.models import AuditEvent  # noqa: E402
from pendopo.core.times import now  # noqa: E402
from pendopo.core.urls import use_convening  # noqa: E402
from pendopo.delegates.actions import draw, selection, terms  # noqa: E402
from pendopo.delegates.actions.invitation import invite  # noqa: E402
from pendopo.delegates.models import Delegate, Invitation, OwnLink, WaitingPlace  # noqa: E402
from pendopo.delegates.queries.leaders import leaders  # noqa: E402
from pendopo.delegates.queries.own import question_of, token_of  # noqa: E402
from pendopo.delegates.rules import HOLDS_SEAT  # noqa: E402
from pendopo.delegates.solving import selection as solving  # noqa: E402
from pendopo.runs.models import Run  # noqa: E402
from pendopo.runs.solving import work_on  # noqa: E402

SEATS, AUDIENCE = 229, "conference"
LETTER = {
    "pattern": "{number}/UJI/{month}/{year}",
    "first_number": 1,
    "days_to_answer": 7,
    "remind_before": 2,
    "place": "Purwakarta",
    "subject_ind": "Undangan",
    "subject_en": "Invitation",
    "body_ind": "Kami mengundang {nama}.",
    "body_en": "We invite {name}.",
    "pays_ind": "Panitia menanggung perjalanan.",
    "pays_en": "The organisers pay for travel.",
    "asks_assignment": False,
    "contact": "Sekretariat",
    "signatory_name": "Ketua Uji",
}


def convening() -> Convening:
    found = Convening.objects.filter(published=True).order_by(F("starts_on").desc()).first()
    assert found is not None
    return found


def leader(role: str) -> User:
    found = Membership.objects.select_related("user").filter(role=role, user__is_active=True).first()
    assert found is not None
    return found.user


def drawn(found: Convening, by: User) -> None:
    """All seats drawn by lot, as the pages do it; only the moment of the seed comes at once."""
    one = selection.make_selection(convening=found, audience=AUDIENCE, size=SEATS, by=by)
    run = selection.start_computing(selection=one, by=by)
    work_on(Run.objects.get(pk=run.pk))
    one.refresh_from_db()
    one = draw.announce_seed(selection=one, source="A number", at=now() + timedelta(seconds=1), by=by)
    time.sleep(1.5)
    solving.draw(selection=one, seed="1", by=by)


def fill() -> None:
    found = convening()
    with scope(convening=found), use_convening(found.slug):
        by, other = leader("secretariat"), leader("liaison")
        drawn(found, by)
        terms.set_terms(convening=found, by=by, **LETTER)
        chosen = Delegate.objects.filter(state="selected", audience=AUDIENCE).order_by("number")
        invite(
            convening=found,
            delegates=list(chosen.values_list("pk", flat=True)),
            until=found.starts_on - timedelta(days=2),
            by=by,
            channel="letter",
        )
        links = OwnLink.objects.filter(delegate__in=chosen, revoked_at=None).select_related(
            "delegate__identity"
        )
        doors = [
            [token_of(link), question.answer if (question := question_of(link.delegate)) else ""]
            for link in links.order_by("delegate__number")
        ]
        newest = AuditEvent.objects.order_by("-seq").values_list("seq", flat=True).first()
        report = {
            "slug": found.slug,
            "doors": doors,
            "seats": SEATS,
            "leaders": len(leaders(found)),
            "sessions": [session_of(by), session_of(other)],
            "seq": newest,
        }
    print("STAGE" + json.dumps(report))


def most_held(seats: int, moves: Iterable[dict[str, Any]]) -> int:
    """How many held a seat at the fullest moment, as the log tells it from `seats` on."""
    held = most = seats
    for move in moves:
        held += (move["to"] in HOLDS_SEAT) - (move["from"] in HOLDS_SEAT)
        most = max(most, held)
    return most


def books(seats: int, seq: int) -> None:
    with scope(convening=convening()):
        mine = Delegate.objects.filter(audience=AUDIENCE)
        events = AuditEvent.objects.filter(seq__gt=seq)
        moves = events.filter(verb="delegates.moved").order_by("seq").values_list("data", flat=True)
        report = {
            "held": mine.filter(state__in=HOLDS_SEAT).count(),
            "most": most_held(seats, moves),
            "states": dict(mine.values_list("state").annotate(number=Count("pk")).order_by()),
            "answered": Invitation.objects.filter(answered_at__isnull=False).count(),
            "promoted": WaitingPlace.objects.filter(promoted_at__isnull=False).count(),
            "told": Notice.objects.filter(kind="delegates.seat_free").count(),
            "verbs": dict(events.values_list("verb").annotate(number=Count("pk")).order_by()),
            "faults": len(verify()),
        }
    print("STAGE" + json.dumps(report))


with scopes_disabled():
    if sys.argv[1] == "draw":
        fill()
    else:
        books(int(sys.argv[2]), int(sys.argv[3]))
