"""Pages of selections and of the waiting list: what each reader sees, and what a button does."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.delegates.own_stage import DIGITS, address_of, make_delegate
from tests.delegates.selecting import (
    announce,
    compute,
    draw_all,
    keys_in,
    make_person,
    make_pool,
    make_quota,
    make_selection,
    pass_time,
)

from pendopo.core.times import now, today
from pendopo.delegates.actions import draw as drawing
from pendopo.delegates.actions import waiting as actions
from pendopo.delegates.enums import SelectionState
from pendopo.delegates.models import Delegate, ListChange, ListFreeze, Selection, WaitingPlace
from pendopo.delegates.solving import selection as solving

pytestmark = pytest.mark.django_db


def at(name, **arguments):
    return reverse(f"delegates:{name}", kwargs={"convening": "wgwc-2024", **arguments})


@pytest.fixture
def desk(client_as, sari):
    return client_as(sari)


@pytest.fixture
def selection(convening, sari):
    make_pool(convening)
    return make_selection(convening, sari)


def test_the_form_begins_with_everything_kept_and_nothing_delicate_named(desk, convening):
    kept = make_quota(convening, minimum=3)
    delicate = make_quota(convening, dimension="disability", value="yes", minimum=1)

    form = desk.get(f"{at('selection-new')}?part=conference").context["form"]

    assert form.initial["kept"] == [str(delicate.pk), str(kept.pk)]
    assert form.initial["unnamed"] == [str(delicate.pk)]


def test_a_selection_is_made_from_its_form(desk, convening):
    quota = make_quota(convening, minimum=3)
    other = make_quota(convening, dimension="age", value="under_30", minimum=1)

    answer = desk.post(
        at("selection-new"), {"audience": "conference", "size": "7", "kept": [str(quota.pk)], "unnamed": []}
    )

    made = Selection.objects.get()
    assert (answer.status_code, answer.url) == (302, at("selection-detail", pk=made.pk))
    assert (made.size, made.left_out, made.unnamed) == (7, [str(other.pk)], [])


@pytest.mark.parametrize("size", ["", "0", "-1", "many"])
def test_a_size_that_is_none_comes_back_with_the_form(desk, size):
    answer = desk.post(at("selection-new"), {"audience": "conference", "size": size})

    assert (answer.status_code, Selection.objects.count()) == (422, 0)


def test_a_part_that_is_none_is_refused(desk):
    answer = desk.post(at("selection-new"), {"audience": "press", "size": "3"})

    assert (answer.status_code, Selection.objects.count()) == (422, 0)


def test_the_page_of_an_impossible_quota_names_it_and_offers_the_change(desk, convening, sari):
    make_pool(convening, women=3)
    quota = make_quota(convening, minimum=4)
    selection = compute(make_selection(convening, sari), sari)

    page = desk.get(at("selection-detail", pk=selection.pk)).text

    assert "Women: lower the minimum from 4 to 3." in page
    assert at("quota-edit", pk=quota.pk) in page
    desk.post(at("selection-relax", pk=selection.pk))
    quota.refresh_from_db()
    assert quota.minimum == 3


def test_a_seed_typed_in_two_ways_draws_nobody(desk, selection, sari):
    ready = pass_time(announce(compute(selection, sari), sari))
    address = at("selection-draw", pk=ready.pk)

    answer = desk.post(address, {"seed": "4 6 2", "again": "4 62"})

    assert (answer.status_code, keys_in("selected")) == (422, set())
    assert "The two seeds are not the same." in answer.text
    desk.post(address, {"seed": "4 6 2", "again": "4 6 2"})
    assert len(keys_in("selected")) == 10


def test_the_announcement_takes_a_local_moment(desk, selection, sari):
    compute(selection, sari)
    moment = (now() + timedelta(days=1)).strftime("%Y-%m-%dT10:00")

    desk.post(at("selection-announce", pk=selection.pk), {"source": "Dice", "at": moment})

    selection.refresh_from_db()
    assert (selection.state, selection.seed_at.hour) == (SelectionState.ANNOUNCED, 3)  # 10 o'clock WIB


def test_pages_of_other_states_are_absent(desk, selection, sari):
    names = ("selection-announce", "selection-draw")
    assert [desk.get(at(name, pk=selection.pk)).status_code for name in names] == [404, 404]

    announce(compute(selection, sari), sari)
    assert desk.get(at("selection-edit", pk=selection.pk)).status_code == 404


def test_nothing_is_public_until_it_is_published(client_as, selection, sari):
    visitor = client_as(None)
    announce(compute(selection, sari), sari)
    page, file = (
        at("selection-public", pk=selection.pk),
        at("selection-public-file", pk=selection.pk, file="problem"),
    )
    assert [visitor.get(url).status_code for url in (page, file)] == [404, 404]

    drawing.publish_selection(selection=selection, by=sari)
    assert [visitor.get(url).status_code for url in (page, file)] == [200, 200]
    plan = at("selection-public-file", pk=selection.pk, file="plan")
    assert visitor.get(plan).status_code == 404


def test_the_public_page_holds_hash_seed_and_command_and_no_name(client_as, convening, sari, partner):
    for n in range(1, 9):
        make_person(convening, n, organisation=partner, disability="no")
    quota = make_quota(convening, dimension="disability", value="yes", maximum=2)
    selection = draw_all(convening, sari, size=3, unnamed=[str(quota.pk)])
    drawing.publish_selection(selection=selection, by=sari)

    page = client_as(None).get(at("selection-public", pk=selection.pk)).text

    for said in (selection.lottery_hash, selection.seed, "pendopo plan check", "pendopo plan selection"):
        assert said in page
    for private in ("disability", "Wulandari", partner.name, "D-000"):
        assert private not in page
    assert "A quota whose meaning is not published" in page


def test_the_public_page_is_in_indonesian_too(client_as, selection, sari):
    drawing.publish_selection(selection=announce(compute(selection, sari), sari), by=sari)

    page = client_as(None).get(at("selection-public", pk=selection.pk).replace("/en/", "/id/")).text

    assert "Bagaimana peserta diundi" in page


def test_readers_at_the_desk_see_numbers_and_no_buttons(client_as, selection, sari, lina):
    compute(selection, sari)
    partner_desk = client_as(lina)

    page = partner_desk.get(at("selection-detail", pk=selection.pk))

    assert (page.status_code, "<form" in page.text.split("<main")[1]) == (200, False)
    assert partner_desk.post(at("selection-compute", pk=selection.pk)).status_code == 404
    assert partner_desk.get(at("selection-new")).status_code == 404
    assert partner_desk.get(at("seat-holder-list")).status_code == 404


def test_what_could_single_somebody_out_is_for_leaders(client_as, convening, sari, lina):
    make_pool(convening, women=1)
    make_quota(convening, minimum=1)
    selection = make_selection(convening, sari)
    page, heading = at("selection-detail", pk=selection.pk), "Somebody could be recognised"
    told = {user: heading in client_as(user).get(page).text for user in (sari, lina)}

    announce(compute(selection, sari), sari)
    file = at("selection-file", pk=selection.pk, file="problem")
    opened = {user: client_as(user).get(file).status_code for user in (sari, lina)}

    assert (told, opened) == ({sari: True, lina: False}, {sari: 200, lina: 404})


def test_outsiders_and_journalists_see_nothing(client_as, selection, tono, rina):
    for user in (tono, rina):
        browser = client_as(user)
        assert browser.get(at("selection-list")).status_code == 404
        assert browser.get(at("waiting-list")).status_code == 404
    assert client_as(None).get(at("selection-list")).status_code == 302


def test_the_waiting_list_shows_codes_to_leaders_only(client_as, convening, sari, lina):
    make_pool(convening)
    draw_all(convening, sari)
    code = WaitingPlace.objects.first().delegate.code

    assert code in client_as(sari).get(at("waiting-list")).text
    assert code not in client_as(lina).get(at("waiting-list")).text


def test_the_list_is_narrowed_to_one_quota(desk, convening, sari):
    make_pool(convening)
    quota = make_quota(convening, minimum=2)
    draw_all(convening, sari)

    page = desk.get(f"{at('waiting-list')}?quota={quota.pk}")

    women = Delegate.objects.filter(state="waiting", traits__sex="female").count()
    assert [len(row.quotas) for row in page.context["page"]] == [1] * women


def test_an_answer_at_the_desk_frees_a_seat_and_offers_it(desk, convening, sari):
    make_pool(convening)
    draw_all(convening, sari)
    guest = Delegate.objects.filter(state="selected").first()

    answer = desk.post(at("seat-answer", pk=guest.pk), {"answer": "decline"}, follow=True)

    assert "The seat is free: look below who comes next." in answer.text
    shown = answer.context["board"].next_place
    promoted = desk.post(
        at("waiting-promote"), {"part": "conference", "delegate": str(shown.delegate_id)}, follow=True
    )
    shown.delegate.refresh_from_db()
    assert (shown.delegate.state, "is selected" in promoted.text) == ("selected", True)


def test_an_answer_that_is_none_is_absent(desk, convening, sari):
    guest = make_person(convening, 1, state="selected")

    assert desk.post(at("seat-answer", pk=guest.pk), {"answer": "maybe"}).status_code == 404
    assert desk.post(at("waiting-promote"), {"delegate": "nobody"}).status_code == 404


def test_a_step_that_is_not_open_says_so(desk, convening):
    guest = make_person(convening, 1, state="attended")

    answer = desk.post(at("seat-answer", pk=guest.pk), {"answer": "cancel"}, follow=True)

    assert '<span class="nowrap">D-0001</span> is “Attended”, so this step is not open.' in answer.text


def test_passing_over_goes_through_its_page(desk, convening, sari):
    make_pool(convening)
    draw_all(convening, sari)
    place = WaitingPlace.objects.first()

    assert desk.post(at("waiting-pass", pk=place.pk), {"why": " "}).status_code == 422
    desk.post(at("waiting-pass", pk=place.pk), {"why": "Cannot be reached."})
    place.refresh_from_db()
    assert place.passed_why == "Cannot be reached."
    desk.post(at("waiting-pass-back", pk=place.pk))
    place.refresh_from_db()
    assert place.passed_at is None


def test_freezing_and_a_request_go_through_their_pages(desk, client_as, convening, sari, hasan):
    make_pool(convening)
    draw_all(convening, sari)
    day = today(convening.time_zone).isoformat()
    desk.post(at("waiting-freeze"), {"part": "conference", "on": day})
    assert str(ListFreeze.objects.get().frozen_from) == day
    actions.decline(delegate=Delegate.objects.filter(state="selected").first(), by=sari)

    desk.post(at("waiting-ask"), {"part": "conference", "why": "The bus is booked."})
    change = ListChange.objects.get()
    page = client_as(hasan).get(at("waiting-change", pk=change.pk)).text
    assert "The bus is booked." in page
    client_as(hasan).post(at("waiting-change", pk=change.pk), {"answer": "agree"})
    change.refresh_from_db()
    assert change.state == "agreed"


def test_everybody_finds_themself_on_the_own_page(client, convening, sari):
    people = [make_delegate(convening, name=f"Wulandari {n}") for n in range(4)]
    Delegate.objects.update(state="registered")
    selection = announce(compute(make_selection(convening, sari, size=2), sari), sari)
    address = address_of(people[0], sari)
    client.post(f"{address}register/", {"digits": DIGITS})

    before = client.get(address).text
    solving.draw(selection=pass_time(selection), seed="4 6", by=sari)
    after = client.get(address).text

    assert "Your chance of a seat is 50.00%." in before
    assert selection.pseudonym(people[0].pk) in before
    drawn = selection.pseudonym(people[0].pk) in Selection.objects.get().drawn["panel"]
    assert ("and you were drawn." in after, "you were not drawn." in after) == (drawn, not drawn)
