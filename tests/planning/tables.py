"""Small tables to share seats out in: written out for one test, or drawn at random."""

from fractions import Fraction

from hypothesis import strategies as st
from msgspec.structs import replace

from pendopo.planning.apportionment import Cell, Group, Method, Region, Table

F = Fraction
METHODS = [method for method in Method if not method.by_quota]


def table(rows, seats, columns=None, **options):
    """Regions A, B, C… with these weights and seats; groups x, y, z… with these seats, or none."""
    count = len(rows[0])
    return Table(
        tuple(Region(name, n) for name, n in zip("ABCDE", seats, strict=False)),
        tuple(Group(name, n) for name, n in zip("xyzuv", columns or [None] * count, strict=False)),
        tuple(
            Cell(region, group, F(weight))
            for region, row in zip("ABCDE", rows, strict=False)
            for group, weight in zip("xyzuv", row, strict=False)
        ),
        **options,
    )


def bounded(made, **bounds):
    """The same with floors and caps: Ax=(1, 2)."""
    cells = (
        Cell(c.region, c.group, c.weight, *bounds.get(c.region + c.group, (c.floor, c.cap)))
        for c in made.cells
    )
    return replace(made, cells=tuple(cells))


@st.composite
def tables(draw, methods=tuple(METHODS), most=5):
    rows, columns = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    weights = [[draw(st.sampled_from([0, 1, 1, 2, 3, 5])) for _ in range(columns)] for _ in range(rows)]
    seats = [draw(st.integers(0, 3)) for _ in range(rows)]
    given_seats, left = [], sum(seats)
    for _ in range(columns - 1):
        given_seats.append(draw(st.integers(0, left)))
        left -= given_seats[-1]
    given_seats.append(left)
    made = table(
        weights, seats, given_seats, method=draw(st.sampled_from(methods)), strongest=draw(st.booleans())
    )
    chosen = draw(st.sampled_from([{}, {}, {"Ax": (1, None)}, {"Ay": (0, 1)}, {"Bx": (1, 1), "Az": (0, 0)}]))
    return bounded(made, **chosen)
