"""Tables against trying every table: the same best ones, and the same ties among them."""

from fractions import Fraction
from itertools import product
from math import prod

from hypothesis import given, settings
from tests.planning.tables import tables

from pendopo.planning.apportionment import Method, Problem, solve

F = Fraction


def signposts(method, n):
    """The product of squared means below n seats, without those that are 0."""
    square = {
        Method.DHONDT: lambda k: F(k) ** 2,
        Method.ADAMS: lambda k: F(k - 1) ** 2,
        Method.SAINTE_LAGUE: lambda k: (F(2 * k - 1) / 2) ** 2,
        Method.DEAN: lambda k: (F(2 * k * (k - 1), 2 * k - 1)) ** 2,
        Method.HUNTINGTON_HILL: lambda k: F(k * (k - 1)),
    }[method]
    return prod((square(k) or 1 for k in range(1, n + 1)), start=F(1))


def every_best(made, granted):
    """All tables of least cost, by trying every table: cost is the product of means / weights, seat by seat."""
    due = int(made.method in (Method.ADAMS, Method.DEAN, Method.HUNTINGTON_HILL))
    cells = []
    for cell in made.cells:
        low = max(cell.floor, due, int((cell.region, cell.group) in granted)) if cell.weight else cell.floor
        high = cell.floor if not cell.weight else 9 if cell.cap is None else cell.cap
        cells.append((cell, low, high))
    rows = {region.id: region.seats for region in made.regions}
    ways = [[n for n in range(low, high + 1) if n <= rows[cell.region]] for cell, low, high in cells]
    best, found = None, []
    for held in product(*ways):
        sums = dict.fromkeys((*rows, *(g.id for g in made.groups)), 0)
        for n, (cell, _, _) in zip(held, cells, strict=True):
            sums[cell.region] += n
            sums[cell.group] += n
        if all(sums[r.id] == r.seats for r in made.regions) and all(
            sums[g.id] == g.seats for g in made.groups
        ):
            cost = prod(
                (
                    signposts(made.method, n) / signposts(made.method, low) / cell.weight ** (2 * (n - low))
                    for n, (cell, low, _) in zip(held, cells, strict=True)
                    if cell.weight
                ),
                start=F(1),
            )
            if best is None or cost <= best:
                best, found = cost, [*(found if cost == best else []), held]
    return set(found)


def named_by(plan, made):
    """All tables that a plan with open ties allows."""
    base = {(cell.region, cell.group): cell.seats for cell in plan.answer.cells}
    keys = [(cell.region, cell.group) for cell in made.cells]
    choices = [[(p.region, p.group) for p in tie.among] for tie in plan.answer.ties]
    found = set()
    for picks in product(*(product((0, 1), repeat=len(choice)) for choice in choices)):
        more = {
            k: x
            for choice, pick in zip(choices, picks, strict=True)
            for k, x in zip(choice, pick, strict=True)
        }
        held = tuple(base.get(key, 0) + more.get(key, 0) for key in keys)
        rows = all(
            sum(n for n, k in zip(held, keys, strict=True) if k[0] == r.id) == r.seats for r in made.regions
        )
        columns = all(
            sum(n for n, k in zip(held, keys, strict=True) if k[1] == g.id) == g.seats for g in made.groups
        )
        if rows and columns:
            found.add(held)
    return found


@settings(max_examples=200, deadline=None)
@given(tables())
def test_ties_name_exactly_the_tables_that_trying_everything_finds(made):
    plan = solve(Problem(made)).plan
    if plan is None:
        # Nobody is lifted twice: what the flow calls impossible, trying everything does not find either.
        leads = {
            r.id: [c for c in made.cells if c.region == r.id and c.weight] for r in made.regions if r.seats
        }
        firsts = {
            name: [c.group for c in row if c.weight == max(x.weight for x in row)]
            for name, row in leads.items()
            if row and made.strongest
        }
        assert all(
            every_best(made, set(zip(firsts, pick, strict=True))) == set()
            for pick in product(*firsts.values())
        )
    elif all(one.to for one in plan.answer.strongest):
        granted = {(one.region, one.to) for one in plan.answer.strongest}
        assert named_by(plan, made) == every_best(made, granted)
