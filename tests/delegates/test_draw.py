"""From the announced seed to the drawn panel: what is fixed, drawn and published, and what the files do not hold."""

import json
from datetime import timedelta

import pytest
from tests.delegates.selecting import (
    SEED,
    announce,
    compute,
    draw_all,
    freeze,
    keys_in,
    make_person,
    make_pool,
    make_quota,
    make_selection,
    pass_time,
)

from pendopo.convenings.models import Notice
from pendopo.core.models import AuditEvent
from pendopo.core.times import now
from pendopo.delegates import errors
from pendopo.delegates.actions import draw as drawing
from pendopo.delegates.actions import selection as actions
from pendopo.delegates.enums import DelegateState
from pendopo.delegates.models import Chance, Delegate, Invitation, WaitingPlace
from pendopo.delegates.queries.documents import documents, fingerprint, lot, written
from pendopo.delegates.queries.selection import chance_of
from pendopo.delegates.solving import selection as solving
from pendopo.planning import cli

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize(("part", "days"), [("conference", 0), ("conference", -3)])
def test_nobody_is_drawn_into_a_frozen_list(convening, sari, part, days):
    make_pool(convening)
    selection = pass_time(announce(compute(make_selection(convening, sari), sari), sari))
    freeze(convening, sari, part=part, days=days)

    with pytest.raises(errors.DrawFrozen, match="or move the day of the freeze first"):
        solving.draw(selection=selection, seed=SEED, by=sari)

    selection.refresh_from_db()
    assert (selection.state, keys_in("selected"), WaitingPlace.objects.count()) == ("announced", set(), 0)


@pytest.mark.parametrize(("part", "days"), [("conference", 2), ("convention", -3), ("conference", None)])
def test_a_freeze_to_come_or_of_another_part_or_lifted_stops_no_draw(convening, sari, part, days):
    make_pool(convening)
    selection = pass_time(announce(compute(make_selection(convening, sari), sari), sari))
    freeze(convening, sari, days=-1)
    freeze(convening, sari, days=None)
    freeze(convening, sari, part=part, days=days)

    assert solving.draw(selection=selection, seed=SEED, by=sari).state == "drawn"


def test_a_seed_that_comes_after_the_freeze_is_not_announced(convening, sari):
    make_pool(convening)
    selection = compute(make_selection(convening, sari), sari)
    freeze(convening, sari, days=2)

    with pytest.raises(errors.DrawFrozen):
        drawing.announce_seed(selection=selection, source="Dice", at=now() + timedelta(days=3), by=sari)
    assert announce(selection, sari).state == "announced"


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
