"""HiGHS behind one class: linear programmes that change a little and are solved again, whole numbers or not."""

import os
import sys
from functools import cache
from importlib.metadata import version
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pendopo.planning.errors import SolverMissing

try:
    import highspy
except ImportError as missing:  # pragma: no cover
    raise SolverMissing from missing

NAME = f"HiGHS {version('highspy')}"
INFINITY = float("inf")
Array = NDArray[Any]


@cache
def hush() -> None:
    """Let HiGHS introduce itself to nobody: the first solver of a process prints to standard output.

    That output may be a plan that another program reads; the lines come from C, past sys.stdout.
    """
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        highspy.Highs()
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


class Linear:
    """Minimise `cost` x with `lower` <= `rows` x <= `upper` and bounds on x; all float64.

    `rows` is (m, n), `cost` (n,); bounds on rows (m,), on columns (n,). With `whole`, x are whole numbers.
    """

    def __init__(
        self,
        rows: Array,
        row_bounds: tuple[Array, Array],
        bounds: tuple[Array, Array],
        cost: Array,
        *,
        whole: bool = False,
    ) -> None:
        self.columns = rows.shape[1]
        self._all = np.arange(self.columns, dtype=np.int32)
        hush()
        self._solver = highspy.Highs()
        for name, value in (("output_flag", False), ("parallel", "off")):
            self._solver.setOptionValue(name, value)
        model = highspy.HighsLp()
        model.num_row_, model.num_col_ = rows.shape
        model.col_cost_, model.col_lower_, model.col_upper_ = (_plain(one) for one in (cost, *bounds))
        model.row_lower_, model.row_upper_ = (_plain(one) for one in row_bounds)
        at_row, at_column = np.nonzero(rows)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.searchsorted(at_row, np.arange(rows.shape[0] + 1)).astype(np.int32)
        model.a_matrix_.index_ = at_column.astype(np.int32)
        model.a_matrix_.value_ = _plain(rows[at_row, at_column])
        if whole:
            model.integrality_ = [highspy.HighsVarType.kInteger] * self.columns
        self._solver.passModel(model)

    def option(self, name: str, value: float | str) -> None:
        """Set one of HiGHS's own options, such as "mip_rel_gap" or "time_limit"."""
        self._solver.setOptionValue(name, value)

    def set_cost(self, cost: Array) -> None:
        """Minimise something else."""
        self._solver.changeColsCost(self.columns, self._all, _plain(cost))

    def set_bounds(self, lower: Array, upper: Array) -> None:
        """New bounds on every column."""
        self._solver.changeColsBounds(self.columns, self._all, _plain(lower), _plain(upper))

    def set_row(self, row: int, lower: float, upper: float) -> None:
        """New bounds on one row."""
        self._solver.changeRowBounds(row, lower, upper)

    def set_column(self, column: int, lower: float, upper: float) -> None:
        """New bounds on one column."""
        self._solver.changeColBounds(column, lower, upper)

    def add_column(self, cost: float, lower: float, upper: float, values: Array) -> None:
        """A further column with its coefficient in every row, (m,)."""
        rows = np.flatnonzero(values).astype(np.int32)
        self._solver.addCol(cost, lower, upper, len(rows), rows, _plain(values[rows]))
        self.columns += 1
        self._all = np.arange(self.columns, dtype=np.int32)

    def add_row(self, lower: float, upper: float, values: Array) -> None:
        """A further row with its coefficient in every column, (n,)."""
        columns = np.flatnonzero(values).astype(np.int32)
        self._solver.addRow(lower, upper, len(columns), columns, _plain(values[columns]))

    def solve(self) -> bool:
        """Whether there is an optimum; it can then be read. False when no x keeps the rows.

        Raises ArithmeticError when HiGHS ends without an answer, and TimeoutError at its time limit.
        """
        self._solver.run()
        status = self._solver.getModelStatus()
        if status == highspy.HighsModelStatus.kOptimal:
            return True
        if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
            return False
        if status in (highspy.HighsModelStatus.kTimeLimit, highspy.HighsModelStatus.kInterrupt):
            raise TimeoutError("HiGHS reached its time limit.")
        raise ArithmeticError(f"HiGHS ended with {self._solver.modelStatusToString(status)}.")

    @property
    def value(self) -> float:
        """The objective at the optimum."""
        return float(self._solver.getInfo().objective_function_value)

    @property
    def x(self) -> Array:
        """The optimum, (n,)."""
        return np.asarray(self._solver.getSolution().col_value, dtype=float)

    @property
    def duals(self) -> Array:
        """What one more unit of each row's bound is worth, (m,); only without whole numbers."""
        return np.asarray(self._solver.getSolution().row_dual, dtype=float)


def _plain(values: Array) -> Array:
    return np.ascontiguousarray(values, dtype=np.float64)
