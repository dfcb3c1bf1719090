"""From the pool to the drawn panel: what is computed, fixed, drawn, and what the file does not hold."""

import json
from collections import Counter
from datetime import timedelta
from fractions import Fraction

import pytest
from tests.delegates.selecting import (
    SEED,
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

from pendopo.convenings.models import Notice
from pendopo.core.errors import NotAllowed
from pendopo.core.models import AuditEvent
from pendopo.core.times import now
from pendopo.delegates import errors
from pendopo.delegates.actions import draw as drawing
from pendopo.delegates.actions import selection as actions
from pendopo.delegates.enums import DelegateState, SelectionState
from pendopo.delegates.models import Chance, Delegate, Invitation, Quota, Selection, WaitingPlace
from pendopo.delegates.queries.documents import documents, fingerprint, lot, written
from pendopo.delegates.queries.pool import pool_of
from pendopo.delegates.queries.selection import chance_of, lines, percent, seats_to_fill, spread
from pendopo.delegates.queries.verdict import certificate, trouble
from pendopo.delegates.solving import selection as solving
from pendopo.planning import cli
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


def test_the_announcement_fixes_what_was_computed(convening, sari, hasan):
    make_pool(convening)
    selection = announce(compute(make_selection(convening, sari), sari), sari)

    files = documents(selection)
    assert (selection.problem_hash, selection.lottery_hash) == tuple(map(fingerprint, files.values()))
    assert AuditEvent.objects.get(verb="delegates.seed_announced").data["lottery"] == selection.lottery_hash
    assert [one.user for one in Notice.objects.all()] == [hasan]
    for step in (
        lambda: actions.edit_selection(selection=selection, size=2, by=sari),
        lambda: actions.start_computing(selection=selection, by=sari),
        lambda: announce(selection, sari),
    ):
        with pytest.raises(errors.SelectionMoved):
            step()


def test_a_pool_that_changed_since_cannot_be_announced(convening, sari):
    make_pool(convening)
    selection = compute(make_selection(convening, sari), sari)
    make_person(convening, 99)

    with pytest.raises(errors.LotteryStale):
        announce(selection, sari)


def test_the_moment_of_the_seed_lies_ahead(convening, sari):
    make_pool(convening)
    selection = compute(make_selection(convening, sari), sari)

    with pytest.raises(errors.SeedMomentPast):
        drawing.announce_seed(selection=selection, source="Dice", at=now() - timedelta(seconds=1), by=sari)
    with pytest.raises(errors.SeedSourceMissing):
        drawing.announce_seed(selection=selection, source="  ", at=now() + timedelta(hours=1), by=sari)


def test_nobody_draws_before_the_announced_moment(convening, sari):
    make_pool(convening)
    selection = announce(compute(make_selection(convening, sari), sari), sari)

    with pytest.raises(errors.SeedTooEarly):
        solving.draw(selection=selection, seed=SEED, by=sari)
    with pytest.raises(errors.SeedMissing):
        solving.draw(selection=pass_time(selection), seed="  ", by=sari)


def test_the_draw_selects_the_panel_and_lets_the_others_wait(convening, sari, hasan):
    make_pool(convening)
    selection = draw_all(convening, sari, size=6)

    panel = set(selection.drawn["panel"])
    assert len(panel) == 6
    assert {selection.pseudonym(pk) for pk in keys_in("selected")} == panel
    places = list(WaitingPlace.objects.all())
    assert {one.delegate_id for one in places} == keys_in("waiting")
    assert [one.order for one in places] == sorted(
        lot(SEED, selection.pseudonym(pk)) for pk in keys_in("waiting")
    )
    told = AuditEvent.objects.get(verb="delegates.panel_drawn").data
    assert (told["seed"], told["selected"], told["waiting"]) == (SEED, 6, 14)
    assert Notice.objects.filter(user=hasan, kind="delegates.selection_drawn").count() == 1


def test_whoever_left_in_between_is_drawn_but_not_moved(convening, sari):
    people = make_pool(convening, women=1, men=1)
    selection = announce(compute(make_selection(convening, sari, size=2), sari), sari)
    Delegate.objects.filter(pk=people[0].pk).update(state="cancelled")

    drawn = solving.draw(selection=pass_time(selection), seed=SEED, by=sari)

    assert len(drawn.drawn["panel"]) == 2
    assert (keys_in("selected"), keys_in("cancelled")) == ({people[1].pk}, {people[0].pk})


def test_an_outsider_with_the_files_draws_the_same_people(convening, sari, tmp_path, capsys):
    make_pool(convening, women=5, men=9, unknown=2)
    make_quota(convening, minimum=3, maximum=4)
    selection = draw_all(convening, sari, size=7)
    paths = {name: tmp_path / f"{name}.json" for name in documents(selection)}
    for name, document in documents(selection).items():
        paths[name].write_bytes(written(document))

    again = tmp_path / "again.json"
    asked = ["selection", str(paths["seeded"]), "-o", str(again), "--deterministic", "--quiet"]
    assert cli.main(["check", str(paths["seeded"]), str(paths["plan"])]) == 0
    assert cli.main(asked) == 0

    drawn = set(Chance.objects.filter(drawn=True).values_list("pseudonym", flat=True))
    assert set(json.loads(again.read_text())["panel"]) == drawn == set(selection.drawn["panel"])
    problem, lottery = (json.loads(paths[name].read_text()) for name in ("problem", "lottery"))
    assert problem | {"seed": SEED} == json.loads(paths["seeded"].read_text())
    assert lottery["lottery"] == json.loads(paths["plan"].read_text())["lottery"]


def test_a_plan_with_another_panel_is_found_out(convening, sari, tmp_path, capsys):
    make_pool(convening)
    selection = draw_all(convening, sari, size=6)
    outside = next(
        one["id"] for one in selection.problem["people"] if one["id"] not in selection.drawn["panel"]
    )
    seeded, plan = tmp_path / "seeded.json", tmp_path / "plan.json"
    seeded.write_bytes(written(documents(selection)["seeded"]))
    plan.write_bytes(written(selection.drawn | {"panel": [outside, *selection.drawn["panel"][1:]]}))

    assert cli.main(["check", str(seeded), str(plan)]) == 1


def test_the_files_hold_nothing_of_a_person(convening, sari, partner):
    people = [make_person(convening, n, organisation=partner, sex="female") for n in range(1, 9)]
    make_quota(convening, minimum=1)
    selection = draw_all(convening, sari, size=3, per_organisation=4)

    text = b"".join(map(written, documents(selection).values())).decode()

    private = [partner.name, partner.code, str(partner.pk), "Wulandari", "+62", "@", "D-0"]
    private += [str(one.pk) for one in people] + [one.pk.hex for one in people]
    assert [word for word in private if word in text] == []


def test_another_selection_gives_another_pseudonym(convening, sari):
    person = make_person(convening, 1)
    one, other = (make_selection(convening, sari, size=1) for _ in "12")

    assert one.pseudonym(person.pk) != other.pseudonym(person.pk)
    assert (one.number, other.number) == (1, 2)


def test_a_person_sees_the_own_chance_once_it_is_fixed(convening, sari):
    person = make_pool(convening, women=2, men=2)[0]
    selection = compute(make_selection(convening, sari, size=2), sari)
    assert chance_of(person) is None

    announce(selection, sari)
    told = chance_of(person)
    assert (told.pseudonym, told.chance, told.drawn, told.url) == (
        selection.pseudonym(person.pk),
        "50.00%",
        None,
        "",
    )


def test_a_drawn_person_reads_that_and_where_it_stands(convening, sari):
    make_pool(convening, women=2, men=0)
    selection = draw_all(convening, sari, size=2)
    drawing.publish_selection(selection=selection, by=sari)

    told = chance_of(Delegate.objects.first())

    assert (told.drawn, told.url) == (True, f"/en/wgwc-2024/selection/{selection.pk}/")


def test_setting_aside_a_draw_returns_everybody(convening, sari):
    make_pool(convening, women=3, men=0)
    nominated = make_person(convening, 9, state="nominated")
    selection = draw_all(convening, sari, size=2, with_nominated=True)

    drawing.set_aside(selection=selection, why="The seed was mistyped.", by=sari)

    assert keys_in("nominated") == {nominated.pk}
    assert (len(keys_in("registered")), WaitingPlace.objects.count()) == (3, 0)


def test_a_draw_that_was_acted_upon_stands(convening, sari):
    make_pool(convening, women=3, men=0)
    selection = draw_all(convening, sari, size=2)
    guest = Delegate.objects.filter(state=DelegateState.SELECTED).first()
    moment = now()
    Invitation.objects.create(
        convening=convening,
        delegate=guest,
        number=1,
        letter="1",
        dated_on=moment.date(),
        channel="email",
        made_by=sari,
        made_at=moment,
        expires_at=moment,
    )

    with pytest.raises(errors.DrawInUse):
        drawing.set_aside(selection=selection, why="We regret it.", by=sari)


def test_setting_aside_needs_a_reason(convening, sari):
    with pytest.raises(errors.WhyMissing):
        drawing.set_aside(selection=make_selection(convening, sari), why=" ", by=sari)


def test_nothing_is_published_before_it_is_fixed(convening, sari):
    make_pool(convening)
    selection = compute(make_selection(convening, sari), sari)

    with pytest.raises(errors.SelectionMoved):
        drawing.publish_selection(selection=selection, by=sari)


def test_publishing_is_said_once_and_taken_back(convening, sari, hasan):
    make_pool(convening)
    selection = announce(compute(make_selection(convening, sari), sari), sari)
    drawing.publish_selection(selection=selection, by=hasan)

    with pytest.raises(errors.PublicAlready):
        drawing.publish_selection(selection=selection, by=sari)
    drawing.unpublish_selection(selection=selection, by=sari)
    with pytest.raises(errors.NothingPublic):
        drawing.unpublish_selection(selection=selection, by=sari)


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
