"""No small number leaves the desk, and none follows from the sums beside it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pendopo.delegates.queries.suppression import safe_line, safe_table

cp_model = pytest.importorskip("ortools.sat.python.cp_model")
MOST = 200
COUNTS = st.one_of(st.integers(0, 8), st.integers(0, 30))
LINES = st.lists(COUNTS, min_size=1, max_size=7)
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(COUNTS, min_size=width, max_size=width), min_size=1, max_size=4)
)
BOUNDS = {"<5": (0, 4), "≥5": (5, MOST), "–": (0, MOST)}


def test_a_lone_small_number_takes_the_smallest_other_with_it():
    line = safe_line([3, 40, 12])

    assert (line.shown, line.total) == (("<5", "40", "≥5"), "55")


def test_two_small_numbers_at_their_limit_need_a_third():
    line = safe_line([4, 4, 40])

    assert (line.shown, line.total) == (("<5", "<5", "≥5"), "48")


def test_nothing_is_hidden_without_need():
    table = safe_table([[5, 6], [7, 80]])

    assert (table.cells, table.rows.total) == ((("5", "6"), ("7", "80")), "98")


def test_a_table_hides_a_rectangle_around_a_small_number():
    table = safe_table([[2, 20, 30], [40, 50, 60], [70, 80, 90]])

    assert table.cells == (("<5", "≥5", "30"), ("≥5", "≥5", "60"), ("70", "80", "90"))
    assert table.rows.shown == ("52", "150", "240")


def solver(shown, total):
    """All that a reader knows of a line, as a model; the numbers as variables."""
    model = cp_model.CpModel()
    numbers = [_number(model, text, f"n{i}") for i, text in enumerate(shown)]
    model.add(sum(numbers) == _number(model, total, "total"))
    return model, numbers


def _number(model, text, name):
    low, high = BOUNDS.get(text) or (int(text), int(text))
    return model.new_int_var(low, high, name)


def could_be(model, number, value):
    """Whether the number could be another than it is."""
    other = model.clone()
    other.add(other.get_int_var_from_proto_index(number.index) != value)
    search = cp_model.CpSolver()
    search.parameters.num_workers = 1
    return search.solve(other) in (cp_model.OPTIMAL, cp_model.FEASIBLE)


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_no_hidden_number_of_a_line_follows_from_the_rest(counts):
    line = safe_line(counts)
    model, numbers = solver(line.shown, line.total)

    assert all(line.shown[i] != str(n) for i, n in enumerate(counts) if n < 5)
    found = [could_be(model, numbers[i], counts[i]) for i in sorted(line.hidden)]
    assert found == [True] * len(line.hidden)


@settings(max_examples=250, deadline=None)
@given(TABLES)
def test_no_small_number_of_a_table_follows_from_its_sums(counts):
    table = safe_table(counts)
    model = cp_model.CpModel()
    cells = [
        [_number(model, text, f"c{i}.{j}") for j, text in enumerate(row)] for i, row in enumerate(table.cells)
    ]
    rows = [_number(model, text, f"r{i}") for i, text in enumerate(table.rows.shown)]
    columns = [_number(model, text, f"k{j}") for j, text in enumerate(table.columns.shown)]
    totals = [_number(model, text, f"t{i}") for i, text in enumerate((table.rows.total, table.columns.total))]
    for i, row in enumerate(cells):
        model.add(sum(row) == rows[i])
    for j, column in enumerate(zip(*cells, strict=True)):
        model.add(sum(column) == columns[j])
    for total, line in zip(totals, (rows, columns), strict=True):
        model.add(sum(line) == total)

    small = [(i, j) for i, row in enumerate(counts) for j, n in enumerate(row) if n < 5]
    hidden = [(i, j) for i, row in enumerate(table.cells) for j, text in enumerate(row) if text in BOUNDS]
    assert set(small) <= set(hidden)
    assert [could_be(model, cells[i][j], counts[i][j]) for i, j in small] == [True] * len(small)
    for line, sums in ((table.rows, rows), (table.columns, columns)):
        true = (
            [sum(row) for row in counts]
            if line is table.rows
            else [sum(c) for c in zip(*counts, strict=True)]
        )
        low = [i for i, n in enumerate(true) if n < 5]
        assert [could_be(model, sums[i], true[i]) for i in low] == [True] * len(low)
