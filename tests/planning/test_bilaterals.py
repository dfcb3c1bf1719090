"""Meetings of parties in slots, planned and checked."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pendopo.planning.bilaterals import (
    Held,
    Interpreter,
    Meeting,
    Party,
    Person,
    Plan,
    Presence,
    Problem,
    Room,
    Session,
    check,
    solve,
)
from pendopo.planning.bilaterals.check import breaks_of
from pendopo.planning.bilaterals.large import Large
from pendopo.planning.bilaterals.times import Times
from pendopo.planning.limits import Limits, Watch
from pendopo.planning.result import Status

QUICK = Limits(seconds=20, deterministic=True)


def day(slots: int, tables: int, *pairs: str, **more: object) -> Problem:
    """A problem in which letters are parties: "ab" is a meeting of a and b that must be held."""
    parties = more.pop("parties", tuple(Party(name) for name in sorted(set("".join(pairs)))))
    meetings = more.pop("meetings", tuple(Meeting(pair, tuple(pair)) for pair in pairs))
    rooms = more.pop("rooms", (Room("hall", tables),))
    return Problem(slots, parties, rooms, meetings, **more)  # type: ignore[arg-type]


def solved(problem: Problem, before: Plan | None = None):
    result = solve(problem, Watch(QUICK), before)
    if result.plan is not None:
        verdict = check(problem, result.plan)
        assert verdict.faults == ()
        assert [goal.value for goal in verdict.goals] == [one.value for one in result.goals][
            : len(verdict.goals)
        ]
    return result


def reached(result) -> dict[str, object]:
    return {goal.name: goal.value for goal in result.goals}


def slots_of(plan: Plan) -> dict[str, int]:
    return {one.meeting: one.slot for one in plan.meetings}


def test_three_meetings_of_three_parties_need_three_slots():
    # ab, bc and ac share a party two by two, so a slot holds one of them however many tables there are.
    # One party meets in the first and the last slot: one break.
    result = solved(day(3, 2, "ab", "bc", "ac"))

    assert (result.status, reached(result)) == (Status.OPTIMAL, {"breaks": 1})


def test_wants_come_before_breaks_and_heavier_ones_first():
    # Two slots hold two of the three meetings; 5 + 4 is the most.
    meetings = tuple(
        Meeting(pair, tuple(pair), "want", weight) for pair, weight in (("ab", 3), ("bc", 5), ("ac", 4))
    )

    result = solved(day(2, 2, "ab", "bc", "ac", meetings=meetings))

    assert reached(result) == {"weight of wants held": 9, "breaks": 0}
    assert sorted(slots_of(result.plan)) == ["ac", "bc"]


def test_most_of_the_musts_are_kept_where_all_cannot_be():
    result = solved(day(2, 2, "ab", "bc", "ac", keep="most"))

    assert reached(result) == {"musts held": 2, "breaks": 0}


def test_a_repair_moves_two_people_and_nobody_else():
    # ab was in slot 0, cd in slot 0. a can no longer come in slot 0: a and b move, c and d stay.
    problem = day(2, 2, "ab", "cd", parties=(Party("a", forbidden=(0,)), Party("b"), Party("c"), Party("d")))
    before = Plan((Held("ab", 0, "hall"), Held("cd", 0, "hall")))

    result = solved(problem, before)

    assert slots_of(result.plan) == {"ab": 1, "cd": 0}
    assert reached(result) == {"breaks": 0, "people moved": 2}


def test_two_of_three_people_are_enough():
    # Two of x, y, z have to be there; x is away in slot 0, y in slot 1, and both in slot 2.
    people = (Person("x", (0, 2)), Person("y", (1, 2)), Person("z", (0,)))
    meeting = Meeting("ab", ("a", "b"), present=(Presence("a", ("x", "y", "z"), 2),))

    result = solved(day(3, 1, parties=(Party("a", people), Party("b")), meetings=(meeting,)))

    assert [(one.slot, one.people) for one in result.plan.meetings] == [(1, ("x", "z"))]


def test_a_party_of_two_sits_in_two_meetings_at_once():
    people = (Person("x"), Person("y"))
    parties = (Party("a", people, at_once=2), Party("b"), Party("c"))
    meetings = tuple(
        Meeting(f"a{other}", ("a", other), present=(Presence("a", ("x", "y"), 1),)) for other in "bc"
    )

    result = solved(day(1, 2, parties=parties, meetings=meetings))

    assert sorted(one.people for one in result.plan.meetings) == [("x",), ("y",)]


def test_one_interpreter_serves_one_meeting_at_a_time():
    meetings = tuple(Meeting(pair, tuple(pair), interpreters=("sign",)) for pair in ("ab", "cd"))

    result = solved(day(2, 2, "ab", "cd", meetings=meetings, interpreters=(Interpreter("sign"),)))

    assert sorted(slots_of(result.plan).values()) == [0, 1]


def test_a_party_stays_in_its_room_and_needs_are_met():
    # Only the hall is step-free, and d needs that; ab and bc can keep to one room, whichever is left.
    rooms = (Room("hall", features=("step-free",)), Room("loft"))
    parties = (
        Party("a"),
        Party("b"),
        Party("c"),
        Party("d", (Person("dian", needs=("step-free",)),)),
        Party("e"),
    )

    result = solved(day(2, 0, "ab", "bc", "de", parties=parties, rooms=rooms))

    rooms_of = {one.meeting: one.room for one in result.plan.meetings}
    assert rooms_of == {"ab": "loft", "bc": "loft", "de": "hall"} or rooms_of["de"] == "hall"
    assert reached(result) == {"breaks": 0, "room changes": 0}


def test_order_session_and_fixed_slot_hold():
    meetings = (
        Meeting("ab", ("a", "b"), after=("cd",), session="morning"),
        Meeting("cd", ("c", "d")),
        Meeting("ef", ("e", "f"), fixed=3),
    )

    result = solved(day(4, 2, "ab", "cd", "ef", meetings=meetings, sessions=(Session("morning", (0, 1)),)))

    assert slots_of(result.plan) == {"ab": 1, "cd": 0, "ef": 3}


def test_unknown_names_in_a_plan_are_faults():
    verdict = check(day(1, 1, "ab"), Plan((Held("xy", 7, "cellar"),)))

    assert [fault.rule for fault in verdict.faults] == ["known names"] * 3


@st.composite
def small_days(draw, kind=("must",)) -> Problem:
    parties = "abcd"[: draw(st.integers(2, 4))]
    pairs = [one + other for one, other in product(parties, parties) if one < other]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=4, unique=True))
    slots = draw(st.integers(1, 4))
    away = {name: tuple(draw(st.sets(st.integers(0, slots - 1), max_size=1))) for name in parties}
    meetings = tuple(
        Meeting(pair, tuple(pair), draw(st.sampled_from(kind)), draw(st.integers(1, 3))) for pair in chosen
    )
    return Problem(
        slots,
        tuple(Party(name, forbidden=away[name]) for name in parties),
        (Room("hall", draw(st.integers(0, 2))),),
        meetings,
        spread=draw(st.sampled_from((None, 0, 1))),
    )


def best_by_trying(problem: Problem) -> list[int] | None:
    """The goals of the best of all plans, largest first level first; None where no plan keeps the rules."""
    best = None
    for choice in product((None, *range(problem.slots)), repeat=len(problem.meetings)):
        held = (
            Held(meeting.id, slot, "hall")
            for meeting, slot in zip(problem.meetings, choice, strict=True)
            if slot is not None
        )
        verdict = check(problem, Plan(tuple(held)))
        if verdict.holds:
            levels = [goal.value if goal.maximise else -goal.value for goal in verdict.goals]
            best = levels if best is None else max(best, levels)
    return best


@settings(max_examples=25, deadline=None)
@given(small_days(("must", "want", "accept")))
def test_no_plan_of_all_is_better(problem):
    result = solved(problem)

    found = [goal.value if goal.maximise else -goal.value for goal in result.goals] if result.plan else None
    assert found == best_by_trying(problem)


@settings(max_examples=10, deadline=None)
@given(small_days())
def test_one_more_table_never_hurts(problem):
    roomy = Problem(
        problem.slots, problem.parties, (Room("hall", 3),), problem.meetings, spread=problem.spread
    )
    less, more = solved(problem), solved(roomy)

    if less.plan is not None:
        assert more.goals[-1].value <= less.goals[-1].value


@settings(max_examples=10, deadline=None)
@given(small_days(("must", "want")))
def test_names_change_nothing(problem):
    def other(name: str) -> str:
        return f"z{ord('z') - ord(name)}"

    renamed = Problem(
        problem.slots,
        tuple(Party(other(one.id), forbidden=one.forbidden) for one in reversed(problem.parties)),
        problem.rooms,
        tuple(
            Meeting(one.id[::-1], tuple(other(name) for name in one.parties), one.kind, one.weight)
            for one in reversed(problem.meetings)
        ),
        spread=problem.spread,
    )

    assert reached(solved(problem)) == reached(solved(renamed))


def test_breaks_are_runs_not_slots():
    problem = day(7, 1, "ab", "ac", "ad")
    plan = Plan((Held("ab", 0, "hall"), Held("ac", 1, "hall"), Held("ad", 6, "hall")))

    assert breaks_of(problem, plan) == {"a": 1, "b": 0, "c": 0, "d": 0}


def test_the_same_seed_gives_the_same_plan():
    problem = day(4, 2, "ab", "bc", "cd", "ad", "ac")

    assert solved(problem).plan == solved(problem).plan


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"slots": 0}, "0 slots"),
        ({"spread": -1}, "spread is -1"),
        ({"rooms": (Room("hall"), Room("hall"))}, "room 'hall' is named twice"),
        ({"meetings": (Meeting("ax", ("a", "x")),)}, "party 'x', which is not listed"),
        ({"meetings": (Meeting("ab", ("a", "b"), fixed=9),)}, "names slot 9"),
    ],
)
def test_a_problem_names_the_culprit(change, complaint):
    fields = {
        "slots": 2,
        "parties": (Party("a"), Party("b")),
        "rooms": (Room("hall"),),
        "meetings": (),
    } | change

    with pytest.raises(ValueError, match=complaint):
        Problem(**fields)


def test_a_party_with_too_few_slots_is_named_with_its_meetings():
    # a has two meetings and comes in one slot of two.
    parties = (Party("a", forbidden=(1,)), Party("b"), Party("c"))

    result = solved(day(2, 2, "ab", "ac", parties=parties))

    assert result.status == Status.INFEASIBLE
    assert result.conflict == ("meeting ac", "meeting ab", "one at a time for a", "absence of a")


def test_too_few_tables_are_named_with_the_meetings_that_need_them():
    # Three meetings without a party in common, two slots with one table each.
    result = solved(day(2, 1, "ab", "cd", "ef"))

    assert (result.status, result.conflict) == (
        Status.INFEASIBLE,
        ("tables", "meeting ab", "meeting cd", "meeting ef"),
    )


def test_meetings_after_each_other_in_a_circle_are_named():
    meetings = (
        Meeting("ab", ("a", "b"), after=("cd",)),
        Meeting("cd", ("c", "d"), after=("ab",)),
        Meeting("ef", ("e", "f")),
    )

    result = solved(day(3, 3, "ab", "cd", "ef", meetings=meetings))

    assert result.conflict == ("order", "meeting ab", "meeting cd")


def test_a_spread_that_cannot_hold_is_named():
    # a meets in slots 0 and 2, b in 0 and 1, c in 1 and 2: only a has a break, and 0 may be the difference.
    meetings = (
        Meeting("ab", ("a", "b"), fixed=0),
        Meeting("ac", ("a", "c"), fixed=2),
        Meeting("bc", ("b", "c")),
    )

    result = solved(day(3, 1, "ab", "ac", "bc", meetings=meetings, spread=0))

    assert (result.status, result.conflict[0]) == (Status.INFEASIBLE, "spread")


def test_a_large_day_reaches_its_bound(monkeypatch):
    # Nine parties, twelve wishes of each weight from 1 to 3; 21 places hold all of weight 3 and nine of weight 2.
    monkeypatch.setattr("pendopo.planning.bilaterals.large.MANY", 100)
    monkeypatch.setattr("pendopo.planning.bilaterals.large._MOVES", 2_000)
    pairs = [one + other for one, other in product("abcdefghi", repeat=2) if one < other]
    meetings = tuple(Meeting(pair, tuple(pair), "want", 1 + number % 3) for number, pair in enumerate(pairs))

    result = solved(day(7, 3, *pairs, meetings=meetings, spread=3))

    wants = result.goals[0]
    assert (wants.value, wants.bound) == (54, 54)


@settings(max_examples=15, deadline=None)
@given(small_days(("must", "want", "accept")))
def test_a_large_day_never_beats_its_bounds(problem):
    times = Times(problem)
    large = Large(times, Watch(QUICK), None)

    plan = large.run()

    best = best_by_trying(problem)
    if plan is not None and best is not None and large.relaxation is not None:
        first = next(iter(large.relaxation.bounds.values()), None)
        assert first is None or first >= best[0]
