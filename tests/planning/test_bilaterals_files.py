"""Published files of bilateral meetings, and documents that are none."""

from pathlib import Path

import pytest

from pendopo.planning import io
from pendopo.planning.bilaterals import KIND, Meeting, Party, Plan, Problem, Room, check, explain, solve
from pendopo.planning.bilaterals.explain import summary
from pendopo.planning.bilaterals.reading import problem_of, read_dzn
from pendopo.planning.errors import InvalidDocument
from pendopo.planning.limits import Limits, Watch
from pendopo.planning.result import Reason, Status

# Three people, three meetings, two tables, four slots of which two are in the morning; 1-2 only in the morning,
# 1-3 in the afternoon, 2-3 before 1-3, and 1 is away in the last slot. So 1-3 takes the third slot, and 1-2 and
# 2-3 the first two: without a break if 1-2 is the second, but then 2-3 is the first and 3 has one break;
# otherwise 1 has one.
FILE = """
nBusiness = 3; nMeetings = 3; nTables = 2; nTotalSlots = 4; nMorningSlots = 2;
requested = [| 1, 2, 1,
 | 1, 3, 2, | 2, 3, 3, |];
nMeetingsBusiness = [2,2,2];
forbidden = [{4}, {0}, {}];
fixed = [0, 0, 0];
precedences = [{}, {3}, {}];  % the end
"""


def test_a_published_file_becomes_a_problem():
    problem = problem_of(FILE)

    assert (problem.slots, problem.rooms[0].tables, problem.spread) == (4, 2, 2)
    assert problem.parties[0] == Party("1", forbidden=(3,))
    assert problem.meetings[1] == Meeting("2", ("1", "3"), session="afternoon", after=("3",))


def test_its_plan_has_one_break():
    result = solve(problem_of(FILE), Watch(Limits(seconds=20, deterministic=True)))

    assert (result.status, [goal.value for goal in result.goals]) == (Status.OPTIMAL, [1])


def test_a_problem_survives_being_written():
    problem = problem_of(FILE)

    assert io.read(io.write(problem), Problem) == problem


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        (FILE, "", "$"),
        (FILE, "word " * 1000, "$"),
        ("nTables = 2", "nTables = many", "$.nTables"),
        ("nTables = 2;", "", "$"),
        ("nMorningSlots = 2", "nMorningSlots = 5", "$.nMorningSlots"),
        ("nMeetings = 3", "nMeetings = 4", "$.requested"),
        ("1, 2, 1,", "1, 2,", "$.requested[0]"),
        ("1, 2, 1,", "1, 9, 1,", "$"),
        ("1, 2, 1,", "1, 1, 1,", "$"),
        ("1, 2, 1,", "1, 2, 7,", "$.requested[0]"),
        ("[{4}, {0}, {}]", "[{5}, {0}, {}]", "$.forbidden"),
        ("[{4}, {0}, {}]", "[{4}, {0}]", "$.forbidden"),
        ("{3}, {}];", "{3}", "$"),
    ],
)
def test_a_bad_file_says_where(old, new, place):
    with pytest.raises(InvalidDocument) as caught:
        problem_of(FILE.replace(old, new))

    assert caught.value.path == place


def test_ten_megabytes_of_nonsense_are_refused(tmp_path: Path):
    path = tmp_path / "day.dzn"
    path.write_bytes(b"a" * 10_000_000)

    with pytest.raises(InvalidDocument, match="10000000 bytes"):
        read_dzn(path)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path):
    path = tmp_path / "day.dzn"
    path.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(InvalidDocument, match="not text"):
        read_dzn(path)


def test_a_wish_left_out_says_what_stands_in_its_way():
    # One slot, one table: the heavier wish is held, the other finds the table taken and b busy.
    meetings = (Meeting("ab", ("a", "b"), "want", 2), Meeting("bc", ("b", "c"), "want", 1))
    problem = Problem(1, tuple(Party(name) for name in "abc"), (Room("hall"),), meetings)

    plan = solve(problem, Watch(Limits(seconds=20, deterministic=True))).plan

    assert explain(problem, plan)[0] == Reason("not_held", "bc", ("b in ab", "tables"))
    assert next(iter(summary(problem, plan))) == "1 of 2 meetings are held."


def test_a_break_that_follows_from_own_rules_names_them():
    # a can meet in slots 0 and 2 only.
    meetings = (Meeting("ab", ("a", "b")), Meeting("ac", ("a", "c")))
    parties = (Party("a", forbidden=(1,)), Party("b"), Party("c"))
    problem = Problem(3, parties, (Room("hall", 2),), meetings)

    plan = solve(problem, Watch(Limits(seconds=20, deterministic=True))).plan

    assert Reason("break", "a", ("absence of a",)) in explain(problem, plan)


def test_an_empty_day_has_an_empty_plan():
    problem = Problem(1, (), (), ())

    result = solve(problem, Watch(Limits(seconds=5, deterministic=True)))

    assert (result.status, result.plan) == (Status.OPTIMAL, Plan(()))
    assert check(problem, Plan(())).holds


def test_a_cancelled_solve_says_so():
    watch = Watch(Limits(seconds=5))
    watch.cancel()

    result = solve(problem_of(FILE), watch)

    assert (result.status, result.plan, result.interrupted) == (Status.UNKNOWN, None, True)


def test_the_kind_reads_the_published_format():
    assert list(KIND.readers) == ["dzn"]
