"""Conferences and timetables in workbooks."""

from datetime import time

import openpyxl
import pytest

from pendopo.planning.errors import InvalidDocument
from pendopo.planning.timetable import (
    Penalty,
    Place,
    Plan,
    Session,
    Talk,
    check,
    read_timetable,
    read_workbook,
    write_timetable,
)

WEIGHTS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 0, 0)
SHEETS = {
    "parameters": [
        ("Sessions", None, None, "Weights", None),
        *(
            (name, value, None, "weight", weight)
            for (name, value), weight in zip(
                (
                    *(("Local time zone:", "GMT+7"), ("Suitable", None), ("From:", time(9)), ("To:", time(17))),
                    *(("Less suitable", None), ("From:", "7:00"), ("To:", "20:00"), ("Penalty:", 1)),
                    *(("Unsuitable", None), ("Penalty:", 10), *[(None, None)] * 6),
                ),
                WEIGHTS,
                strict=True,
            )
        ),
    ],
    "submissions": [
        ("Reference", "Track", "Required Timeslots", "Order", "Time Zone", "Presenters", "Attendees", "S1", "S2", "R1"),
        ("t1", "Water", 1, 1, "GMT+7", "Ani, Budi", None, None, 4, None),
        ("t2", "Water", 2, None, "GMT+9", "Ani", "Citra", None, None, 6),
        ("t3", "Seeds", 1, 0, "GMT-5", None, None, None, None, None),
    ],
    "tracks": [("Tracks", "Chairs"), ("Water", "Dewi"), ("Seeds", None), (None, None)],
    "sessions": [
        ("Sessions", "Max Number of Timeslots", "Date", "Start Time", "End Time"),
        ("S1", 3, None, time(9), time(10, 30)),
        ("S2", 2, None, time(16), time(17, 30)),
    ],
    "rooms": [("Rooms",), ("R1",)],
    "tracks_sessions|penalty": [(None, "S1", "S2"), ("Seeds", None, 7), ("Water", None, None)],
    "tracks_rooms|penalty": [(None, "R1"), ("Water", None), ("Seeds", 8)],
    "similar tracks": [(None, "Water", "Seeds"), ("Water", None, 9), ("Seeds", 5, None)],
    "sessions_rooms|penalty": [(None, "R1"), ("S1", 3), ("S2", None)],
}  # fmt: skip


def saved(folder, **changes):
    """The workbook, cells changed by "sheet!A1"."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in SHEETS.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    for place, value in changes.pop("cells", {}).items():
        name, cell = place.split("!")
        book[name][cell] = value
    for name in changes.pop("without", ()):
        book.remove(book[name])
    path = folder / "conference.xlsx"
    book.save(path)
    return path


def test_a_workbook_becomes_a_problem(tmp_path):
    problem = read_workbook(saved(tmp_path))

    assert problem.sessions == (Session("S1", 3, 540, 630), Session("S2", 2, 960, 1050))
    assert problem.talks == (
        Talk("t1", "Water", 1, 1, ("Ani", "Budi")),
        Talk("t2", "Water", 2, 0, ("Ani",), ("Citra",), zone=120),
        Talk("t3", "Seeds", zone=-720),
    )
    assert (problem.track_sessions, problem.track_rooms) == (
        (Penalty("Seeds", "S2", 7),),
        (Penalty("Seeds", "R1", 8),),
    )
    assert (problem.session_rooms, problem.similar_tracks) == (
        (Penalty("S1", "R1", 3),),
        (Penalty("Water", "Seeds", 9),),
    )
    assert (problem.talk_sessions, problem.talk_rooms) == (
        (Penalty("t1", "S2", 4),),
        (Penalty("t2", "R1", 6),),
    )
    assert (problem.weights.track_sessions, problem.weights.chairs, problem.weights.overlaps) == (1, 14, 0)
    assert problem.tracks[0].chairs == ("Dewi",)


def test_a_score_is_counted_as_the_library_counts_it(tmp_path):
    # S1 holds Water, S2 holds Seeds. Seeds in S2 7 × 1, Seeds in R1 8 × 2, S1 in R1 3 × 3; t2 costs 6 in R1 for each
    # of its two slots: 6 × 2 × 11. Clocks: t2 11:00 to 12:30 good; t3 4:00 to 5:30 poor, 10 × 8.
    problem = read_workbook(saved(tmp_path))
    plan = Plan((Place("t1", "S1", "R1", 0), Place("t2", "S1", "R1", 1), Place("t3", "S2", "R1", 0)))

    verdict = check(problem, plan)

    assert (verdict.faults, verdict.goals[0].value) == ((), 7 + 16 + 9 + 132 + 80)


def test_a_timetable_survives_its_workbook(tmp_path):
    problem = read_workbook(saved(tmp_path))
    plan = Plan((Place("t1", "S1", "R1", 0), Place("t2", "S1", "R1", 1), Place("t3", "S2", "R1", 1)))

    write_timetable(tmp_path / "plan.xlsx", problem, plan)

    assert read_timetable(tmp_path / "plan.xlsx", problem) == plan


@pytest.mark.parametrize(
    ("cells", "path", "reason"),
    [
        ({"submissions!B3": "Bees"}, "submissions!B3", "'Bees' is not known."),
        ({"submissions!C3": "two"}, "submissions!C3", "'two' is no whole number."),
        ({"submissions!C3": 1.5}, "submissions!C3", "1.5 is no whole number."),
        ({"submissions!C3": -1}, "$", "Talk 't2' takes -1 slots; 1 to 1000 are allowed."),
        ({"submissions!E2": "Mars"}, "submissions!E2", "'Mars' is no time zone such as \"GMT+7\"."),
        ({"submissions!A3": "t1"}, "$", "'t1' stands twice among the talks."),
        ({"sessions!D2": "noon"}, "sessions!D2", "'noon' is no time of day."),
        ({"rooms!A2": None}, "tracks_rooms|penalty!B1", "'R1' is not known."),
        ({"tracks_rooms|penalty!B1": "R9"}, "tracks_rooms|penalty!B1", "'R9' is not known."),
        ({"parameters!E2": -3}, "$", "The weight track_sessions is -3; 0 to 100000000 are allowed."),
    ],
)
def test_a_wrong_cell_is_named(tmp_path, cells, path, reason):
    with pytest.raises(InvalidDocument) as caught:
        read_workbook(saved(tmp_path, cells=cells))

    assert (caught.value.path, caught.value.reason) == (path, reason)


def test_a_missing_sheet_is_named(tmp_path):
    with pytest.raises(InvalidDocument) as caught:
        read_workbook(saved(tmp_path, without=("rooms",)))

    assert caught.value.reason == "There is no sheet 'rooms'."


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 truncated", b"nonsense " * 1_200_000])
def test_what_is_no_workbook_is_refused(tmp_path, data):
    path = tmp_path / "conference.xlsx"
    path.write_bytes(data)

    with pytest.raises(InvalidDocument) as caught:
        read_workbook(path)

    assert caught.value.path == "conference.xlsx"


def test_a_truncated_workbook_is_refused(tmp_path):
    path = saved(tmp_path)
    path.write_bytes(path.read_bytes()[:2000])

    with pytest.raises(InvalidDocument):
        read_workbook(path)


@pytest.mark.parametrize(
    ("places", "reason"),
    [
        ((("t1", 0), ("t2", 1), ("t2", 2)), "Talk 't3' has 0 slots instead of 1."),
        ((("t3", 0), ("t2", 1), ("t1", 2)), "Talk 't2' has 1 slots instead of 2."),
    ],
)
def test_an_incomplete_timetable_is_refused(tmp_path, places, reason):
    problem = read_workbook(saved(tmp_path))
    book = openpyxl.Workbook()
    book.active.append([None, "R1"])
    for _ in range(len(problem.sessions) + 1):
        book.active.append([])
    for talk, slot in places:
        book.active.cell(slot + 5, 2, talk)
    book.save(tmp_path / "plan.xlsx")

    with pytest.raises(InvalidDocument) as caught:
        read_timetable(tmp_path / "plan.xlsx", problem)

    assert caught.value.reason == reason
