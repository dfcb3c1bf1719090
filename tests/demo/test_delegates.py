"""The pool that a visitor of the demonstration finds, and the press of the button that they are invited to."""

import csv
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django_scopes import scope, scopes_disabled

from pendopo.accounts.models import User
from pendopo.convenings.models import Convening
from pendopo.core.models import AuditEvent
from pendopo.core.urls import use_convening
from pendopo.delegates.actions.selection import make_selection, start_computing
from pendopo.delegates.models import Chance, Delegate, Identity, Quota, SeatPlan, Selection
from pendopo.delegates.queries.numbers import numbers
from pendopo.demo.people import invented
from pendopo.demo.story import DATA, SLUG, load_story
from pendopo.runs.models import Run
from pendopo.runs.solving import work_on

TODAY = "2024-04-26"


@pytest.fixture
def convening(db, settings):
    """The demonstration takes the place of the usual convening."""
    settings.TODAY = TODAY
    call_command("load_regions", stdout=StringIO())
    load_story()
    with scopes_disabled():
        return Convening.objects.get(slug=SLUG)


def names_in(table):
    with Path(DATA / table).open(encoding="utf-8") as file:
        return {row.get("name") or row.get("full_name") for row in csv.DictReader(file)}


def test_the_same_seed_invents_the_same_people():
    assert invented() == invented()
    assert invented() != invented(seed=1)


def test_everybody_is_invented():
    people = invented()

    assert {one.phone[:6] for one in people if one.phone} == {"+62890"}
    assert {one.email.rpartition("@")[2] for one in people if one.email} == {"example.org"}
    assert all(one.phone or one.email for one in people)
    assert {one.name for one in people} & (names_in("people.csv") | names_in("users.csv")) == set()
    assert sum(" " not in one.name for one in people) > 30


def test_four_hundred_are_nominated_and_the_button_selects_229_of_them(convening):
    with scope(convening=convening), use_convening(convening.slug):
        check_pool()
        check_selection(convening)


def check_pool():
    found = numbers("conference")
    assert (390 < found.total[0] < 420, found.total[1] > 330, found.total[2:]) == (True, True, (0, 0, 0))
    assert found.doubled == 4
    assert (SeatPlan.objects.get().state, Quota.objects.count() > 10) == ("adopted", True)
    assert Selection.objects.count() == 0
    written = Counter(AuditEvent.objects.values_list("verb", flat=True))
    assert written["delegates.nominated"] == Delegate.objects.count()
    assert written["delegates.registered"] == Delegate.objects.filter(state="registered").count()
    assert all(one.adds_up(2) for one in found.breakdowns)
    assert Identity.objects.filter(name_mark="").count() == 0


def check_selection(convening):
    """All quotas hold, everybody has a chance, and the provinces come out as in May 2024, within six people."""
    sari = User.objects.get(email="sari@example.org")
    made = make_selection(convening=convening, audience="conference", size=229, by=sari)

    work_on(Run.objects.get(pk=start_computing(selection=made, by=sari).pk))

    rows = Chance.objects.filter(selection=made).values_list("tickets", "delegate__traits__region_id")
    expected = Counter()
    for tickets, region in rows:
        expected[(region or "")[:2]] += tickets / 1_000_000_000
    attended = {"32": 86, "31": 41, "36": 14, "33": 18, "34": 8, "35": 17, "11": 9, "72": 11, "52": 10,
                "81": 6, "73": 4, "12": 3, "": 2}  # fmt: skip
    assert Selection.objects.get(pk=made.pk).certificate["status"] == "optimal"
    assert min(tickets for tickets, _region in rows) > 0
    assert {code: n for code, n in attended.items() if abs(expected[code] - n) > 6} == {}
