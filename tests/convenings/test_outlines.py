"""Outlines: borders that two shapes share stay shared when they are made simpler."""

import json

import pytest
from tools import outlines
from tools.outlines import Simplifier, area, read_rings, simpler, write_outlines

LEFT = [(0, 0), (1000, 0), (1010, 500), (990, 1000), (1000, 2000), (0, 2000)]
RIGHT = [(1000, 0), (3000, 0), (3000, 2000), (1000, 2000), (990, 1000), (1010, 500)]


def edges(ring):
    return {frozenset(pair) for pair in zip(ring, ring[1:] + ring[:1], strict=True)}


def test_neighbours_share_their_border_before_and_after():
    both = Simplifier([LEFT, RIGHT])

    left, right = both.ring(LEFT), both.ring(RIGHT)

    assert edges(left) & edges(right) == {frozenset({(1000, 0), (1000, 2000)})}
    assert (area(left), area(right)) == (2_000_000, 4_000_000)


def test_a_point_further_away_than_the_tolerance_stays():
    assert simpler([(0, 0), (500, 20), (1000, 0)]) == [(0, 0), (1000, 0)]
    assert simpler([(0, 0), (500, 200), (1000, 0)]) == [(0, 0), (500, 200), (1000, 0)]


def test_a_path_is_read_with_moves_from_where_the_last_line_began():
    assert read_rings("m 1,2 1,0 0,1 z m 2,0 1,0 0,-1 z", 1, 2) == [
        [(0, 0), (100, 0), (100, 100)],
        [(200, 0), (300, 0), (300, -100)],
    ]


def test_small_islands_go_and_a_tiny_province_is_marked(tmp_path, monkeypatch):
    monkeypatch.setattr(outlines, "CODES", {"id-a": ["11"], "id-b": ["91", "93"]})
    drawing = tmp_path / "drawing.svg"
    drawing.write_text(
        '<svg viewBox="0 0 40 20"><path id="id-a" d="m 0,0 20,0 0,20 -20,0 z m 30,0 0.5,0 0,0.5 z"/>'
        '<path id="id-b" d="m 25,5 4,0 0,4 -4,0 z"/></svg>'
    )

    write_outlines(drawing, tmp_path / "made.json")

    assert json.loads((tmp_path / "made.json").read_text()) == {
        "size": [80, 40],
        "outlines": [
            {"codes": ["11"], "path": "M0 0l40 0 0 40-40 0z"},
            {"codes": ["91", "93"], "path": "M50 10l8 0 0 8-8 0z", "spot": [54, 14]},
        ],
    }


def test_a_drawing_of_other_provinces_is_refused(tmp_path):
    drawing = tmp_path / "drawing.svg"
    drawing.write_text('<svg viewBox="0 0 1 1"><path id="id-xx" d="m 0,0 1,0 0,1 z"/></svg>')

    with pytest.raises(SystemExit, match="provinces differ"):
        write_outlines(drawing, tmp_path / "made.json")
