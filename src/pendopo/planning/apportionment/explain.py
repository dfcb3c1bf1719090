"""Which rules bind: bounds that lift or hold down, groups below the quorum, ties."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import ceil

from pendopo.planning.apportionment.methods import measure, rounded
from pendopo.planning.apportionment.problem import Cell, Floors, Method, Problem, Seats, Table, Unit
from pendopo.planning.apportionment.solution import CellTie, Place, Plan, SeatsPlan, TablePlan, Tie
from pendopo.planning.result import Reason


def explain(problem: Problem, plan: Plan) -> tuple[Reason, ...]:
    """Why seats differ from what a weight alone would bring.

    "lifted" names who has seats that only a floor or the seat of the strongest gives, and which of these; "capped"
    who would take more without a cap; "below_quorum" a group that takes no part; "no_weight" who can receive nothing
    beyond a floor; "tie" who is level, for how many seats, and whether order, lot or nobody has settled it ("open").
    """
    task, answer = problem.task, plan.answer
    if isinstance(task, Seats) and isinstance(answer, SeatsPlan):
        return (*_unit_reasons(task, answer), *_tie_reasons([answer.tie]))
    if isinstance(task, Table) and isinstance(answer, TablePlan):
        return (*_group_reasons(answer), *_cell_reasons(task, answer), *_tie_reasons(answer.ties))
    return ()


def summary(problem: Problem, plan: Plan) -> Iterator[str]:
    """The seats for a terminal: a line for each unit, or a table with a row for each region; then open ties."""
    answer = plan.answer
    if isinstance(answer, SeatsPlan):
        for line in answer.lines:
            yield f"{line.seats:>6}  {line.id}"
        ties: Iterable[Tie | CellTie | None] = [answer.tie]
    else:
        yield from _rows(answer)
        ties = [answer.upper_tie, *answer.ties]
        for one in answer.strongest:
            if not one.to:
                yield f"Level as strongest in {one.region}: {', '.join(one.among)}."
    for tie in ties:
        if tie:
            ended = f"to {', '.join(map(_name, tie.to))} by {tie.by}" if tie.to else "left open"
            yield f"Tied: {tie.seats} among {', '.join(map(_name, tie.among))}; {ended}."


def _rows(plan: TablePlan) -> Iterator[str]:
    held = {(cell.region, cell.group): cell.seats for cell in plan.cells}
    yield "  ".join(f"{line.id:>6}" for line in plan.groups)
    for region in plan.regions:
        seats = (held.get((region.id, line.id), 0) for line in plan.groups)
        widths = (max(6, len(line.id)) for line in plan.groups)
        yield "  ".join(f"{n:>{width}}" for n, width in zip(seats, widths, strict=True)) + f"  {region.id}"
    sums = "  ".join(f"{line.seats:>{max(6, len(line.id))}}" for line in plan.groups)
    yield f"{sums}  together"


def _unit_reasons(task: Seats, plan: SeatsPlan) -> Iterator[Reason]:
    held = {line.id: line.seats for line in plan.lines}
    for unit in task.units:
        first = unit.floor if task.floors is Floors.START else 0
        if unit.weight:
            yield from _bound_reasons(task.method, unit, held[unit.id], first, plan.divisor)
        else:
            yield Reason("no_weight", unit.id)


def _bound_reasons(
    method: Method, unit: Unit | Cell, n: int, first: int, divisor: Fraction | None
) -> Iterator[Reason]:
    """Whether a bound keeps a weight from the seats that it would bring under this divisor."""
    name = unit.id if isinstance(unit, Unit) else f"{unit.region}, {unit.group}"
    brings = n if divisor is None else _brought(method, Fraction(unit.weight), divisor)
    if brings < n - first and n == max(unit.floor, first):
        yield Reason("lifted", name, (f"floor {unit.floor}",))
    if unit.cap is not None and n == unit.cap and brings > n - first:
        yield Reason("capped", name, (f"cap {unit.cap}",))


def _brought(method: Method, weight: Fraction, divisor: Fraction) -> int:
    """The seats of a weight without bounds; whole quotas, rounded up, under largest remainders."""
    if method.by_quota:
        return ceil(weight / divisor)
    return rounded(method, measure(method, weight) / divisor)


def _group_reasons(plan: TablePlan) -> Iterator[Reason]:
    for line in plan.groups:
        if not line.counts:
            yield Reason("below_quorum", line.id)
    if plan.upper_tie:
        yield from _tie_reasons([plan.upper_tie])
    for one in plan.strongest:
        if len(one.among) > 1:
            yield Reason("tie", ", ".join(one.among), (f"strongest in {one.region}", one.by or "open"))


def _cell_reasons(task: Table, plan: TablePlan) -> Iterator[Reason]:
    held = {(cell.region, cell.group): cell.seats for cell in plan.cells}
    rows = {line.id: line.divisor for line in plan.regions}
    columns = {line.id: line.divisor for line in plan.groups}
    granted = {(one.region, one.to) for one in plan.strongest}
    for cell in task.cells:
        row, column, key = rows.get(cell.region), columns.get(cell.group), (cell.region, cell.group)
        if row and column and cell.weight:
            n = held.get(key, 0)
            yield from _bound_reasons(task.method, cell, n, 0, row * column)
            if n == 1 and key in granted and not _brought(task.method, Fraction(cell.weight), row * column):
                yield Reason("lifted", f"{cell.region}, {cell.group}", ("strongest in the region",))


def _tie_reasons(ties: Iterable[Tie | CellTie | None]) -> Iterator[Reason]:
    for tie in ties:
        if tie:
            seats = f"{tie.seats} seat{'s' if tie.seats > 1 else ''}"
            yield Reason("tie", "; ".join(map(_name, tie.among)), (seats, tie.by or "open"))


def _name(member: str | Place) -> str:
    return member if isinstance(member, str) else f"{member.region}, {member.group}"
