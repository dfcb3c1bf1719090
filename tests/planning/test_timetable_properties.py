"""What holds for every timetable."""

from itertools import permutations, product

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.planning.timetables import EAST, MORNING, NOON, WEST, solved, talks

from pendopo.planning.result import Goal
from pendopo.planning.timetable import (
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
)


@st.composite
def tiny(draw: st.DrawFn) -> Problem:
    """Up to five talks of two tracks, two sessions of two slots, two rooms."""
    people = st.lists(st.sampled_from(["Ani", "Budi"]), max_size=1).map(tuple)
    many = draw(st.integers(1, 4))
    own = tuple(
        Talk(
            f"t{n}",
            draw(st.sampled_from("ab")),
            draw(st.integers(1, 2)) if n == 0 else 1,
            draw(st.integers(0, 2)),
            draw(people),
            draw(people),
        )
        for n in range(many)
    )
    names = sorted({talk.track for talk in own})
    cost = st.integers(0, 3)
    similar = (Penalty("a", "b", draw(cost)),) if len(names) == 2 else ()
    return Problem(
        (MORNING, NOON),
        (EAST, WEST),
        tuple(Track(name) for name in names),
        own,
        Weights(presenters=2, attendees=1, presenters_at_once=draw(st.integers(0, 1))),
        tuple(Penalty(name, "noon", draw(cost)) for name in names),
        tuple(Penalty(name, "west", draw(cost)) for name in names),
        talk_rooms=(Penalty("t0", "east", draw(cost)),),
        similar_tracks=similar,
    )


def every_plan(problem: Problem):
    """All timetables, the broken ones too."""
    spots = [(s.id, r.id, slot) for s in problem.sessions for r in problem.rooms for slot in range(s.slots)]
    for chosen in permutations(spots, len(problem.talks)):
        yield Plan(tuple(Place(talk.id, *spot) for talk, spot in zip(problem.talks, chosen, strict=True)))


def least(problem: Problem) -> int | None:
    verdicts = (check(problem, plan) for plan in every_plan(problem))
    return min((int(verdict.goals[0].value) for verdict in verdicts if verdict.holds), default=None)


@settings(max_examples=12, deadline=None)
@given(tiny())
def test_the_score_is_the_least_of_all_timetables(problem):
    result = solved(problem)

    found = None if result.plan is None else result.goals[0].value
    assert found == least(problem)


@settings(max_examples=10, deadline=None)
@given(tiny(), st.permutations(["p", "q", "r", "s"]))
def test_names_change_nothing(problem, names):
    renamed = {talk.id: name for talk, name in zip(problem.talks, names, strict=False)}
    own = tuple(msgspec.structs.replace(talk, id=renamed[talk.id]) for talk in problem.talks)
    costs = tuple(Penalty(renamed[one.of], one.at, one.penalty) for one in problem.talk_rooms)
    other = msgspec.structs.replace(problem, talks=own, talk_rooms=costs)

    first, second = solved(problem), solved(other)

    assert (first.status, first.goals) == (second.status, second.goals)


@settings(max_examples=10, deadline=None)
@given(tiny())
def test_a_third_room_never_hurts(problem):
    larger = msgspec.structs.replace(problem, rooms=(*problem.rooms, Room("garden")))

    few, many = solved(problem), solved(larger)

    assert many.goals[0].value <= (few.goals[0].value if few.plan else many.goals[0].value)


@pytest.mark.parametrize(("first", "second"), list(product(range(3), range(3))))
def test_a_gap_costs_one_unit(first, second):
    # Two talks of one track in sessions 0, 1, 2 and 3 slots apart: a session left out between them costs 1.
    sessions = tuple(Session(f"s{n}", 2) for n in range(3))
    problem = Problem(sessions, (EAST,), (Track("a"),), talks("a", 2), Weights(order=0))
    plan = Plan((Place("a1", f"s{first}", "east", 0), Place("a2", f"s{second}", "east", 1)))

    assert check(problem, plan).goals == (Goal("score", int(abs(first - second) == 2)),)
