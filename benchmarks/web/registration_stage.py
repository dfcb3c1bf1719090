"""Fill an empty database: the demonstration with so many delegates, each with a link of their own; or read the books.

python benchmarks/web/registration_stage.py fill PEOPLE      prints what the load needs
python benchmarks/web/registration_stage.py books            prints what came of it
"""

import json
import os
import sys
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pendopo.config.settings")
django.setup()

from django.db import transaction  # noqa: E402
from django.db.models import Count, F  # noqa: E402
from django_scopes import scope, scopes_disabled  # noqa: E402

from pendopo.convenings.models import Convening, Membership, Notice  # noqa: E402
from pendopo.core.audit import verify  # noqa: E402
from pendopo.core.models import AuditEvent  # noqa: E402
from pendopo.core.times import now  # noqa: E402
from pendopo.delegates.actions.delegate import Newcomer, enter_all  # noqa: E402
from pendopo.delegates.actions.form import begin_forms  # noqa: E402
from pendopo.delegates.enums import Audience  # noqa: E402
from pendopo.delegates.models import Answer, Delegate, Identity, OwnLink, StageForm, Traits  # noqa: E402
from pendopo.delegates.queries.own import token_of  # noqa: E402

FIRST = "Peserta uji"  # the people of this run, apart from those of the demonstration


def convening() -> Convening:
    found = Convening.objects.filter(published=True).order_by(F("starts_on").desc()).first()
    assert found is not None
    return found


def phone_of(number: int) -> str:
    """A number that the plan of Indonesia has, one for each person."""
    return f"+62812{30_000_000 + number}"


def fill(people: int) -> None:
    found = convening()
    with scope(convening=found), transaction.atomic():
        by = Membership.objects.select_related("user").filter(role="secretariat").first().user
        if not StageForm.objects.filter(convening=found).exists():
            begin_forms(convening=found, by=by)
        newcomers = [Newcomer(name=f"{FIRST} {n}", phone=phone_of(n)) for n in range(people)]
        delegates = enter_all(found, Audience.CONFERENCE, newcomers)
        until = now() + timedelta(days=30)
        links = OwnLink.objects.bulk_create(
            OwnLink(delegate=one, made_by=by, expires_at=until) for one in delegates
        )
        doors = [[token_of(link), phone_of(n)[-4:]] for n, link in enumerate(links)]
    secretaries = Membership.objects.filter(convening=found, role="secretariat", user__is_active=True)
    report = {"slug": found.slug, "doors": doors, "first": delegates[0].number, "seq": newest()}
    report["secretaries"] = secretaries.values("user").distinct().count()
    print("STAGE" + json.dumps(report))


def newest() -> int:
    return AuditEvent.objects.order_by("-seq").values_list("seq", flat=True).first() or 0


def books(first: int, seq: int) -> None:
    with scope(convening=convening()):
        mine = Delegate.objects.filter(number__gte=first)
        events = AuditEvent.objects.filter(seq__gt=seq)
        names = Identity.objects.filter(delegate__in=mine).order_by("delegate__number")
        report = {
            "states": dict(mine.values_list("state").annotate(number=Count("pk")).order_by()),
            "answers": Answer.objects.filter(delegate__in=mine, complete=True).count(),
            "women": Traits.objects.filter(delegate__in=mine, sex="female").count(),
            "villages": sum(
                one.home == f"Desa {number}" for number, one in enumerate(names.iterator(chunk_size=500))
            ),
            "verbs": dict(events.values_list("verb").annotate(number=Count("pk")).order_by()),
            "notices": Notice.objects.filter(kind="delegates.twin").count(),
            "faults": len(verify()),
        }
    print("STAGE" + json.dumps(report))


with scopes_disabled():
    if sys.argv[1] == "fill":
        fill(int(sys.argv[2]))
    else:
        books(int(sys.argv[2]), int(sys.argv[3]))
