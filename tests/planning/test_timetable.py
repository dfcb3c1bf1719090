"""Talks in sessions, rooms and slots."""

import re

import msgspec
import pytest
from tests.planning.timetables import EAST, MORNING, WEST, cost_of, placed, small, solved, talks

from pendopo.planning import io
from pendopo.planning.errors import InvalidDocument
from pendopo.planning.limits import Limits, Watch
from pendopo.planning.result import Goal, Reason, Status
from pendopo.planning.timetable import (
    Cell,
    Hours,
    Overlap,
    Penalty,
    Place,
    Plan,
    Problem,
    Room,
    Session,
    Talk,
    Track,
    Weights,
    check,
    explain,
    solve,
    summary,
)


def test_two_tracks_share_a_presenter_and_take_turns():
    # Each track fills one room for one session. Ani speaks in both, so they must not run at once.
    problem = small(*talks("a", 2, presenters=("Ani",)), *talks("b", 2, presenters=("Ani",)))

    result = solved(problem)

    assert (result.status, result.goals) == (Status.OPTIMAL, (Goal("score", 0, 0),))


def test_a_track_too_long_for_one_session_stays_in_its_room():
    # Three talks need two sessions of two slots; in one room, one after the other, nothing is lost.
    result = solved(small(*talks("a", 3)))

    assert (result.status, result.goals[0].value) == (Status.OPTIMAL, 0)
    assert len({place.room for place in result.plan.places}) == 1


def test_tracks_forced_into_parallel_rooms_pay_once_for_the_room_and_once_for_the_session():
    # Noon costs 10; both rooms in the morning cost one unit for the second room and one for running in parallel.
    problem = small(*talks("a", 3), track_sessions=(Penalty("a", "noon", 10),))

    result = solved(problem)

    assert cost_of(problem, result.plan) == {"rooms_per_track": 1, "parallel_tracks": 1}
    assert result.status is Status.OPTIMAL


def test_numbered_talks_come_in_their_order():
    # a3 must be in the second session. The numbers count through the sessions.
    numbered = tuple(Talk(f"a{n}", "a", order=n) for n in (3, 1, 2))

    result = solved(small(*numbered))

    at = placed(result.plan)
    assert result.goals[0].value == 0
    assert [at["a1"][2], at["a2"][2], at["a3"][0]] == [0, 1, "noon"]


def test_two_talks_with_one_number_lose_one_unit():
    result = solved(small(Talk("a1", "a", order=1), Talk("a2", "a", order=1)))

    assert (result.goals[0].value, result.status) == (1, Status.OPTIMAL)


def test_a_long_talk_is_held_in_one_piece():
    # Two talks of two slots and two of one slot fill three rooms exactly: 2, 2, 1 + 1.
    problem = small(*talks("a", 2, slots=2), Talk("b1", "b"), Talk("b2", "b"))

    result = solved(problem)

    assert check(problem, result.plan).holds
    assert {place.slot for place in result.plan.places if place.talk in ("a1", "a2")} == {0}


def test_clocks_of_presenters_choose_the_session():
    # 8:00 and 16:00 in Jakarta are 2:00 and 10:00 where a1 speaks from (six hours behind): only the second is good.
    sessions = (Session("early", 1, 480, 540), Session("late", 1, 960, 1020))
    hours = Hours(9 * 60, 17 * 60, 7 * 60, 20 * 60)
    talk = Talk("a1", "a", zone=-360)
    problem = Problem(sessions, (EAST,), (Track("a"),), (talk,), hours=hours)

    result = solved(problem)

    assert placed(result.plan) == {"a1": ("late", "east", 0)}
    assert check(problem, Plan((Place("a1", "early", "east", 0),))).goals == (Goal("score", 10),)


def test_people_who_want_both_talks_keep_them_out_of_parallel_rooms():
    problem = small(*talks("a", 2), *talks("b", 2), overlaps=(Overlap("a1", "b1", 30),))

    result = solved(problem)

    at = placed(result.plan)
    assert at["a1"][0] != at["b1"][0] or at["a1"][1] == at["b1"][1]
    assert result.goals[0].value == 0


def test_talks_with_one_presenter_in_one_track_share_a_room_even_in_parallel():
    # Noon is closed, so the track runs in two rooms; Ani's two talks fit into one of them.
    own = (*talks("a", 2), Talk("a3", "a", presenters=("Ani",)), Talk("a4", "a", presenters=("Ani",)))
    problem = small(*own, cells=(Cell("noon", "east"), Cell("noon", "west")))

    result = solved(problem)

    at = placed(result.plan)
    assert at["a3"][:2] == at["a4"][:2]
    assert cost_of(problem, result.plan) == {"rooms_per_track": 1, "parallel_tracks": 1}


def test_rooms_offer_what_talks_need():
    rooms = (Room("hall", 100, ("ramp",)), Room("nook", 10))
    problem = small(
        Talk("a1", "a", needs=("ramp",)), Talk("b1", "b", people=50), Talk("c1", "c"), rooms=rooms
    )

    result = solved(problem)

    assert [placed(result.plan)[name][1] for name in ("a1", "b1")] == ["hall", "hall"]


def test_rooms_matter_talk_by_talk():
    # Only the hall has the ramp that a2 needs; a1 costs 5 there.
    rooms = (Room("hall", features=("ramp",)), Room("nook"))
    own = (Talk("a1", "a"), Talk("a2", "a", needs=("ramp",)))
    problem = small(*own, rooms=rooms, talk_rooms=(Penalty("a1", "hall", 5),))

    result = solved(problem)

    assert placed(result.plan)["a2"][1] == "hall"
    assert cost_of(problem, result.plan) == {"rooms_per_track": 1}


def test_pins_and_kept_rooms_hold():
    own = (Talk("a1", "a", session="noon", room="west", slot=1), Talk("b1", "b"))
    problem = small(*own, cells=(Cell("noon", "west", "a"), Cell("morning", "east"), Cell("morning", "west")))

    result = solved(problem)

    assert placed(result.plan)["a1"] == ("noon", "west", 1)
    assert placed(result.plan)["b1"][:2] == ("noon", "east")


def test_people_needed_twice_at_once_get_different_slots():
    # One session, two rooms: Ani's talks of different tracks run in parallel rooms, but not in one slot.
    own = (Talk("a1", "a", presenters=("Ani",)), Talk("b1", "b", presenters=("Ani",)))
    weights = Weights(presenters=0, presenters_at_once=1)
    problem = Problem((MORNING,), (EAST, WEST), (Track("a"), Track("b")), own, weights)

    result = solved(problem)

    assert result.goals[0].value == 0
    assert placed(result.plan)["a1"][2] != placed(result.plan)["b1"][2]


def test_repair_moves_only_what_must_move():
    # Track a fills one room for two sessions, track b the other for one. When b's room closes in that session, its
    # two talks move to the other session and nothing else does.
    problem = small(*talks("a", 3), *talks("b", 2))
    first = solved(problem).plan
    lost = next(place for place in first.places if place.talk == "b1")
    closed = msgspec.structs.replace(problem, cells=(Cell(lost.session, lost.room),))

    result = solved(closed, first)

    moved = {place.talk for place in result.plan.places if place not in first.places}
    assert moved == {"b1", "b2"}
    assert result.goals == (Goal("score", 0, 0), Goal("talks that move", 2, 2))


def test_a_repair_keeps_the_plan_it_cannot_better():
    # Everything is lost anyway: the score is the same wherever the talks are, so nothing moves.
    problem = small(*talks("a", 2), *talks("b", 2), track_sessions=tuple(
        Penalty(track, session, 1) for track in "ab" for session in ("morning", "noon")
    ))  # fmt: skip
    spots = (("a1", "east", 1), ("a2", "east", 0), ("b1", "west", 1), ("b2", "west", 0))
    before = Plan(tuple(Place(talk, "noon", room, slot) for talk, room, slot in spots))

    result = solved(problem, before)

    assert (result.plan, result.goals) == (before, (Goal("score", 2, 2), Goal("talks that move", 0, 0)))


def test_nothing_moves_when_nothing_changes():
    problem = small(*talks("a", 3), *talks("b", 3))
    first = solved(problem).plan

    assert solved(problem, first).plan == first


def test_a_released_version_can_be_weighed():
    # Staying costs 1 for the room that a1 is in; moving costs 5.
    released = (Place("a1", "noon", "west", 1),)
    problem = small(
        Talk("a1", "a"), track_rooms=(Penalty("a", "west", 1),), released=released, weights=Weights(moves=5)
    )

    result = solved(problem)

    assert (result.plan.places, result.goals[0].value) == (released, 1)


def test_the_same_plan_every_time():
    problem = small(*talks("a", 3), *talks("b", 3), overlaps=(Overlap("a1", "b1", 3), Overlap("a2", "b2", 3)))

    assert solved(problem).plan == solved(problem).plan


def test_two_cores_reach_the_same_score():
    problem = small(*talks("a", 3), *talks("b", 3), overlaps=(Overlap("a1", "b1", 3), Overlap("a2", "b2", 3)))

    result = solve(problem, Watch(Limits(20, workers=2)))

    assert (result.status, result.goals) == (Status.OPTIMAL, solved(problem).goals)


def test_a_cancelled_solve_keeps_what_it_has():
    watch = Watch(Limits(20))
    watch.cancel()

    result = solve(small(*talks("a", 3), track_sessions=(Penalty("a", "noon", 10),)), watch)

    assert (result.status, result.interrupted) == (Status.FEASIBLE, True)


@pytest.mark.parametrize(
    ("given", "more", "conflict"),
    [
        # Five talks want four slots.
        (talks("a", 5), {"rooms": (EAST,)}, ()),
        # Two talks pinned to one slot.
        (talks("a", 2, session="noon", room="east", slot=0), {}, ("pins",)),
        # The only room with a ramp is closed.
        (
            (Talk("a1", "a", needs=("ramp",)),),
            {
                "rooms": (EAST, Room("hall", features=("ramp",))),
                "cells": (Cell("noon", "hall"), Cell("morning", "hall")),
            },
            ("cells", "rooms suit"),
        ),
    ],
)
def test_rules_in_conflict_are_named(given, more, conflict):
    result = solved(small(*given, **more))

    assert (result.status, result.plan) == (Status.INFEASIBLE, None)
    assert result.conflict == ("within the session", "one track", *conflict)


BAD = (
    (("a1", "evening", "east", 0), "known"),
    (("a1", "noon", "east", 2), "within the session"),
    (("a1", "noon", "west", 0), "one track"),
    (("a1", "morning", "east", 1), "one talk at a time"),
    (("a1", "morning", "west", 0), "pins"),
    (("a1", "noon", "east", 0), "cells"),
)


@pytest.mark.parametrize(("place", "rule"), BAD)
def test_check_names_the_rule_that_breaks(place, rule):
    own = (Talk("a1", "a"), Talk("a2", "a", slots=2, room="east"), Talk("b1", "b"))
    if rule == "pins":
        own = (msgspec.structs.replace(own[0], slot=1), *own[1:])
    problem = small(*own, cells=(Cell("noon", "east"),))

    verdict = check(
        problem, Plan((Place(*place), Place("a2", "morning", "east", 0), Place("b1", "noon", "west", 1)))
    )

    assert rule in {fault.rule for fault in verdict.faults}


def test_check_counts_talks_that_are_missing_or_twice():
    problem = small(Talk("a1", "a"), Talk("a2", "a"))

    verdict = check(problem, Plan((Place("a1", "noon", "east", 0), Place("a1", "noon", "east", 1))))

    assert [(fault.rule, fault.names) for fault in verdict.faults] == [
        ("every talk once", ("a1",)),
        ("every talk once", ("a2",)),
    ]


def test_losses_are_explained_and_summed_up():
    problem = small(*talks("a", 3), track_sessions=(Penalty("a", "noon", 10),))
    spots = (("a1", "east", 0), ("a2", "east", 1), ("a3", "west", 0))
    plan = Plan(tuple(Place(talk, "morning", room, slot) for talk, room, slot in spots))

    assert explain(problem, plan) == (
        Reason("parallel_tracks", "a", ("costs 1",)),
        Reason("rooms_per_track", "a", ("costs 1",)),
    )
    assert list(summary(problem, plan)) == [
        "rooms_per_track: 1 × 1 = 1",
        "parallel_tracks: 1 × 1 = 1",
        "morning: east a, west a",
        "noon: nothing",
    ]


@pytest.mark.parametrize(
    ("document", "path", "reason"),
    [
        (b"", "$", "empty"),
        (b'{"format": "pendopo.timetable/2"}', "$.format", "pendopo.timetable/2"),
        (
            b'{"format": "pendopo.timetable/1", "sessions": [{"id": "s", "slots": 0}]}',
            "$.sessions[0]",
            "0 slots",
        ),
    ],
)
def test_bad_documents_are_refused_with_their_place(document, path, reason):
    with pytest.raises(InvalidDocument) as caught:
        io.read(document, Problem)

    assert caught.value.path == path
    assert reason in caught.value.reason


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"talk_rooms": (Penalty("a1", "attic", 1),)}, "There is no room 'attic'."),
        ({"overlaps": (Overlap("a1", "zz", 1),)}, "There is no talk 'zz'."),
        ({"cells": (Cell("noon", "east", "zz"),)}, "There is no track 'zz'."),
        ({"similar_tracks": (Penalty("a", "a", 1),)}, "Track 'a' is similar to itself."),
        (
            {"cells": (Cell("noon", "east"), Cell("noon", "east"))},
            "'noon / east' stands twice among the cells.",
        ),
        (
            {"track_rooms": (Penalty("a", "east", 10**8),), "weights": Weights(order=10**7)},
            "Weights times penalties add up to more than 1000000000000000; scale them down.",
        ),
        ({"hours": Hours(0, 1, 0, 1)}, "With hours, every session needs its start and its end."),
    ],
)
def test_problems_name_the_culprit(more, reason):
    with pytest.raises(ValueError, match=f"^{re.escape(reason)}$"):
        small(Talk("a1", "a"), **more)


def test_documents_survive_writing_and_reading():
    problem = small(*talks("a", 2), overlaps=(Overlap("a1", "a2", 3),), cells=(Cell("noon", "east", "a"),))

    assert io.read(io.write(problem), Problem) == problem
