"""The pairs of the page of possible duplicates are found once, and anew when a name or a contact changes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.delegates.own_stage import make_delegate

from pendopo.core.urls import here
from pendopo.delegates.actions.delegate import move, write_identity
from pendopo.delegates.actions.merge import tell_apart
from pendopo.delegates.models import Identity, Look
from pendopo.delegates.queries import pairs as queries

pytestmark = pytest.mark.django_db
NAMES = ("Budi Santoso", "Wati Lestari", "Joko Prasetyo", "Ayu Wulandari", "Made Sukarta", "Tina Marlina")


@pytest.fixture(autouse=True)
def nothing_held():
    queries.forget_pairs()
    yield
    queries.forget_pairs()


@pytest.fixture
def compared(monkeypatch):
    """How often everybody was compared with everybody."""
    times = []
    within = queries.pairs_within
    monkeypatch.setattr(queries, "pairs_within", lambda rows: times.append(len(rows)) or within(rows))
    return times


def twice(convening, *names, **known):
    return [make_delegate(convening, name=name, phone="", **known) for name in names for _ in range(2)]


def codes(user, convening):
    return [
        (pair.first.delegate.code, pair.second.delegate.code) for pair in queries.pairs_for(user, convening)
    ]


def test_nobody_is_compared_again_while_nothing_changes(convening, sari, dewi, compared):
    twice(convening, "Budi Santoso")

    found = [codes(user, convening) for user in (sari, sari, dewi)]

    assert found == [[("D-0001", "D-0002")]] * 3
    assert compared == [2]  # both see everybody, so both read the same


@pytest.mark.parametrize("change", ["name", "phone", "gone", "new"])
def test_what_changes_is_found_at_once(convening, sari, change):
    budi, _other = twice(convening, "Budi Santoso")
    wati = make_delegate(convening, name="Wati", phone="+62812000001")
    before = codes(sari, convening)

    if change == "name":
        write_identity(delegate=budi, by=sari, name="Joko Prasetyo")
    elif change == "phone":
        write_identity(delegate=budi, by=sari, phone="+62812000001")
    elif change == "gone":
        move(delegate=budi, to="cancelled")
    else:
        make_delegate(convening, name="Watie", phone="")

    expected = {
        "name": [],
        "phone": [("D-0001", "D-0002"), ("D-0001", wati.code)],
        "gone": [],
        "new": [("D-0001", "D-0002"), (wati.code, "D-0004")],
    }
    assert before == [("D-0001", "D-0002")]
    assert codes(sari, convening) == expected[change]


def test_a_focal_point_is_not_shown_what_the_secretariat_was(convening, partner, network, sari, lina):
    twice(convening, "Budi Santoso", organisation=network)
    twice(convening, "Wati Lestari", organisation=partner)

    assert [len(codes(user, convening)) for user in (sari, lina)] == [2, 1]


def test_two_told_apart_are_left_out_of_what_is_held(convening, sari, compared):
    one, other = twice(convening, "Budi Santoso")
    codes(sari, convening)

    tell_apart(one=other, other=one, by=sari)

    assert codes(sari, convening) == []
    assert compared == [2]


def test_only_the_names_of_the_page_are_opened(client_as, convening, sari, monkeypatch):
    twice(convening, *NAMES)
    monkeypatch.setattr("pendopo.delegates.views.merge.PER_PAGE", 2)
    browser, address = client_as(sari), here("delegates:duplicate-list")
    browser.get(address)
    Look.objects.all().delete()
    opened = []
    reading = Identity.from_db
    monkeypatch.setattr(Identity, "from_db", lambda *row: opened.append(row) or reading(*row))

    page = browser.get(address, {"page": 3})

    assert [row["pair"].first.delegate.code for row in page.context["rows"]] == ["D-0009", "D-0011"]
    assert (len(opened), Look.objects.count()) == (4, 4)


@pytest.mark.parametrize("again", [False, True])
def test_many_pairs_cost_the_queries_of_one(client_as, convening, sari, again):
    browser, address = client_as(sari), here("delegates:duplicate-list")

    def asked():
        if again:
            browser.get(address)
        with CaptureQueriesContext(connection) as captured:
            browser.get(address)
        return len(captured)

    browser.get(address)
    twice(convening, NAMES[0])
    few = asked()
    twice(convening, *NAMES[1:])

    assert asked() == few


def test_no_more_is_held_than_a_few_views(convening, sari):
    budi = make_delegate(convening)

    for number in range(queries.MOST_HELD + 5):
        write_identity(delegate=budi, by=sari, phone=f"+6281200{number:04}")
        codes(sari, convening)

    assert len(queries._held) == queries.MOST_HELD
