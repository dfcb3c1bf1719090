"""The programme for CP-SAT, which decides in whole numbers what rounding leaves open."""

from collections.abc import Sequence

from ortools.sat.python import cp_model

from pendopo.planning.cpsat import Answer, search
from pendopo.planning.limits import Watch
from pendopo.planning.visits.programme import Aim, Row
from pendopo.planning.visits.relax import UNIT, Bound, Relaxation, narrowed

# The linear relaxation is what guides the search here; by itself CP-SAT would hardly look at it.
_PARAMETERS = {"linearization_level": 2}


def improve(
    relaxation: Relaxation, aim: Aim, bound: Bound, watch: Watch, start: Sequence[int] | None
) -> tuple[Answer, list[int] | None]:
    """The answer for one aim, what is held kept, and the values of all columns; `start` keeps what is held."""
    bounds = relaxation.lower, relaxation.upper
    if start is not None:
        bounds = narrowed(bounds, bound, (aim.value(start) - aim.constant) * UNIT)
    model, columns = _model(relaxation, bounds)
    total = cp_model.LinearExpr.weighted_sum([columns[one] for one in aim.terms], list(aim.terms.values()))
    model.add(total >= bound.value - aim.constant)
    if aim.maximise:
        model.maximize(-aim.constant - total)
    else:
        model.minimize(aim.constant + total)
    for column, value in enumerate(start or ()):
        model.add_hint(columns[column], value)
    answer = search(model, watch, goal=aim.name, parameters=_PARAMETERS)
    found = answer.value_of_goal is not None
    return answer, [answer.value(column) for column in columns] if found else None


def _model(
    relaxation: Relaxation, bounds: tuple[list[int], list[int]]
) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    """What is held as rows, and within `bounds` on the columns."""
    model, programme = cp_model.CpModel(), relaxation.programme
    columns = [model.new_int_var(low, high, "") for low, high in zip(*bounds, strict=True)]
    for row in relaxation.rows:
        _add(model, columns, row)
    for column in programme.shut:
        if bounds[1][column] > 0:
            _add(model, columns, programme.link(column))
    return model, columns


def _add(model: cp_model.CpModel, columns: Sequence[cp_model.IntVar], row: Row) -> None:
    if row.lower is None and row.upper is None:
        return
    total = cp_model.LinearExpr.weighted_sum([columns[one] for one in row.terms], list(row.terms.values()))
    lower = cp_model.INT32_MIN if row.lower is None else row.lower
    upper = cp_model.INT32_MAX if row.upper is None else row.upper
    model.add_linear_constraint(total, lower, upper)
