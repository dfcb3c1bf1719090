"""The first page of the desk computes the state of both sides from their commitments."""

from datetime import date

import pytest
from tests.factories import make_convening, make_member, make_unit, make_user
from tests.web.factories import make_agreement, make_commitment, make_meeting, make_minutes

from pendopo.convenings.enums import Role, Side
from pendopo.convenings.rules import standing
from pendopo.cooperation.enums import CommitmentState as State
from pendopo.core.urls import here
from pendopo.web.queries import overview as queries

pytestmark = pytest.mark.django_db
TODAY = date(2024, 4, 26)


def overview():
    return queries.overview(queries.groups(TODAY), TODAY)


def waiting_of(someone):
    return queries.waiting_for(someone, queries.groups(TODAY))


@pytest.fixture
def agreement(convening):
    return make_agreement(make_meeting(convening))


def test_each_side_shows_its_own_late_running_and_done(agreement, government, network):
    make_commitment(agreement, government, 1)
    make_commitment(agreement, government, 2, state=State.DONE, done_on=TODAY)
    make_commitment(agreement, network, 3, due=date(2024, 5, 4))
    make_commitment(agreement, network, 4, state=State.WITHDRAWN)

    found = overview()
    government_side, network_side = found.sides

    assert (found.commitments, found.kept, found.late) == (3, 1, 1)
    assert [(row["code"], row["days"]) for row in government_side.late] == [("COM-01", 4)]
    assert (government_side.kept, government_side.running, government_side.following) == (1, 0, None)
    assert (network_side.late, network_side.running, network_side.following["code"]) == ((), 1, "COM-03")


def test_a_side_with_much_that_is_late_names_the_longest_late_and_counts_the_rest(agreement, network):
    for serial in range(1, queries.NAMED + 3):
        make_commitment(agreement, network, serial, due=date(2024, 4, serial))
    make_commitment(agreement, network, 20, due=date(2024, 5, 4))

    side = overview().sides[1]

    assert [row["day"].day for row in side.late] == list(range(1, queries.NAMED + 1))
    assert (side.late_number, side.unnamed, side.running) == (queries.NAMED + 2, 2, 1)


def test_each_agreement_names_its_own_open_commitment_that_is_due_first(convening, network, government):
    meeting = make_meeting(convening)
    first, second = make_agreement(meeting, 1), make_agreement(meeting, 2)
    make_commitment(first, network, 1, due=date(2024, 5, 9))
    make_commitment(first, government, 2, due=date(2024, 5, 4))
    make_commitment(first, network, 3, due=date(2024, 5, 1), state=State.VERIFIED, done_on=TODAY)
    make_commitment(second, government, 4, due=date(2024, 4, 1), state=State.WITHDRAWN)

    rows = overview().readiness

    assert [row.following and row.following["code"] for row in rows] == ["COM-02", None]


def test_what_waits_is_counted_for_the_officer_of_the_unit_alone(agreement, convening, government):
    unit, yuni = make_unit(government), make_user("Yuni")
    make_member(convening, yuni, Role.UNIT_OFFICER, organisation=government, unit=unit)
    for serial, owner in enumerate((unit, unit, None), start=1):
        make_commitment(agreement, government, serial, state=State.PROPOSED, unit=owner)

    decisions = waiting_of(standing(yuni, convening))

    assert [(str(d.label), d.number) for d in decisions] == [("Commitments to accept", 2)]


@pytest.mark.parametrize(
    ("states", "due", "expected"),
    [
        ([], date(2024, 5, 4), "todo"),
        ([State.DONE, State.IN_PROGRESS], date(2024, 4, 22), "late"),
        ([State.BLOCKED, State.IN_PROGRESS], date(2024, 5, 4), "warn"),
        ([State.DONE, State.VERIFIED], date(2024, 4, 22), "ok"),
        ([State.DONE, State.ACCEPTED], date(2024, 5, 4), "run"),
        ([State.ACCEPTED, State.PROPOSED], date(2024, 5, 4), "todo"),
    ],
)
def test_readiness_is_the_worst_that_is_true(agreement, network, states, due, expected):
    for serial, state in enumerate(states, start=1):
        done_on = date(2024, 4, 20) if state in (State.DONE, State.VERIFIED) else None
        reason = "No hall" if state == State.BLOCKED else ""
        make_commitment(
            agreement, network, serial, state=state, due=due, done_on=done_on, block_reason=reason
        )

    row = overview().readiness[0]

    assert row.state == expected


def test_readiness_names_whom_an_agreement_waits_for(agreement, government, network):
    make_commitment(agreement, government, 1)
    make_commitment(agreement, network, 2, state=State.DONE, done_on=TODAY)

    row = overview().readiness[0]

    assert (row.kept, row.total, row.waits_for, row.following["code"]) == (1, 2, (Side.GOVERNMENT,), "COM-01")


def test_each_side_is_asked_for_its_own_decisions(agreement, convening, government, sari, hasan):
    make_commitment(agreement, government, 1, state=State.PROPOSED)
    make_commitment(agreement, government, 2, state=State.DONE, done_on=TODAY)
    make_minutes(agreement.meeting, sari, status="comment", published_at=None)

    def waiting(user):
        return [(str(d.label), d.number) for d in waiting_of(standing(user, convening))]

    assert waiting(sari) == [("Commitments to verify", 1), ("Minutes to approve", 1)]
    assert waiting(hasan) == [("Commitments to accept", 1), ("Minutes to approve", 1)]


def test_next_meeting_leaves_out_past_and_cancelled_ones(convening, sari):
    make_meeting(convening, "MTG-1")
    make_meeting(convening, "MTG-2", held_on=date(2024, 4, 27), cancelled_at="2024-04-20T00:00Z")
    make_meeting(convening, "MTG-3", held_on=date(2024, 4, 29))

    assert queries.next_meeting(standing(sari, convening), convening, TODAY).day == date(2024, 4, 29)


def test_partner_sees_no_meeting_without_an_invitation(convening, lina):
    make_meeting(convening, "MTG-3", held_on=date(2024, 4, 29))

    assert queries.next_meeting(standing(lina, convening), convening, TODAY) is None


@pytest.mark.parametrize("language", ["id", "en"])
def test_overview_opens_in_both_languages(client_as, sari, agreement, government, language):
    make_commitment(agreement, government, 1)

    page = client_as(sari).get(f"/{language}/wgwc-2024/desk/")

    sentence = {"id": "Terlambat 4 hari", "en": "4 days late"}[language]
    assert page.status_code == 200
    assert sentence in page.content.decode()


def test_empty_overview_says_how_to_begin(client_as, hasan):
    page = client_as(hasan).get(here("web:overview"))

    assert "Nothing has been agreed yet" in page.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_overview_asks_as_often_for_three_rows_as_for_one(
    client_as, sari, convening, network, rows, django_assert_num_queries
):
    meeting = make_meeting(convening, held_on=date(2024, 4, 29))
    for serial in range(1, rows + 1):
        make_commitment(make_agreement(meeting, serial), network, serial)
    browser = client_as(sari)
    browser.get(here("web:overview"))

    with django_assert_num_queries(15):
        page = browser.get(here("web:overview"))

    assert page.status_code == 200


def test_the_chooser_names_the_other_desks_of_this_person_alone(client_as, sari, convening):
    for slug, role in (("wgwc-2020", Role.CHAIR), ("wgwc-2016", Role.PARTICIPANT)):
        make_member(make_convening(slug), sari, role)

    answer = client_as(sari).get(here("web:overview"))

    assert [url for _title, url in answer.context["shell"].other_convenings] == [
        here("web:overview", convening="wgwc-2020")
    ]


def test_overview_is_closed_to_outsiders_and_asks_visitors_to_sign_in(client_as, tono):
    assert client_as(tono).get(here("web:overview")).status_code == 404
    assert client_as(None).get(here("web:overview")).status_code == 302
