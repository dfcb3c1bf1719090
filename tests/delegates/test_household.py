"""Households: who notes them, what a draw and a promotion make of them, and how they end."""

import pytest
from tests.delegates.seating import regency
from tests.delegates.selecting import (
    compute,
    draw_all,
    keys_in,
    make_person,
    make_pool,
    make_quota,
    make_selection,
)

from pendopo.core.errors import NotAllowed
from pendopo.core.models import AuditEvent
from pendopo.delegates.actions import waiting
from pendopo.delegates.actions.household import join_household, leave_household
from pendopo.delegates.actions.merge import merge
from pendopo.delegates.actions.own import erase_person
from pendopo.delegates.actions.substitution import answer_substitution, ask_substitution
from pendopo.delegates.errors import HousemateUnfit, SeatTooMany
from pendopo.delegates.models import Delegate, Identity
from pendopo.delegates.queries.household import households, housemates, likely_housemates, sharing_a_phone
from pendopo.delegates.queries.own import held_about
from pendopo.delegates.queries.pool import pool_of
from pendopo.delegates.queries.verdict import trouble
from pendopo.delegates.queries.waiting import board
from pendopo.planning.answer import read_plain
from pendopo.planning.kinds import kind

PART = "conference"
pytestmark = pytest.mark.django_db


def together(by, *people):
    for other in people[1:]:
        join_household(delegate=people[0], other=other, by=by)


def fresh(*people):
    return [Delegate.objects.get(pk=one.pk) for one in people]


def features(selection, delegate):
    found = {one["id"]: one["features"] for one in pool_of(selection).problem["people"]}
    return found[selection.pseudonym(delegate.pk)]


def test_whoever_lives_with_one_lives_with_all(convening, sari):
    one, two, three, four = (make_person(convening, n) for n in range(1, 5))
    together(sari, one, two)
    together(sari, three, four)

    together(sari, two, three)

    assert [mate.number for mate in housemates(fresh(one)[0])] == [2, 3, 4]
    assert [[mate.number for mate in group] for group in households(convening)] == [[1, 2, 3, 4]]
    said = AuditEvent.objects.filter(verb="delegates.household_noted").order_by("seq").last()
    assert said.data == {"code": "D-0002", "other": "D-0003"}


def test_noting_it_twice_writes_one_event(convening, sari):
    one, two = make_person(convening, 1), make_person(convening, 2)

    together(sari, one, two)
    together(sari, two, one)

    assert AuditEvent.objects.filter(verb="delegates.household_noted").count() == 1


def test_one_who_is_left_alone_lives_in_no_household(convening, sari):
    one, two = make_person(convening, 1), make_person(convening, 2)
    together(sari, one, two)

    leave_household(delegate=one, by=sari)

    assert [person.household for person in fresh(one, two)] == [None, None]


def test_only_the_networks_leaders_note_it(convening, hasan):
    one, two = make_person(convening, 1), make_person(convening, 2)

    with pytest.raises(NotAllowed):
        join_household(delegate=one, other=two, by=hasan)


def test_nobody_lives_with_themself_or_with_who_has_left(convening, sari):
    one, gone = make_person(convening, 1), make_person(convening, 2, state="merged")

    for other in (one, gone):
        with pytest.raises(HousemateUnfit):
            join_household(delegate=one, other=other, by=sari)


def test_the_same_phone_is_a_hint_and_no_household(convening, sari):
    one, two, _other, merged = (make_person(convening, n) for n in range(1, 5))
    Identity.objects.filter(pk__in=(one.pk, two.pk, merged.pk)).update(phone_mark="same")
    Delegate.objects.filter(pk=merged.pk).update(state="merged", merged_into=one)

    assert [(it.delegate.number, it.same_phone, it.same_home) for it in likely_housemates(one)] == [
        (2, True, False)
    ]
    assert [[mate.number for mate in group] for group in sharing_a_phone(convening)] == [[1, 2]]
    assert households(convening) == []

    together(sari, one, two)

    assert (likely_housemates(fresh(one)[0]), sharing_a_phone(convening)) == ([], [])


def test_the_same_address_is_a_hint_where_it_has_a_number(convening):
    region = regency()
    one, two, village, far = (
        make_person(convening, n, region=region) if n < 4 else make_person(convening, n) for n in range(1, 5)
    )
    for person, home in ((one, "Jl. Mawar 5, RT 2"), (two, "jl. mawar 5,  rt 2"), (far, "Jl. Mawar 5, RT 2")):
        person.identity.home = home
        person.identity.save()
    village.identity.home = "Mawar"
    village.identity.save()

    assert [(it.delegate.number, it.same_phone, it.same_home) for it in likely_housemates(one)] == [
        (2, False, True)
    ]
    assert likely_housemates(village) == []


def test_a_crowd_on_one_phone_is_an_office(convening):
    people = [make_person(convening, n) for n in range(1, 9)]
    Identity.objects.update(phone_mark="office")

    assert (likely_housemates(people[0]), sharing_a_phone(convening)) == ([], [])


def test_a_merged_entry_hands_its_household_over(convening, sari):
    one, two, mate = (make_person(convening, n) for n in range(1, 4))
    together(sari, two, mate)

    merge(one=one, other=two, by=sari)

    one, two, mate = fresh(one, two, mate)
    assert (one.household == mate.household is not None, two.household) == (True, None)


def test_merging_two_of_a_household_leaves_nobody_alone_in_it(convening, sari):
    one, two = make_person(convening, 1), make_person(convening, 2)
    together(sari, one, two)

    merge(one=one, other=two, by=sari)

    assert [person.household for person in fresh(one, two)] == [None, None]


def test_erasing_a_person_erases_where_they_live(convening, sari):
    one, two, three = (make_person(convening, n) for n in range(1, 4))
    together(sari, one, two, three)

    erase_person(delegate=one)
    assert [mate.number for mate in housemates(fresh(two)[0])] == [3]

    erase_person(delegate=two)
    assert [person.household for person in fresh(one, two, three)] == [None, None, None]


def test_a_person_reads_how_many_and_never_who(convening, sari):
    one, two, three = (make_person(convening, n) for n in range(1, 4))
    together(sari, one, two, three)

    found = [row for row in held_about(fresh(one)[0]) if row.key == "household"]

    assert [row.value for row in found] == ["2 other people"]
    assert [row for row in held_about(make_person(convening, 4)) if row.key == "household"] == []


def test_a_mark_stands_only_for_households_that_the_limit_can_bind(convening, sari):
    pair = [make_person(convening, n) for n in (1, 2)]
    split = [make_person(convening, 3), make_person(convening, 4, audience="convention")]
    nobody = make_person(convening, 5)
    together(sari, *pair)
    together(sari, *split)
    selection = make_selection(convening, sari, size=2, per_household=1)

    marks = [features(selection, one)["household"] for one in (*pair, split[0], nobody)]

    assert (marks[0] == marks[1] != "", marks[2:]) == (True, ["", ""])
    assert pool_of(selection).problem["caps"] == [{"category": "household", "at_most": 1}]
    assert fresh(pair[0])[0].household.hex not in str(pool_of(selection).problem)


def test_no_panel_of_the_lottery_holds_two_of_one_household(convening, sari):
    people = [make_person(convening, n) for n in range(1, 9)]
    together(sari, *people[:2])

    selection = draw_all(convening, sari, size=4, per_household=1)

    names = {selection.pseudonym(one.pk) for one in people[:2]}
    kinds = selection.lottery["kinds"]
    pair = [n for n, group in enumerate(kinds) if names & set(group["people"])]
    assert {name for n in pair for name in kinds[n]["people"]} == names
    assert [one for one in selection.lottery["lottery"] if sum(one["take"][n] for n in pair) > 1] == []
    assert len(names & set(selection.drawn["panel"])) <= 1
    seeded = selection.problem | {"seed": selection.seed}
    found = kind("selection")
    checked = found.check(read_plain(seeded, found.problem), read_plain(selection.drawn, found.plan))
    assert list(checked.faults) == []


def test_who_holds_a_seat_counts(convening, sari):
    holder, mate = make_person(convening, 1, state="confirmed"), make_person(convening, 2)
    others = [make_person(convening, n) for n in (3, 4)]
    together(sari, holder, mate)

    draw_all(convening, sari, size=2, per_household=1)

    assert keys_in("selected") == {one.pk for one in others}


def test_a_household_that_makes_a_quota_impossible_is_named_with_the_smallest_change(convening, sari):
    women = [make_person(convening, n, sex="female") for n in (1, 2)]
    for n in range(3, 7):
        make_person(convening, n, sex="male")
    make_quota(convening, minimum=2)
    together(sari, *women)

    found = trouble(compute(make_selection(convening, sari, size=3, per_household=1), sari))

    assert sorted(one.words for one in found.rules) == [
        "At most 1 person of one household.",
        "Women: at least 2.",
    ]
    assert found.changes == ("Women: lower the minimum from 2 to 1.",)


def test_a_promotion_passes_over_who_lives_with_a_holder(convening, sari):
    make_pool(convening, women=4, men=0)
    draw_all(convening, sari, size=2, per_household=1)
    first = board(convening, PART).places[0].delegate
    leaving, staying = Delegate.objects.filter(state="selected").order_by("number")
    together(sari, staying, first)
    waiting.decline(delegate=leaving, by=sari)

    place = waiting.promote_next(convening=convening, audience=PART, by=sari)

    assert place.delegate_id not in {first.pk, staying.pk}
    assert [(one["code"], one["why"]) for one in place.why["passed"]] == [(first.code, "household")]
    logged = AuditEvent.objects.get(verb="delegates.promoted").data["passed"]
    assert [(one["code"], one["why"]) for one in logged] == [(first.code, "limit")]


def test_nobody_takes_a_place_beside_somebody_of_the_household(convening, sari, partner):
    people = [make_person(convening, n, organisation=partner) for n in range(1, 5)]
    draw_all(convening, sari, size=2, per_household=1)
    leaving, staying = Delegate.objects.filter(state="selected").order_by("number")
    arriving = next(one for one in people if one.pk in keys_in("waiting"))
    together(sari, staying, arriving)
    request = ask_substitution(leaving=leaving, arriving=arriving, why="Ill", by=sari)

    with pytest.raises(SeatTooMany):
        answer_substitution(request=request, agree=True, by=sari)

    leave_household(delegate=arriving, by=sari)
    together(sari, leaving, arriving)
    answer_substitution(request=request, agree=True, by=sari)
    assert arriving.pk in keys_in("selected")
