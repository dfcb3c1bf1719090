"""From the pool to everybody's chance: what counts, what is refused, and what a change of the quotas does."""

from collections import Counter
from fractions import Fraction

import pytest
from tests.delegates.people import give_seats
from tests.delegates.selecting import (
    SEED,
    compute,
    draw_all,
    make_person,
    make_pool,
    make_quota,
    make_selection,
)

from pendopo.core.errors import NotAllowed
from pendopo.core.models import AuditEvent
from pendopo.delegates import errors
from pendopo.delegates.actions import selection as actions
from pendopo.delegates.enums import SelectionState
from pendopo.delegates.models import Chance, Delegate, Quota, Selection
from pendopo.delegates.queries.pool import pool_of
from pendopo.delegates.queries.selection import lines, percent, seats_to_fill, spread
from pendopo.delegates.queries.verdict import certificate, trouble
from pendopo.delegates.solving import selection as solving
from pendopo.runs.models import Run
from pendopo.runs.solving import work_on

pytestmark = pytest.mark.django_db


def features(selection, delegate):
    people = {one["id"]: one["features"] for one in pool_of(selection).problem["people"]}
    return people[selection.pseudonym(delegate.pk)]


def test_unknown_is_out_of_a_minimum_and_in_a_maximum(convening, sari):
    somebody = make_person(convening, 1)
    make_pool(convening, women=2, men=2, start=2)
    least = make_quota(convening, minimum=1)
    selection = make_selection(convening, sari, size=3)
    assert features(selection, somebody) == {"q1": "out"}

    Quota.objects.filter(pk=least.pk).update(minimum=None, maximum=1)
    assert features(selection, somebody) == {"q1": "in"}

    Quota.objects.filter(pk=least.pk).update(minimum=1, maximum=2)
    assert features(selection, somebody) == {"q1": "unknown"}


def test_both_bounds_with_an_unknown_are_kept_by_three_features(convening, sari):
    make_pool(convening, women=2, men=2, unknown=1)
    make_quota(convening, minimum=1, maximum=2)
    problem = pool_of(make_selection(convening, sari, size=3)).problem

    # At most two women of three: at least one is surely none.
    assert problem["quotas"] == [
        {"category": "q1", "feature": "in", "lower": 1, "upper": 3},
        {"category": "q1", "feature": "out", "lower": 1, "upper": 3},
        {"category": "q1", "feature": "unknown", "lower": 0, "upper": 3},
    ]


def test_overlapping_quotas_are_categories_of_their_own(convening, sari):
    make_person(convening, 1, sex="female", age="18_29")
    make_person(convening, 2, sex="male", age="45_59")
    for dimension, value in (("sex", "female"), ("age", "under_30")):
        make_quota(convening, dimension=dimension, value=value, minimum=1)
    problem = pool_of(make_selection(convening, sari, size=1)).problem

    assert sorted(tuple(sorted(one["features"].items())) for one in problem["people"]) == [
        (("q1", "in"), ("q2", "in")),
        (("q1", "out"), ("q2", "out")),
    ]


def test_holders_are_kept_and_those_who_left_say_nothing(convening, sari):
    make_pool(convening, women=2, men=2)
    confirmed = make_person(convening, 11, state="confirmed", sex="female")
    declined = make_person(convening, 12, state="declined", sex="female")
    make_quota(convening, minimum=2)
    selection = make_selection(convening, sari, size=2)
    problem = pool_of(selection).problem

    assert (problem["keep"], problem["without"]) == (
        [selection.pseudonym(confirmed.pk)],
        [selection.pseudonym(declined.pk)],
    )
    assert (problem["size"], features(selection, declined)) == (3, {"q1": "out"})


def test_only_registered_unless_nominated_are_asked_for(convening, sari):
    make_person(convening, 1)
    make_person(convening, 2, state="nominated")
    make_person(convening, 3, state="registered", audience="convention")

    few, more = (make_selection(convening, sari, size=1, with_nominated=also) for also in (False, True))

    assert (pool_of(few).free, pool_of(more).free) == (1, 2)


def test_a_mark_stands_only_for_organisations_that_the_limit_can_bind(convening, sari, partner, government):
    crowd = [make_person(convening, n, organisation=partner) for n in (1, 2)]
    alone = make_person(convening, 3, organisation=government)
    nobody = make_person(convening, 4)
    selection = make_selection(convening, sari, size=2, per_organisation=1)

    marks = [features(selection, one)["organisation"] for one in (*crowd, alone, nobody)]

    assert (marks[0] == marks[1] != "", marks[2:]) == (True, ["", ""])
    assert str(partner.pk) not in marks[0]


def test_chances_sum_to_the_seats_and_meet_the_expected_number(convening, sari):
    make_pool(convening, women=4, men=16)
    make_quota(convening, minimum=3)

    selection = compute(make_selection(convening, sari, size=10), sari)

    assert (selection.state, Chance.objects.count()) == (SelectionState.COMPUTED, 20)
    tickets = [one.tickets for one in Chance.objects.all()]
    assert abs(sum(tickets) - 10 * 10**9) <= 20
    # Leximin: three of four women, seven of sixteen men.
    assert Counter(tickets) == {750_000_000: 4, 437_500_000: 16}
    assert [(one.lower, one.expected) for one in lines(selection)] == [(3, 3.0)]
    assert spread(selection).bars == (0, 0, 0, 0, 16, 0, 0, 4, 0, 0)
    assert certificate(selection).startswith("Proved:")


def test_impossible_quotas_are_named_and_the_smallest_change_applied(convening, sari):
    make_pool(convening, women=3, men=12)
    quota = make_quota(convening, minimum=4)
    selection = compute(make_selection(convening, sari, size=10), sari)

    found = trouble(selection)
    assert (selection.state, found.impossible) == (SelectionState.DRAFT, True)
    assert ("Women: at least 4.", str(quota.pk)) in [(one.words, one.quota) for one in found.rules]
    assert found.changes == ("Women: lower the minimum from 4 to 3.",)

    run = actions.apply_relaxation(selection=selection, by=sari)
    work_on(Run.objects.get(pk=run.pk))
    quota.refresh_from_db()
    selection.refresh_from_db()
    assert (quota.minimum, selection.state) == (3, SelectionState.COMPUTED)
    changed = AuditEvent.objects.get(verb="delegates.quotas_relaxed").data["changes"]
    assert changed == [{"quota": str(quota.pk), "bound": "minimum", "before": 4, "after": 3}]


def test_a_maximum_is_raised_in_its_own_words(convening, sari):
    make_pool(convening, women=12, men=3)
    quota = make_quota(convening, maximum=6)
    selection = compute(make_selection(convening, sari, size=10), sari)

    assert trouble(selection).changes == ("Women: raise the maximum from 6 to 7.",)
    actions.apply_relaxation(selection=selection, by=sari)
    quota.refresh_from_db()
    assert (quota.minimum, quota.maximum) == (None, 7)


def test_a_percentage_becomes_persons_where_it_is_relaxed(convening, sari):
    make_pool(convening, women=2, men=18)
    quota = make_quota(convening, minimum=30, maximum=60, unit="percent")
    selection = compute(make_selection(convening, sari, size=10), sari)

    actions.apply_relaxation(selection=selection, by=sari)

    quota.refresh_from_db()
    assert (quota.unit, quota.minimum, quota.maximum) == ("persons", 2, 6)


def test_a_change_that_was_overtaken_is_refused(convening, sari):
    make_pool(convening, women=3, men=12)
    quota = make_quota(convening, minimum=4)
    selection = compute(make_selection(convening, sari, size=10), sari)
    Quota.objects.filter(pk=quota.pk).update(minimum=5)

    with pytest.raises(errors.LotteryStale):
        actions.apply_relaxation(selection=selection, by=sari)


def test_too_few_people_are_refused_before_anything_is_computed(convening, sari):
    make_pool(convening, women=1, men=1)
    with pytest.raises(errors.PoolTooSmall, match="3 seats to fill, but only 2"):
        actions.start_computing(selection=make_selection(convening, sari, size=3), by=sari)
    assert Run.objects.count() == 0


def test_no_more_are_selected_than_seats_are_free(convening, sari, partner):
    make_pool(convening)
    make_person(convening, 90, state="confirmed")
    selection = make_selection(convening, sari, size=5)
    give_seats(convening, sari, {partner: 5})

    for write in (
        lambda: actions.start_computing(selection=selection, by=sari),
        lambda: make_selection(convening, sari, size=5),
    ):
        with pytest.raises(errors.MoreThanFree) as caught:
            write()
        assert "only 4 seats" in str(caught.value)
    assert make_selection(convening, sari, size=4).size == 4


def test_the_place_of_an_unnamed_quota_says_nothing(convening, sari):
    make_pool(convening, women=2, men=2)
    first = make_quota(convening, dimension="age", value="18_29", minimum=1)
    delicate = [
        make_quota(convening, dimension="disability", value=value, minimum=1) for value in ("yes", "no")
    ]
    last = make_quota(convening, minimum=1)
    unnamed = [str(quota.pk) for quota in delicate]

    places = {
        tuple(
            line["quota"] for line in pool_of(make_selection(convening, sari, size=4, unnamed=unnamed)).legend
        )
        for _n in range(24)
    }

    assert {order[:2] for order in places} == {(str(first.pk), str(last.pk))}
    assert len(places) == 2


def test_a_second_computation_waits_for_the_first(convening, sari):
    make_pool(convening)
    selection = make_selection(convening, sari)
    actions.start_computing(selection=selection, by=sari)

    with pytest.raises(errors.StillComputing):
        actions.start_computing(selection=selection, by=sari)


def test_a_run_that_was_overtaken_changes_nothing(convening, sari):
    make_pool(convening)
    selection = make_selection(convening, sari)
    old = actions.start_computing(selection=selection, by=sari)
    actions.edit_selection(selection=selection, size=4, by=sari)

    work_on(Run.objects.get(pk=old.pk))

    selection.refresh_from_db()
    assert (selection.state, selection.lottery, Chance.objects.count()) == (SelectionState.DRAFT, {}, 0)


def test_only_leaders_select(convening, sari, lina, tono):
    make_pool(convening)
    selection = make_selection(convening, sari)
    for by in (lina, tono):
        with pytest.raises(NotAllowed):
            make_selection(convening, by)
        with pytest.raises(NotAllowed):
            actions.start_computing(selection=selection, by=by)
        with pytest.raises(NotAllowed):
            solving.draw(selection=selection, seed=SEED, by=by)


def test_size_of_nobody_is_refused(convening, sari):
    with pytest.raises(errors.SizeMissing):
        make_selection(convening, sari, size=0)


def test_a_left_out_quota_says_nothing_in_the_file(convening, sari):
    make_pool(convening, women=2, men=2)
    quota = make_quota(convening, minimum=1)
    selection = make_selection(convening, sari, size=1, left_out=[str(quota.pk)])

    assert pool_of(selection).problem["quotas"] == []


def test_a_unique_combination_is_noticed(convening, sari):
    make_pool(convening, women=1, men=3)
    make_quota(convening, minimum=1)

    assert pool_of(make_selection(convening, sari, size=2)).alone == ({"q1": "in"},)


def test_tickets_are_those_of_the_lottery(convening, sari):
    make_pool(convening, women=3, men=4)
    make_quota(convening, minimum=2)
    selection = compute(make_selection(convening, sari, size=3), sari)

    total = sum(one["share"] for one in selection.lottery["lottery"])
    for n, kind in enumerate(selection.lottery["kinds"]):
        taken = sum(one["share"] * one["take"][n] for one in selection.lottery["lottery"])
        found = set(Chance.objects.filter(pseudonym__in=kind["people"]).values_list("tickets", flat=True))
        assert found == {round(Fraction(taken * 10**9, total * len(kind["people"])))}


def test_percent_is_read_in_the_language_of_the_page():
    assert percent(123_456_789) == "12.35%"


def test_seats_to_fill_without_a_plan_are_none(convening):
    assert seats_to_fill(convening, "conference") == 0


def test_selections_of_other_parts_are_numbered_by_themselves(convening, sari):
    make_selection(convening, sari)
    other = actions.make_selection(convening=convening, audience="convention", size=1, by=sari)

    assert (other.number, Selection.objects.count()) == (1, 2)


MEN_OF_GOVERNMENT = {
    "value": "male", "unit": "percent", "inside_dimension": "sector", "inside_value": "government",
}  # fmt: skip


def make_government(convening, *, women, men, others):
    for number in range(1, women + men + 1):
        sex = "female" if number <= women else "male"
        make_person(convening, number, sex=sex, sector="government_regency")
    for number in range(women + men + 1, women + men + others + 1):
        make_person(convening, number, sex="male", sector="cso")


def test_a_maximum_inside_a_group_of_open_size_leaves_its_people_a_chance(convening, sari):
    make_government(convening, women=2, men=6, others=6)
    quota = make_quota(convening, maximum=50, **MEN_OF_GOVERNMENT)

    selection = compute(make_selection(convening, sari, size=5), sari)

    (line,) = selection.legend
    men = {row["id"] for row in selection.problem["people"] if row["features"]["q1"] == "in"}
    assert (selection.state, selection.problem["quotas"]) == (SelectionState.COMPUTED, [])
    assert (line["quota"], line["share"], line["lower"], line["upper"]) == (str(quota.pk), True, 0, 50)
    assert all(chance.tickets > 0 for chance in Chance.objects.filter(pseudonym__in=men))
    assert [one.upper for one in lines(selection)] == ["50%"]


def test_a_drawn_panel_keeps_the_per_cent_of_its_group(convening, sari):
    make_government(convening, women=3, men=9, others=6)
    make_quota(convening, maximum=40, **MEN_OF_GOVERNMENT)

    draw_all(convening, sari, size=8)

    drawn = Delegate.objects.filter(state="selected", traits__sector="government_regency")
    assert 100 * drawn.filter(traits__sex="male").count() <= 40 * drawn.count()


def test_a_share_that_cannot_be_kept_is_named_and_relaxed_in_per_cent(convening, sari):
    make_government(convening, women=1, men=6, others=0)
    quota = make_quota(convening, maximum=50, **MEN_OF_GOVERNMENT)
    selection = compute(make_selection(convening, sari, size=4), sari)

    found = trouble(selection)
    assert [(one.words, one.quota) for one in found.rules] == [
        ("Men among “Government”: at most 50%.", str(quota.pk)),
        ("4 seats in all, those that are held included.", ""),
    ]
    assert found.changes == ("Men among “Government”: raise the maximum from 50% to 75%.",)

    run = actions.apply_relaxation(selection=selection, by=sari)
    work_on(Run.objects.get(pk=run.pk))

    quota.refresh_from_db()
    selection.refresh_from_db()
    assert (quota.unit, quota.minimum, quota.maximum) == ("percent", None, 75)
    assert selection.state == SelectionState.COMPUTED
